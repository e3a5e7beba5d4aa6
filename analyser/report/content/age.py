"""Age: signs that texts are out of date, and how agreements of different years compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyser.levels import CONSTRUCTS
from analyser.palette import LEVEL_PAINTS
from analyser.report.content.base import Base, Group, tally
from analyser.report.content.levels import bars, half
from analyser.report.content.words import SHORT, SIGNS
from analyser.report.model import Cell, Chart, Column, Paragraph, Part, Section, Series, Share, Table
from analyser.report.numbers import agreements, capital, count, number, of, small

if TYPE_CHECKING:
    from pandas import DataFrame

PERIODS = ((0, 2015, "Til og med 2015"), (2016, 2019, "2016–2019"), (2020, 2022, "2020–2022"), (2023, 9999, "Fra 2023"))
"""Before, between and after helsefellesskapene (2020) and the new numbers 12 and 13 of § 6-2 (2022)."""
EXAMPLES = 4
AGE = "alder"


def stale(base: Base) -> int:
    """How many agreements have at least one sign of age."""
    return int((base.agreements["staleness"] > 0).sum())


def staleness(base: Base) -> Section:
    """The whole chapter on signs of age."""
    return Section("utdatert", "Utdaterte avtaler", tuple(_signs(base)))


def _signs(base: Base) -> Iterator[Part]:
    some, total = stale(base), len(base.agreements)
    if not some:
        yield Paragraph("Ingen av avtalene har tegn på at teksten er utdatert.")
        return
    yield Paragraph(
        f"{capital(of(Share(some, total)))} har minst ett tegn på at teksten er utdatert. Tegnene er ord i teksten som "
        "ikke lenger stemmer, og avtalens alder. De virker ikke inn på nivåene."
    )
    yield _kinds(base, total)


def _kinds(base: Base, total: int) -> Chart:
    signs = base.corpus.staleness
    own = signs[signs["row"].isin(base.agreements.index)]
    found = [(kind, own[own["kind"] == kind]) for kind in SIGNS if (own["kind"] == kind).any()]
    found.sort(key=lambda pair: -pair[1]["row"].nunique())
    counts = [int(rows["row"].nunique()) for _, rows in found]
    cells = tuple(
        (SIGNS[kind], having, Share(having, total), _examples(rows))
        for (kind, rows), having in zip(found, counts, strict=True)
    )
    caption = "Tegn på at teksten er utdatert"
    columns = (Column("Tegn", 3.2), Column("Avtaler", 0.9, "right"), Column("Andel", 1.1, "right"),
               Column("Vanligste ord", 3.2))
    alt = bars((SIGNS[kind], value) for (kind, _), value in zip(found, counts, strict=True))
    return Chart(caption, alt, tuple(SIGNS[kind] for kind, _ in found),
                 (Series("Avtaler", tuple(counts), LEVEL_PAINTS[1]),), "Antall avtaler",
                 Table(caption, columns, cells, sheet="Utdatert"))


def _examples(rows: DataFrame) -> str:
    """The words met most often; age is a date, which says nothing together with others."""
    words = rows.loc[(rows["text"] != "") & (rows["kind"] != AGE), "text"].value_counts().head(EXAMPLES)
    return ", ".join(str(word) for word in words.index)


def periods(rows: DataFrame) -> Iterator[Group]:
    """The agreements of each period, and those without a date."""
    for first, last, name in PERIODS:
        yield Group(name, rows[rows["year"].between(first, last).fillna(False).astype(bool)])
    yield Group("Uten dato", rows[rows["year"].isna()])


def years(base: Base) -> Section:
    """The whole chapter on development."""
    return Section("utvikling", "Utvikling over år", tuple(_years(base)))


def _years(base: Base) -> Iterator[Part]:
    rows = base.agreements
    dated = rows[rows["year"].notna()]
    if dated.empty:
        yield Paragraph("Ingen av avtalene har en dato som kunne leses.")
        return
    undated = len(rows) - len(dated)
    yield Paragraph(
        f"Året er det avtalen sist ble revidert, trådte i kraft eller ble undertegnet. Den eldste er fra "
        f"{int(dated['year'].min())}, den nyeste fra {int(dated['year'].max())}; {agreements(undated)} er uten dato."
    )
    yield _per_year(dated)
    yield from _per_period(base)


def _per_year(dated: DataFrame) -> Chart:
    counted = dated["year"].value_counts()
    span = [year for year in range(int(dated["year"].min()), int(dated["year"].max()) + 1) if year in counted.index]
    values = tuple(int(counted[year]) for year in span)
    caption = "Avtaler etter år"
    most = span[values.index(max(values))]
    alt = f"Søyler. Flest avtaler er fra {most}: {number(max(values))} av {number(len(dated))}."
    cells = tuple((str(year), value, Share(value, len(dated))) for year, value in zip(span, values, strict=True))
    columns = (Column("År", 2), Column("Avtaler", 1, "right"), Column("Andel", 1, "right"))
    return Chart(caption, alt, tuple(map(str, span)), (Series("Avtaler", values, LEVEL_PAINTS[2]),), "Antall avtaler",
                 Table(caption, columns, cells, sheet="År"))


def _per_period(base: Base) -> Iterator[Part]:
    groups = [group for group in periods(base.agreements) if len(group.rows)]
    cells: list[tuple[Cell, ...]] = [
        (group.name, len(group.rows), *(tally(group.rows[name]).half for name in CONSTRUCTS)) for group in groups
    ]
    columns = (Column("Periode", 2), Column("Avtaler", 1.1, "right"),
               *(Column(SHORT[name], 1.2, "right") for name in CONSTRUCTS))
    legend = ", ".join(f"{SHORT[name]} = {small(base.construct(name).name)}" for name in CONSTRUCTS)
    yield Paragraph(_first_and_last(base, groups))
    caption = "Andel på nivå 2–3, etter periode"
    yield Table(caption, columns, tuple(cells), f"{capital(legend)}.", "Perioder", dense=True)


def _first_and_last(base: Base, groups: list[Group]) -> str:
    """The oldest and the newest period compared."""
    dated = [group for group in groups if group.name != "Uten dato"]
    if len(dated) < 2:
        return f"Avtalene er fra {count(len(dated), 'periode', 'perioder')}, så det er ingen utvikling å vise."
    return " ".join(_compared(base, name, dated[0], dated[-1]) for name in ("konkretisering", "lm"))


def _compared(base: Base, name: str, old: Group, new: Group) -> str:
    first, last = (half(tally(group.rows[name])) for group in (old, new))
    title = base.construct(name).name
    return f"{title} har nivå 2 eller 3 i {first} fra «{old.name}» og i {last} fra «{new.name}»."
