"""Concepts: small vocabularies (rules/vokabular/*.yml) found in the words of a clause."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter

from analyser.once import once
from analyser.terms import Gap, Ref, Term, WordTests, parse_term

Span = tuple[int, int]
Spans = tuple[Span, ...]
BLOCK = " not"
"""Suffix of the hidden concept that holds a concept's look-alikes; a space cannot stand in a concept id."""
REMEMBERED = 200_000
"""Words remembered at most, so that a long run over damaged texts does not fill the memory."""
REMEMBERED_TEXTS = 4096
"""Texts remembered: headings and column names come again soon, and agreements of one template share sentences."""
REMEMBERED_SETS = 64
_MANY = 200
"""Ways to begin a term, from which on those that come to the same are counted once."""
Need = int | str
"""What must be there for a term to be there: a word that passes a test, or a hit of a concept."""
Onward = tuple[int, Need]
"""How many words may stand between, and what comes after them."""
Bits = Mapping[Need, int]
"""A bit for each need: first concepts, each after those it depends on, then word tests."""


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
    first: Need
    rest: tuple[Onward, ...]
    """What comes after the first part."""
    tail: tuple[Onward, ...]
    """What comes after the second."""
    needs: int
    gives: int
    """The bit of its concept, 0 where nothing hangs on that."""


