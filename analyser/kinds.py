"""What kind of section it is: by the words of its heading, or by its sentences where the heading says nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, get_args

from analyser.headings import Line
from analyser.language import sentences, words
from analyser.vocabulary import Vocabulary

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
NEVER_COUNTS: frozenset[str] = frozenset({"tittel", "innhold", "parter", "lovliste", "underskrift", "saksframlegg"})
"""Kinds that give nothing (codebook G1)."""
CAPPED: frozenset[str] = frozenset({"bakgrunn", "formål", "virkeområde", "definisjoner"})
"""Kinds that give at most level 1 (codebook G1)."""
GENERAL = frozenset({"oppgaver", "samarbeid", "vedlegg", "kompetanse", "kommunikasjon", "forholdet"})
_KINDS = frozenset(get_args(SectionKind))
_SENTENCE_END = re.compile(r"(?<!m\.m)(?<!m\.v)(?<!\bmv)(?<!\bmm)\.\s*$")
_ENTRY = re.compile(r"(?!(?:Trinn|Steg|Fase|Del|Punkt|Nivå|Ledd)\b)[A-ZÆØÅ][\w \-–/()]{1,40}: \S")
_READ = 12
"""How many sentences of a section are read to tell its kind."""
_BY_OPENING = ("avvik", "uenighet", "mislighold", "varighet", "revisjon")


@lru_cache(maxsize=4096)
def heading_kind(heading: str, vocabulary: Vocabulary) -> str:
    """The kind that the words of a heading name, "" where they say nothing."""
    hits = vocabulary.find([word for word, _ in words(heading)])
    named = [
        (_rank(kind), start, start - end, kind)
        for concept, spans in hits.items()
        if concept.startswith("overskrift_") and (kind := concept.removeprefix("overskrift_")) in _KINDS
        for start, end in spans
    ]
    return min(named)[3] if named else ""


def _rank(kind: str) -> int:
    return 2 if kind in NEVER_COUNTS and kind != "saksframlegg" else 1 if kind in GENERAL else 0


def content_kind(lines: Sequence[Line], vocabulary: Vocabulary) -> str:
    """The kind that the sentences of a section show, "" where they show none."""
    texts = [line.text[a:b] for line in lines[:_READ] if line.block.kind != "row" for a, b in sentences(line.text)]
    found = [vocabulary.find([word for word, _ in words(text)]) for text in texts[:_READ]]
    if not found:
        return ""
    opening = found[0]
    for kind in _BY_OPENING:
        name = f"innhold_{kind}"
        if name in opening and 3 * sum(name in hits for hits in found) >= len(found):
            return kind
    if len(found) <= 5 and "innhold_parter" in opening and {"kommune", "helseforetak"} <= opening.keys():
        return "parter"
    if len(found) <= 6 and "innhold_virkeområde" in opening:
        return "virkeområde"
    if 2 * sum("innhold_formål" in hits or "formål_uttrykk" in hits for hits in found) > len(found):
        return "formål"
    return "definisjoner" if 2 * sum(map(_defines, texts, found)) > len(found) and len(found) > 1 else ""


def _defines(text: str, hits: Mapping[str, object]) -> bool:
    return "innhold_definisjoner" in hits or (bool(_ENTRY.match(text)) and "oppføring" not in hits)


def is_law(line: Line, vocabulary: Vocabulary) -> bool:
    """Whether a list item is the name of a law or regulation and hardly more."""
    if line.length > 30 or line.block.kind not in ("item", "text") or _SENTENCE_END.search(line.text):
        return False
    hits = vocabulary.find([word for word, _ in words(line.text)]).get("innhold_lovliste", ())
    return any(start <= 2 for start, _ in hits)
