"""Concepts: small vocabularies (rules/vokabular/*.yml) found in the words of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from analyser.terms import Gap, Ref, Term, WordTests, parse_term

Span = tuple[int, int]
Spans = tuple[Span, ...]
BLOCK = " not"
"""Suffix of the hidden concept that holds a concept's look-alikes; a space cannot stand in a concept id."""


@dataclass(frozen=True, slots=True)
class ConceptSource:
    """A concept as written: its terms, and look-alikes that must not count ("ikke bare")."""

    terms: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    file: str = ""
    """Name of the file it stands in."""


class Vocabulary:
    """All concepts, compiled; finding is a look-up per word (remembered) and a short walk for longer terms."""

    def __init__(self, concepts: Mapping[str, ConceptSource]) -> None:
        """Compile; raises ValueError for a term that cannot be read, an unknown or a circular reference."""
        self.ids = frozenset(concepts)
        self.sources = dict(concepts)
        self._tests = WordTests()
        self._single: dict[int, list[str]] = {}
        self._by_word: dict[int, list[tuple[str, Term]]] = {}
        self._by_concept: dict[str, list[tuple[str, Term]]] = {}
        self._blocked = frozenset(name for name, source in concepts.items() if source.blocked)
        needs: dict[str, set[str]] = {}
        for name, source in concepts.items():
            needs.setdefault(name, set())
            self._add(name, source.terms, needs)
            if source.blocked:
                needs[name].add(name + BLOCK)
                self._add(name + BLOCK, source.blocked, needs)
        self._order = _in_order(needs, self.ids)
        self.referred = frozenset(need for name in needs for need in needs[name])
        self._tests.freeze()

    @staticmethod
    def check(term: str) -> None:
        """Raises ValueError when a term cannot be read."""
        parse_term(term, WordTests())

    def _add(self, name: str, terms: Iterable[str], needs: dict[str, set[str]]) -> None:
        for text in terms:
            term = parse_term(text, self._tests)
            first = term[0]
            needs.setdefault(name, set()).update(part.concept for part in term if isinstance(part, Ref))
            if isinstance(first, int) and len(term) == 1:
                self._single.setdefault(first, []).append(name)
            elif isinstance(first, int):
                self._by_word.setdefault(first, []).append((name, term))
            elif isinstance(first, Ref):
                self._by_concept.setdefault(name, []).append((first.concept, term))
            else:
                raise ValueError(f"«{text}» kan ikke begynne med et mellomrom ~n")

    def find(self, words: Sequence[str]) -> dict[str, Spans]:
        """Concept id -> token spans in `words`, in order, for concepts that occur."""
        tests = [self._tests.of(word) for word in words]
        found: dict[str, set[Span]] = {}
        waiting: dict[str, list[tuple[int, Term]]] = {}
        for position, ids in enumerate(tests):
            for test in ids:
                for name in self._single.get(test, ()):
                    found.setdefault(name, set()).add((position, position + 1))
                for name, term in self._by_word.get(test, ()):
                    waiting.setdefault(name, []).append((position, term))
        for name in self._order:
            self._longer(name, waiting.get(name, ()), tests, found)
        return {name: tuple(sorted(spans)) for name, spans in found.items() if spans and not name.endswith(BLOCK)}

    def _longer(
        self,
        name: str,
        waiting: Iterable[tuple[int, Term]],
        tests: Sequence[tuple[int, ...]],
        found: dict[str, set[Span]],
    ) -> None:
        """Add the hits of terms of several words, and take out those that a look-alike covers."""
        for position, term in waiting:
            for end in _ends(term, 0, position, tests, found):
                found.setdefault(name, set()).add((position, end))
        for concept, term in self._by_concept.get(name, ()):
            for start, _ in tuple(found.get(concept, ())):
                for end in _ends(term, 0, start, tests, found):
                    found.setdefault(name, set()).add((start, end))
        if name in self._blocked and name in found and (blocked := found.get(name + BLOCK)):
            found[name] = {span for span in found[name] if not any(_overlap(span, other) for other in blocked)}


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ends(
    term: Term, part: int, position: int, tests: Sequence[tuple[int, ...]], found: Mapping[str, set[Span]]
) -> Iterator[int]:
    """Every position where the term can end when its part number `part` begins at `position`."""
    if part == len(term):
        yield position
        return
    piece = term[part]
    if isinstance(piece, Gap):
        for skip in range(piece.words + 1):
            yield from _ends(term, part + 1, position + skip, tests, found)
    elif isinstance(piece, Ref):
        for start, end in found.get(piece.concept, ()):
            if start == position:
                yield from _ends(term, part + 1, end, tests, found)
    elif position < len(tests) and piece in tests[position]:
        yield from _ends(term, part + 1, position + 1, tests, found)


def _in_order(needs: Mapping[str, set[str]], known: frozenset[str]) -> tuple[str, ...]:
    """Concepts after those their terms name; raises ValueError naming an unknown or circular one."""
    for name, needed in needs.items():
        for concept in needed:
            if concept not in known and not concept.endswith(BLOCK):
                raise ValueError(f"«{name}» viser til begrepet «{concept}», som ikke finnes")
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(re.sub(BLOCK, "", name) for name in error.args[1])
        raise ValueError(f"begrepene viser til hverandre i ring: {circle}") from error