class _Index:
    """Terms by the bit of one of their needs, so that most of them are passed over at once."""

    __slots__ = ("_known", "_terms", "keys")

    def __init__(self, terms: Mapping[int, list[_Longer]]) -> None:
        self.keys = sum(terms)
        self._terms = terms
        self._known: dict[int, tuple[_Longer, ...]] = {}

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, _Longer]]) -> _Index | None:
        """Put each term under the bit that stands with it; None where there is no term."""
        table: dict[int, list[_Longer]] = {}
        for bit, longer in pairs:
            table.setdefault(bit, []).append(longer)
        return cls(table) if table else None

    def among(self, there: int) -> tuple[_Longer, ...]:
        """The terms whose bit is among those that are there; remembered, since a few sets of bits come all the time."""
        bits = self.keys & there
        if bits not in self._known:
            if len(self._known) >= REMEMBERED_SETS:
                self._known.clear()
            self._known[bits] = tuple(self._under(bits))
        return self._known[bits]

    def _under(self, bits: int) -> Iterator[_Longer]:
        while bits:
            lowest = bits & -bits
            bits ^= lowest
            yield from self._terms[lowest]


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a word: the tests it passes, its concepts, and the terms without references it can begin."""

    tests: frozenset[int]
    gives: int
    """The bits of its tests and concepts."""
    concepts: tuple[str, ...]
    pairs: _Index | None
    """Terms that go on with the very next word, by the test it must pass."""
    loose: _Index | None
    """Terms that go on after a gap, by a test that some word must pass."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A concept on whose hits something hangs: its look-alikes, and the terms to try once it is known."""

    name: str
    look_alikes: str
    terms: _Index | None


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
        self._meanings: dict[frozenset[int], _Known] = {}
        self._examples: dict[str, str] = {}
        self._single: dict[int, list[str]] = {}
        self._by_word: dict[int, list[_Longer]] = {}
        terms: list[tuple[str, Term]] = []
        needs: dict[str, set[str]] = {}
        for name, source in concepts.items():
            needs[name] = {name + BLOCK} if source.blocked else set()
            terms += self._parsed(name, source.terms, needs) + self._parsed(name + BLOCK, source.blocked, needs)
        self.referred = frozenset(need for name in needs for need in needs[name])
        order = [name for name in _in_order(needs, self.ids) if name in self.referred or name + BLOCK in needs]
        every: list[Need] = [*order, *sorted(_tests_of(terms))]
        self._bits: Bits = {need: 1 << at for at, need in enumerate(every)}
        self._steps = self._compile(order, terms)
        self._remembered = lru_cache(maxsize=REMEMBERED_TEXTS)(self._search)

    @once
    def sha256(self) -> str:
        """A digest of all concepts: what was found with another vocabulary must be found anew."""
        concepts = sorted((name, source.terms, source.blocked) for name, source in self.sources.items())
        return hashlib.sha256(repr(concepts).encode()).hexdigest()

    def example(self, concept: str, depth: int = 20) -> str:
        """A concept as a reader may know it: its first terms, with … for what may vary; its name if it lies deep."""
        if concept not in self._examples:
            source = self.sources.get(concept)
            terms = [self._said(term, depth) for term in source.terms[:2]] if source and depth else [concept]
            self._examples[concept] = ", ".join(dict.fromkeys(terms))
        return self._examples[concept]

    def _said(self, term: str, depth: int) -> str:
        pieces = (piece.split("|")[0] for piece in term.split())
        said = (self.example(piece[1:-1], depth - 1).split(",")[0] if piece[0] == "<" else piece for piece in pieces)
        return " ".join("…" if piece[0] in "~/" else piece.replace("*", "…") for piece in said)

    @staticmethod
    def check(term: str) -> None:
        """Raises ValueError when a term cannot be read."""
        if isinstance(parse_term(term, WordTests())[0], Gap):
            raise ValueError(f"«{term}» kan ikke begynne med et mellomrom ~n")

    def _parsed(self, name: str, texts: Iterable[str], needs: dict[str, set[str]]) -> list[tuple[str, Term]]:
        """The terms of several parts; those of a single word are put away."""
        longer = []
        for text in texts:
            term = parse_term(text, self._tests)
            needs.setdefault(name, set()).update(_refs_of(term))
            if isinstance(term[0], Gap):
                raise ValueError(f"«{text}» kan ikke begynne med et mellomrom ~n")
            if len(term) == 1 and isinstance(term[0], int):
                self._single.setdefault(term[0], []).append(name)
            else:
                longer.append((name, term))
        return longer

    def _compile(self, order: Sequence[str], terms: Iterable[tuple[str, Term]]) -> tuple[_Step, ...]:
        """Put each term with its first word or, where it names concepts, with the last of those."""
        by_last: dict[int, list[tuple[int, _Longer]]] = {}
        for name, term in terms:
            tests = [self._bits[test] for test in _tests_of([(name, term)])]
            refs = [self._bits[ref] for ref in _refs_of(term)]
            (_, first), *rest = _onward(term)
            longer = _Longer(name, first, tuple(rest), tuple(rest[1:]), sum(tests) | sum(refs), self._bits.get(name, 0))
            if refs:
                by_last.setdefault(max(refs), []).append((max(tests, default=min(refs)), longer))
            elif isinstance(first, int):
                self._by_word.setdefault(first, []).append(longer)
        return tuple(_Step(name, name + BLOCK, _Index.of(by_last.get(self._bits[name], ()))) for name in order)

    def find(self, words: Sequence[str]) -> Mapping[str, Spans]:
        """Concept id -> token spans in `words`, in order, for concepts that occur."""
        return self._remembered(tuple(words))

    def _search(self, words: tuple[str, ...]) -> Mapping[str, Spans]:
        memory, ids = self._memory, self.ids
        known = [memory.get(word) or self._learn(word) for word in words]
        search = _Search([word.tests for word in known])
        search.single_words(known)
        search.without_references(known)
        search.with_references(self._steps)
        for name in search.unsorted:
            if len(search.found[name]) > 1:
                search.found[name] = sorted(set(search.found[name]))
        return {name: tuple(spans) for name, spans in search.found.items() if spans and name in ids}

    def _learn(self, word: str) -> _Known:
        """What a word can mean, worked out once and remembered; words that pass the same tests share it."""
        if len(self._memory) >= REMEMBERED:
            self._memory.clear()
            self._meanings.clear()
        tests = frozenset(self._tests.of(word))
        known = self._memory[word] = self._meanings.get(tests) or self._meant(tests)
        return known

    def _meant(self, tests: frozenset[int]) -> _Known:
        """What the words that pass just these tests can mean."""
        concepts = tuple(dict.fromkeys(name for test in tests for name in self._single.get(test, ())))
        longer = [one for test in tests for one in self._by_word.get(test, ())]
        known = self._meanings[tests] = _Known(
            tests=frozenset(test for test in tests if test in self._bits),
            gives=sum(self._bits.get(test, 0) for test in tests) | sum(self._bits.get(name, 0) for name in concepts),
            concepts=concepts,
            pairs=_Index.of((self._bits[one.rest[0][1]], one) for one in longer if not one.rest[0][0]),
            loose=_Index.of((self._bits[one.rest[-1][1]], one) for one in longer if one.rest[0][0]),
        )
        return known


