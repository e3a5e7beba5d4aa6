"""Rules over clauses: which alternative fires where, and how strongly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from analyser.clauses import Clause
from analyser.conditions import DOCUMENT, TRAITS, Requirement, requirements, window
from analyser.kinds import CAPPED, NEVER_COUNTS
from analyser.reading import Reading
from analyser.rulemodels import Alternative
from analyser.rules import NamedRule, Ruleset
from analyser.sieve import Sieve, numbers

Strength = Literal["full", "weak", "absent"]
"""full: counts for the element; weak: only as mention (codebook G1 cap, G4, G5); absent: says it is not agreed (G2)."""
LM = "lm"
"""The vocabulary's concept for læring og mestring."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired in one clause: which alternative, where in the flow text, and how strongly."""

    rule: str
    """Rule id = path below rules/, "vedlikehold/a_intervall"."""
    construct: str
    element: str
    alternative: int
    """Which alternative of the rule, from 1."""
    start: int
    end: int
    clause: int
    strength: Strength
    by_reference: bool = False
    lm: bool = False
    """The clause concerns læring og mestring (itself, its lead-in, its headings)."""
    focus: tuple[int, int] = (0, 0)
    """Offsets in the flow text of the words that decided."""


@dataclass(frozen=True, slots=True)
class Way:
    """One alternative ready to be tried."""

    rule: NamedRule
    number: int
    alternative: Alternative
    requirements: tuple[Requirement, ...]
    rest: tuple[Requirement, ...]
    """Those on what stands around the clause; its own concepts and traits, and the document, are tried beforehand."""
    beside: tuple[Requirement, ...]
    """All but those on the concepts that must be in the clause."""
    accepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ways:
    """All alternatives of a rule set, in the order of its files."""

    every: tuple[Way, ...]
    sieve: Sieve
    """Numbers them as `every` does."""
    by_element: Mapping[tuple[str, str], tuple[int, ...]]
    """Numbers of the alternatives for an element of a construct."""
    asking: Mapping[str, tuple[tuple[int, tuple[Requirement, ...]], ...]]
    """Numbers of the alternatives that ask for a trait, or for words of the document, each with what it asks."""
    forms: dict[tuple[object, ...], Form] = field(default_factory=dict)
    """What is remembered for each kind of clause: few kinds make up nearly all clauses."""
    allowed: dict[tuple[str, object], int] = field(default_factory=dict)
    """Bits of the alternatives that a trait allows, by its value."""

    def form(self, clause: Clause, reading: Reading) -> Form:
        """What is known for clauses like this one."""
        like = (*(get(clause) for get in TRAITS.values()), clause.negated, clause.restated_law)
        if like not in self.forms:
            fitting = -1
            for trait in zip(TRAITS, like, strict=False):
                if trait not in self.allowed:
                    self.allowed[trait] = self.fitting(trait[0], clause, reading)
                fitting &= self.allowed[trait]
            self.forms[like] = Form(fitting, {})
        return self.forms[like]

    def fitting(self, about: str, clause: Clause, reading: Reading) -> int:
        """Bits of the alternatives that get what they ask about one thing (and of all that do not ask)."""
        return ~sum(1 << number for number, needs in self.asking[about] if not meets(clause, reading, needs))

    def sift(self, reading: Reading) -> Iterator[Sifted]:
        """The clauses that count, each with the alternatives that may fire in it or come near."""
        document = self.fitting(DOCUMENT, reading.clauses[0], reading) if reading.clauses else 0
        for clause in reading.clauses:
            if clause.section.kind not in NEVER_COUNTS:
                form, passed = self.form(clause, reading), self.sieve.sift(clause.hits)
                fitting = document & form.fitting
                yield Sifted(clause, form.strengths, passed.met & fitting, passed.one_short & fitting, passed.whole)


class Form(NamedTuple):
    """What clauses of one form have in common."""

    fitting: int
    """Bits of the alternatives that its traits allow."""
    strengths: dict[int, Strength | None]
    """How much an alternative counts for, by number."""


@lru_cache(maxsize=8)
def ways(ruleset: Ruleset) -> Ways:
    """Compile a rule set's alternatives, once."""
    every = tuple(way for rule in ruleset.rules for way in ways_of(rule))
    by_element: dict[tuple[str, str], tuple[int, ...]] = {}
    for number, way in enumerate(every):
        key = (way.rule.construct, way.rule.body.element)
        by_element[key] = (*by_element.get(key, ()), number)
    asking = {about: tuple(_asking(about, every)) for about in (*TRAITS, DOCUMENT)}
    return Ways(every, Sieve([way.alternative for way in every]), by_element, asking)


def _asking(about: str, every: Sequence[Way]) -> Iterator[tuple[int, tuple[Requirement, ...]]]:
    for number, way in enumerate(every):
        if needs := tuple(need for need in way.requirements if need.about == about):
            yield number, needs


def ways_of(rule: NamedRule) -> list[Way]:
    """A rule's alternatives, numbered from 1."""
    made = []
    for number, want in enumerate(rule.body.any_of, 1):
        needs = requirements(want)
        rest = tuple(need for need in needs[len(want.all) + len(want.none) :] if not need.about)
        accepts = frozenset((*rule.body.accepts, *want.accepts))
        made.append(Way(rule, number, want, needs, rest, needs[len(want.all) :], accepts))
    return made


