"""Names of municipalities and trusts in running text, with where they stand and whether they are used as such."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from analyser.registry import Entity, fold, municipality_names, trust_names, trusts

WORD = re.compile(r"[^\W\d_]+")
FUNCTION = r"(?:k[o0](?:m|rn){1,2}une\w{0,2}|herad|suohkan|gielda|tjïelte|komuuni)\b"
ONE = re.compile(rf"(?i)\s*,?\s*{FUNCTION}")
MANY = re.compile(r"(?i)\s*,?\s*kommun(?:er|ar)\b")
SEVERAL_BEFORE = re.compile(
    r"(?i)kommun(?:ene|ane|er|ar|en|a)\b(?:\s+i\s+[^.,:;(]{1,50})?(?:\s+er|\s+som\s+er\s+\w+)?\s*[:(–—-]?\s*$"
    r"|\bkommune\s*:\s*$"
)
GAP = re.compile(r"(?i)[\s,;/&–—()-]*(?:og|samt|and)?\s*(?:i\s+)?$")
AND = re.compile(r"(?i)\b(?:og|samt)\b|&|/")
NAMED = re.compile(rf"((?:[A-ZÆØÅ][\w-]*[\s-]+){{1,3}}){FUNCTION}")
AMBIGUOUS_SHORT = frozenset(("HUS", "FIN", "LHL", "SUS", "HST", "DS", "SI", "SØ", "VV", "HV", "HN", "HSØ"))
NEAR_TRUST = re.compile(r"((?:(?:[A-ZÆØÅ][\w.-]*|i|og|\d?[a-z]\w?)\s+){1,6})(?:HF|AS)\b")
NOT_NAMES = frozenset((
    "hver", "kvar", "var", "en", "ein", "den", "denne", "hele", "annen", "anna", "egen", "eigen", "samme", "same", "ny",
    "felles", "hvilken", "enkelte", "aktuell", "aktuelle", "lokal", "deres",
))
LIKE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: where it stands, what it stands for, and `herad` where that is the word used."""

    start: int
    end: int
    entity: Entity
    strong: bool = True
    """False for abbreviations and one-word names, which only count where nothing clearer is found."""
    herad: bool = False


@cache
def known_names() -> Mapping[str, tuple[tuple[tuple[str, ...], Entity], ...]]:
    """First word -> the names that begin with it, longest first; trusts before municipalities."""
    index: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
    for names in (trust_names(), municipality_names()):
        for form, entity in names.items():
            words = tuple(form.split())
            index.setdefault(words[0], []).append((words, entity))
    return {first: tuple(sorted(forms, key=lambda form: -len(form[0]))) for first, forms in index.items()}


@cache
def _abbreviations() -> frozenset[str]:
    """Short names as printed; they count only in exactly this writing."""
    return frozenset(s for t in trusts().values() for s in t.short_names if len(s) < 6 and " " not in s)


def find_names(text: str, alone: bool = False) -> list[Name]:
    """Trusts and municipalities named in the text; `alone`: a list item or cell, where a bare place name will do."""
    found = list(_scan(text))
    places = [name for name in found if name.entity.kind == "kommune"]
    used = [name for run in _runs(text, places) for name in _used_as_municipality(text, run, alone)]
    others = [name for name in found if name.entity.kind in ("helseforetak", "sykehus")]
    return sorted([*others, *used, *_misspelt(text, [*places, *others])], key=lambda name: name.start)


def _scan(text: str) -> Iterator[Name]:
    folded = fold(text)
    spans = [match.span() for match in WORD.finditer(folded)]
    words = [folded[a:b].replace("sjukehus", "sykehus").replace("noreg", "norge") for a, b in spans]
    at = 0
    while at < len(words):
        hit = _longest(words, at) if text[spans[at][0]].isupper() else None
        if hit is None:
            at += 1
            continue
        size, entity = hit
        name = Name(spans[at][0], spans[at + size - 1][1], entity)
        strength = _strength(text[name.start : name.end], size, entity)
        if strength is not None:
            yield replace(name, strong=strength)
        at += size if strength is not None else 1


def _longest(words: Sequence[str], at: int) -> tuple[int, Entity] | None:
    for form, entity in known_names().get(words[at], known_names().get(words[at].removesuffix("s"), ())):
        size = len(form)
        *head, last = words[at : at + size]
        if (*head, last) == form or (len(last) > 3 and (*head, last.removesuffix("s")) == form):
            return size, entity
    return None


def _strength(written: str, size: int, entity: Entity) -> bool | None:
    """Whether a trust's name is clear enough on its own; None when it is no name at all (an everyday short word)."""
    if entity.kind in ("kommune", "rhf") or size > 1:
        return True
    if len(written) < 6:
        return False if written in _abbreviations() - AMBIGUOUS_SHORT else None
    return bool(re.search(r"(?i)s[yj]u?kehus", written))


def _runs(text: str, places: Sequence[Name]) -> Iterator[list[Name]]:
    """Names that stand in one enumeration."""
    run: list[Name] = []
    for place in places:
        if run and not GAP.fullmatch(text[run[-1].end : place.start]):
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _used_as_municipality(text: str, run: list[Name], alone: bool) -> list[Name]:
    """The names of the run that the words around it make municipalities ("kommunane A, B og C", "A kommune")."""
    before, after = text[: run[0].start], text[run[-1].end :]
    own = [name for name in run if re.search(rf"(?i){FUNCTION}$", text[name.start : name.end])]
    if SEVERAL_BEFORE.search(before) or MANY.match(after):
        return run
    if one := ONE.match(after):
        last = replace(run[-1], herad="herad" in one[0].lower())
        shared = len(run) > 1 and AND.search(text[run[-2].end : run[-1].start]) and not own
        return [*run[:-1], last] if shared else [*(name for name in own if name is not run[-1]), last]
    if alone and not re.search(r"\w", before + after):
        return run
    return own


def _misspelt(text: str, known: Sequence[Name]) -> Iterator[Name]:
    """Names that are nearly right ("Bals1jord kommune", scanning damage)."""
    for pattern, names in ((NAMED, municipality_names()), (NEAR_TRUST, _trusts_with_form())):
        for match in pattern.finditer(text):
            taken = any(name.start < match.end(1) and match.start() < name.end for name in known)
            entity = None if taken else _nearest(match[1], names)
            if entity:
                yield Name(match.start(), match.end(1), entity)


@cache
def _trusts_with_form() -> Mapping[str, Entity]:
    """Full names of trusts, without HF or AS."""
    return {form: entity for form, entity in trust_names().items() if entity.kind != "rhf" and len(form) > 9}


def _nearest(written: str, names: Mapping[str, Entity]) -> Entity | None:
    words = fold(written).replace("-", " ").split()
    for size in range(len(words), 0, -1):
        tried = " ".join(words[-size:])
        near = difflib.get_close_matches(tried, names, 1, LIKE_ENOUGH)
        if near and len(near[0]) > 3 and tried not in NOT_NAMES:
            return names[near[0]]
    return None
