"""One agreement as a workbook: facts, levels, evidence, gaps, duties and reviews, a sheet each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analyser.assessment import Assessment
from analyser.export import content, sheets
from analyser.rules import Ruleset

if TYPE_CHECKING:
    from openpyxl import Workbook

    from analyser.store import Review

Row = tuple[Any, ...]


def xlsx(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset, made: datetime) -> bytes:
    """The whole agreement as the bytes of a workbook."""
    book = sheets.workbook(content.title(assessment))
    sheets.add(book, "Fakta", ("Hva", "Verdi"), _facts(assessment, ruleset, made))
    _levels(book, assessment, standing, ruleset)
    sheets.add(
        book, "Belegg",
        ("Kriterium", "Nivå", "Element", "Teller", "Avsnitt", "Side", "Innledning", "Sitat", "Regel",
         "Gjelder læring og mestring", "Viser til annen avtale"),
        _evidence(assessment, ruleset),
    )
    sheets.add(
        book, "Mangler",
        ("Kriterium", "Nivå", "Element", "Kom nærmest", "Avsnitt", "Side", "Hva som mangler der", "Regler prøvd",
         "Avsnitt lest", "Forslag til tekst", "Hører hjemme under", "Hvorfor"),
        _gaps(assessment, ruleset),
    )
    sheets.add(
        book, "Oppgaver",
        ("Side av avtalen", "Hvem", "Hva", "Når", "Rolle", "Kanal", "Kostnad", "Bindende", "Avsnitt", "Side", "Sitat"),
        _duties(assessment),
    )
    sheets.add(
        book, "Vurderinger",
        ("Kriterium", "Maskin", "Gjennomgang", "Kommentar", "Hvem", "Når"),
        _reviews(assessment, standing, ruleset),
    )
    return sheets.saved(book)


def _facts(assessment: Assessment, ruleset: Ruleset, made: datetime) -> Iterator[Row]:
    yield from content.facts(assessment)
    yield from (("Advarsel", one) for one in assessment.document.warnings)
    yield from (("Utdatert", one.explanation) for one in assessment.document.staleness)
    yield "Regelsett", f"{assessment.ruleset.version} ({assessment.ruleset.sha256[:12]})"
    yield from (("Regel utelatt", one) for one in assessment.ruleset.faults)
    yield "Laget", content.time_words(made)
    yield from (("Om metoden", one) for one in content.METHOD)


def _levels(book: Workbook, assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> None:
    names = content.names(ruleset)
    rows = [
        (label, judged.level, content.level_words(judged.level), _level(standing, name), content.human(standing, name),
         judged.reason, content.flags(judged))
        for name, label in names.items()
        for judged in (assessment.constructs[name],)
    ]
    headings = ("Kriterium", "Maskin", "Maskin i ord", "Gjennomgang", "Gjennomgang i ord", "Hvorfor", "Merknad")
    sheet = sheets.add(book, "Nivåer", headings, rows)
    for number, name in enumerate(names, 2):
        sheets.colour(sheet, number, 2, assessment.constructs[name].level)
        if _level(standing, name) is not None:
            sheets.colour(sheet, number, 4, _level(standing, name))


def _level(standing: Mapping[str, Review], construct: str) -> int | None:
    review = standing.get(construct)
    return review.level if review else None


def _evidence(assessment: Assessment, ruleset: Ruleset) -> Iterator[Row]:
    titles = {rule.id: rule.body.title for rule in ruleset.rules}
    for name, label in content.names(ruleset).items():
        judged = assessment.constructs[name]
        for one in judged.evidence:
            yield (
                label, judged.level, content.element_name(ruleset, name, one.element),
                content.STRENGTHS[one.strength], one.section, one.page, one.lead_in, one.quote,
                titles.get(one.rule, one.rule), _yes(one.lm), _yes(one.by_reference),
            )


def _gaps(assessment: Assessment, ruleset: Ruleset) -> Iterator[Row]:
    language = assessment.document.language
    for name, label in content.names(ruleset).items():
        for gap in content.gaps(assessment, name, ruleset):
            near, advice = gap.nearest, gap.advice
            level = assessment.constructs[name].level
            place = (near.quote, near.section, near.page) if near else (None, None, None)
            advised = (content.clause(advice, language), advice.heading, advice.why) if advice else (None, None, None)
            yield label, level, gap.name, *place, gap.lacks, gap.rules, gap.sections, *advised


def _duties(assessment: Assessment) -> Iterator[Row]:
    for one in assessment.duties:
        yield (
            content.SIDES.get(one.side, one.side), one.actor, one.act, one.time, one.role, one.channel, one.cost,
            _yes(one.binding), one.section, one.page, one.quote,
        )


def _yes(value: bool) -> str:
    return "ja" if value else "nei"


def _reviews(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset) -> Iterator[Row]:
    for name, label, review in content.reviewed(standing, ruleset):
        machine = assessment.constructs[name].level if name else None
        said = "ferdig gjennomgått" if review.reviewed and not name else review.level
        moment = review.made_at.astimezone(content.OSLO).replace(tzinfo=None, microsecond=0)
        yield label, machine, said, review.comment, review.reviewer, moment
