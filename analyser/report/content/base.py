"""What every chapter is written from, and how agreements are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from analyser.corpus import Corpus
from analyser.corpus.places import trust_name
from analyser.report.content.words import TOPICS, topic
from analyser.report.model import Share

if TYPE_CHECKING:
    from pandas import DataFrame, Series

    from analyser.rulemodels import Criterion
    from analyser.rules import Ruleset

HALF = 2
"""From this level on a construct is at least partly taken care of."""
MANY = 60
"""At most as many rows of names in the text; the workbook has the rest."""


@dataclass(frozen=True)
class Base:
    """The corpus, the rules that give names, and what else the report is about."""

    corpus: Corpus
    ruleset: Ruleset
    made: date
    validity: Mapping[str, Any] | None = None
    previous: Corpus | None = None

    @property
    def agreements(self) -> DataFrame:
        """The agreements that count."""
        return self.corpus.counting

    def construct(self, name: str) -> Criterion:
        """What a construct is called, asks and demands."""
        return self.ruleset.criteria.constructs[name]


class Tally(NamedTuple):
    """How many have level 0, 1, 2 and 3, and how many were not assessed."""

    levels: tuple[int, int, int, int]
    unknown: int

    @property
    def assessed(self) -> int:
        """How many have a level."""
        return sum(self.levels)

    @property
    def half(self) -> Share:
        """At least partly taken care of, of those assessed."""
        return Share(sum(self.levels[HALF:]), self.assessed)

    @property
    def usual(self) -> int:
        """The level most have; the lower of two as common."""
        return max(range(4), key=lambda level: (self.levels[level], -level))


def tally(levels: Series[Any]) -> Tally:
    """Count levels."""
    counted = levels.value_counts()
    zero, one, two, three = (int(counted.get(level, 0)) for level in range(4))
    return Tally((zero, one, two, three), int(levels.isna().sum()))


class Group(NamedTuple):
    """Some agreements, and what they are called together."""

    name: str
    rows: DataFrame


def by_topic(rows: DataFrame) -> Iterator[Group]:
    """The agreements of each main topic, in the order of the law."""
    known = [key for key in TOPICS if (rows["topic"] == key).any()]
    return (Group(topic(key), rows[rows["topic"] == key]) for key in known)


def by_region(rows: DataFrame) -> Iterator[Group]:
    """The agreements of each regional trust."""
    names = sorted(name for name in rows["region"].unique() if name)
    return (Group(name, rows[rows["region"] == name]) for name in names)


def by_trust(rows: DataFrame) -> Iterator[Group]:
    """The agreements of each trust; one that several have signed stands with each."""
    ids = sorted({one for several in rows["trusts"] for one in several}, key=trust_name)
    return (Group(trust_name(id), rows[_has(rows["trusts"], id)]) for id in ids)


def _has(lists: Series[Any], wanted: str) -> Series[bool]:
    return lists.map(lambda several: wanted in several).astype(bool)


def sami(rows: DataFrame, area: str) -> DataFrame:
    """The agreements with a municipality in a Sámi language area."""
    return rows[_has(rows["sami_areas"], area)]
