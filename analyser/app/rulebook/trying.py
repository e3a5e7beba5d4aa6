"""A sentence tried as if it stood in an agreement: what fires, what nearly does, what level it would give."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from analyser.app.rulebook.words import NOT, concepts
from analyser.clauses import Clause
from analyser.kinds import CAPPED, NEVER_COUNTS
from analyser.matching import Attempt, Finding, explain, lowered_by, sift
from analyser.reading import Reading
from analyser.rules import NamedRule, Ruleset
from analyser.scoring import in_words, judge
from analyser.trial import Trial, try_sentence

HEADINGS = {
    "oppgaver": "Oppgaver og ansvar", "samarbeid": "Samarbeid", "organ": "Samarbeidsorganer",
    "brukermedvirkning": "Brukermedvirkning", "lm": "Læring og mestring", "oversikt": "Oversikt over tilbud",
    "kompetanse": "Kompetanse og opplæring", "økonomi": "Økonomi", "kommunikasjon": "Kommunikasjon",
    "forankring": "Forankring", "tilgjengelighet": "Publisering av avtalen", "avvik": "Avvik", "uenighet": "Uenighet",
    "mislighold": "Mislighold", "revisjon": "Revisjon", "varighet": "Varighet og oppsigelse",
    "godkjenning": "Godkjenning", "samisk": "Samiske pasienter", "verdigrunnlag": "Verdigrunnlag",
    "formål": "Formål", "bakgrunn": "Bakgrunn", "virkeområde": "Virkeområde", "definisjoner": "Definisjoner",
    "forholdet": "Forholdet til andre avtaler", "lovliste": "Lovgrunnlag", "vedlegg": "Vedlegg 1",
}  # fmt: skip
"""A usual heading of each kind of section."""
MOST_NEAR = 8
_NAMES = re.compile("«(.+?)»")
_PLAIN = 0.05
"""What a met condition tells that asks for no concept: side, form, kind of section."""


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that fired, with the text as it stands before, at and after the words that decided."""

    rule: NamedRule
    strength: str
    before: str
    words: str
    after: str
    lowered: tuple[str, ...]
    """What about the sentence keeps it at a mention."""


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that did not fire: what it lacks, or (`silenced`) what in the sentence makes it count for nothing."""

    rule: NamedRule
    lacks: str
    silenced: str = ""


@dataclass(frozen=True, slots=True)
class Tried:
    """All that came of a sentence."""

    kind: str
    clauses: tuple[Clause, ...]
    fired: tuple[Fired, ...]
    near: tuple[Near, ...]
    levels: dict[str, int]
    """The levels that the text would give on its own, those above 0."""

    @property
    def weight(self) -> str:
        """What the place does to it: "never", "capped" or "full"."""
        return "never" if self.kind in NEVER_COUNTS else "capped" if self.kind in CAPPED else "full"


def tried(text: str, ruleset: Ruleset, heading: str, lead_in: str = "", column: str = "") -> Tried:
    """Read the text under a heading (after a lead-in, in a column), and ask every rule."""
    trial = try_sentence(" ".join(text.split()), ruleset.vocabulary, heading, lead_in, column)
    clauses = tuple(clause for clause in trial.reading.clauses if clause.start in trial.place)
    findings = trial.findings(ruleset)
    judged = judge(findings, sift(trial.reading, ruleset))
    return Tried(
        kind=clauses[0].section.kind if clauses else "",
        clauses=clauses,
        fired=tuple(_fired(finding, trial, ruleset) for finding in findings),
        near=tuple(_near(clauses, trial.reading, ruleset, findings)),
        levels={name: one.level for name, one in judged.items() if one.level},
    )


def _fired(finding: Finding, trial: Trial, ruleset: Ruleset) -> Fired:
    start, end = finding.focus
    clause = trial.reading.clauses[finding.clause]
    return Fired(
        rule=next(rule for rule in ruleset.rules if rule.id == finding.rule),
        strength=finding.strength,
        before=trial.quote((finding.start, start)),
        words=trial.quote((start, end)),
        after=trial.quote((end, finding.end)),
        lowered=tuple(lowered_by(clause)) if finding.strength == "weak" else (),
    )


def _near(
    clauses: Sequence[Clause], reading: Reading, ruleset: Ruleset, findings: Sequence[Finding]
) -> Iterator[Near]:
    """The rules that came nearest to something not found.

    First those where all fits, though it counts for nothing here; then those of constructs that the text touches on.
    """
    fired = {finding.rule for finding in findings}
    had = {(finding.construct, finding.element) for finding in findings if finding.strength == "full"}
    touched = {finding.construct for finding in findings}
    found: list[tuple[float, Near]] = []
    for rule in ruleset.rules:
        if rule.id not in fired and (rule.construct, rule.body.element) not in had:
            attempts = [(one, clause) for clause in clauses for one in explain(rule, clause, reading)]
            nearest = max(attempts, key=lambda one: _nearness(one[0], ruleset), default=None)
            if nearest and (score := _nearness(nearest[0], ruleset)) > 0:
                found.append((score + (rule.construct in touched), _as_near(rule, *nearest, ruleset)))
    found.sort(key=lambda one: -one[0])
    return (near for _, near in found[:MOST_NEAR])


def _nearness(attempt: Attempt, ruleset: Ruleset) -> float:
    """How much of what is the rule's own is there; 0 where it lacks more than one thing, all where it lacks none."""
    if len(attempt.lacks) > 1:
        return 0
    there = [label for label in attempt.met if not label.startswith(NOT)]
    if not attempt.lacks:
        return inf
    return sum(_telling(label, ruleset) for label in there)


def _telling(label: str, ruleset: Ruleset) -> float:
    """How much a met condition tells: a concept that few rules ask for, more than one that many do."""
    asked = _NAMES.search(label)
    if not asked:
        return _PLAIN
    return max(1 / max(_uses(ruleset)[name], 1) for name in asked[1].split(" / "))


@lru_cache(maxsize=2)
def _uses(ruleset: Ruleset) -> Counter[str]:
    """How many rules ask for each concept."""
    return Counter(name for rule in ruleset.rules for name in concepts(rule))


def _as_near(rule: NamedRule, attempt: Attempt, clause: Clause, ruleset: Ruleset) -> Near:
    if attempt.lacks:
        return Near(rule, in_words(attempt.lacks[0], ruleset.vocabulary))
    return Near(rule, "", _silenced(clause))


def _silenced(clause: Clause) -> str:
    """Why a sentence counts for nothing though all of a rule's conditions are met (codebook G1–G3)."""
    if clause.section.kind in NEVER_COUNTS:
        return "sted"
    if clause.negated:
        return "nektet"
    return "lov" if clause.restated_law else "definisjon"
