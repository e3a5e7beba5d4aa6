"""Concepts: small vocabularies (rules/vokabular/*.yml) found in the words of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from analyser.terms import Gap, Ref, Term, WordTests, parse_term

Span = tuple[int, int]
Spans = tuple[Span, ...]
BLOCK = " not"
"""Suffix of the hidden concept that holds a concept's look-alikes; a space cannot stand in a concept id."""
REMEMBERED = 200_000
"""Words remembered at most, so that a long run over damaged texts does not fill the memory."""
REMEMBERED_TEXTS = 512
"""Texts remembered: headings, column names and stock phrases come again soon or not at all."""
_NOTHING: frozenset[int] = frozenset()
Need = int | str
"""What must be there for a term to be there: a word that passes a test, or a hit of a concept."""


@dataclass(frozen=True, slots=True)
class ConceptSource:
    """A concept as written: its terms, and look-alikes that must not count ("ikke bare")."""

    terms: tuple[str, ...]
    blocked: tuple[str, ...] = ()
    file: str = ""
    """Name of the file it stands in."""
    line: int = 1


@dataclass(frozen=True, slots=True)
class _Longer:
    """A term of several parts, with what must all be there for it to be there."""

    concept: str
    term: Term
    tests: frozenset[int]
    refs: frozenset[str]
    needs: frozenset[Need]
    """Both."""

    @classmethod
    def of(cls, concept: str, term: Term) -> _Longer:
        """Work out what must be there for the term to be there."""
        tests = frozenset(part for part in term if isinstance(part, int))
        refs = frozenset(part.concept for part in term if isinstance(part, Ref))
        return cls(concept, term, tests, refs, tests | refs)

    def key(self, last: str) -> Need:
        """A need to find the term by among those that are tried when the concept `last` is known."""
        return min(self.tests) if self.tests else min(self.refs - {last}, default=last)

    @property
    def goes_on(self) -> bool:
        """Whether the term names no concept and its second word comes right after its first."""
        return not self.refs and isinstance(self.term[1], int)


