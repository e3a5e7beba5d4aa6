"""What was added, removed and changed between two agreements, clause by clause."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from analyser.document import DocumentText
from analyser.kinds import NEVER_COUNTS

Kind = Literal["changed", "added", "removed"]
_ALIKE = 0.6
"""Share of words in common from which two clauses are the same one, changed."""
_WORD = re.compile(r"\w+|[^\w\s]")
_SPACED = re.compile(r"\s+|\w+|[^\w\s]")
_TRIED = 5
"""How many of the most similar clauses are looked at closely for each clause."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A clause as text, with the section it stands in."""

    text: str
    section: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A clause that is new, gone, or worded otherwise."""

    kind: Kind
    old: Piece | None
    new: Piece | None


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row that are the same in both, or only in the old or the new."""

    kind: Literal["same", "removed", "added"]
    text: str


def pieces(document: DocumentText) -> tuple[Piece, ...]:
    """The clauses of an agreement, without title, contents, parties and signatures."""
    found = []
    for clause in document.clauses:
        section = document.sections[clause.section]
        text = document.text[clause.start : clause.end].strip()
        words = tuple(word.casefold() for word in _WORD.findall(text))
        if words and section.kind not in NEVER_COUNTS:
            found.append(Piece(text, section.name, words))
    return tuple(found)


def changes(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Change, ...]:
    """What it takes to come from the old agreement to the new, in the order of the new."""
    same = _same(old, new)
    kept = set(same.values())
    gone = [at for at in range(len(old)) if at not in kept]
    pairs = _pairs(old, gone, new, [at for at in range(len(new)) if at not in same])
    come_from = {of: at for at, of in (same | pairs).items()}
    found: list[tuple[float, int, Change]] = [
        (at, 0, Change("changed", old[pairs[at]], one) if at in pairs else Change("added", None, one))
        for at, one in enumerate(new)
        if at not in same
    ]
    found += [(_place(at, come_from), at, Change("removed", old[at], None)) for at in gone if at not in come_from]
    return tuple(change for _, _, change in sorted(found, key=lambda one: one[:2]))


def _same(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """For clauses of the new the index of the same words in the old; each counts as often as it stands."""
    left: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, one in enumerate(old):
        left[one.words].append(at)
    return {at: left[one.words].popleft() for at, one in enumerate(new) if left[one.words]}


def _place(at: int, come_from: Mapping[int, int]) -> float:
    """Where in the new agreement a removed clause would have stood: after the clause it used to follow."""
    before = next((of for of in range(at - 1, -1, -1) if of in come_from), None)
    return -0.5 if before is None else come_from[before] + 0.5


def _pairs(old: Sequence[Piece], gone: Sequence[int], new: Sequence[Piece], come: Iterable[int]) -> dict[int, int]:
    """For clauses of the new the one of the old they have come from, the most alike first."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, of in sorted(_alike(old, gone, new, come), key=lambda one: (-one[0], one[1], one[2])):
        if at not in pairs and of not in taken:
            pairs[at] = of
            taken.add(of)
    return pairs


def _alike(
    old: Sequence[Piece], gone: Sequence[int], new: Sequence[Piece], come: Iterable[int]
) -> Iterator[tuple[float, int, int]]:
    """Similarity, index in the new and in the old, of pairs that are alike; words in common choose whom to compare."""
    holders = _holders(old, gone)
    for at in come:
        own = set(new[at].words)
        shared = Counter(of for word in own for of in holders.get(word, ()))
        nearest = sorted(shared, key=lambda of: (-shared[of] / (len(own) + len(set(old[of].words))), of))
        for of in nearest[:_TRIED]:
            ratio = SequenceMatcher(None, old[of].words, new[at].words, autojunk=False).ratio()
            if ratio >= _ALIKE:
                yield ratio, at, of


def _holders(pieces: Sequence[Piece], among: Iterable[int]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for at in among:
        for word in set(pieces[at].words):
            holders[word].append(at)
    return holders


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The two wordings as one text, word by word."""
    before, after = _SPACED.findall(old), _SPACED.findall(new)
    found: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Run("same", "".join(before[a:b])))
            continue
        if b > a:
            found.append(Run("removed", "".join(before[a:b])))
        if d > c:
            found.append(Run("added", "".join(after[c:d])))
    return tuple(found)
