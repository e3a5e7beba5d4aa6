"""Concepts: small vocabularies (rules/vokabular/*.yml) found in the words of a clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from heapq import heapify, heappop, heappush

from analyser.terms import Gap, Ref, Term, WordTests, parse_term

Span = tuple[int, int]
Spans = tuple[Span, ...]
BLOCK = " not"
"""Suffix of the hidden concept that holds a concept's look-alikes; a space cannot stand in a concept id."""
REMEMBERED = 200_000
"""Words remembered at most, so that a long run over damaged texts does not fill the memory."""


@dataclass(frozen=True, slots=True)
class ConceptSource:
    """A concept as written: its terms, and look-alikes that must not count ("ikke bare")."""

    terms: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    file: str = ""
    """Name of the file it stands in."""


@dataclass(frozen=True, slots=True)
class _Longer:
    """A term of several words, with the word tests that must all be passed somewhere for it to be there."""

    concept: str
    term: Term
    tests: frozenset[int]
    second: int | None
    """The test that the word right after the first must pass, None where a gap or a concept comes next."""
    refs: frozenset[str]

    @classmethod
    def of(cls, concept: str, term: Term) -> _Longer:
        """Work out what must be there for the term to be there."""
        second = term[1] if len(term) > 1 and isinstance(term[1], int) else None
        tests = frozenset(part for part in term if isinstance(part, int))
        return cls(concept, term, tests, second, frozenset(part.concept for part in term if isinstance(part, Ref)))


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a word: the tests it passes, its concepts, and the longer terms it can begin."""

    tests: frozenset[int]
    concepts: tuple[str, ...]
    longer: tuple[_Longer, ...]


class Vocabulary:
    """All concepts, compiled; finding is a look-up per word (remembered) and a short walk for longer terms."""

    def __init__(self, concepts: Mapping[str, ConceptSource]) -> None:
        """Compile; raises ValueError for a term that cannot be read, an unknown or a circular reference."""
        self.ids = frozenset(concepts)
        self.sources = dict(concepts)
        self._tests = WordTests()
        self._memory: dict[str, _Known] = {}
        self._single: dict[int, list[str]] = {}
        self._by_word: dict[int, list[_Longer]] = {}
        self._by_concept: dict[str, list[_Longer]] = {}
        needs: dict[str, set[str]] = {}
        for name, source in concepts.items():
            needs.setdefault(name, set())
            self._add(name, source.terms, needs)
            if source.blocked:
                needs[name].add(name + BLOCK)
                self._add(name + BLOCK, source.blocked, needs)
        self._rank = {name: rank for rank, name in enumerate(_in_order(needs, self.ids))}
        self._names = list(self._rank)
        self._blocked = frozenset(name for name, source in concepts.items() if source.blocked)
        self._stirring = self._blocked.union(self._by_concept)
        """Concepts whose hits have a consequence for other terms or for themselves."""
        self.referred = frozenset(need for name in needs for need in needs[name])

    @staticmethod
    def check(term: str) -> None:
        """Raises ValueError when a term cannot be read."""
        parse_term(term, WordTests())

    def _add(self, name: str, terms: Iterable[str], needs: dict[str, set[str]]) -> None:
        for text in terms:
            term = parse_term(text, self._tests)
            first = term[0]
            needs.setdefault(name, set()).update(part.concept for part in term if isinstance(part, Ref))
            longer = _Longer.of(name, term)
            if isinstance(first, int) and len(term) == 1:
                self._single.setdefault(first, []).append(name)
            elif isinstance(first, int):
                self._by_word.setdefault(first, []).append(longer)
            elif isinstance(first, Ref):
                self._by_concept.setdefault(first.concept, []).append(longer)
            else:
                raise ValueError(f"«{text}» kan ikke begynne med et mellomrom ~n")

    def find(self, words: Sequence[str]) -> dict[str, Spans]:
        """Concept id -> token spans in `words`, in order, for concepts that occur."""
        known = [self._known(word) for word in words]
        search = _Search([word.tests for word in known], frozenset().union(*(word.tests for word in known)))
        for position, word in enumerate(known):
            for name in word.concepts:
                search.found.setdefault(name, set()).add((position, position + 1))
            after = known[position + 1].tests if position + 1 < len(known) else frozenset()
            for longer in word.longer:
                if (longer.second is None or longer.second in after) and longer.tests <= search.passed:
                    search.waiting.setdefault(longer.concept, []).append((position, longer))
        self._longer_terms(search)
        return {
            name: tuple(sorted(spans)) for name, spans in search.found.items() if spans and not name.endswith(BLOCK)
        }

    def _known(self, word: str) -> _Known:
        """What a word can mean, worked out once and remembered."""
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) >= REMEMBERED:
                self._memory.clear()
            known = self._memory[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> _Known:
        tests = self._tests.of(word)
        concepts = dict.fromkeys(name for test in tests for name in self._single.get(test, ()))
        longer = tuple(longer for test in tests for longer in self._by_word.get(test, ()))
        return _Known(frozenset(tests), tuple(concepts), longer)

    def _longer_terms(self, search: _Search) -> None:
        """Find terms of several words, a concept after those its terms name."""
        queue = [self._rank[name] for name in {*self._stirring.intersection(search.found), *search.waiting}]
        heapify(queue)
        done = -1
        while queue:
            rank = heappop(queue)
            if rank == done:
                continue
            done, name = rank, self._names[rank]
            if name in search.waiting or name in self._blocked:
                search.complete(name, name in self._blocked)
            spans = search.found.get(name, set())
            for longer in self._by_concept.get(name, ()) if spans else ():
                if longer.tests <= search.passed and (starts := search.starts(spans, longer.second)):
                    search.waiting.setdefault(longer.concept, []).extend((start, longer) for start in starts)
                    heappush(queue, self._rank[longer.concept])


@dataclass(slots=True)
class _Search:
    """One search: the tests each word passes, what is found, and where longer terms could begin."""

    tests: Sequence[frozenset[int]]
    passed: frozenset[int]
    found: dict[str, set[Span]] = field(default_factory=dict)
    waiting: dict[str, list[tuple[int, _Longer]]] = field(default_factory=dict)

    def starts(self, spans: set[Span], second: int | None) -> set[int]:
        """Where a term that begins with one of the spans could begin, given what must come right after it."""
        if second is None:
            return {start for start, _ in spans}
        return {start for start, end in spans if end < len(self.tests) and second in self.tests[end]}

    def complete(self, name: str, blocked: bool) -> None:
        """Add the hits of a concept's longer terms, and take out those that a look-alike covers."""
        for position, longer in self.waiting.get(name, ()):
            if longer.refs <= self.found.keys():
                for end in _ends(longer.term, position, self.tests, self.found):
                    self.found.setdefault(name, set()).add((position, end))
        look_alikes = self.found.get(name + BLOCK) if blocked else None
        if look_alikes and name in self.found:
            self.found[name] = {
                one for one in self.found[name] if not any(_overlap(one, other) for other in look_alikes)
            }


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _ends(term: Term, start: int, tests: Sequence[frozenset[int]], found: Mapping[str, set[Span]]) -> Collection[int]:
    """Every position where a term that begins at `start` can end."""
    positions: Collection[int] = (start,)
    for part in term:
        if isinstance(part, int):
            positions = [at + 1 for at in positions if at < len(tests) and part in tests[at]]
        elif isinstance(part, Gap):
            positions = {at + skip for at in positions for skip in range(part.words + 1)}
        else:
            positions = {end for at, end in found.get(part.concept, ()) if at in positions}
        if not positions:
            break
    return positions


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
