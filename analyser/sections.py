"""Headings and numbering to a section tree that covers all the text once, each section with its kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyser.layout import Block

SectionKind = Literal[
    # never counts (codebook G1)
    "tittel", "innhold", "parter", "lovliste", "underskrift", "saksframlegg",
    # at most level 1
    "bakgrunn", "formål", "virkeområde", "definisjoner",
    # counts in full
    "verdigrunnlag", "oppgaver", "samarbeid", "organ", "brukermedvirkning", "lm", "oversikt", "kompetanse",
    "økonomi", "kommunikasjon", "forankring", "tilgjengelighet", "avvik", "uenighet", "mislighold",
    "revisjon", "varighet", "godkjenning", "innsending", "samisk", "forholdet", "vedlegg", "annet",
]


@dataclass(frozen=True, slots=True)
class Section:
    """One section: number and heading as printed, depth (1 = chapter), kind, and why it was taken as a section."""

    index: int
    number: str
    heading: str
    depth: int
    kind: SectionKind
    reason: str
    parent: int | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    """The section's own blocks, without its heading and without its subsections."""
