"""Coder against coder and machine against coder: measures per construct, and every disagreement."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from analyser.assessment import Assessment, Record
from analyser.errors import AnalyserError
from analyser.levels import CONSTRUCTS
from analyser.study.measures import Measures, Pairs, measure
from analyser.study.workbook import Coding

MACHINE = "maskin"
FILE = "validitet.json"
"""Kept beside the machine's results, where the report finds it."""


class ComparisonError(AnalyserError):
    """Codings that cannot be compared."""

    kind = "sammenligningsfeil"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One construct of one agreement where the levels differ; None: cannot be decided, or not assessed."""

    file: str
    construct: str
    first: int | None
    second: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders (the machine may be one): per construct, over all, and where they differ."""

    first: str
    second: str
    constructs: Mapping[str, Measures]
    overall: Measures
    """Over all judgements at once."""
    undecided: int
    """Judgements that one of the two could not make; they are in no measure."""
    disagreements: tuple[Disagreement, ...]


def machine_coding(records: Iterable[Record], wanted: Iterable[str]) -> Coding:
    """The machine's levels of the agreements that were coded, found by content."""
    among = frozenset(wanted)
    found = {one.sha256: one for one in records if isinstance(one, Assessment) and one.sha256 in among}
    levels = {(sha256, name): one.constructs[name].level for sha256, one in found.items() for name in CONSTRUCTS}
    return Coding(MACHINE, levels, {sha256: one.file for sha256, one in found.items()}, 0)


def compare(codings: Sequence[Coding]) -> Iterator[Comparison]:
    """Each pair of codings; raises ComparisonError when two have no agreement in common."""
    for first, second in combinations(codings, 2):
        shared = [sha256 for sha256 in first.files if sha256 in second.files]
        if not shared:
            raise ComparisonError(
                f"{first.coder} og {second.coder} har ingen avtaler felles. "
                "Bruk arbeidsbøker fra samme utvalg, og mappen utvalget ble trukket fra."
            )
        yield _comparison(first, second, shared)


def _comparison(first: Coding, second: Coding, shared: Sequence[str]) -> Comparison:
    both = {
        (sha256, name): (first.levels[sha256, name], second.levels[sha256, name])
        for sha256 in shared for name in CONSTRUCTS
        if (sha256, name) in first.levels and (sha256, name) in second.levels
    }  # fmt: skip
    return Comparison(
        first.coder,
        second.coder,
        {name: measure(_pairs(both, shared, (name,))) for name in CONSTRUCTS},
        measure(_pairs(both, shared, CONSTRUCTS)),
        sum(None in levels for levels in both.values()),
        tuple(Disagreement(first.files[key[0]], key[1], *levels) for key, levels in both.items() if len({*levels}) > 1),
    )


_Both = Mapping[tuple[str, str], tuple[int | None, int | None]]


def _pairs(both: _Both, shared: Sequence[str], names: Sequence[str]) -> Pairs:
    """For each agreement the pairs of levels that both could decide."""
    found = ([both.get((sha256, name), (None, None)) for name in names] for sha256 in shared)
    return [[(one, other) for one, other in levels if one is not None and other is not None] for levels in found]


def to_json(comparisons: Sequence[Comparison]) -> str:
    """All comparisons as one JSON object; an interval that is not defined is null."""
    return json.dumps({"comparisons": [_plain(asdict(one)) for one in comparisons]}, ensure_ascii=False, indent=1)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value
