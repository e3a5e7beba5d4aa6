"""Who signs the agreement, and what the document calls them (codebook, "What is recorded": parties)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analyser.language import sentences
from analyser.layout import Block, Flow
from analyser.parties.names import Name, find_names
from analyser.parties.sides import Side, find_side_names
from analyser.parties.zones import Zones, block_text, zones
from analyser.registry import EntityKind, bearer_today
from analyser.sections import Section

__all__ = ["Parties", "Party", "Side", "find_parties"]

NOT_PARTY = re.compile(
    r"(?i)\bikk(?:e|je)\s+(?:\w+\s+){0,3}part|\bkan\s+(?:\w+\s+){0,2}(?:slutte|tiltre|knyte|bli)|\binvitert|"
    r"\bspurt|\bkopi\b|"
    r"\b(?:vil|ønsk\w+|ynskj\w+|vurder\w+)\s+(?:å\s+)?(?:\w+\s+){0,2}(?:slutte|tiltre|tre inn|knyte)|"
    r"\b(?:vil|ønsk\w+|ynskj\w+|vurder\w+)\s+(?:å\s+)?(?:\w+\s+){0,2}(?:bli|verte)\s+part|"
    r"\bikk(?:e|je)\s+med\b|\b(?:har|inngår|lagar|lager|får)\s+(?:ei?gen|separat)\s+avtale|\bgjest\w*\b|"
    r"\bspørsmål om|\bobservatør|\bgjeld(?:er)?\s+ikk(?:e|je)\s+for\b|\butenfor\b|\butanfor\b|\btrådt ut|\bgått ut"
)
OTHER_TIME = re.compile(
    r"(?i)\b(?:tidl(?:igere|egare|\.)|avløy?s\w*|erstatt\w*|slutt[ae]t? seg|n[åo] (?:ei?n )?del av|slått sam+[ae]n)"
    r"(?!.*\b(?:inngått|gjort|gjord|slutta|sluttet|gjeld\w*) mellom\b)(?!.*\ber part)"
)
"""From here on a sentence speaks of other agreements or earlier municipalities."""
EARLIER = re.compile(r"(?i)\([^()]*\btidl(?:igere|egare|\.)[^()]*\)")
IS_PARTY = re.compile(
    r"(?i)\bmellom\b|part(?:er|ar|ene|ane|en|nere|nerne)?\b|\binngå|\bvi er\b|\bbestår av|\bbind(?:er)?\b"
    r"|\bp[åa] den (?:ene|eine|andre|annen) sid"
)
OPENING = 3


@dataclass(frozen=True, slots=True)
class Party:
    """One party: its registry name at the time of the agreement, and the id and name of today's entity."""

    name: str
    id: str
    kind: EntityKind
    today: str


@dataclass(frozen=True, slots=True)
class Parties:
    """The parties, and every name the document uses for one side or the other."""

    parties: tuple[Party, ...]
    side_names: Mapping[str, Side]


def find_parties(flow: Flow, sections: Sequence[Section]) -> Parties:
    """Those who sign: looked for in title, parties section and signature (codebook, "What is recorded")."""
    where = zones(flow, sections)
    names = _names(flow, where)
    if not names:
        names = [name for line in flow.running for name in find_names(line)]
    parties = _parties([name for name in names if name.strong] or names)
    parties = parties if _has_trust(parties) else _parties(names)
    return Parties(parties, find_side_names(flow, where, parties))


def _has_trust(parties: Iterable[Party]) -> bool:
    return any(party.kind != "kommune" for party in parties)


def _names(flow: Flow, where: Zones) -> list[Name]:
    title = list(_in_blocks(flow, where.title))
    signature = list(_in_blocks(flow, where.signature))
    sure = {name.entity.name for name in (*title, *signature)}
    stated = [name for name, clear in _in_party_section(flow, where.parties) if clear or name.entity.name in sure]
    return [*title, *stated, *signature]


def _in_blocks(flow: Flow, blocks: Iterable[Block]) -> Iterator[Name]:
    for block in blocks:
        for sentence in _sentences(block_text(flow, block)):
            if not NOT_PARTY.search(sentence):
                yield from _of_now(sentence)


def _in_party_section(flow: Flow, blocks: Iterable[Block]) -> Iterator[tuple[Name, bool]]:
    """Names in the parties section, each with whether the sentence itself makes it a party."""
    for block in blocks:
        listed = block.kind in ("item", "row")
        for sentence in _sentences(block_text(flow, block)):
            if NOT_PARTY.search(sentence):
                continue
            names = _of_now(sentence, listed)
            opens = bool(names) and len(sentence[: names[0].start].split()) < OPENING
            yield from ((name, listed or opens or bool(IS_PARTY.search(sentence))) for name in names)


def _of_now(sentence: str, listed: bool = False) -> list[Name]:
    """Names in a sentence, without those of earlier agreements and earlier municipalities."""
    sentence = EARLIER.sub(lambda match: " " * len(match[0]), sentence)
    other = OTHER_TIME.search(sentence)
    return [name for name in find_names(sentence, listed) if not other or name.start < other.start()]


def _sentences(text: str) -> Iterator[str]:
    for line in text.replace("\t", "\n").split("\n") if "\t" in text else [text.replace("\n", " ")]:
        yield from (line[start:end] for start, end in sentences(line))


def _parties(names: Sequence[Name]) -> tuple[Party, ...]:
    """One party per municipality name and per trust, in the order they are named."""
    trust_ids = [name.entity.today[0][0] for name in names if name.entity.kind != "kommune"]
    found: dict[str, Party] = {}
    for name in names:
        entity = name.entity
        number, today = bearer_today(entity, trust_ids)
        if entity.kind == "kommune":
            word = "herad" if name.herad else "kommune"
            found.setdefault(entity.name, Party(f"{entity.name} {word}", number, entity.kind, f"{today} kommune"))
        else:
            found.setdefault(number, Party(entity.name, number, entity.kind, today))
    return tuple(found.values())
