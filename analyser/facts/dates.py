"""Dates of the agreement: signed, in force, revised (codebook, "What is recorded")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from analyser.language import sentences
from analyser.layout import Block, Flow
from analyser.parties.zones import Zones, block_text
from analyser.sections import Section

ABBREVIATED = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "okt": 10, "nov": 11,
    "des": 12,
}
MONTH = (
    r"(?:jan(?:uar)?|feb(?:ruar)?|mars?|apr(?:il)?|mai|juni?|juli?|aug(?:ust)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|des(?:ember)?)"
)
DATE = (
    rf"(?:(?P<day>\d{{1,2}}|l)\s?\.?\s?(?P<month>{MONTH})\b\.?,?\s?(?P<year>\d{{4}})"
    r"|(?P<d>\d{1,2})\s?[./]\s?(?P<m>\d{1,2})\s?[./-]\s?(?P<y>\d{4}|\d{2})\b"
    r"|(?P<iy>\d{4})-(?P<im>\d{2})-(?P<id>\d{2})\b"
    rf"|(?P<only>{MONTH})\b\.?,?\s(?P<of>\d{{4}})"
    r"|(?P<numeric>\d{1,2})[./](?P<in>\d{4})\b)"
)
FINDER = re.compile(rf"(?i)(?<![\d.]){DATE}")
IN_FORCE = re.compile(
    r"(?i)(?:\bgjeld(?:er|ende|ande)?\b(?!\s+for\b(?!\s+(?:periode|tidsrom)))|\bi\s+(?:kraft|verk|bruk)\b|\bikrafttred\w*|\bikraftsetj\w*"
    r"|\btek\s+til\s+\w{1,2}\s+gjelde|\bgyldig\w*|\bvirkning\b|\bverknad\b|\biverks\w+|\bløper\b|\bløp\b|\bforleng\w*"
    r"|\bavtaleperiode\w*|\bavtaletid\w*|\bvarighet|\bvarigheit|\bgjort gjeldende|\bvare[rn]?\b)"
    rf"[^.;\d]{{0,45}}?(?:f\.?\s?o\.?\s?m\.?\s*)?(?P<date>{DATE})"
)
UNTIL = re.compile(r"(?i)\b(?:til|t\.?o\.?m\.?|innen|innan|ut|før)\s+(?:og\s+med\s+|den\s+|utgangen\s+av\s+)*$")
ON_SIGNING = re.compile(
    r"(?i)(?:gjeld\w*|kraft|verknad|virkning|gyldig)\b[^.;]{0,60}?\b(?:signer|underskr|undertegn|underteikn|signatur)"
)
REVISED = re.compile(
    r"(?i)(?:(?<!sist )(?<!faglig )\boppdatert|\breviderte?|\bsist\s+endr[ae]t?|\brev\b\.?:?|\bredigert|\bajourført"
    r"|\bjustert|\brevisjonsdato:?|(?<!neste )(?<!første )(?<!fyrste )\brevisjon\b:?(?:\s*\d+\b)?)"
    r"\s*(?:utg\w+|versjon|per|pr\.?|av|i|den|sist|dato|nr\.? ?\d+|\d\s*[–-]|[,:(–]|\s)*"
    rf"(?P<date>{DATE}|(?P<only_year>(?:19|20)\d\d)\b)"
)
SIGNED = re.compile(
    rf"(?i)\b(?:signert|undertegnet|underteikna|underskrive[nt]?|underskrevet|inngått)\b[^.;\d]{{0,40}}?(?P<date>{DATE})"
)
OTHER_TEXT = re.compile(
    r"(?i)\b(?:lov|lova|loven|lovens|\w+lov(?:en|a)|forskrift\w*|endring\w*|reform\w*|rundskriv\w*|førre|forrige"
    r"|tidl(?:igere|egare)|rettleiar\w*|veileder\w*)\b"
)
PLACE = r"(?:[^\W\d_a-zæøå][\w.]*|og|i|på)"
PLACE_AND_DATE = re.compile(
    rf"^\W*(?:(?i:sted|stad)\b[^\d]{{0,60}}|{PLACE}(?:[ /,.–-]+{PLACE})*[,:]?\s*)?"
    rf"(?i:den|dato:?)?\s*(?P<date>(?i:{DATE}))\s*\W*$"
)
NOT_SIGNING = re.compile(
    r"(?i)\bgjeld|kraft|\bgyldig|\biverks|\bvirkning|\bverknad|\bvedt|\bgodkj|\brevi|\bsist\b|\boppdat|\bfrist"
)
REPLACES = re.compile(r"(?i)\berstatt|\bavløy?s")
ITSELF = re.compile(r"(?i)(?:denne |sist )?(?:(?:tj?eneste|del|sær|ramme)?avtal|rev)")
"""How a sentence about this agreement begins; another agreement is named with its own words before it."""
DIGIT = re.compile(r"\d")
"""No date is without one, so that most of the text need not be parted into sentences."""
NO_SECTIONS = frozenset(("bakgrunn", "lovliste", "innhold", "saksframlegg"))


@dataclass(frozen=True, slots=True)
class Dates:
    """ISO dates ("2019-03-26"; "2019-03" where no day is given; "2019" where only the year of a revision is)."""

    signed: str | None = None
    in_force: str | None = None
    revised: str | None = None


def iso(match: re.Match[str]) -> str | None:
    """The date of a match as ISO text; None where there is no such day."""
    part = match.groupdict()
    if part.get("only_year"):
        return part["only_year"]
    month_name = part["month"] or part["only"]
    month = ABBREVIATED[month_name[:3].lower()] if month_name else int(part["m"] or part["im"] or part["numeric"])
    year = int(part["year"] or part["y"] or part["iy"] or part["of"] or part["in"])
    day = (part["day"] or part["d"] or part["id"] or "").replace("l", "1")
    return _iso(year if year > 99 else 2000 + year, month, int(day) if day else None)


def _iso(year: int, month: int, day: int | None) -> str | None:
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if day else found.isoformat()[:7]


def find_dates(flow: Flow, sections: Sequence[Section], where: Zones) -> Dates:
    """When the agreement was signed, came into force and was last revised (codebook, "What is recorded")."""
    title = [block_text(flow, block) for block in where.title]
    body = [block_text(flow, block) for block in _own_text(flow, sections, where)]
    about_itself = _about_itself(body)
    signed = _signed(flow, where, title, about_itself)
    in_force = _in_force([*title, *body], signed)
    return Dates(signed, in_force, _revised([*title, *flow.running], about_itself))


def _own_text(flow: Flow, sections: Sequence[Section], where: Zones) -> Iterator[Block]:
    """Blocks where the agreement speaks of itself: not the background, laws, contents or case file."""
    skipped = [(s.start, s.end) for s in sections if s.kind in NO_SECTIONS]
    inner = [(s.start, s.end) for s in sections if s.kind not in NO_SECTIONS]
    for block in flow.blocks:
        outside = max((span for span in skipped if span[0] <= block.start < span[1]), default=None)
        inside = max((span for span in inner if span[0] <= block.start < span[1]), default=None)
        if outside is None or (inside is not None and inside[0] > outside[0]):
            yield block


def _in_force(texts: Iterable[str], signed: str | None) -> str | None:
    for text in texts:
        if not DIGIT.search(text) and not (signed and ON_SIGNING.search(text.replace("\n", " "))):
            continue
        for sentence in _sentences(text):
            for match in IN_FORCE.finditer(sentence):
                before_date = sentence[: match.start("date")]
                if not OTHER_TEXT.search(sentence[: match.start()]) and not UNTIL.search(before_date):
                    return iso(match)
            if ON_SIGNING.search(sentence) and signed:
                return signed
    return None


def _about_itself(body: Iterable[str]) -> list[str]:
    """Sentences with a number that begin with this agreement."""
    with_number = (sentence for text in body if DIGIT.search(text) for sentence in _sentences(text))
    return [one for one in with_number if DIGIT.search(one) and ITSELF.match(one) and not OTHER_TEXT.search(one)]


def _revised(opening: Iterable[str], about_itself: Iterable[str]) -> str | None:
    """The latest date of revision in title and running lines; else one the text itself states about "avtalen"."""
    found = [iso(m) for text in opening for m in REVISED.finditer(text) if not REPLACES.search(text[: m.start()])]
    if not any(found):
        found = [iso(match) for sentence in about_itself for match in REVISED.finditer(sentence)]
    return max((one for one in found if one), default=None)


def _signed(flow: Flow, where: Zones, title: Iterable[str], about_itself: Iterable[str]) -> str | None:
    """The last date by the signatures; else a date after "signert", or a line of place and date near the end."""
    end = [block for block in flow.blocks if block.start > len(flow.text) / 2 and block not in where.title]
    short = [text for block in end if len(text := block_text(flow, block)) < 120 and DIGIT.search(text)]
    lines = [block_text(flow, block) for block in where.signature]
    found = [
        [iso(match) for line in lines if not NOT_SIGNING.search(line) for match in FINDER.finditer(line)],
        [iso(match) for line in (*title, *lines) for match in SIGNED.finditer(line)],
        [iso(match) for text in short if not NOT_SIGNING.search(text) for match in PLACE_AND_DATE.finditer(text)],
        [iso(match) for sentence in about_itself for match in SIGNED.finditer(sentence)],
    ]
    return next((max(filter(None, dates)) for dates in found if any(dates)), None)


def _sentences(text: str) -> Iterator[str]:
    plain = text.replace("\n", " ")
    yield from (plain[start:end] for start, end in sentences(plain))
