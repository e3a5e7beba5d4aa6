"""When the agreement was signed: lines of place and date by the signatures, "signert 4. mai 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from analyser.facts.datewords import DATE, FINDER, iso
from analyser.facts.revision import OTHER_TEXT
from analyser.facts.wording import ITSELF, OLD_AGREEMENT, REPLACES, SIGN_WORDS, plain_sentences
from analyser.layout import Flow
from analyser.parties.zones import Zones, block_text

SIGNED = re.compile(
    rf"(?i)\b(?:{SIGN_WORDS}|inngått|avtaledato|slutta|sluttet|utferd\w+"
    r"|gjor[dt] i (?-i:[A-ZÆØÅ])\w+)\b"
    rf"[^.;\d]{{0,60}}?(?:\d\s+eks\w+[^.;\d]{{0,30}})?"
    rf"(?P<date>{DATE})"
)
NO_PLACE = (
    r"(?i:\w*(?:møte[rt]?|styre[rt]?|utval\w*|formannskap\w*|komit[eé]|HF|sak|fagdag|kurs|samling|versjon|utgave|utgåve"
    r"|forslag|utkast|høring\w*|frist))"
)
PLACE = rf"(?:(?!{NO_PLACE}\b)[^\W\d_a-zæøå][\w.]*|og|i|på)"
MORE = rf"(?:{PLACE}|bru|rådhus|sentrum|sjukehus|sykehus|brygge|gård|gard|kirke|den)"
PLACE_AND_DATE = re.compile(
    rf"^\W*(?:(?i:sted|stad)\b[^\d]{{0,60}}|{PLACE}(?:[ /,.–-]+{MORE}){{0,5}}[,:]?\s*)?"
    rf"(?:(?i:den|dato:?))?\s*(?P<date>(?i:{DATE}))\s*\W*$"
)
NOT_SIGNING = re.compile(
    r"(?i)\bgjeld|kraft|\bgyldig|\biverks|\bvirkning|\bverknad|\bvedt|\bgodkj|\brevi|\bsist\b|\boppdat|\bfrist"
    r"|\bfram til|^\W*fr[aå]\b|\bmøte|\bsak\b|\bstyret?\b|\bversjon|\butg[aå]ve|\bhøring|\bevaluer|\bløper|\boppstart"
    r"|\bmal(?:en)?\b|\blag[ae]t?\b|\butarbeid"
)
DIGIT = re.compile(r"\d")
LINE = 120
ORGANS = re.compile(r"(?i)\b\w*(?:kommunestyre\w*|heradsstyre\w*|formannskap\w*|møtet?|styret)\b")


def signed(flow: Flow, where: Zones, title: Iterable[str], body: Iterable[str]) -> str | None:
    """The last date by the signatures; else a date after "signert", or a line of place and date near the end."""
    lines = [line for block in where.signature for line in plain_sentences(block_text(flow, block))]
    about_itself = (s for text in body for s in plain_sentences(text) if _of_this(s))
    late = [text for text in _late(flow, where) if DIGIT.search(text) and not NOT_SIGNING.search(text)]
    found = [
        [iso(match) for line in lines if _by_hand(line) for match in FINDER.finditer(line)],
        [iso(match) for line in (*title, *lines) for match in SIGNED.finditer(line) if not REPLACES.search(line)],
        [iso(match) for text in late for match in PLACE_AND_DATE.finditer(text)],
        [iso(match) for sentence in about_itself for match in SIGNED.finditer(sentence)],
    ]
    return next((max(filter(None, dates)) for dates in found if any(dates)), None)


def _of_this(sentence: str) -> bool:
    if not ITSELF.match(sentence):  # the cheapest first: it looks at the beginning only
        return False
    return not (OTHER_TEXT.search(sentence) or REPLACES.search(sentence) or OLD_AGREEMENT.search(sentence))


def _by_hand(line: str) -> bool:
    return not NOT_SIGNING.search(line) and not ORGANS.search(line)


def _late(flow: Flow, where: Zones) -> Iterator[str]:
    """Short lines of the last half, and the last sentence of longer paragraphs, which a line may be joined to."""
    for block in flow.blocks:
        if block.start > len(flow.text) / 2 and block not in where.title and block.kind not in ("row", "item"):
            text = block_text(flow, block)
            yield from [text] if len(text) < LINE else plain_sentences(text)[-1:]
