"""Facts about the document: title, topics, language, template, dates, whether it is an agreement, signs of age."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analyser.facts.agreement import judge_agreement
from analyser.facts.dates import Dates, find_dates
from analyser.facts.language import Language, language_of
from analyser.facts.staleness import Staleness, StalenessKind, find_age, find_staleness
from analyser.facts.template import is_template
from analyser.facts.title import main_title, title_lines
from analyser.facts.topic import find_topics
from analyser.layout import Flow
from analyser.parties import Parties
from analyser.parties.zones import zones
from analyser.registry import municipalities, sami_trusts
from analyser.sections import Section

__all__ = [
    "Dates", "Facts", "Language", "Staleness", "StalenessKind", "facts", "find_age", "language_of",
    "saerlig_relevant_samisk",
]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is recorded for the document (codebook, "What is recorded for each construct", last paragraph)."""

    title: str
    topics: tuple[str, ...]
    """The main topic first."""
    language: Language
    template: bool
    dates: Dates
    is_agreement: bool
    reason: str
    """Why it is, or is not, taken as an agreement; in Norwegian."""
    staleness: tuple[Staleness, ...]
    saerlig_relevant: bool
    """The note of the codebook under `samisk`; it never changes a level."""


def facts(flow: Flow, sections: Sequence[Section], parties: Parties) -> Facts:
    """Gather the facts."""
    where = zones(flow, sections)
    title, lines = main_title(flow, where), title_lines(flow, where)
    is_agreement, reason = judge_agreement(flow, sections, title, lines)
    dates = find_dates(flow, sections, where) if is_agreement else Dates()
    return Facts(
        title=title,
        topics=find_topics(flow, sections, title, lines),
        language=language_of(_own_words(flow, sections)),
        template=is_template(flow, where, parties),
        dates=dates,
        is_agreement=is_agreement,
        reason=reason,
        staleness=find_staleness(flow, parties),
        saerlig_relevant=saerlig_relevant_samisk(parties),
    )


def saerlig_relevant_samisk(parties: Parties) -> bool:
    """True when a party lies in the Sámi language area or is a trust that serves it (codebook, samisk)."""
    for party in parties.parties:
        place = municipalities().get(party.id)
        if party.id in sami_trusts() or (place is not None and place.sami_area != "none"):
            return True
    return False


def _own_words(flow: Flow, sections: Sequence[Section]) -> str:
    """The text without lists of laws and case files, whose language may be another."""
    left_out = [(s.start, s.end) for s in sections if s.kind in ("lovliste", "saksframlegg") and s.index > 0]
    kept = (b for b in flow.blocks if not any(start <= b.start < end for start, end in left_out))
    return "\n".join(flow.text.text[block.start : block.end] for block in kept)
