"""Dates of the agreement: signed, in force, revised (codebook, "What is recorded")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyser.facts.inforce import in_force
from analyser.facts.revision import revised
from analyser.facts.signing import signed
from analyser.facts.wording import SIGN_WORDS
from analyser.layout import Block, Flow
from analyser.parties.zones import Zones, block_text
from analyser.sections import Section

NO_SECTIONS = frozenset(("bakgrunn", "lovliste", "innhold", "saksframlegg"))
NUMBER, SIGNING = re.compile(r"\d\d"), re.compile(SIGN_WORDS)
"""What a block has, one of them, that can tell a date."""
DURATION = re.compile(
    r"(?i)\bgjeld|varighe|\bvar(?:er|e)\b|kraft|\b(?:virke|løpe|verke|leve)tid|\bperiode|\bavtaletid|\bstart"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates ("2019-03-26"; "2019-03" where no day is given; "2019" where only the year of a revision is)."""

    signed: str | None = None
    in_force: str | None = None
    revised: str | None = None


def find_dates(flow: Flow, sections: Sequence[Section], where: Zones) -> Dates:
    """When the agreement was signed, came into force and was last revised (codebook, "What is recorded")."""
    title = [block_text(flow, block) for block in where.title]
    own = [block for block in _own_text(flow, sections) if _tells(block_text(flow, block))]
    body = [block_text(flow, block) for block in own]
    rows = [block_text(flow, block) for block in flow.blocks if block.kind == "row"]
    when_signed = signed(flow, where, title, body)
    lasting = {block.start for block in _about_duration(flow, sections)}
    texts = [(block_text(flow, block), block.start in lasting) for block in own]
    first = sorted(texts, key=lambda text: not text[1])
    ordered = [*((text, False) for text in title), *first, *((line, False) for line in flow.running)]
    when_revised = revised([*title, *flow.running], body, rows, when_signed)
    return Dates(when_signed, in_force(ordered, when_signed), when_revised)


def _tells(text: str) -> bool:
    low = text.lower()
    return bool(NUMBER.search(text) or (("sign" in low or "under" in low) and SIGNING.search(low)))


def _own_text(flow: Flow, sections: Sequence[Section]) -> Iterator[Block]:
    """Blocks where the agreement speaks of itself: not the background, laws, contents or case file."""
    skipped = [(s.start, s.end) for s in sections if s.kind in NO_SECTIONS]
    inner = [(s.start, s.end) for s in sections if s.kind not in NO_SECTIONS] if skipped else []
    for block in flow.blocks:
        outside = max((span for span in skipped if span[0] <= block.start < span[1]), default=None)
        inside = max((span for span in inner if span[0] <= block.start < span[1]), default=None)
        if outside is None or (inside is not None and inside[0] > outside[0]):
            yield block


def _about_duration(flow: Flow, sections: Sequence[Section]) -> Iterator[Block]:
    """Blocks of sections on how long the agreement lasts, and the first below a heading that asks for it."""
    named = {s.start for s in sections if s.kind == "varighet" or DURATION.search(s.heading)}
    spans = [(s.start, s.end) for s in sections if s.start in named]
    for before, block in pairwise((*flow.blocks[:1], *flow.blocks)):
        if before.start in named or any(start <= block.start < end for start, end in spans):
            yield block
