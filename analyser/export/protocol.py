"""The protocol of one agreement as a Word document: what a secretariat files, sends and discusses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from analyser.assessment import Assessment, Construct, Duty, Staleness
from analyser.export import content
from analyser.export.content import Gap, Quote
from analyser.export.word import BOKMAAL, Content, Painted, Paper, Piece
from analyser.palette import paint
from analyser.rulemodels import Criterion
from analyser.rules import Ruleset

if TYPE_CHECKING:
    from analyser.store import Review

MOST_QUOTES = 6
"""Quotes shown for each construct; the workbook has them all."""
_NEITHER = "–"


def docx(assessment: Assessment, standing: Mapping[str, Review], ruleset: Ruleset, made: datetime) -> bytes:
    """The protocol as the bytes of a document."""
    return _Protocol(assessment, standing, ruleset, made).written()


@dataclass(frozen=True, slots=True)
class _Protocol:
    assessment: Assessment
    standing: Mapping[str, Review]
    ruleset: Ruleset
    made: datetime

    def written(self) -> bytes:
        paper = Paper(f"Vurdering: {content.title(self.assessment)}")
        paper.heading("Vurdering av samarbeidsavtale", 0)
        paper.text([Piece(content.title(self.assessment), bold=True, language=self.language)])
        paper.text(f"Laget {content.time_words(self.made)} med regelsett {self.assessment.ruleset.version}.")
        self.facts(paper)
        self.levels(paper)
        paper.heading("Kriterium for kriterium", 1)
        for name in content.names(self.ruleset):
            self.construct(paper, name)
        self.duties(paper)
        self.reviews(paper)
        self.method(paper)
        return paper.bytes()

    @property
    def language(self) -> str:
        return "nn-NO" if self.assessment.document.language == "nn" else BOKMAAL

    def facts(self, paper: Paper) -> None:
        about = self.assessment.document
        paper.heading("Fakta", 1)
        paper.pairs(content.facts(self.assessment), (3, 10))
        for title, lines in (
            ("Dette bør du vite om lesingen", about.warnings),
            ("Tegn på at avtalen er utdatert", tuple(map(_stale, about.staleness))),
            ("Regler som ble utelatt", self.assessment.ruleset.faults),
        ):
            if lines:
                paper.heading(title, 2)
            for line in lines:
                paper.text(line, "List Bullet")

    def levels(self, paper: Paper) -> None:
        paper.heading("Nivåer", 1)
        paper.text(
            "0 ikke omtalt · 1 omtalt · 2 delvis ivaretatt · 3 ivaretatt. «Maskin» er programmets nivå, «gjennomgang» "
            "er nivået en person har satt."
        )
        criteria = self.ruleset.criteria.constructs
        for core, title in ((True, "Kjernekriterier"), (False, "Tilleggskriterier")):
            paper.heading(title, 2)
            rows = (self.level(name, one) for name, one in criteria.items() if one.core is core)
            paper.table(("Kriterium", "Spørsmål", "Maskin", "Gjennomgang"), rows, (4, 6, 3.5, 3.5))

    def level(self, name: str, criterion: Criterion) -> tuple[Content, ...]:
        machine, review = self.assessment.constructs[name].level, self.standing.get(name)
        person: Content = _NEITHER
        if review and review.level is not None:
            person = Painted(content.level_words(review.level), paint(review.level))
        return criterion.name, criterion.question, Painted(content.level_words(machine), paint(machine)), person

    def construct(self, paper: Paper, name: str) -> None:
        criterion, judged = self.ruleset.criteria.constructs[name], self.assessment.constructs[name]
        paper.heading(f"{criterion.name}: {content.level_words(judged.level)}", 2)
        paper.text([Piece(criterion.question, italic=True)])
        paper.text(judged.reason)
        if flagged := content.flags(judged):
            paper.text([Piece("Merk: ", bold=True), Piece(f"{flagged}.")])
        if review := self.standing.get(name):
            paper.text([Piece("Gjennomgang: ", bold=True), Piece(_said(review))])
        paper.table(("Element", "Funnet"), self.elements(name, judged), (13, 4))
        self.evidence(paper, name)
        for gap in content.gaps(self.assessment, name, self.ruleset):
            if judged.level != 3:
                self.gap(paper, gap)

    def elements(self, name: str, judged: Construct) -> Iterator[tuple[Content, ...]]:
        for element in self.ruleset.criteria.constructs[name].shown:
            found = judged.elements.get(element, False)
            mark = Painted("✓ funnet", paint(3)) if found else Painted("– ikke funnet", paint(None))
            yield content.element_name(self.ruleset, name, element), mark

    def evidence(self, paper: Paper, name: str) -> None:
        quotes = content.quotes(self.assessment, name, self.ruleset)
        if not quotes:
            return
        rows = ((self.quoted(one), _shows(one), one.section or _NEITHER, str(one.page)) for one in quotes[:MOST_QUOTES])
        paper.table(("Belegg, ordrett fra avtalen", "Viser", "Avsnitt", "Side"), rows, (7.4, 5, 3.2, 1.4))
        if (more := len(quotes) - MOST_QUOTES) > 0:
            paper.text(f"Og {more} {'sted' if more == 1 else 'steder'} til; alle står i regnearket (XLSX).")

    def quoted(self, quote: Quote) -> list[Piece]:
        """The sentence with its list lead-in before it, and the words that decided in bold."""
        lead = f"{_line(quote.lead_in)} … " if quote.lead_in else ""
        whole = not (quote.before.strip() or quote.after.strip(" .\n"))
        decided = (_line(quote.words), not whole)
        parts = (("«" + lead + _line(quote.before), False), decided, (_line(quote.after) + "»", False))
        return [Piece(text, bold=bold, language=self.language) for text, bold in parts if text]

    def gap(self, paper: Paper, gap: Gap) -> None:
        paper.heading(f"Ikke funnet: {gap.name}", 3)
        looked = f"Programmet lette i {gap.sections} avsnitt med {gap.rules} {'regel' if gap.rules == 1 else 'regler'}."
        if near := gap.nearest:
            looked += f" Nærmest kom dette på side {near.page}{f', {near.section}' if near.section else ''}:"
        paper.text(looked if near or not gap.lacks else f"{looked} {gap.lacks}")
        if near:
            paper.text([Piece(f"«{_line(near.quote)}»", language=self.language), Piece(f" {gap.lacks}")])
        if advice := gap.advice:
            paper.text([Piece(f"Forslag til tekst (under «{advice.heading}»): ", bold=True),
                        Piece(content.clause(advice, self.assessment.document.language), language=self.language)])
            paper.text([Piece("Hvorfor: ", bold=True), Piece(advice.why)])

    def duties(self, paper: Paper) -> None:
        paper.heading("Oppgavefordeling", 1)
        if not self.assessment.duties:
            paper.text("Programmet fant ingen plikter i avtalen.")
            return
        headings = ("Part", "Hvem", "Skal gjøre", "Når, hvordan, kostnad", "Bindende", "Side")
        paper.table(headings, map(_duty, self.assessment.duties), (2.5, 2.9, 5.6, 3.2, 2, 1.3))

    def reviews(self, paper: Paper) -> None:
        paper.heading("Gjennomgang", 1)
        if not self.standing:
            paper.text("Ingen har gjennomgått avtalen ennå. Nivåene er programmets.")
            return
        rows = (
            (label, _verdict(review), review.comment or _NEITHER, review.reviewer, content.time_words(review.made_at))
            for _, label, review in content.reviewed(self.standing, self.ruleset)
        )
        paper.table(("Kriterium", "Nivå", "Kommentar", "Hvem", "Når"), rows, (3, 2.4, 4.8, 3.8, 3))

    def method(self, paper: Paper) -> None:
        paper.heading("Om metoden", 1)
        for line in content.METHOD:
            paper.text(line)
        version = self.assessment.ruleset
        paper.text(f"Regelsett {version.version}, kontrollsum {version.sha256[:12]}. Filens kontrollsum (SHA-256): "
                   f"{self.assessment.sha256}.")


def _stale(one: Staleness) -> str:
    return f"{one.explanation} («{_line(one.text)}», side {one.page})" if one.page and one.text else one.explanation


def _duty(one: Duty) -> tuple[str, ...]:
    conditions = "; ".join(filter(None, (one.time, one.role, one.channel, one.cost)))
    side, binding = content.SIDES.get(one.side, one.side), "ja" if one.binding else "nei"
    return side, one.actor, one.act, conditions or _NEITHER, binding, str(one.page)


def _line(text: str) -> str:
    """One line, without losing the space at either end."""
    inner = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() and inner else ''}"


def _shows(quote: Quote) -> str:
    shown = "; ".join(quote.shows)
    return shown if quote.strength == content.STRENGTHS["full"] else f"{shown} ({quote.strength})"


def _verdict(review: Review) -> str:
    if review.level is not None:
        return content.level_words(review.level)
    return "ferdig gjennomgått" if review.reviewed else _NEITHER


def _said(review: Review) -> str:
    level = f"{content.level_words(review.level)}. " if review.level is not None else ""
    comment = f"{review.comment} " if review.comment else ""
    return f"{level}{comment}({review.reviewer}, {content.time_words(review.made_at)})"
