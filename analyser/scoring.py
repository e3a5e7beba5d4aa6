"""Findings to elements to a level 0–3 per construct, with the reason and with evidence for "not found" too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analyser.clauses import Clause
from analyser.kinds import NEVER_COUNTS
from analyser.matching import Finding, Sifting, Way, attempt, lowered_by, meets
from analyser.reading import Reading
from analyser.rulemodels import LEVELS, Criterion
from analyser.rules import Ruleset
from analyser.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that was not found: where the program looked and what came nearest."""

    element: str
    rules: tuple[str, ...]
    sections: tuple[str, ...]
    """Number and heading of every section that was read."""
    nearest: tuple[int, int] | None
    """Offsets of the clause that came nearest (weak wording, or one condition short)."""
    lacks: str
    """What the nearest miss lacks, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One construct judged: level 0–3, elements, flags, why, evidence and what is missing (codebook "Levels")."""

    construct: str
    level: int
    state: Literal["assessed", "not_assessed"]
    elements: dict[str, bool]
    by_reference: bool
    explicit_absence: bool
    reason: str
    evidence: tuple[Finding, ...]
    """What decides the level first."""
    missing: tuple[Missing, ...]


def judge(findings: Iterable[Finding], sifting: Sifting) -> dict[str, Judgement]:
    """Level, elements, flags and reasons of every construct, in the order of rules/kriterier.yml."""
    by_construct: dict[str, list[Finding]] = {name: [] for name in sifting.ruleset.criteria.constructs}
    for finding in findings:
        by_construct[finding.construct].append(finding)
    sections = tuple(
        f"{section.number} {section.heading}".strip()
        for section in sifting.reading.sections
        if section.kind not in NEVER_COUNTS
    )
    read = _Read(sifting, sections)
    return {name: _judge_one(name, found, read) for name, found in by_construct.items()}


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read, by which rules: where something that was not found is looked for once more."""

    sifting: Sifting
    sections: tuple[str, ...]
    """Number and heading of every section that was read."""


def _judge_one(name: str, findings: Sequence[Finding], read: _Read) -> Judgement:
    ruleset = read.sifting.ruleset
    criterion = ruleset.criteria.constructs[name]
    direct = {finding.element for finding in findings if finding.strength == "full"}
    full = _found(criterion, direct)
    level = level_of(criterion, full, any(finding.strength == "weak" for finding in findings))
    elements = {element: element in full for element in criterion.elements}
    return Judgement(
        construct=name,
        level=level,
        state="not_assessed" if _undecided(name, criterion, full, level, ruleset) else "assessed",
        elements=elements,
        by_reference=level == 1 and any(finding.by_reference and finding.element not in full for finding in findings),
        explicit_absence=level <= 1 and any(finding.strength == "absent" for finding in findings),
        reason=_reason(criterion, level, full, findings),
        evidence=_by_weight(findings, _decisive(criterion, direct, level)),
        missing=tuple(_missing(name, element, findings, read) for element in criterion.shown if element not in full),
    )


def _found(criterion: Criterion, direct: set[str]) -> set[str]:
    """Elements found directly and those that follow from them."""
    derived = {name for name, element in criterion.elements.items() if element.when and element.when.holds(direct)}
    return direct | derived


def _decisive(criterion: Criterion, direct: set[str], level: int) -> set[str]:
    """Elements without which the level would be lower."""
    return {name for name in direct if level_of(criterion, _found(criterion, direct - {name}), True) < level}


def _by_weight(findings: Sequence[Finding], decisive: set[str]) -> tuple[Finding, ...]:
    """What decides the level first, mentions last, and otherwise in text order."""
    return tuple(sorted(findings, key=lambda one: (one.strength != "full", one.element not in decisive, one.clause)))


def level_of(criterion: Criterion, full: set[str], mentioned: bool) -> int:
    """The highest level whose rule holds; 1 for any finding at all, else 0."""
    for level in ("3", "2"):
        if criterion.levels[level].holds(full):
            return int(level)
    return int(mentioned or bool(full))


def _undecided(name: str, criterion: Criterion, full: set[str], level: int, ruleset: Ruleset) -> bool:
    """Whether a rule that was left out could have changed the level."""
    left_out = {element for construct, element in ruleset.left_out if construct == name}
    if not left_out:
        return False
    possible = set(criterion.elements) if "" in left_out else full | left_out
    return level_of(criterion, _found(criterion, possible), True) > level


def _reason(criterion: Criterion, level: int, full: set[str], findings: Sequence[Finding]) -> str:
    """Why this level: the level's own sentence, what was found, what is missing, and how much concerns LM."""
    found = [criterion.elements[name].name for name in criterion.shown if name in full]
    lacking = [criterion.elements[name].name for name in criterion.shown if name not in full]
    parts = [criterion.reasons[LEVELS[level]]]
    if found:
        parts.append(f"Funnet: {'; '.join(found)}.")
    if lacking and level < 3:
        parts.append(f"Ikke funnet: {'; '.join(lacking)}.")
    if criterion.lm_scope and findings:
        about = sum(finding.lm for finding in findings)
        parts.append(f"Av belegget gjelder {about} av {len(findings)} funn læring og mestring.")
    return " ".join(parts)