@dataclass(frozen=True, slots=True)
class _Index:
    """Terms by one of their needs, so that most of them are passed over at once."""

    keys: frozenset[Need]
    terms: Mapping[Need, tuple[_Longer, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[Need, _Longer]]) -> _Index | None:
        """Put each term under the need that stands with it; None where there is no term."""
        table: dict[Need, tuple[_Longer, ...]] = {}
        for need, longer in pairs:
            table[need] = (*table.get(need, ()), longer)
        return cls(frozenset(table), table) if table else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a word: the tests it passes, its concepts, and the terms without references it can begin."""

    tests: frozenset[int]
    """Only those that terms of several parts ask for."""
    needed: frozenset[int]
    """Those of them whose word may stand anywhere in the text."""
    concepts: tuple[str, ...]
    pairs: _Index | None
    """Terms that go on with the very next word, by the test it must pass."""
    loose: _Index | None
    """Terms that go on after a gap, by a test that some word must pass."""


class ConceptError(ValueError):
    """A concept that names one that is not there, or that names itself by way of others."""

    def __init__(self, concept: str, message: str) -> None:
        super().__init__(message)
        self.concept = concept.removesuffix(BLOCK)


class Vocabulary:
    """All concepts, compiled; finding is a look-up per word (remembered) and a short walk for longer terms.

    Terms that name no concept are found where their first word stands. A term that names concepts is tried once, when
    the last of them in the order of dependence is known.
    """

    def __init__(self, concepts: Mapping[str, ConceptSource]) -> None:
        """Compile; raises ValueError for a term that cannot be read, an unknown or a circular reference."""
        self.ids = frozenset(concepts)
        self.sources = dict(concepts)
        self._tests = WordTests()
        self._memory: dict[str, _Known] = {}
        self._single: dict[int, list[str]] = {}
        self._by_word: dict[int, list[_Longer]] = {}
        self._with_refs: list[_Longer] = []
        needs: dict[str, set[str]] = {}
        for name, source in concepts.items():
            needs.setdefault(name, set())
            self._add(name, source.terms, needs)
            if source.blocked:
                needs[name].add(name + BLOCK)
                self._add(name + BLOCK, source.blocked, needs)
        self._plan = _Plan.of(_in_order(needs, self.ids), self._with_refs)
        longer = [one for terms in (self._with_refs, *self._by_word.values()) for one in terms]
        self._asked = frozenset[int]().union(*(one.tests for one in longer))
        self._needed = frozenset[int]().union(*(one.tests for one in longer if not one.goes_on))
        self.referred = frozenset(need for name in needs for need in needs[name])
        self._remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(self._search)

    @staticmethod
    def check(term: str) -> None:
        """Raises ValueError when a term cannot be read."""
        if isinstance(parse_term(term, WordTests())[0], Gap):
            raise ValueError(f"«{term}» kan ikke begynne med et mellomrom ~n")

    def _add(self, name: str, terms: Iterable[str], needs: dict[str, set[str]]) -> None:
        for text in terms:
            term = parse_term(text, self._tests)
            first, longer = term[0], _Longer.of(name, term)
            needs.setdefault(name, set()).update(longer.refs)
            if isinstance(first, Gap):
                raise ValueError(f"«{text}» kan ikke begynne med et mellomrom ~n")
            if longer.refs:
                self._with_refs.append(longer)
            elif isinstance(first, int):
                if len(term) == 1:
                    self._single.setdefault(first, []).append(name)
                else:
                    self._by_word.setdefault(first, []).append(longer)

    def find(self, words: Sequence[str]) -> Mapping[str, Spans]:
        """Concept id -> token spans in `words`, in order, for concepts that occur."""
        return self._remembered(tuple(words))

    def _search(self, words: tuple[str, ...]) -> Mapping[str, Spans]:
        known = [self._memory.get(word) or self._learn(word) for word in words]
        tests = [*(word.tests for word in known), _NOTHING]
        search = _Search(tests, set[Need]().union(*(word.needed for word in known)))
        search.single_words(known)
        search.there.update(search.found)
        search.without_references(known)
        search.with_references(self._plan)
        return {
            name: tuple(sorted(set(spans)) if name in search.unsorted else spans)
            for name, spans in search.found.items()
            if spans and name in self.ids
        }

    def _learn(self, word: str) -> _Known:
        """What a word can mean, worked out once and remembered."""
        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
        tests = self._tests.of(word)
        concepts = dict.fromkeys(name for test in tests for name in self._single.get(test, ()))
        longer = [one for test in tests for one in self._by_word.get(test, ())]
        pairs = _Index.of((one.term[1], one) for one in longer if isinstance(one.term[1], int))
        loose = _Index.of((one.term[-1], one) for one in longer if not one.goes_on and isinstance(one.term[-1], int))
        known = _Known(self._asked & tests, self._needed & tests, tuple(concepts), pairs, loose)
        self._memory[word] = known
        return known


@dataclass(frozen=True, slots=True)
class _Plan:
    """What the hits of a concept bring with them, and in which order concepts are to be asked."""

    names: tuple[str, ...]
    """Concepts that others name or that have look-alikes, each after those it depends on."""
    bits: Mapping[str, int]
    """The number of each of them in that order, as a bit."""
    triggers: Mapping[str, _Index | None]
    """Terms to try once this concept is known, the last of those they name."""

    @classmethod
    def of(cls, order: Sequence[str], terms: Iterable[_Longer]) -> _Plan:
        """Put each term with the last of the concepts it names."""
        rank = {name: number for number, name in enumerate(order)}
        by_last: dict[str, list[_Longer]] = {}
        for longer in terms:
            by_last.setdefault(max(longer.refs, key=rank.__getitem__), []).append(longer)
        triggers = {name: _Index.of((one.key(name), one) for one in held) for name, held in by_last.items()}
        names = tuple(name for name in order if name in triggers or name + BLOCK in rank)
        return cls(names, {name: 1 << number for number, name in enumerate(names)}, triggers)


@dataclass(slots=True)
class _Search:
    """One search: the tests each word passes, and what is found."""

    tests: Sequence[frozenset[int]]
    """With an empty set after the last word."""
    there: set[Need]
    found: dict[str, list[Span]] = field(default_factory=dict)
    unsorted: set[str] = field(default_factory=set)
    """Concepts with hits of longer terms: out of order, and perhaps twice."""

    def single_words(self, known: Sequence[_Known]) -> None:
        """Hits of terms of one word."""
        found = self.found
        for position, word in enumerate(known):
            span = (position, position + 1)
            for name in word.concepts:
                if name in found:
                    found[name].append(span)
                else:
                    found[name] = [span]

    def without_references(self, known: Sequence[_Known]) -> None:
        """Hits of terms of several words that name no concept."""
        for position, (word, after) in enumerate(zip(known, self.tests[1:], strict=True)):
            if word.pairs:
                for test in word.pairs.keys & after:
                    for longer in word.pairs.terms[test]:
                        self._add(longer.concept, self._ends([(position, position + 2)], longer.term[2:]))
            if word.loose:
                for test in word.loose.keys & self.there:
                    for longer in word.loose.terms[test]:
                        if longer.needs <= self.there:
                            self._add(longer.concept, self._ends([(position, position + 1)], longer.term[1:]))

    def with_references(self, plan: _Plan) -> None:
        """Hits of terms that name concepts, concept by concept, and hits taken out that a look-alike covers."""
        bits = plan.bits
        queue = sum(bits[name] for name in bits.keys() & self.found.keys())
        while queue:
            lowest = queue & -queue
            queue ^= lowest
            name = plan.names[lowest.bit_length() - 1]
            if name + BLOCK in self.found:
                self._block(name)
            index = plan.triggers.get(name)
            if index and self.found[name]:
                for concept in self._triggered(index):
                    queue |= bits.get(concept, 0)

    def _block(self, name: str) -> None:
        look_alikes = self.found[name + BLOCK]
        self.found[name] = [
            (start, end)
            for start, end in self.found[name]
            if not any(start < other_end and other < end for other, other_end in look_alikes)
        ]
        if not self.found[name]:
            self.there.discard(name)

    def _triggered(self, index: _Index) -> Iterator[str]:
        """Concepts that get hits from terms that can be tried now, wherever they begin; each time in the same order."""
        for need in sorted(index.keys & self.there, key=str):
            for longer in index.terms[need]:
                if longer.needs <= self.there:
                    spans = self._ends(self._starts(longer.term[0]), longer.term[1:])
                    if spans:
                        self._add(longer.concept, spans)
                        yield longer.concept

    def _starts(self, first: object) -> Sequence[Span]:
        if isinstance(first, Ref):
            return self.found[first.concept]
        return [(position, position + 1) for position, tests in enumerate(self.tests) if first in tests]

    def _add(self, concept: str, spans: Sequence[Span]) -> None:
        if spans:
            self.found.setdefault(concept, []).extend(spans)
            self.unsorted.add(concept)
            self.there.add(concept)

    def _ends(self, spans: Sequence[Span], rest: Term) -> Sequence[Span]:
        """The spans made longer by the rest of a term, in every way it fits."""
        tests, last = self.tests, len(self.tests)
        for part in rest:
            if isinstance(part, int):
                spans = [(start, end + 1) for start, end in spans if end < last and part in tests[end]]
            elif isinstance(part, Gap):
                spans = [(start, end + skip) for start, end in spans for skip in range(part.words + 1)]
            else:
                hits = self.found[part.concept]
                spans = [(start, stop) for start, end in spans for begin, stop in hits if begin == end]
            if not spans:
                break
        return spans


def _in_order(needs: Mapping[str, set[str]], known: frozenset[str]) -> tuple[str, ...]:
    """Concepts after those their terms name; raises ConceptError for an unknown or circular one."""
    for name, needed in needs.items():
        for concept in needed:
            if concept not in known and not concept.endswith(BLOCK):
                raise ConceptError(name, f"«{name}» viser til begrepet «{concept}», som ikke finnes")
    try:
        return tuple(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(re.sub(BLOCK, "", name) for name in error.args[1])
        raise ConceptError(error.args[1][0], f"begrepene viser til hverandre i ring: {circle}") from error
