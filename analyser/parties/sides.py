"""The names a document uses for the two sides: "heretter kalt kommunen", "(Ahus)", "føretaket"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, Protocol

from analyser.layout import Flow
from analyser.parties.names import find_names
from analyser.parties.zones import Zones, block_text
from analyser.registry import municipalities, trusts

Side = Literal["kommune", "helseforetak", "begge", ""]
"""A side of the agreement; "" where the text does not tell."""
WHERE = r"(?:heretter|(?:i\s+)?det\s+f[øo]lg[ej]\w+|i\s+(?:denne\s+)?(?:avtal|tekst)\w+|nedenfor)"
CALLED = r"(?:kalt|kalla|kalles|nemnt|nemnd|nevnt|benevnt|omtalt|omtala|forkort\w+)\s+(?:(?:som|for)\s+)?"
IN_BRACKETS = re.compile(rf"(?i)\(\s*(?:{WHERE}\s+)?(?:{CALLED})?([^()]{{2,70}})\)")
AFTER_COMMA = re.compile(rf"(?i){WHERE}\s+{CALLED}([^,.;()]{{2,60}})")
QUOTED = re.compile(r"[«“\"]([^»”\"]{2,40})[»”\"]([^«“\".]{0,90})")
UNIT = re.compile(
    r"\b(?:[A-ZÆØÅ][\w-]+\s+)(?:universitets|sentral|lokal)?s[yj]u?kehus\b|\b[A-ZÆØÅ][\w-]+\s+(?:DPS|BUP|sjukestugu)\b"
    r"|\b[Kk]linikk\s+[A-ZÆØÅ][\w-]+"
)
MUNICIPAL = re.compile(r"(?i)^(?:kommun|herad)")
HOSPITAL = re.compile(r"(?i)s[yj]u?kehus|f[øo]retak|klinikk|\bHF\b|\bDPS\b|senter")
BOTH = re.compile(r"(?i)^(?:part(?:ene|ane)|vi|begge|oss)\b")
ALL = re.compile(r"(?i)\b(?:alle|begge|saman|sammen)\b|kommun\w+\s+og\s+\w+|\w+\s+og\s+kommun")
SPLIT = re.compile(r"\s*(?:,|/|\bog\b|\beller\b)\s*")
NOT_A_NAME = re.compile(r"(?i)\b(?:nå|no|tidl\w*|org|nr|jf|del|hver|kvar|ved|fra|frå)\b|\d")


class HasName(Protocol):
    """Anything with a party's name, id and kind."""

    @property
    def name(self) -> str:
        """Registry name."""

    @property
    def id(self) -> str:
        """Number or id of today's entity."""

    @property
    def kind(self) -> str:
        """The kind of entity."""


def find_side_names(flow: Flow, where: Zones, parties: Iterable[HasName]) -> Mapping[str, Side]:
    """Name as written -> side: registry names that the text uses, and definitions in title and parties section."""
    text = flow.text.text
    known = (pair for party in parties for pair in _registry_names(party))
    names = {name: side for name, side in known if name in text and re.search(rf"\b{re.escape(name)}\b", text)}
    for block in (*where.title, *where.parties):
        for name, side in _defined(block_text(flow, block)):
            names.setdefault(name, side)
    return names


def _registry_names(party: HasName) -> Iterator[tuple[str, Side]]:
    if party.kind == "kommune":
        bare = party.name.rsplit(" ", 1)[0]
        yield from ((form, "kommune") for form in (party.name, bare, *municipalities()[party.id].parallel_names))
        return
    bare = re.sub(r"\s+(?:HF|AS)$", "", party.name)
    yield from ((form, "helseforetak") for form in (party.name, bare, *trusts()[party.id].short_names))


def _defined(text: str) -> Iterator[tuple[str, Side]]:
    for pattern in (IN_BRACKETS, AFTER_COMMA):
        for match in pattern.finditer(text):
            nearest = _side_of(text[: match.start()])
            for name in SPLIT.split(match[1].strip()):
                if side := _side(name, nearest):
                    yield name.strip(" «»\""), side
    for match in QUOTED.finditer(text):
        if side := _side(match[1], "begge" if ALL.search(match[2]) else ""):
            yield match[1], side
    yield from ((match[0], "helseforetak") for match in UNIT.finditer(text))


def _side_of(before: str) -> Side:
    """The side of the last party named."""
    named = find_names(before)
    if not named:
        return ""
    return "kommune" if named[-1].entity.kind == "kommune" else "helseforetak"


def _side(name: str, nearest: Side) -> Side:
    name = name.strip(" «»\"")
    if not name or NOT_A_NAME.search(name) or len(name.split()) > 4:
        return ""
    if MUNICIPAL.search(name):
        return "kommune"
    if BOTH.search(name):
        return "begge"
    return "helseforetak" if HOSPITAL.search(name) else nearest
