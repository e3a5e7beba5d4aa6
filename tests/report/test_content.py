"""What the report says: its numbers are those of the corpus, and its sentences hold for none, one and many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from corpus.maker import example, made, with_construct

from analyser.assessment import Dates
from analyser.corpus import Corpus
from analyser.engine import default_ruleset
from analyser.levels import CONSTRUCTS
from analyser.report.content import build
from analyser.report.model import Bullets, Chart, Figures, Level, Paragraph, Quote, Report, Section, Share, Table, flat
from analyser.report.numbers import shown

from .conftest import FAILED, corpus, made_of

BROKEN = r"\bnan\b|None|<NA>|\b1 (?:avtaler|filer|kommuner|sider)\b|av\s+0\b|  "
CHAPTERS = [
    "sammendrag", "bakgrunn", "materiale", "metode", "resultater", "lm", "samisk", "plikter", "utdatert", "utvikling",
    "maler", "endringer", "begrensninger", "vedlegg",
]


def sentences(report: Report) -> Iterator[str]:
    """All running text."""
    for part in report.parts():
        match part:
            case Paragraph(text):
                yield text
            case Bullets(items):
                yield from items
            case Figures(items):
                yield from (f"{value} {label}" for value, label in items)


def text(section: Section) -> str:
    """The running text of a section and all below it."""
    return " ".join(part.text for one in flat([section]) for part in one.parts if isinstance(part, Paragraph))


def table(report: Report, caption: str) -> Table:
    return next(one for one in report.tables() if one.caption == caption)


def test_the_chapters_of_a_mapping_report_in_order(report: Report) -> None:
    assert [section.key for section in report.sections] == CHAPTERS
    assert [one.key for one in report.section("resultater").sections] == [
        "overordnet", *(name for name in CONSTRUCTS if name not in ("lm", "samisk")),
    ]


def test_distributions_are_those_of_the_agreements_that_count(report: Report) -> None:
    row = next(row for row in table(report, "Nivåer, alle avtaler").rows if row[0] == "Vedlikehold")
    counted = corpus().counting["vedlikehold"].value_counts()
    assert list(row[1:5]) == [int(counted.get(level, 0)) for level in range(4)]
    assert row[-1] == Share(sum(counted.get(level, 0) for level in (2, 3)), len(corpus().counting))


def test_every_group_adds_up_to_all_agreements(report: Report) -> None:
    rows = [row for row in table(report, "Forpliktelse: tema").rows if len(row) > 1]
    assert sum(value for row in rows for value in row[1:5] if isinstance(value, int)) == len(corpus().counting)


def test_each_family_counts_once(report: Report) -> None:
    rows = {row[0]: row for row in table(report, "Konkretisering: alle avtaler og regioner").rows}
    assert sum(rows["Alle avtaler"][1:5]) == len(corpus().counting)  # type: ignore[arg-type]
    assert sum(rows["Per malfamilie"][1:5]) == len(corpus().families) < len(corpus().counting)  # type: ignore[arg-type]


def test_every_chart_has_an_alternative_text_and_its_numbers_in_a_table(report: Report) -> None:
    charts = [part for part in report.parts() if isinstance(part, Chart)]
    assert len(charts) > 20
    for chart in charts:
        named = {row[0]: row for row in chart.table.rows}
        assert re.search(r"\d", chart.alt)
        for at, label in enumerate(chart.labels):
            assert all(series.values[at] in named[label] for series in chart.series), (chart.caption, label)


def test_small_groups_are_never_shown_as_per_cent(report: Report) -> None:
    for one in (*report.tables(), *report.data):
        for row in one.rows:
            assert not any("%" in shown(cell) for cell in row if isinstance(cell, Share) and cell.whole < 10)
    for sentence in sentences(report):
        for _, whole in re.findall(r"% \((\d+)\s+av\s+(\d+)\)", sentence):
            assert int(whole) >= 10


def test_quotes_are_of_the_level_they_say_and_of_different_moulds(report: Report) -> None:
    quotes = [part for part in report.section("vedlikehold").parts if isinstance(part, Quote)]
    assert {quote.level for quote in quotes} == {2, 3}
    assert len({quote.text for quote in quotes}) == len(quotes)
    assert all(re.search(r", side \d+\.$", quote.source) for quote in quotes)


def test_what_is_missing_is_sorted_and_has_a_model_clause(report: Report) -> None:
    rows = table(report, "Vedlikehold: hva som oftest mangler").rows
    missing = [row[2] for row in rows]
    assert missing == sorted(missing, reverse=True)  # type: ignore[type-var]
    assert "Slik kan det skrives: «" in text(report.section("vedlikehold"))


def test_the_sami_chapter_shows_where_it_matters_most_and_each_language_area(report: Report) -> None:
    names = [row[0] for row in table(report, "Samisk befolkning: særlig relevante avtaler og språkområder").rows]
    assert names[:3] == ["Alle avtaler", "Særlig relevant", "Etter språkområde"]
    assert {"Nordsamisk område", "Lulesamisk område", "Sørsamisk område"} <= set(names)


def test_duties_are_those_of_the_agreements_that_count(report: Report) -> None:
    own = corpus().duties[corpus().duties["row"].isin(corpus().counting.index)]
    rows = table(report, "Plikter etter hvem som har dem").rows
    assert sum(row[1] for row in rows if isinstance(row[1], int)) == own["duties"].sum()


def test_every_agreement_stands_in_the_appendix_and_every_file_is_accounted_for(report: Report) -> None:
    assert len(table(report, "Avtalene som teller, med nivåer").rows) == len(corpus().counting)
    others = table(report, "Dokumenter som er lest, men ikke teller").rows
    assert len(others) + len(corpus().counting) == len(corpus().agreements)
    kinds = dict(table(report, "Filene i materialet").rows)  # type: ignore[arg-type]
    assert kinds.pop("Til sammen") == sum(kinds.values()) == len(corpus().agreements) + 1  # type: ignore[arg-type]


def test_what_could_not_be_read_is_named_with_its_reason(report: Report) -> None:
    assert table(report, "Filer som ikke kunne vurderes").rows == (("x.pdf", "Ingen tekst."),)


def test_an_agreement_not_assessed_is_counted_apart_and_left_out_of_shares() -> None:
    unread = with_construct(made(), "lm", level=None, state="not_assessed")
    one = made_of(unread, made("delavtale-5-ansvarstabell"))
    rows = {row[0]: row for row in table(one, "Nivåer, alle avtaler").rows}
    assert table(one, "Nivåer, alle avtaler").columns[-2].title == "Ikke vurdert"
    assert rows["Læring og mestring"][-2:] == (1, Share(1, 1))
    assert "«Ikke vurdert» er aldri det samme som nivå 0" in text(one.section("materiale"))


def test_the_method_names_the_rules_and_says_that_the_definitions_are_ours(report: Report) -> None:
    assert table(report, "Regelsett").rows[0][1] == default_ruleset().sha256
    assert "våre egne" in text(report.section("metode"))


def test_agreement_with_coders_is_said_to_be_unmeasured_with_how_to_measure_it(report: Report) -> None:
    said = text(report.section("enighet"))
    assert "ikke målt for dette materialet" in said
    assert "analyser sample" in said
    assert "analyser agreement" in said


def test_agreement_with_coders_is_shown_when_measured() -> None:
    estimate = {"value": 0.8125, "low": 0.7, "high": None}
    measures = {"agreements": 30, "count": 30, "exact": estimate, "kappa": {**estimate, "high": 0.9}, "alpha": None}
    coders = {"first": "Kari", "second": "maskin", "undecided": 0}
    measured = {"comparisons": [{**coders, "constructs": {"lm": measures}, "overall": measures}]}
    one = build(Corpus.of([made()]), default_ruleset(), date(2026, 1, 1), measured)
    rows = table(one, "Enighet mellom Kari og programmet").rows
    assert rows[0] == ("Læring og mestring", 30, "0,81", "0,81 [0,70; 0,90]", None)


@pytest.mark.parametrize("judged", [(), (FAILED,), (made(),), (made(), FAILED), (made(template=True),)])
def test_sentences_hold_when_there_is_nothing_or_one(judged: tuple[object, ...]) -> None:
    one = made_of(*judged)  # type: ignore[arg-type]
    for sentence in sentences(one):
        assert not re.search(BROKEN, sentence), sentence


def test_an_empty_material_says_so() -> None:
    assert "ingen resultater" in text(made_of(FAILED).section("sammendrag"))
    assert "Det er ingen inngåtte avtaler" in text(made_of(FAILED).section("resultater"))


def test_the_levels_of_one_agreement_are_given_without_shares() -> None:
    bullets = next(part for part in made_of(made()).section("sammendrag").parts if isinstance(part, Bullets)).items
    assert bullets[0] == "Bare én avtale teller i materialet, så rapporten viser nivåene i den og ingen andeler."
    assert bullets[1].startswith("Nivå 3 ivaretatt: konkretisering")


def test_what_changed_since_last_time() -> None:
    before = Corpus.of([
        made(parties=[name, "Helse Fonna HF"], dates=Dates("2018"), text=f"gammel {name}") for name in ("Etne", "Bokn")
    ])
    risen = with_construct(made(parties=["Etne", "Helse Fonna HF"]), "likeverdighet", level=3)
    now = Corpus.of([risen, example("delavtale-5-ansvarstabell")])
    one = build(now, default_ruleset(), date(2026, 1, 1), None, before)
    assert "Én avtale er med begge ganger (samme parter og tema), 1 er nye, og 1 er ikke med lenger." in text(
        one.section("endringer")
    )
    assert table(one, "Nivåer som er endret").rows == (
        ("Tenesteavtale 2 mellom Etne kommune og Helse Fonna HF", "Etne kommune, Helse Fonna HF",
         "Likeverdighet mellom partene", Level(1), Level(3)),
    )
    moved = {row[0]: row[1:] for row in table(one, "Avtaler som er med begge ganger: nivået nå mot før").rows}
    assert moved["Likeverdighet mellom partene"] == (1, 0, 0, 0)
    assert len(table(one, "Nye avtaler").rows) == len(table(one, "Avtaler som ikke er med lenger").rows) == 1


def test_the_workbook_says_what_each_file_points_to() -> None:
    pair = [
        made(parties=["Etne", "Helse Fonna HF"], dates=Dates(date), text=date, file=f"{date}.pdf")
        for date in ("2018", "2021")
    ]
    above = made("overordnet-ostre-agder", file="over.pdf")
    below = made(parties=["Arendal", "Sørlandet sykehus HF"], text="se overordnet samarbeidsavtale", file="under.pdf")
    below = with_construct(below, "forpliktelse", level=1, by_reference=True)
    facts, lifted = made_of(*pair, above, below).data[:2]
    titles = [column.title for column in facts.columns]
    cells = {row[0]: dict(zip(titles, row, strict=True)) for row in facts.rows}
    assert cells["2018.pdf"]["Erstattet av"] == "2021.pdf"
    assert cells["under.pdf"]["Overordnet avtale"] == "over.pdf"
    assert lifted.rows[0][2:5] == ("Forpliktelse", Level(1), Level(3))


def test_a_report_on_chosen_agreements_is_about_those() -> None:
    whole = corpus()
    one = build(whole.chosen(whole.agreements["topic"] == "5"), default_ruleset(), date(2026, 1, 1))
    assert {row[2] for row in table(one, "Avtalene som teller, med nivåer").rows} == {"tema 5"}
