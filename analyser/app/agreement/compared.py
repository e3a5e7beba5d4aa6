"""Levels beside what is usual: the median of other agreements on the same topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from analyser.assessment import CONSTRUCTS, Assessment
from analyser.store import Review, Stored


@dataclass(frozen=True, slots=True)
class Usual:
    """The median of one construct, and how many agreements it is made of."""

    median: float
    agreements: int


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One line of the level picture."""

    construct: str
    machine: int | None
    human: int | None
    usual: Usual | None


def usual(assessments: Iterable[Assessment], topic: str, but: str) -> Mapping[str, Usual]:
    """Per construct the median of the agreements on a topic, all but the one that is compared with it."""
    others = [one for one in assessments if one.document.topic == topic and one.sha256 != but]
    levels = {
        name: [level for one in others if (level := one.constructs[name].level) is not None] for name in CONSTRUCTS
    }
    return {name: Usual(median(found), len(found)) for name, found in levels.items() if found}


def level_lines(stored: Stored, standing: Mapping[str, Review], medians: Mapping[str, Usual]) -> tuple[LevelLine, ...]:
    """The ten constructs: what the machine says, what people say, what is usual."""
    return tuple(
        LevelLine(
            name, construct.level, standing[name].level if name in standing else None, medians.get(name)
        )
        for name, construct in ((name, stored.assessment.constructs[name]) for name in CONSTRUCTS)
    )  # fmt: skip
