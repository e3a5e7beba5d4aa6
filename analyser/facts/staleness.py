"""Signs that an agreement is out of date: repealed laws, former names, old bodies, age (computed, never scored)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from analyser.facts.dates import Dates
from analyser.layout import Flow
from analyser.parties import Parties
from analyser.registry import Entity, counties, key, municipality_names, trust_names

StalenessKind = Literal["lov", "embete", "organ", "kommune", "fylke", "helseforetak", "lovkrav", "alder"]
OLD_AFTER_YEARS = 4
"""Agreements are to be gone through every year (helse- og omsorgstjenesteloven § 6-5); four is a council period."""
WORDS: tuple[tuple[StalenessKind, tuple[str, ...], str, str], ...] = (
    ("lov", ("kommunehelset", "lov om helset"),
     r"(?i)\bkommunehelset(?:j?e)nestelov\w*|\blov om helset(?:j?e)neste[rn]?e? i kommun\w+",
     "Kommunehelsetjenesteloven ble opphevet 1. januar 2012 og avløst av helse- og omsorgstjenesteloven."),
    ("lov", ("sosialt", "lov om sosiale"),
     r"(?i)\bsosialt(?:j?e)nestelov\w*\s*§+\s*\d+-\d+|\blov om sosiale t(?:j?e)nest\w+\s+m\.?\s?[vm]"
     r"|\bsosialt\w+lov\w*[^.\n]{0,20}1991",
     "Sosialtjenesteloven av 1991 er opphevet (2010–2012)."),
    ("lov", ("pasientrett",),
     r"(?i)\bpasientrett(?:ighet(?:s|er)?|s)lov\w*|\blov om pasientrett(?:igheter|ar)\b",
     "Loven heter pasient- og brukerrettighetsloven fra 1. januar 2012."),
    ("embete", ("fylkesm",), r"(?i)\bfylkesm[ae]nn\w*", "Fylkesmannen heter statsforvalteren fra 1. januar 2021."),
    ("organ", ("oso", "osu", "gsu"), r"\b(?:OSO|OSU|GSU)\b",
     "OSO, OSU og GSU er avløst av partnerskapsmøte, strategisk (SSU) og faglige samarbeidsutvalg (FSU)."),
    ("lovkrav", ("6-2", "elleve", "11 lov"),
     r"(?i)§?\s?6-2[^.\n]{0,60}\bnr\.?\s*1\s*(?:–|-|til|t\.?o\.?m\.?)\s*(?:nr\.?\s*)?11\b"
     r"|\b(?:elleve|11) (?:lovpålagte|lovpålagde)",
     "Nevner bare nr. 1–11 i helse- og omsorgstjenesteloven § 6-2; nr. 12 (felles planlegging) og nr. 13 "
     "(barn og unge) kom i 2022."),
)
NAMED = re.compile(r"\b([A-ZÆØÅ][\w-]+(?:\s+(?:og\s+)?[A-ZÆØÅ][\w-]+)?)\s+(?:[kK]ommune|herad|fylke(?:skommune)?)\b")
TRUST = re.compile(r"\b((?:[A-ZÆØÅ][\w.-]+\s+)(?:(?:og|i|[A-ZÆØÅa-zæøå][\w-]+)\s+){0,4}HF)\b")


@dataclass(frozen=True, slots=True)
class Staleness:
    """One sign of age: its kind, the words in the text ("" for age), their page, and why it matters (Norwegian)."""

    kind: StalenessKind
    text: str
    page: int | None
    explanation: str


def find_staleness(flow: Flow, parties: Parties) -> tuple[Staleness, ...]:
    """Every sign in the text once, where it first stands."""
    found: dict[tuple[str, str], Staleness] = {}
    for sign in (*_words(flow), *_former_names(flow), *_party_names(parties)):
        found.setdefault((sign.kind, sign.explanation), sign)
    return tuple(found.values())


def _page(flow: Flow, at: int) -> int:
    return next((block.page for block in reversed(flow.blocks) if block.start <= at), 1)


def _words(flow: Flow) -> Iterator[Staleness]:
    low = flow.text.text.lower()
    for kind, tokens, words, explanation in WORDS:
        if any(token in low for token in tokens) and (match := re.search(words, flow.text.text)):
            yield Staleness(kind, match[0].strip(), _page(flow, match.start()), explanation)


def _former_names(flow: Flow) -> Iterator[Staleness]:
    text = flow.text.text
    for match in NAMED.finditer(text):
        if "fylke" in match[0] and match[1] in counties():
            explanation = f"{match[1]} fylke er nå {counties()[match[1]]}."
            yield Staleness("fylke", match[0], _page(flow, match.start()), explanation)
        elif (entity := _municipality(match[1])) and entity.ceased:
            yield Staleness("kommune", f"{entity.name} kommune", _page(flow, match.start()), _now(entity, " kommune"))
    for match in TRUST.finditer(text):
        if (entity := trust_names().get(key(match[1]))) and entity.ceased is not None:
            yield Staleness("helseforetak", match[1], _page(flow, match.start()), _now(entity, ""))


def _municipality(words: str) -> Entity | None:
    """The municipality that the words, or the last of them, name ("HF og Kvalsund")."""
    names = municipality_names()
    return names.get(key(words)) or names.get(key(words.split()[-1]))


def _party_names(parties: Parties) -> Iterator[Staleness]:
    for party in parties.parties:
        name = key(party.name.removesuffix(" kommune"))
        entity = (municipality_names() if party.kind == "kommune" else trust_names()).get(name)
        if entity and entity.ceased is not None:
            word = " kommune" if party.kind == "kommune" else ""
            yield Staleness("kommune" if word else "helseforetak", party.name, None, _now(entity, word))


def _now(entity: Entity, word: str) -> str:
    names = " og ".join(name + word for _, name in entity.today)
    since = f" fra {entity.ceased}" if entity.ceased else ""
    return f"{entity.name}{word} heter eller hører til {names}{since}."


def find_age(dates: Dates, today: date) -> Iterator[Staleness]:
    """Age as a sign, counted to a day; not among the facts, since those may be kept for years."""
    last = max(filter(None, (dates.revised, dates.in_force, dates.signed)), default=None)
    if last is None:
        return
    years = today.year - int(last[:4]) - (today.isoformat()[5 : len(last)] < last[5:])
    if years >= OLD_AFTER_YEARS:
        why = f"Det er {years} år siden avtalen sist ble revidert, satt i kraft eller signert."
        yield Staleness("alder", last, None, why)
