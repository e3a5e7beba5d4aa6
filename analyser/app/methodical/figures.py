"""How well program and coders agree: figures kept with the program, and whether the rules have changed since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from analyser.assessment import CONSTRUCTS

_DATA = files(__package__) / "data"
Json = Mapping[str, Any]
Confusion = tuple[tuple[int, ...], ...]
"""Rows: the coders' level; columns: the program's."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """Agreement on one construct, in one set of agreements."""

    coded: int
    same: int
    kappa: float | None
    sentences: int
    sentences_found: int
    confusion: Confusion


@dataclass(frozen=True, slots=True)
class Measured:
    """One set of coded agreements, judged."""

    agreements: int
    kappa: float | None
    constructs: Mapping[str, Agreed]

    @property
    def confusion(self) -> Confusion:
        """All constructs together."""
        every = [one.confusion for one in self.constructs.values()]
        return tuple(tuple(sum(one[row][column] for one in every) for column in range(4)) for row in range(4))


@dataclass(frozen=True, slots=True)
class Figures:
    """When the figures were made, with which rules, and what they are."""

    made: str
    version: str
    ruleset: str
    sets: Mapping[str, Measured]


@cache
def figures() -> Figures:
    """The figures that came with the program (`tools/agreement.py` makes them)."""
    held = json.loads((_DATA / "enighet.json").read_text(encoding="utf-8"))
    sets = {name: _measured(one) for name, one in held["sets"].items()}
    return Figures(held["made"], held["version"], held["ruleset"], sets)


def _measured(held: Json) -> Measured:
    agreed = {name: _agreed(held["constructs"][name]) for name in CONSTRUCTS}
    return Measured(held["agreements"], held["overall"]["kappa"], agreed)


def _agreed(held: Json) -> Agreed:
    table = tuple(tuple(row) for row in held["confusion"])
    same = sum(table[level][level] for level in range(4))
    return Agreed(held["coded"], same, held["kappa"], held["sentences"], held["sentences_found"], table)


@cache
def codebook() -> str:
    """The codebook as it stands, in English; its own title is left out, for the page has one."""
    _, *lines = (_DATA / "kodebok.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(_spaced(lines)).lstrip()


def _spaced(lines: Iterable[str]) -> Iterator[str]:
    """An empty line after each list: a reader sees where it ends, and Markdown does too."""
    listed = False
    for line in lines:
        if listed and line and not line.startswith(("- ", " ")):
            yield ""
        listed = line.startswith("- ") or (listed and line.startswith(" "))
        yield line
