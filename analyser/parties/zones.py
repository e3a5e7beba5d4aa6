"""The places in a document that tell who the parties are: title, parties section, signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyser.layout import Block, Flow
from analyser.sections import Section

TITLE_BLOCKS, COVER_BLOCKS = 14, 10
SOME, EARLY, LATE, SHORT = 0.2, 0.6, 0.5, 160
BETWEEN = re.compile(
    r"(?i)\b(?:inngått|inngåtte|sluttet|slutta|gjort|gjord|oppretta|opprettet|gjelder|gjeld|er|avtale)\s+mellom\b"
    r"|\bpart(?:er|ar|ene|ane)\s+(?:i|til)\s+(?:denne\s+)?\w*avtal|\bavtalepart"
    r"|avtal\w+\s+bind(?:er)?\b|\ber\s+part(?:er|ar)\b|\bpart(?:er|ar|ene|ane)\s+er\b"
)
SIGNS = re.compile(
    r"(?i)^\W*(?:for\s+(?!øvrig|øvrige|å\b)|ordfører|ordførar|rådmann|(?:konst\.?\s+)?kommunedirektør|kommunalsjef"
    r"|adm\w*\.?\s*(?:dir\w*)?|divisjonsdirektør|klinikk(?:sjef|direktør)|direktør|signert|underskr|undert)"
)
SIGNING = re.compile(r"(?i)\bsigner|\bsignatur|\bunderskr|\bundert|\bskr[ie]ver? under")
A_PARTY = re.compile(
    r"^\W*[A-ZÆØÅ][^.;:,]{1,60}\b(?:[kK]ommune|KOMMUNE|herad|HF|AS|sykehus|sjukehus)\s*(?:\([^)]{1,60}\))?\W*$"
)
BESIDE = re.compile(r"\s+[–—|/·-]\s+|\s*[,;]\s+|\s+og\s+")


@dataclass(frozen=True, slots=True)
class Zones:
    """Blocks of the title, of the parties section and of the signature, each in reading order."""

    title: tuple[Block, ...]
    parties: tuple[Block, ...]
    signature: tuple[Block, ...]


def block_text(flow: Flow, block: Block) -> str:
    """The text of one block."""
    return flow.text.text[block.start : block.end]


def zones(flow: Flow, sections: Sequence[Section]) -> Zones:
    """Title, parties and signature blocks, by section kind; by wording where the sections do not tell."""
    title = _title(flow, sections)
    parties = _of_kind(flow, sections, "parter", until=EARLY)
    if not parties:
        early = [block for block in _before(flow, EARLY) if block not in title]
        parties = [block for block in early if BETWEEN.search(block_text(flow, block))][:2] or _listed(flow, early)
        parties = parties or [block for block in early if _names_parties(block_text(flow, block))][:1]
    return Zones(tuple(title), tuple(parties), tuple(_signature(flow, sections)))


def _listed(flow: Flow, blocks: Sequence[Block]) -> list[Block]:
    """The first list or table in which every line is the name of a party and nothing more."""
    found: list[Block] = []
    for block in blocks:
        if block.kind in ("item", "row") and A_PARTY.match(block_text(flow, block)):
            found.append(block)
        elif len(found) > 1:
            break
        else:
            found = []
    return found if len(found) > 1 else []


def _names_parties(text: str) -> bool:
    """Whether a line is the names of several parties and nothing more ("LUND KOMMUNE – HELSE VEST HF")."""
    names = BESIDE.split(text.strip())
    return len(names) > 1 and all(map(A_PARTY.match, names))


def section_blocks(flow: Flow, sections: Sequence[Section], section: Section) -> list[Block]:
    """Heading and own blocks of a section, without its subsections."""
    following = sections[section.index + 1].start if section.index + 1 < len(sections) else len(flow.text)
    return [block for block in flow.blocks if section.start <= block.start < following]


def _of_kind(
    flow: Flow, sections: Sequence[Section], kind: str, since: float = 0.0, until: float = 1.0
) -> list[Block]:
    first, last = len(flow.text) * since, len(flow.text) * until
    parents = set() if kind == "tittel" else {s.index for s in sections if s.kind == kind}
    chosen = [s for s in sections if s.kind == kind or s.parent in parents]
    return [block for s in chosen if first <= s.start <= last for block in section_blocks(flow, sections, s)]


def _title(flow: Flow, sections: Sequence[Section]) -> list[Block]:
    body = min((s.start for s in sections if s.kind in ("parter", "innhold")), default=0)
    cover = [block for block in flow.blocks if block.start < body]
    blocks = cover if 0 < len(cover) <= COVER_BLOCKS else _of_kind(flow, sections, "tittel")
    if not blocks:
        opening = sections[0] if sections else None
        blocks = section_blocks(flow, sections, opening) if opening else list(flow.blocks)
    return blocks[:TITLE_BLOCKS]


def _signature(flow: Flow, sections: Sequence[Section]) -> Iterable[Block]:
    named = _of_kind(flow, sections, "underskrift", since=SOME)
    signing = [s for s in sections if s.start > len(flow.text) * LATE and SIGNING.search(s.heading)]
    named += [block for section in signing for block in section_blocks(flow, sections, section)]
    spans = {block.start for block in named}
    for block in flow.blocks:
        late = block.start > len(flow.text) * LATE and block.end - block.start < SHORT
        if block.start in spans or (late and _signs(block_text(flow, block))):
            yield block


def _signs(text: str) -> bool:
    """A line such as "For A kommune" or "Ordfører, A kommune"; a full sentence is none."""
    return bool(SIGNS.search(text)) and not text.rstrip().endswith((".", ":", ";"))


def _before(flow: Flow, share: float) -> list[Block]:
    return [block for block in flow.blocks if block.start <= len(flow.text) * share]