@dataclass(slots=True)
class _Search:
    """One search: the tests each word passes, and what is found."""

    tests: Sequence[frozenset[int]]
    there: int = 0
    """The bits of all that has been found."""
    found: dict[str, list[Span]] = field(default_factory=dict)
    unsorted: set[str] = field(default_factory=set)
    """Concepts with hits of longer terms: out of order, and perhaps twice."""

    def single_words(self, known: Sequence[_Known]) -> None:
        """Hits of terms of one word."""
        found, there = self.found, 0
        for position, word in enumerate(known):
            there |= word.gives
            if word.concepts:
                span = (position, position + 1)
                for name in word.concepts:
                    if name in found:
                        found[name].append(span)
                    else:
                        found[name] = [span]
        self.there = there

    def without_references(self, known: Sequence[_Known]) -> None:
        """Hits of terms of several words that name no concept."""
        for position, word in enumerate(known):
            if (pairs := word.pairs) and position + 1 < len(known) and pairs.keys & known[position + 1].gives:
                for longer in pairs.among(known[position + 1].gives):
                    self._extend(longer, [(position, position + 2)], longer.tail)
            if (loose := word.loose) and loose.keys & self.there:
                for longer in loose.among(self.there):
                    if longer.needs & self.there == longer.needs:
                        self._extend(longer, [(position, position + 1)], longer.rest)

    def with_references(self, steps: Sequence[_Step]) -> None:
        """Hits of terms that name concepts, concept by concept, and hits taken out that a look-alike covers."""
        concepts = (1 << len(steps)) - 1
        waiting = self.there & concepts
        while waiting:
            lowest = waiting & -waiting
            step = steps[lowest.bit_length() - 1]
            if step.look_alikes in self.found:
                self._block(step, lowest)
            if step.terms and step.terms.keys & self.there and self.there & lowest:
                self._try(step.terms)
            waiting = self.there & concepts & -(lowest << 1)

    def _block(self, step: _Step, bit: int) -> None:
        look_alikes = self.found[step.look_alikes]
        self.found[step.name] = [
            (start, end) for start, end in self.found[step.name]
            if not any(start < other_end and other < end for other, other_end in look_alikes)
        ]
        if not self.found[step.name]:
            self.there &= ~bit

    def _try(self, terms: _Index) -> None:
        """Hits of terms that can be tried now, wherever they begin."""
        for longer in terms.among(self.there):
            if longer.needs & self.there == longer.needs:
                self._extend(longer, self._starts(longer.first), longer.rest)

    def _starts(self, first: Need) -> Sequence[Span]:
        if isinstance(first, str):
            return self.found[first]
        return [(position, position + 1) for position, tests in enumerate(self.tests) if first in tests]

    def _extend(self, longer: _Longer, spans: Sequence[Span], rest: Iterable[Onward]) -> None:
        """Put down the spans made longer by the rest of a term, in every way it fits."""
        tests, last = self.tests, len(self.tests)
        for gap, part in rest:
            if isinstance(part, str):
                hits = self.found[part]
                spans = [(start, stop) for start, end in spans for at, stop in hits if end <= at <= end + gap]
            elif gap:
                reach = gap + 1
                spans = [(a, at + 1) for a, b in spans for at in range(b, min(b + reach, last)) if part in tests[at]]
            else:
                spans = [(start, end + 1) for start, end in spans if end < last and part in tests[end]]
            if not spans:
                return
            if len(spans) > _MANY:
                spans = list(dict.fromkeys(spans))
        self.found.setdefault(longer.concept, []).extend(spans)
        self.unsorted.add(longer.concept)
        self.there |= longer.gives


def _tests_of(terms: Iterable[tuple[str, Term]]) -> set[int]:
    return {part for _, term in terms for part in term if isinstance(part, int)}


def _onward(term: Term) -> Iterator[Onward]:
    """The parts of a term, each with the gap before it."""
    gap = 0
    for part in term:
        if isinstance(part, Gap):
            gap += part.words
        else:
            yield gap, part.concept if isinstance(part, Ref) else part
            gap = 0


def _refs_of(term: Term) -> set[str]:
    return {part.concept for part in term if isinstance(part, Ref)}


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
