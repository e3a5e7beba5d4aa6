"""Coverage: which municipality has an agreement on which topic, and how many have, per trust, fellesskap and region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from analyser.corpus.frames import TEXT, TRUTH, frame
from analyser.corpus.places import fellesskap_name, regions, trust_name
from analyser.registry import municipalities, trusts

if TYPE_CHECKING:
    from pandas import DataFrame

MAPPED = ("2", "5", "6", "10")
"""The topics that concern learning and mastery by the mapping's choice."""
STATUTORY = tuple(map(str, range(1, 14)))
TOPICS = ("overordnet", *STATUTORY)
SUPPLEMENT = "sær"
"""A særavtale supplements the agreement on a topic and does not stand in for it."""
Level = Literal["trust", "fellesskap", "region"]


def coverage(agreements: DataFrame) -> DataFrame:
    """One row per municipality of today, one column per topic: whether an agreement that counts covers it."""
    covered = set(_pairs(agreements))
    kinds = dict.fromkeys(("municipality", "name", "trust", "fellesskap", "region", "sami_area"), TEXT)
    return frame(_rows(covered), {**kinds, **dict.fromkeys(TOPICS, TRUTH)})


def _pairs(agreements: DataFrame) -> Iterator[tuple[str, str]]:
    counting = agreements[agreements["counts"] & (agreements["topic"] != SUPPLEMENT)]
    for numbers, topics in zip(counting["municipalities"], counting["topics"], strict=True):
        yield from ((number, topic) for number in numbers for topic in topics)


def _rows(covered: set[tuple[str, str]]) -> Iterator[dict[str, Any]]:
    for number, one in municipalities().items():
        yield {
            "municipality": number, "name": one.name, "trust": trust_name(one.trust_id),
            "fellesskap": fellesskap_name(one.fellesskap_id), "region": regions().get(trusts()[one.trust_id].rhf, ""),
            "sami_area": one.sami_area, **{topic: (number, topic) in covered for topic in TOPICS},
        }


def covered_by(table: DataFrame, level: Level, topics: Sequence[str] = MAPPED) -> DataFrame:
    """How many municipalities have an agreement on each topic, out of how many (`total`), per trust and so on."""
    groups = table.groupby(level, sort=True)
    counted = groups[list(topics)].sum().astype("Int64")
    counted.insert(0, "total", groups.size().astype("Int64"))
    return counted
