"""By reference: an agreement that leans on the overordnet avtale, seen together with it (codebook G4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyser.corpus.frames import NUMBER, TEXT, frame
from analyser.levels import CONSTRUCTS

if TYPE_CHECKING:
    from pandas import DataFrame

GENERAL = "overordnet"
LIFT = {"row": NUMBER, "overordnet": NUMBER, "construct": TEXT, "own": NUMBER, "lifted": NUMBER}
"""Columns of `lifts`: the level of a construct of an agreement, alone and together with the overordnet avtale."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What decides which overordnet avtale one agreement refers to."""

    topic: str
    trusts: frozenset[str]
    municipalities: frozenset[str]
    refers: bool
    entered: bool
    counts: bool
    """Entered, the latest version, and no copy."""


def overordnet(readers: Sequence[Reader]) -> list[int | None]:
    """For each agreement the index of the overordnet avtale it refers to, where that is in the corpus."""
    by_trust: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(readers):
        if one.counts and one.topic == GENERAL:
            for trust in one.trusts:
                by_trust[trust].append(at)
    leaning = (one if one.refers and one.entered and one.topic != GENERAL else None for one in readers)
    return [_of(one, readers, by_trust) if one else None for one in leaning]


def _of(one: Reader, readers: Sequence[Reader], by_trust: dict[str, list[int]]) -> int | None:
    """The one with the same trust that binds all the municipalities, and the fewest others."""
    known = {at for trust in one.trusts for at in by_trust.get(trust, ())}
    binding = [at for at in known if one.municipalities <= readers[at].municipalities]
    return min(binding, key=lambda at: (len(readers[at].municipalities), at), default=None)


def lifts(agreements: DataFrame) -> DataFrame:
    """The constructs an agreement hands over, with its own level and the higher of that and the overordnet avtale's."""
    return frame(_lifts(agreements), LIFT)


def _lifts(agreements: DataFrame) -> Iterator[dict[str, Any]]:
    linked = agreements[agreements["overordnet"].notna()]
    for row, one in zip(linked.index, linked.to_dict("records"), strict=True):
        above = agreements.loc[one["overordnet"]]
        for name in CONSTRUCTS:
            if name in one["by_reference"] and not _missing(one[name]):
                lifted = one[name] if _missing(above[name]) else max(one[name], above[name])
                line = {"row": row, "overordnet": one["overordnet"], "construct": name}
                yield line | {"own": one[name], "lifted": lifted}


def _missing(level: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(level))


def with_overordnet(agreements: DataFrame, lifted: DataFrame) -> DataFrame:
    """The agreements again, each construct at its level together with the overordnet avtale."""
    together = agreements.copy()
    for line in lifted.to_dict("records"):
        together.loc[line["row"], line["construct"]] = line["lifted"]
    return together