class Sifted(NamedTuple):
    """A clause and bits of the alternatives worth trying on it; traits and document allow those of the first two."""

    clause: Clause
    strengths: dict[int, Strength | None]
    """How much an alternative counts for in clauses like this one, by number."""
    met: int
    """They miss no concept."""
    one_short: int
    """They miss one concept."""
    whole: int
    """They miss no concept, but may ask for a trait that the clause has not."""


@dataclass(frozen=True, slots=True)
class Sifting:
    """A document's clauses and a rule set's alternatives, brought together once for matching and for judging."""

    reading: Reading
    ruleset: Ruleset
    ways: Ways
    clauses: tuple[Sifted, ...]


def sift(reading: Reading, ruleset: Ruleset) -> Sifting:
    """Which alternatives each clause may meet, told from its own concepts and traits."""
    compiled = ways(ruleset)
    return Sifting(reading, ruleset, compiled, tuple(compiled.sift(reading)))


def match(sifting: Sifting) -> tuple[Finding, ...]:
    """Every finding of a document, in text order; one finding per rule and clause."""
    return tuple(finding for sifted in sifting.clauses if sifted.met for finding in _in_clause(sifted, sifting))


def _in_clause(sifted: Sifted, sifting: Sifting) -> Iterator[Finding]:
    """The strongest finding of each rule in a clause; of equals, the first alternative's."""
    fired: dict[str, tuple[Way, Strength]] = {}
    clause, strengths = sifted.clause, sifted.strengths
    for number in numbers(sifted.met):
        way = sifting.ways.every[number]
        if number not in strengths:
            strengths[number] = strength_of(way, clause)
        held, strength = fired.get(way.rule.id), strengths[number]
        if strength is None or (held and (held[1] != "weak" or strength == "weak")):
            continue
        if meets(clause, sifting.reading, way.rest):
            fired[way.rule.id] = way, strength
    return (_finding(way, clause, strength) for way, strength in fired.values())


def meets(clause: Clause, reading: Reading, needs: tuple[Requirement, ...]) -> bool:
    """Whether a clause meets all of some requirements."""
    for need in needs:  # noqa: SIM110 - a plain loop is three times as fast here, the innermost place of all
        if not need.test(clause, reading):
            return False
    return True


def _finding(way: Way, clause: Clause, strength: Strength) -> Finding:
    return Finding(
        rule=way.rule.id,
        construct=way.rule.construct,
        element=way.rule.body.element,
        alternative=way.number,
        start=clause.start,
        end=clause.end,
        clause=clause.index,
        strength=strength,
        by_reference=clause.by_reference and "reference" not in way.accepts,
        lm=LM in clause.hits or LM in clause.context,
        focus=_focus(way.alternative, clause),
    )


def _focus(alternative: Alternative, clause: Clause) -> tuple[int, int]:
    words = window(alternative, clause)
    if words is None:
        return clause.start, clause.end
    last = words[1] - 1
    return clause.start + clause.offsets[words[0]], clause.start + clause.offsets[last] + len(clause.words[last])


def strength_of(way: Way, clause: Clause) -> Strength | None:
    """How much a finding in this clause counts for, None for nothing (codebook G1–G5)."""
    body, accepts = way.rule.body, way.accepts
    if body.strength == "absent":
        return "absent"
    if clause.negated and "negated" not in accepts:
        return None
    if clause.restated_law and "law" not in accepts:
        return None
    if clause.section.kind == "definisjoner" and way.rule.construct != "lm" and "capped" not in accepts:
        return None
    return "weak" if body.strength == "weak" or not accepts.issuperset(lowered_by(clause)) else "full"


def lowered_by(clause: Clause) -> Iterator[str]:
    """What about a clause caps it at a mention (codebook G1, G4, G5)."""
    if clause.section.kind in CAPPED:
        yield "capped"
    if clause.modality in ("weak", "purpose"):
        yield clause.modality
    if clause.by_reference:
        yield "reference"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One alternative tried on one clause: which conditions held and which did not, in Norwegian."""

    rule: str
    alternative: int
    met: tuple[str, ...]
    lacks: tuple[str, ...]
    strength: Strength | None
    """What the finding counts for where nothing lacks; None where the clause gives nothing."""


def attempt(way: Way, clause: Clause, reading: Reading) -> Attempt:
    """Why an alternative fires in a clause, or why not."""
    held = [(need.label, need.test(clause, reading)) for need in way.requirements]
    return Attempt(
        rule=way.rule.id,
        alternative=way.number,
        met=tuple(label for label, ok in held if ok),
        lacks=tuple(label for label, ok in held if not ok),
        strength=None if clause.section.kind in NEVER_COUNTS else strength_of(way, clause),
    )


def explain(rule: NamedRule, clause: Clause, reading: Reading) -> tuple[Attempt, ...]:
    """Why a rule fires in a clause, or why not: one attempt per alternative."""
    return tuple(attempt(way, clause, reading) for way in ways_of(rule))
