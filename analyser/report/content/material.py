"""What the report stands on: how many files, which of them count, whom they cover, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from analyser.corpus.coverage import MAPPED, STATUTORY, Level, covered_by
from analyser.palette import LEVEL_PAINTS
from analyser.report.content.base import MANY, Base, by_topic
from analyser.report.content.words import topic
from analyser.report.model import Bullets, Cell, Chart, Column, Paragraph, Part, Section, Series, Share, Table
from analyser.report.numbers import agreements, capital, count, listed, number, percent

if TYPE_CHECKING:
    from pandas import DataFrame

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk"}
STATUS = {
    "gjelder": "Inngått avtale som teller",
    "eldre": "Eldre versjon av en avtale i materialet",
    "kopi": "Kopi av en avtale i materialet",
    "mal": "Blank mal, ikke inngått",
    "annet": "Ikke en avtale, eller uten parter fra begge sider",
}
"""Why an agreement counts or does not, and the words for it."""
COVERED = ("overordnet", *STATUTORY)
NAMED = 25
"""At most as many names in a sentence."""


def status(row: Any) -> str:
    """Why one agreement counts or does not (a key of STATUS)."""
    import pandas as pd

    if not pd.isna(row["duplicate_of"]):
        return "kopi"
    if not pd.isna(row["replaced_by"]):
        return "eldre"
    if row["template"]:
        return "mal"
    return "gjelder" if row["entered"] else "annet"


def chapter(base: Base) -> Section:
    """The whole chapter."""
    return Section("materiale", "Materiale", tuple(_files(base)), (_coverage(base), _unread(base)))


def _files(base: Base) -> Iterator[Part]:
    corpus = base.corpus
    read, failed = len(corpus.agreements), len(corpus.failures)
    files = count(read + failed, "fil", "filer")
    yield Paragraph(
        f"Materialet består av {files}. {capital(agreements(len(base.agreements)))} er inngått mellom et helseforetak "
        "og minst én kommune, er siste versjon og ingen kopi. Det er disse tallene i rapporten gjelder, der ikke annet "
        "er sagt."
    )
    yield Table("Filene i materialet", (Column("Hva", 4), Column("Antall", 1, "right")), tuple(_kinds(base)),
                sheet="Materiale")
    if len(base.agreements):
        yield Paragraph(_languages(base.agreements))
        yield _topics(base.agreements)


def _kinds(base: Base) -> Iterator[tuple[Cell, ...]]:
    kinds = [status(row) for row in base.corpus.agreements.to_dict("records")]
    yield from ((name, kinds.count(key)) for key, name in STATUS.items())
    yield ("Kunne ikke vurderes", len(base.corpus.failures))
    yield ("Til sammen", len(kinds) + len(base.corpus.failures))


def _languages(rows: DataFrame) -> str:
    if len(rows) == 1:
        language = LANGUAGES.get(rows["language"].iloc[0], "ukjent målform")
        return f"Avtalen har {count(int(rows['pages'].iloc[0]), 'side', 'sider')} og er på {language}."
    counted = rows["language"].value_counts()
    parts = [f"{number(int(total))} på {LANGUAGES.get(str(key), str(key))}" for key, total in counted.items()]
    pages = int(rows["pages"].sum())
    return f"Avtalene har til sammen {count(pages, 'side', 'sider')}. {capital(listed(parts))}."


def _topics(rows: DataFrame) -> Chart:
    """How many agreements of each main topic."""
    groups = list(by_topic(rows))
    cells = tuple((group.name, len(group.rows), Share(len(group.rows), len(rows))) for group in groups)
    caption = "Avtaler etter hovedtema"
    table = Table(caption, (Column("Tema", 4), Column("Avtaler", 1, "right"), Column("Andel", 1.2, "right")), cells,
                  "Tema er satt etter hva avtalen handler om, ikke etter nummeret den har.", "Tema")
    values = tuple(len(group.rows) for group in groups)
    most = max(groups, key=lambda group: len(group.rows))
    alt = f"Søyler. Flest avtaler er det om {most.name}: {number(len(most.rows))} av {number(len(rows))}."
    return Chart(caption, alt, tuple(group.name for group in groups), (Series("Avtaler", values, LEVEL_PAINTS[2]),),
                 "Antall avtaler", table)


def _coverage(base: Base) -> Section:
    """Which municipalities have an agreement on what."""
    table = base.corpus.coverage
    total, some = len(table), int(table[list(COVERED)].any(axis=1).sum())
    if not some:
        none = f"Ingen av dagens {number(total)} kommuner har en avtale i materialet som teller her."
        return Section("dekning", "Dekning", (Paragraph(none),))
    text = (
        f"{number(some)} av dagens {number(total)} kommuner ({percent(some / total)}) har minst én avtale i "
        "materialet. Særavtaler regnes ikke med her, for de utfyller en avtale om temaet. Avtaler med en kommune som "
        "senere er slått sammen, er regnet på dagens kommune."
    )
    parts: list[Part] = [Paragraph(text), _by_topic(table)]
    parts += [_by(table, "region", "Region"), _by(table, "fellesskap", "Helsefellesskap"),
              _by(table, "trust", "Helseforetak")]
    return Section("dekning", "Dekning", (*parts, Bullets(tuple(_without(table)))))


def _by_topic(table: DataFrame) -> Chart:
    counted = {key: int(table[key].sum()) for key in COVERED}
    cells = tuple((topic(key), value, len(table) - value, Share(value, len(table))) for key, value in counted.items())
    caption = "Kommuner med avtale, etter tema"
    columns = (Column("Tema", 4), Column("Med avtale", 1.2, "right"), Column("Uten", 1, "right"),
               Column("Andel med", 1.3, "right"))
    best = max(counted, key=lambda key: counted[key])
    alt = f"Søyler. Flest kommuner, {number(counted[best])} av {number(len(table))}, har avtale om {topic(best)}."
    return Chart(caption, alt, tuple(map(topic, counted)),
                 (Series("Kommuner", tuple(counted.values()), LEVEL_PAINTS[2]),), f"Kommuner (av {number(len(table))})",
                 Table(caption, columns, cells, sheet="Dekning tema"))


def _by(table: DataFrame, level: Level, title: str) -> Table:
    """How many municipalities have agreements on what the mapping looks at, per trust and so on."""
    counted = covered_by(table, level)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(name), int(row["total"]), *(Share(int(row[key]), int(row["total"])) for key in MAPPED))
        for name, row in counted.iterrows()
    )
    columns = (Column(title, 4), Column("Kommuner", 1.2, "right"),
               *(Column(f"Tema {key}", 1.3, "right") for key in MAPPED))
    return Table(f"Kommuner med avtale om tema 2, 5, 6 og 10: {title.lower()}", columns, rows,
                 "Grupper på under ti kommuner er vist som antall.", f"Dekning {title}")


def _without(table: DataFrame) -> Iterator[str]:
    """Who is without an agreement on each topic the mapping looks at, where they are few enough to name."""
    for key in MAPPED:
        names = table.loc[~table[key], "name"].tolist()
        if 0 < len(names) <= NAMED:
            yield f"Uten avtale om tema {topic(key)}: {listed(names)}."
        elif names:
            more = f"{number(len(names))} av {number(len(table))} kommuner (se arket «Kommuner» i arbeidsboken)"
            yield f"Uten avtale om tema {topic(key)}: {more}."
        else:
            yield f"Alle kommunene har avtale om tema {topic(key)}."


def _unread(base: Base) -> Section:
    """Files that gave nothing, and agreements that could be read only in part."""
    failures = base.corpus.failures
    rows = base.agreements
    partly = int(rows[list(base.ruleset.criteria.constructs)].isna().any(axis=1).sum())
    sentence = "Alle filene kunne vurderes." if failures.empty else (
        f"{capital(count(len(failures), 'fil', 'filer'))} kunne ikke vurderes, og er ikke med i noen andre tall."
    )
    parts: list[Part] = [Paragraph(sentence)]
    if partly:
        parts.append(Paragraph(
            f"I {agreements(partly)} er minst ett kriterium ikke vurdert, fordi noen av sidene ikke kunne leses. "
            "«Ikke vurdert» er aldri det samme som nivå 0, og er holdt utenfor andelene."
        ))
    if not failures.empty:
        first = failures.head(MANY)
        lines = zip((PurePath(file).name for file in first["file"]), first["message"], strict=True)
        more = f"De første {number(MANY)}; resten står i arbeidsboken." if len(failures) > MANY else ""
        columns = (Column("Fil", 2), Column("Hvorfor", 4))
        parts.append(Table("Filer som ikke kunne vurderes", columns, tuple(lines), more))
    return Section("ikke-lest", "Det som ikke kunne leses", tuple(parts))


def municipalities(base: Base) -> Table:
    """Every municipality and what it has agreements on, for the workbook."""
    table = base.corpus.coverage
    columns = [Column(title, 2) for title in ("Kommunenummer", "Kommune", "Helseforetak", "Helsefellesskap", "Region")]
    columns += [Column(topic(key), 1, "center") for key in COVERED]
    facts = ("municipality", "name", "trust", "fellesskap", "region")
    rows = tuple(
        (*(row[fact] for fact in facts), *("ja" if row[key] else "nei" for key in COVERED))
        for row in table.to_dict("records")
    )
    return Table("Kommuner og avtaler", tuple(columns), rows, sheet="Kommuner")


def failures(base: Base) -> Table:
    """Every file that could not be judged, for the workbook."""
    rows = base.corpus.failures[["file", "kind", "message"]].itertuples(index=False, name=None)
    return Table("Filer som ikke kunne vurderes", (Column("Fil", 3), Column("Type", 1), Column("Hvorfor", 5)),
                 tuple(rows), sheet="Ikke vurdert")
