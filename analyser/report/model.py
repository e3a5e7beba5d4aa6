"""The report as plain data: sections with paragraphs, tables, charts and quotes; three writers make files of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from analyser.palette import Paint

TOGETHER = 26
"""A table of at most as many rows stands on one page."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, shown as per cent, or as counts where the whole is small."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Level:
    """A level 0–3, or None for "not assessed"; shown with its colours, and always as a number."""

    value: int | None


Cell = str | int | float | None | Share | Level


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how much room the column wants beside the others."""

    title: str
    width: float = 1.0
    align: Literal["left", "right", "center"] = "left"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short points."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Main numbers, each with what it counts."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words from an agreement: the level they gave, the text as it stands, and where."""

    level: int | None
    text: str
    source: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers or facts in rows; a row of one cell is a heading over the rows below it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    sheet: str = ""
    """Name of its sheet in the workbook; "" for a table of words that does not belong there."""
    dense: bool = False
    """Many columns: smaller letters."""


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: what it stands for, and its value for each label."""

    name: str
    values: tuple[int, ...]
    paint: Paint
    hatch: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars, the series of a label after each other; the same numbers stand in `table`."""

    caption: str
    alt: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    table: Table


Part = Paragraph | Bullets | Figures | Quote | Table | Chart


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands below it."""

    key: str
    title: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...] = ()

    @property
    def pictured(self) -> bool:
        """Whether it has a chart, and so fills a page or more."""
        return any(isinstance(part, Chart) for part in self.parts)

    @property
    def short(self) -> bool:
        """Whether it is only a little text, which needs no page of its own."""
        return not self.sections and not any(isinstance(part, Chart | Table | Figures) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; `facts` stand on the front page."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    data: tuple[Table, ...] = ()
    """Tables that only the workbook has room for."""

    def parts(self) -> Iterator[Part]:
        """Everything in the report, in order."""
        return (part for section in flat(self.sections) for part in section.parts)

    def tables(self) -> Iterator[Table]:
        """Every table, also those of charts, in order."""
        for part in self.parts():
            if isinstance(part, Table):
                yield part
            elif isinstance(part, Chart):
                yield part.table

    def section(self, key: str) -> Section:
        """The section with this key; raises KeyError."""
        found = next((one for one in flat(self.sections) if one.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


def flat(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections and all below them, in reading order."""
    for one in sections:
        yield one
        yield from flat(one.sections)
