"""A stratified random sample of agreements, spread over topic, region and level."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from analyser.assessment import Assessment, Record
from analyser.corpus.places import place
from analyser.errors import AnalyserError
from analyser.levels import CONSTRUCTS

CORE = CONSTRUCTS[:6]


class SampleError(AnalyserError):
    """A sample that cannot be drawn."""

    kind = "utvalgsfeil"


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """One agreement of the sample, with its stratum; nothing of how the machine judged it."""

    topic: str
    region: str
    band: int
    """The mean core level, rounded down: for drawing only, never shown to coders."""
    sha256: str
    file: str
    title: str
    parties: str


def draw(records: Iterable[Record], count: int, seed: int) -> tuple[Drawn, ...]:
    """Draw `count` agreements in random order; each stratum gets its share, to the nearest agreement.

    Systematic sampling from a list sorted by stratum and shuffled within it (Cochran, Sampling Techniques, ch. 8).
    Files that are no agreement, blank templates and second copies are left out. Raises SampleError.
    """
    chance = random.Random(seed)
    frame = list({one.sha256: one for one in map(_candidate, _agreements(records))}.values())
    if not 1 <= count <= len(frame):
        raise SampleError(
            f"Kan ikke trekke {count} avtaler: materialet har {len(frame)} inngåtte avtaler å trekke fra. "
            f"Velg et tall fra 1 til {len(frame)} med --n."
        )
    chance.shuffle(frame)
    frame.sort(key=lambda one: (one.topic, one.region, one.band))
    chosen = _every_nth(frame, count, chance.random())
    chance.shuffle(chosen)
    return tuple(chosen)


def _agreements(records: Iterable[Record]) -> Iterable[Assessment]:
    found = (one for one in records if isinstance(one, Assessment))
    return (one for one in found if one.document.is_agreement and not one.document.template)


def _candidate(record: Assessment) -> Drawn:
    about = record.document
    return Drawn(
        about.topic, place(about.parties).region, _band(record), record.sha256, record.file, about.title,
        ", ".join(party.name for party in about.parties),
    )


def _band(record: Assessment) -> int:
    levels = [record.constructs[name].level for name in CORE]
    return int(fmean(known)) if (known := [one for one in levels if one is not None]) else 0


def _every_nth(frame: Sequence[Drawn], count: int, start: float) -> list[Drawn]:
    step = len(frame) / count
    return [frame[int((number + start) * step)] for number in range(count)]
