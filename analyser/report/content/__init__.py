"""What the kartlegging report says: a corpus in, sections of plain data out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from analyser.corpus import Corpus
from analyser.report.content import age, appendix, changes, duties, front, material, moulds, themes
from analyser.report.content.base import Base
from analyser.report.model import Report, Section
from analyser.report.numbers import agreements

if TYPE_CHECKING:
    from analyser.rules import Ruleset

TITLE = "Kartlegging av samarbeidsavtaler"
SUBTITLE = "Læring og mestring i avtalene mellom helseforetak og kommuner"
MONTHS = ("januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
          "desember")


def build(
    corpus: Corpus, ruleset: Ruleset, made: date, validity: Mapping[str, Any] | None = None,
    previous: Corpus | None = None,
) -> Report:
    """Write the report on a corpus; `validity`: agreement with coders as measured; `previous`: an earlier corpus."""
    base = Base(corpus, ruleset, made, validity, previous)
    data = (appendix.agreements(base), appendix.lifted(base), material.municipalities(base), material.failures(base))
    return Report(TITLE, SUBTITLE, _facts(base), tuple(_sections(base)), data)


def _facts(base: Base) -> tuple[tuple[str, str], ...]:
    versions = ", ".join(f"{one.version} ({one.sha256[:12]})" for one in base.corpus.rulesets) or "ingen"
    return (
        ("Dato", f"{base.made.day}. {MONTHS[base.made.month - 1]} {base.made.year}"),
        ("Materiale", f"{agreements(len(base.agreements))} som teller"),
        ("Regelsett", versions),
        ("Laget med", "Avtaleanalyse. Tallene er regnet ut av et program; les begrensningene før de brukes."),
    )


def _sections(base: Base) -> Iterator[Section]:
    yield front.summary(base)
    yield front.background(base)
    yield material.chapter(base)
    yield front.method(base)
    yield themes.results(base)
    if len(base.agreements):
        yield themes.learning(base)
        yield themes.sami_population(base)
        yield duties.chapter(base)
        yield age.staleness(base)
        yield age.years(base)
        yield moulds.chapter(base)
    if base.previous is not None:
        yield changes.chapter(base, base.previous)
    yield appendix.limits()
    yield appendix.appendix(base)
