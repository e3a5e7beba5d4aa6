"""When the agreement was last revised: "sist endret", "rev.", "versjon 2.1, mai 2019", a table of versions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from analyser.facts.datewords import DATE, iso
from analyser.facts.wording import ITSELF, REPLACES, plain_sentences

LATER = r"(?:(?:[2-9]|[1-9]\d)(?:[.,]\d+)*|1[.,]\d*[1-9])"
EDITION = r"(?:utg(?:ave|åve|\.)|versjon|revisjon|opplag)"
CHANGED = (
    r"(?:(?<!sist )(?<!faglig )(?<!seinast )\boppdatert|\breviderte?"
    r"|\b(?:sist|seinast|senest)\s+(?:(?!oppdatert)\w+\s+){0,3}?(?:endr[ae]t?|revidert|justert)"
    r"|\b(?:siste?|seinaste?|seneste)\s+(?:endring|justering|revisjon|revidering)(?:er|ar|en|a)?\b"
    r"|^\W*(?:endret|endra|endringar|endringer)\b"
    r"|\bmed\s+(?:sei?nare\s+|senere\s+)?(?:endring|justering)(?:er|ar)\b"
    r"|\brev\b\.?:?|\bredigert\b|\bajourført|\bjustert|\bomarbei[dt]\w+|\breforhandl[ae]t?"
    r"|\b(?:revisjons|endrings)dato:?"
    r"|(?<!neste )(?<!første )(?<!fyrste )\brevisjon\b:?(?:\s*\d+\b)?"
    rf"|(?P<edition>\b(?:versjon|versjonsn\w+|utgave|utgåve|utg\.|ver\.?|v\.?)\s*(?:nr\.?\s*)?:?\s*{LATER}"
    rf"|\b(?:andre|tredje|fjerde|femte|(?:[2-9]|1\d)\.)\s+{EDITION}))"
)
FILLER = (
    r"(?:\.|utg\w*|tekst\w*|er\b|datert|versjon\w*|per|pr\.?|av|i|den|sist|dato|nr\.? ?\d+|\d\s*[–-]|[,:(–|/-]|ved"
    r"|vedtak\w*|\w*møte\w*"
    r"|og (?:godkj|vedt)\w+|bearbei\w+|gjort|ferdig\w*|fr[aå]|(?:vår|sommer|sommar|haust|høst|vinter)en(?:\s+\d{4})?"
    r"|felles|avtal\w+(?!\s+fr[aå])|part(?:ane|ene|ar|er)|begge|\w*utval(?:et|g\w*)?"
    r"|administrativt|i fellesskap|etter\s+(?:\w+\s+){0,2}\w+|gong|gang|\s)"
)
REVISED = re.compile(
    rf"(?i){CHANGED}\s*{FILLER}{{0,20}}(?P<date>{DATE}|(?P<only_year>(?:19|20)\d\d)\b(?![\d/-]))(?!\s*kl)"
)
OTHER_TEXT = re.compile(
    r"(?i)\b(?:lov|lova|loven|lovens|\w+lov(?:en|a)|forskrift\w*|reform\w*|rundskriv\w*|førre|forrige|tidl(?:igere|egare)"
    r"|rettleiar\w*|veileder\w*|retningslin\w+|prosedyre\w*|plan(?:en)?|side[nr]?|sida|nettsid\w+|første gang"
    r"|fyrste gong|neste|skal|innan|innen)\b"
)
WEB = re.compile(r"(?i)\b(?:side[nr]?|sida|nettsid\w+)\W+(?:\w+\W+)?$|\bpublisert\b|\blast(?:et|a) ned")
VERSION_ROW = re.compile(
    rf"(?i)^\W*(?:versjon\s*|v\.?\s*|rev\.?\s*|utg\w*\s*)?{LATER}(?![\w.,])[^\d]{{0,40}}?(?P<date>{DATE})"
)
DATE_THEN_VERSION = re.compile(rf"(?i)^\W*(?P<date>{DATE})[\s|]+(?:v\.?|ver\w*\.?|rev\.?)?\s*{LATER}\b")
VERSION_HEADER = re.compile(
    r"(?i)\b(?:versjon\w*|utgave\w*|utgåve\w*|rev(?:isjon\w*)?\.?)(?!\w).*\bdato\b"
    r"|\bdato\b.*\b(?:versjon|utgave|utgåve|rev)"
)
NUMBERED_ROW = re.compile(r"(?i)\W*(?:v|ver|rev|utg)?\w*\.?\s*\d")
FACT_ROW = re.compile(r"(?i)^\W*(?:sist|dato for|rev|siste?|seinast|versjon|utg|endr)")


def revised(opening: Iterable[str], body: Iterable[str], rows: Iterable[str], signed: str | None = None) -> str | None:
    """The latest date of revision in title, running lines and tables of versions; else what the text says of itself.

    An edition dated the day it was signed is the agreement itself, not a revision of it.
    """
    rows = list(rows)
    stated = [*opening, *(row for row in rows if FACT_ROW.match(row))]
    matches = [m for text in stated for m in REVISED.finditer(text) if not _of_another(text[: m.start()])]
    found = [iso(match) for match in matches if not (match["edition"] and iso(match) == signed)]
    found += [version for version in _versions(rows) if version != signed]
    if not any(found):
        found = [iso(match) for text in body for match in _of_itself(text)]
    return max((one for one in found if one), default=None)


def _of_another(before: str) -> bool:
    return bool(REPLACES.search(before) or WEB.search(before))


def _of_itself(text: str) -> Iterable[re.Match[str]]:
    for sentence in plain_sentences(text):
        if ITSELF.match(sentence):
            for match in REVISED.finditer(sentence):
                before = sentence[: match.end()]
                if not OTHER_TEXT.search(before) and not REPLACES.search(before):
                    yield match


def _versions(rows: Iterable[str]) -> list[str | None]:
    """Dates of the second and later versions in a table whose columns are version and date."""
    found: list[str | None] = []
    inside = False
    for row in rows:
        inside = bool(VERSION_HEADER.search(row)) or (inside and bool(NUMBERED_ROW.match(row)))
        match = (DATE_THEN_VERSION.search(row) or VERSION_ROW.search(row)) if inside else None
        if match:
            found.append(iso(match))
    return found
