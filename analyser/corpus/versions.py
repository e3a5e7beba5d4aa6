"""Duplicates and versions: which of several texts of the same agreement counts today."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyser.assessment import Assessment
from analyser.corpus.frames import latest_date
from analyser.corpus.sketch import letters, masked
from analyser.registry import key as name_key
from analyser.registry import municipality_names

_PART = re.compile(r"(?:avtale|dokument|nr\.?)\s*(\d{1,2}\s?[a-e]\d?)\b")
_NAMELESS = ("sær", "annet")
"""Topics that say too little: two particular agreements between the same parties are most often about two things."""
_KINDS = re.compile(r"revidert|revisjon|versjon|utkast|gjeldende|gjeldande|forslag|framforhandla|fremforhandlet")


@dataclass(frozen=True, slots=True)
class Edition:
    """What decides which agreement a text is, and how new it is."""

    file: str
    sha256: str
    digest: str
    parties: tuple[str, ...]
    """Today's ids, sorted; empty when no municipality or no trust is named."""
    former: Mapping[str, int]
    """Municipality names of the text that have gone out of use, with the year."""
    names: frozenset[str]
    topic: str
    title: str
    date: str
    entered: bool
    """An agreement between named parties, not a blank template or a case file."""


def edition(record: Assessment, digest: str) -> Edition:
    """What is to be known of one agreement here."""
    about = record.document
    kinds = {party.kind == "kommune" for party in about.parties}
    names = frozenset(name_key(party.name.rsplit(" ", 1)[0]) for party in about.parties if party.kind == "kommune")
    former = {one: municipality_names()[one].ceased for one in names if one in municipality_names()}
    return Edition(
        record.file, record.sha256, digest, tuple(sorted({party.id for party in about.parties})),
        {one: year for one, year in former.items() if year is not None}, names, about.topic, about.title,
        latest_date(about.dates), len(kinds) == 2 and about.is_agreement and not about.template,
    )


def duplicates(editions: Sequence[Edition]) -> list[int | None]:
    """For each the index of the one it is a copy of (same content, or same text), or None; the first file counts."""
    first: dict[str, int] = {}
    copies: list[int | None] = [None] * len(editions)
    for at in sorted(range(len(editions)), key=lambda at: (editions[at].file, editions[at].sha256)):
        keys = [key for key in (editions[at].sha256, editions[at].digest) if key]
        copies[at] = next((first[key] for key in keys if key in first), None)
        for key in keys:
            first.setdefault(key, at)
    return copies


def replaced(
    editions: Sequence[Edition], copies: Sequence[int | None], family: Sequence[int]
) -> list[int | None]:
    """For each the index of the newest agreement that has taken its place, or None; a copy fares as its original."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at, one in enumerate(editions):
        if one.entered and copies[at] is None:
            groups[one.parties, one.topic, _part(one)].append(at)
    by: list[int | None] = [None] * len(editions)
    for group in groups.values():
        for line in _lines(group, editions, family):
            line.sort(key=lambda at: (editions[at].date, editions[at].file))
            for place, at in enumerate(line):
                newer = (new for new in reversed(line[place + 1 :]) if _succeeds(editions[new], editions[at]))
                by[at] = next(newer, None)
    return [by[at if copy is None else copy] for at, copy in enumerate(copies)]


def _part(one: Edition) -> str:
    """What tells agreements on one topic apart: "2d" in the title, or the title where the topic says too little."""
    title = letters(one.title)
    if one.topic in _NAMELESS:
        return _subject(title)
    match = _PART.search(title)
    return match[1].replace(" ", "") if match else ""


def _subject(title: str) -> str:
    return masked(_KINDS.sub(" ", title))


def _lines(group: list[int], editions: Sequence[Edition], family: Sequence[int]) -> Iterable[list[int]]:
    """One line of versions, or one for each title where two different texts have the same date."""
    texts: dict[str, set[int]] = defaultdict(set)
    for at in group:
        texts[editions[at].date].add(family[at])
    if all(len(same) == 1 for date, same in texts.items() if len(date) == len("2020-01-31")):
        return [group]
    by_title: dict[str, list[int]] = defaultdict(list)
    for at in group:
        by_title[_subject(letters(editions[at].title))].append(at)
    return by_title.values()


def _succeeds(new: Edition, old: Edition) -> bool:
    """Municipalities that later became one had an agreement each, and none of those took another's place."""
    gone = [old.former[name] for name in old.names - new.names if name in old.former]
    return new.names == old.names or (bool(gone) and new.date[:4] >= str(max(gone)))