def _missing(construct: str, element: str, findings: Sequence[Finding], read: _Read) -> Missing:
    ways = read.sifting.ways
    tried = ways.by_element.get((construct, element), ())
    nearest, lacks = _weak(element, findings, read.sifting.reading) or _nearest(tried, read.sifting)
    rules = tuple(dict.fromkeys(ways.every[number].rule.id for number in tried))
    return Missing(element, rules, read.sections, nearest, lacks)


Near = tuple[tuple[int, int] | None, str]
_LOWERED = {
    "capped": "står i et kapittel som bare kan gi nivå 1",
    "weak": "er formulert som noe partene kan, bør eller ønsker",
    "purpose": "er et mål, ikke en avtalt handling",
    "reference": "viser bare til en annen avtale",
}


def _weak(element: str, findings: Sequence[Finding], reading: Reading) -> Near | None:
    """A finding of the element that was only a mention."""
    for finding in findings:
        if finding.element == element and finding.strength == "weak":
            causes = [_LOWERED[cause] for cause in lowered_by(reading.clauses[finding.clause])]
            return (finding.start, finding.end), f"Setningen {' og '.join(causes) or 'er bare et prinsipp'}."
    return None


def _nearest(tried: Iterable[int], sifting: Sifting) -> Near:
    """The first clause that lacks just one condition, of the longest alternative of which there is such a clause."""
    reading, every = sifting.reading, sifting.ways.every
    asked = sorted(tried, key=lambda number: -len(every[number].requirements))
    wanted = sum(1 << number for number in asked)
    close = [(clause, short, whole) for clause, _, _, short, whole in sifting.clauses if (short | whole) & wanted]
    for number in asked if close else ():
        way, bit = every[number], 1 << number
        for clause, lacks_one in [(clause, short & bit) for clause, short, whole in close if (short | whole) & bit]:
            if meets(clause, reading, way.rest) if lacks_one else _one_short(way, clause, reading):
                (lack,) = attempt(way, clause, reading).lacks
                return (clause.start, clause.end), f"Mangler: {in_words(lack, sifting.ruleset.vocabulary)}."
    return None, "Ingen setning kom i nærheten."


def in_words(label: str, vocabulary: Vocabulary) -> str:
    """A condition with words in place of the names of concepts."""

    def said(match: re.Match[str]) -> str:
        return f"«{' / '.join(vocabulary.example(name) for name in match[1].split(' / '))}»"

    return re.sub("«(.+?)»", said, label)


def _one_short(way: Way, clause: Clause, reading: Reading) -> bool:
    """Whether a clause that has every concept lacks one condition, given up as soon as it lacks two."""
    lacks = 0
    for need in way.beside:
        lacks += not need.test(clause, reading)
        if lacks > 1:
            return False
    return lacks == 1
