"""Distributions of levels, as a chart with its table, for any groups of agreements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyser.report.content.base import Tally
from analyser.report.content.words import LEVEL_NAMES, PAINTS, UNKNOWN
from analyser.report.model import Cell, Chart, Column, Series, Table
from analyser.report.numbers import FIRM, count, listed, number, of

UNIT = "Antall avtaler"


class Line(NamedTuple):
    """One line of a distribution; `heading` stands over it and those after it."""

    name: str
    tally: Tally
    heading: str = ""


def distribution(caption: str, lines: Sequence[Line], first: str, sheet: str = "", note: str = "") -> Chart:
    """Stacked bars, a segment for each level, with the counts and the share from level 2 in a table."""
    return Chart(caption, described(lines), tuple(line.name for line in lines), _series(lines), UNIT,
                 table(caption, lines, first, sheet, note))


def table(caption: str, lines: Iterable[Line], first: str, sheet: str = "", note: str = "") -> Table:
    """The counts of each level, and the share from level 2."""
    lines = tuple(lines)
    unknown = any(line.tally.unknown for line in lines)
    columns = (
        Column(first, 4.2), *(Column(f"Nivå {level}", 0.9, "right") for level in range(4)),
        *([Column(UNKNOWN, 1.2, "right")] if unknown else []), Column("Nivå 2–3", 1.4, "right"),
    )
    return Table(caption, columns, tuple(_rows(lines, unknown)), note or _meaning(lines), sheet)


def _rows(lines: Iterable[Line], unknown: bool) -> Iterator[tuple[Cell, ...]]:
    for line in lines:
        if line.heading:
            yield (line.heading,)
        yield (line.name, *line.tally.levels, *([line.tally.unknown] if unknown else []), line.tally.half)


def _meaning(lines: Iterable[Line]) -> str:
    names = listed([f"{name[0]} {name[2:]}" for name in LEVEL_NAMES])
    small = any(0 < line.tally.assessed < 10 for line in lines)
    return f"Nivåer: {names}." + (" Grupper på under ti avtaler er vist som antall." if small else "")


def _series(lines: Sequence[Line]) -> tuple[Series, ...]:
    """A series for each level; "not assessed" only where there is any."""
    values = [tuple(line.tally.levels[level] for line in lines) for level in range(4)]
    values.append(tuple(line.tally.unknown for line in lines))
    shown = zip(PAINTS, values, strict=True) if any(values[-1]) else zip(PAINTS[:4], values[:4], strict=True)
    return tuple(Series(name, counted, paint, hatch) for (name, paint, hatch), counted in shown)


def described(lines: Sequence[Line]) -> str:
    """What the bars show, in words; the table has the rest."""
    if not lines:
        return "Ingen avtaler."
    first = lines[0]
    rest = f" Figuren har {count(len(lines), 'linje', 'linjer')}." if len(lines) > 1 else ""
    return f"Stablede søyler. {first.name}: {in_words(first.tally)}.{rest} Alle tallene står i tabellen."


def in_words(counted: Tally) -> str:
    """The levels of some agreements in a sentence, the highest first."""
    parts = [f"nivå{FIRM}{level} i {number(counted.levels[level])}" for level in (3, 2, 1, 0) if counted.levels[level]]
    if counted.unknown:
        parts.append(f"ikke vurdert i {number(counted.unknown)}")
    return listed(parts) or "ingen avtaler"


def bars(pairs: Iterable[tuple[str, int]]) -> str:
    """What plain bars show, in words."""
    return f"Søyler. {'; '.join(f'{name}: {number(value)}' for name, value in pairs)}."


def half(counted: Tally) -> str:
    """The share from level 2 in a sentence."""
    return of(counted.half) if counted.assessed else "ingen avtaler"
