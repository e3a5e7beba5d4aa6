"""One row per template family: shares over agreements mislead where many are one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from analyser.corpus.frames import ANY, NUMBER, TEXT, TRUTH, frame
from analyser.levels import CONSTRUCTS

if TYPE_CHECKING:
    from pandas import DataFrame, Series

FAMILY = {
    "family": NUMBER, "documents": NUMBER, "has_template": TRUTH, "title": TEXT, "topic": TEXT, "language": TEXT,
    "trusts": ANY, "region": TEXT, "year": NUMBER, "saerlig_relevant": TRUTH, **dict.fromkeys(CONSTRUCTS, NUMBER),
}
"""`documents`: how many agreements that count are of the mould; levels are those most of them have."""


def per_family(agreements: DataFrame) -> DataFrame:
    """The families of the agreements that count, largest first; an agreement like no other is a family of one."""
    blank = set(agreements.loc[agreements["template"], "family"])
    groups = agreements[agreements["counts"]].groupby("family", sort=True)
    rows = [_family(own) | {"has_template": own["family"].iloc[0] in blank} for _, own in groups]
    return frame(sorted(rows, key=lambda row: (-row["documents"], row["title"], row["family"])), FAMILY)


def _family(own: DataFrame) -> dict[str, Any]:
    first = own.iloc[0]
    return {
        "family": first["family"], "documents": len(own), "title": first["title"], "topic": first["topic"],
        "language": first["language"], "trusts": list(dict.fromkeys(_each(own["trusts"]))),
        "region": first["region"], "year": own["year"].max(), "saerlig_relevant": bool(own["saerlig_relevant"].any()),
        **{construct: _usual(own[construct]) for construct in CONSTRUCTS},
    }


def _each(lists: Series[Any]) -> Iterator[str]:
    return (one for several in lists for one in several)


def _usual(levels: Series[Any]) -> int | None:
    """The level most have; the lower of two that are as common; None where none was assessed."""
    counted = levels.dropna().value_counts()
    return min((int(level) for level in counted[counted == counted.max()].index), default=None)
