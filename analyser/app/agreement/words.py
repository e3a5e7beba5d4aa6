"""Facts of an agreement in words: parties, numbers, safe text."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from analyser.assessment import Document, Evidence, Party


def decimal(number: float) -> str:
    """A number with decimal comma, and none where it is whole."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def party_names(party: Party) -> tuple[str, str]:
    """The name in the agreement, and its name today where that is another, else ""."""
    return party.name, party.today if party.today and party.today != party.name else ""


def sides(parties: Iterable[Party]) -> tuple[str, ...]:
    """Names today, trusts first: what tells one agreement from another in a list."""
    ordered = sorted(parties, key=lambda one: one.kind == "kommune")
    return tuple(one.today or one.name for one in ordered)


def short_sides(parties: Iterable[Party], most: int = 3) -> str:
    """The parties in one line, with how many more where there are many."""
    names = sides(parties)
    more = f" + {len(names) - most}" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def title_of(document: Document, name: str) -> str:
    """The title as printed, or the name of the file when there is none."""
    return document.title or name


def quote_html(quote: str, match: tuple[int, int] | None = None) -> str:
    """A quote as safe HTML, with the words that decided emphasised unless that is all of it."""
    if match is None or (start := match[0], end := match[1]) == (0, len(quote)) or start >= end:
        return escape(quote)
    return f"{escape(quote[:start])}<strong>{escape(quote[start:end])}</strong>{escape(quote[end:])}"


def evidence_html(evidence: Evidence) -> str:
    """The quote of a finding, after the line that opens its list."""
    lead = evidence.lead_in if evidence.lead_in and evidence.lead_in != evidence.quote else ""
    opening = f'<span class="ledd-inn">{escape(lead)}</span> ' if lead else ""
    return opening + quote_html(evidence.quote, evidence.match)
