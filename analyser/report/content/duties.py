"""Duties: who carries what, and how evenly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from analyser.corpus.gather import DETAILS
from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED
from analyser.report.content.base import Base, by_topic
from analyser.report.content.levels import bars
from analyser.report.content.words import SIDES
from analyser.report.model import Cell, Chart, Column, Paragraph, Part, Section, Series, Share, Table
from analyser.report.numbers import agreements, capital, count, of, word

if TYPE_CHECKING:
    from pandas import DataFrame

FEW, TWICE = 5, 2
"""Fewer duties than this say nothing about balance; one side leans when it has twice as many as the other."""
LEANING = {
    "kommune": "Kommunen har mest", "helseforetak": "Helseforetaket har mest", "jevnt": "Jevnt",
    "få": "Under fem plikter",
}
PAINTS = dict(zip(LEANING, (LEVEL_PAINTS[1], LEVEL_PAINTS[2], LEVEL_PAINTS[3], NOT_ASSESSED), strict=True))
HATCHES = dict(zip(LEANING, ("///", "\\\\\\", "", "xx"), strict=True))


def counted(base: Base) -> DataFrame:
    """The duties of the agreements that count, per agreement and side."""
    duties = base.corpus.duties
    return duties[duties["row"].isin(base.agreements.index)]


def shares(base: Base) -> tuple[int, int]:
    """How many duties the municipalities have, and how many the trusts."""
    duties = counted(base)
    municipal, trust = (int(duties.loc[duties["side"] == side, "duties"].sum()) for side in ("kommune", "helseforetak"))
    return municipal, trust


def leaning(base: Base, rows: DataFrame | None = None) -> Mapping[str, int]:
    """How many agreements lean to one side or the other, are even, or have too few duties to say."""
    chosen = base.agreements if rows is None else rows
    wide = counted(base).pivot(index="row", columns="side", values="duties").reindex(chosen.index)
    wide = wide.reindex(columns=["kommune", "helseforetak"]).fillna(0).astype(int)
    found = [_leans(municipal, trust) for municipal, trust in wide.itertuples(index=False, name=None)]
    return {key: found.count(key) for key in LEANING}


def _leans(municipal: int, trust: int) -> str:
    if municipal + trust < FEW:
        return "få"
    if municipal >= TWICE * trust:
        return "kommune"
    return "helseforetak" if trust >= TWICE * municipal else "jevnt"


def chapter(base: Base) -> Section:
    """The whole chapter."""
    return Section("plikter", "Plikter", tuple(_parts(base)))


def _parts(base: Base) -> Iterator[Part]:
    total = int(counted(base)["duties"].sum())
    if not total:
        yield Paragraph("Ingen av avtalene har plikter som kan leses ut av teksten.")
        return
    yield Paragraph(_told(base, total))
    yield _sides(base, total)
    yield Paragraph(_balance(base))
    yield _leaning(base)


def _told(base: Base, total: int) -> str:
    municipal, trust = shares(base)
    with_any = counted(base)["row"].nunique()
    split = (
        f" Av dem som ligger på én av sidene, har kommunene {of(Share(municipal, municipal + trust))}."
        if municipal + trust else ""
    )
    duties = count(total, "plikt", "plikter")
    return (
        f"Programmet har lest {duties} ut av {agreements(with_any)}. En plikt er en setning der noen skal gjøre noe "
        f"bestemt.{split}"
    )


def _sides(base: Base, total: int) -> Chart:
    sums = counted(base).groupby("side")[["duties", "binding", *DETAILS]].sum()
    present = [side for side in SIDES if side in sums.index]
    rows: list[tuple[Cell, ...]] = []
    for side in present:
        own = {name: int(sums[name].loc[side]) for name in sums.columns}
        rest = (Share(own[name], own["duties"]) for name in ("binding", *DETAILS))
        rows.append((SIDES[side], own["duties"], Share(own["duties"], total), *rest))
    columns = (Column("Hvem", 2.6), Column("Plikter", 1.1, "right"), Column("Andel", 1.2, "right"),
               *(Column(title, 1.2, "right") for title in ("Binder", "Tid", "Rolle", "Kanal", "Kostnad")))
    caption = "Plikter etter hvem som har dem"
    values = tuple(int(value) for value in sums["duties"].loc[present])
    alt = bars((SIDES[side], value) for side, value in zip(present, values, strict=True))
    note = "«Binder»: ordlyden er forpliktende. Tid, rolle, kanal og kostnad: andelen plikter som sier det."
    return Chart(caption, alt, tuple(SIDES[side] for side in present), (Series("Plikter", values, LEVEL_PAINTS[2]),),
                 "Antall plikter", Table(caption, columns, tuple(rows), note, "Plikter"))


def _balance(base: Base) -> str:
    found = leaning(base)
    judged = sum(found.values()) - found["få"]
    if not judged:
        return "Ingen avtaler har nok plikter til å si om fordelingen er skjev."
    return (
        f"{capital(agreements(judged))} har minst fem plikter på de to sidene. I {word(found['kommune'])} av dem har "
        f"kommunen minst dobbelt så mange som helseforetaket, i {word(found['helseforetak'])} er det omvendt, og i "
        f"{word(found['jevnt'])} er de jevnt fordelt."
    )


def _leaning(base: Base) -> Chart:
    rows = base.agreements
    groups = [(one.name, leaning(base, one.rows)) for one in by_topic(rows)]
    series = tuple(
        Series(name, tuple(found[key] for _, found in groups), PAINTS[key], HATCHES[key])
        for key, name in LEANING.items()
    )
    everyone = ("Alle avtaler", leaning(base))
    caption = "Skjevhet i plikter, etter tema"
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *(found[key] for key in LEANING)) for name, found in (everyone, *groups)
    )
    columns = (Column("Tema", 3), *(Column(name, 1.5, "right") for name in LEANING.values()))
    note = "«Har mest»: minst dobbelt så mange plikter som den andre siden. Felles plikter er ikke regnet med."
    table = Table(caption, columns, cells, note, "Skjevhet")
    alt = f"Stablede søyler. {_balance(base)}"
    return Chart(caption, alt, tuple(name for name, _ in groups), series, "Antall avtaler", table)
