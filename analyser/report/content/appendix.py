"""The last chapters: what the report cannot say, and every agreement by itself."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from analyser.corpus.places import fellesskap_name, trust_name
from analyser.levels import CONSTRUCTS
from analyser.registry import municipalities
from analyser.report.content.base import Base
from analyser.report.content.material import STATUS, status
from analyser.report.content.words import SHORT, named, short_topic, sides, topic
from analyser.report.model import Bullets, Cell, Column, Level, Paragraph, Part, Section, Table
from analyser.report.numbers import capital, small

if TYPE_CHECKING:
    from pandas import Series

FACTS = (
    "Fil", "Tittel", "Status", "Hovedtema", "Temaer", "Parter", "Kommuner", "Helseforetak", "Helsefellesskap", "Region",
    "Fylke", "Språk", "Undertegnet", "I kraft", "Revidert", "År", "Sider", "Malfamilie", "I familien", "Tegn på alder",
    "Særlig relevant for samisk", "Kopi av", "Erstattet av", "Overordnet avtale",
)
LIFTED = ("Fil", "Tittel", "Kriterium", "Eget nivå", "Med overordnet avtale", "Overordnet avtale")


def limits() -> Section:
    """What the report cannot say."""
    return Section("begrensninger", "Begrensninger", (Bullets((
        "Definisjonene og nivåreglene er våre egne. Et annet sett definisjoner ville gitt andre tall.",
        "Programmet leser det som står i avtalen, ikke det som blir gjort. En god avtale kan være ukjent i tjenestene, "
        "og godt samarbeid kan mangle i avtalen.",
        "Det programmet ikke finner, kan stå i vedlegg eller retningslinjer som ikke er i materialet, eller være "
        "skrevet på en måte reglene ikke kjenner.",
        "Skannede sider leses med tekstgjenkjenning og kan ha feil. Sider uten tekst er ikke vurdert.",
        "Dekningen gjelder materialet. At en kommune mangler en avtale her, betyr ikke at den ikke har en.",
        "Avtaler som er laget over samme mal, er ikke uavhengige av hverandre. Bruk tallene per malfamilie når andeler "
        "sammenlignes.",
        "Få avtaler i en gruppe gir usikre tall. Grupper på under ti er derfor vist som antall.",
    )),))


def appendix(base: Base) -> Section:
    """Every agreement that counts, and why the other files do not."""
    return Section("vedlegg", "Vedlegg: alle avtalene", tuple(_parts(base)))


def _parts(base: Base) -> tuple[Part, ...]:
    rows = base.agreements
    if rows.empty:
        return (Paragraph("Ingen avtaler teller i dette materialet."), *_others(base))
    legend = ", ".join(f"{SHORT[name]} = {small(base.construct(name).name)}" for name in CONSTRUCTS)
    columns = (Column("Avtale", 3.5), Column("Parter", 3.8), Column("Tema", 1.9), Column("År", 1, "right"),
               *(Column(SHORT[name], 0.85, "center") for name in CONSTRUCTS))
    lines = tuple(_row(one) for one in rows.sort_values(["region", "title", "file"]).to_dict("records"))
    return (Table("Avtalene som teller, med nivåer", columns, lines, f"{capital(legend)}.", dense=True), *_others(base))


def _row(one: dict[Any, Any]) -> tuple[Cell, ...]:
    return (named(one["title"]), sides(one["parties"]), short_topic(one["topic"]), _year(one["year"]), *_levels(one))


def _year(value: Any) -> str | None:
    import pandas as pd

    return None if pd.isna(value) else str(int(value))


def _levels(one: dict[Any, Any]) -> tuple[Level, ...]:
    import pandas as pd

    return tuple(Level(None if pd.isna(one[name]) else int(one[name])) for name in CONSTRUCTS)


def _others(base: Base) -> tuple[Part, ...]:
    """The files that were read and do not count, with the reason."""
    rows = [one for one in base.corpus.agreements.sort_values("file").to_dict("records") if status(one) != "gjelder"]
    if not rows:
        return ()
    lines = tuple((PurePath(one["file"]).name, named(one["title"]), STATUS[status(one)]) for one in rows)
    columns = (Column("Fil", 2.4), Column("Tittel", 3), Column("Hvorfor den ikke teller", 3))
    return (Table("Dokumenter som er lest, men ikke teller", columns, lines),)


def agreements(base: Base) -> Table:
    """Every agreement with all facts and levels, for the workbook."""
    levels = (Column(base.construct(name).name, 1, "center") for name in CONSTRUCTS)
    columns = (*(Column(fact) for fact in FACTS), *levels, Column("Overlatt til annen avtale"))
    files = base.corpus.agreements["file"]
    rows = tuple(_facts(one, files) for one in base.corpus.agreements.to_dict("records"))
    return Table("Alle avtalene som er vurdert", columns, rows, sheet="Avtaler")


def _facts(one: dict[Any, Any], files: Series[str]) -> tuple[Cell, ...]:
    places = (municipalities()[number].name for number in one["municipalities"])
    dates = (str(one[name]) if isinstance(one[name], str) else None for name in ("signed", "in_force", "revised"))
    return (
        one["file"], named(one["title"]), STATUS[status(one)], topic(one["topic"]), ", ".join(one["topics"]),
        one["parties"], ", ".join(places), ", ".join(map(trust_name, one["trusts"])),
        ", ".join(map(fellesskap_name, one["fellesskap"])), one["region"], one["county"], one["language"], *dates,
        _year(one["year"]), int(one["pages"]), int(one["family"]) + 1, int(one["family_size"]), int(one["staleness"]),
        "ja" if one["saerlig_relevant"] else "nei",
        *(_pointed(one[name], files) for name in ("duplicate_of", "replaced_by", "overordnet")), *_levels(one),
        ", ".join(one["by_reference"]),
    )


def _pointed(row: Any, files: Series[str]) -> str | None:
    """The file that a row points to."""
    import pandas as pd

    return None if pd.isna(row) else str(files[row])


def lifted(base: Base) -> Table:
    """Every level that the overordnet avtale is seen together with, for the workbook."""
    rows = base.corpus.agreements
    lines = tuple(
        (rows["file"][one["row"]], named(rows["title"][one["row"]]), base.construct(one["construct"]).name,
         Level(int(one["own"])), Level(int(one["lifted"])), rows["file"][one["overordnet"]])
        for one in base.corpus.lifts.to_dict("records")
    )
    return Table("Nivåer sammen med den overordnede avtalen", tuple(map(Column, LIFTED)), lines, sheet="Med overordnet")
