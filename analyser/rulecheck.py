"""The rule check: examples run, alternatives nobody needs, patterns that can never match, advice that works."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyser.errors import RuleFault
from analyser.language import words
from analyser.matching import Finding
from analyser.rulemodels import Match, NoMatch
from analyser.rules import SCOPES, VOCABULARY, NamedRule, Ruleset, concepts_of, load_ruleset
from analyser.trial import Trial, try_sentence

ASKED_BY_CODE = tuple(f"{VOCABULARY}/{name}.yml" for name in ("kontekst", "handling", "seksjoner"))
"""Vocabulary that sections.py, grammar.py and context.py ask for."""
MARK = re.compile(r"\[\[|\]\]")


@dataclass(frozen=True)
class RuleReport:
    """What the check saw of one rule."""

    rule: str
    examples: int
    unneeded: tuple[int, ...]
    """Alternatives that no example needs, from 1."""


@dataclass(frozen=True)
class Report:
    """Everything the check found; the rule set is sound when there are no faults."""

    faults: tuple[RuleFault, ...]
    rules: tuple[RuleReport, ...]
    unused_concepts: tuple[str, ...]


def check(path: Path | str | None = None) -> Report:
    """Check a rules folder (the program's own when None); raises RuleProblem when it cannot be read at all."""
    ruleset = load_ruleset(path)
    faults = list(ruleset.faults)
    reports = []
    for rule in ruleset.rules:
        faults += _example_faults(rule, ruleset)
        unneeded = _unneeded(rule, ruleset)
        faults += [
            rule.fault(("any_of", number - 1), "ingen eksempler trenger dette alternativet") for number in unneeded
        ]
        reports.append(RuleReport(rule.id, len(rule.body.examples.match) + len(rule.body.examples.no_match), unneeded))
    faults += lint_vocabulary(ruleset)
    return Report(tuple(faults), tuple(reports), _unused(ruleset))


def _example_faults(rule: NamedRule, ruleset: Ruleset) -> Iterator[RuleFault]:
    alone = replace(ruleset, rules=(rule,))
    for number, example in enumerate(rule.body.examples.match):
        problem = _match_problem(example, alone)
        if problem:
            yield rule.fault(("examples", "match", number), f"{problem}: «{_plain(example.text)}»")
    for number, other in enumerate(rule.body.examples.no_match):
        if _fires(other, alone):
            message = f"regelen slår til, men skal la være: «{other.text}»"
            yield rule.fault(("examples", "no_match", number), message)


def _match_problem(example: Match, alone: Ruleset) -> str | None:
    trial = _trial(example, alone)
    found = trial.findings(alone)
    if not found:
        return "regelen slår ikke til"
    strengths = {finding.strength for finding in found}
    if example.strength not in strengths:
        return f"funnet er «{', '.join(sorted(strengths))}», ikke «{example.strength}»"
    marked = re.search(r"\[\[(.*?)\]\]", example.text)
    deciding = [trial.quote(finding.focus) for finding in found]
    if marked and marked[1] not in deciding:
        return f"merket er «{marked[1]}», men det som avgjør, er «{deciding[0]}»"
    return None


def _fires(example: Match | NoMatch, alone: Ruleset) -> tuple[Finding, ...]:
    return _trial(example, alone).findings(alone)


def _trial(example: Match | NoMatch, alone: Ruleset) -> Trial:
    return try_sentence(_plain(example.text), alone.vocabulary, example.heading, example.lead_in, example.column)


def _plain(text: str) -> str:
    return MARK.sub("", text)


def _unneeded(rule: NamedRule, ruleset: Ruleset) -> tuple[int, ...]:
    """Alternatives whose absence changes no example (drop-one check)."""
    if len(rule.body.any_of) == 1:
        return ()
    return tuple(number for number in range(1, len(rule.body.any_of) + 1) if not _needed(rule, number, ruleset))


def _needed(rule: NamedRule, number: int, ruleset: Ruleset) -> bool:
    rest = tuple(way for index, way in enumerate(rule.body.any_of, 1) if index != number)
    alone = replace(ruleset, rules=(replace(rule, body=rule.body.model_copy(update={"any_of": rest})),))
    return any(not _fires(example, alone) for example in rule.body.examples.match)


def _unused(ruleset: Ruleset) -> tuple[str, ...]:
    """Concepts that no rule, no other concept and no part of the program asks for."""
    asked = {
        name
        for rule in ruleset.rules
        for way in rule.body.any_of
        for scope in SCOPES
        for name in concepts_of(way, scope)
    }
    asked |= {name for name, source in ruleset.vocabulary.sources.items() if source.file in ASKED_BY_CODE}
    return tuple(sorted(ruleset.vocabulary.ids - asked - ruleset.vocabulary.referred))


def lint_vocabulary(ruleset: Ruleset) -> Iterator[RuleFault]:
    """Terms that can never match, since the program's tokenizer does not make such words."""
    for concept, terms in sorted(ruleset.vocabulary.sources.items()):
        for text in (*terms.terms, *terms.blocked):
            for piece in _split_pieces(text.split()):
                message = f"«{piece}» i «{text}» kan aldri treffe: programmet deler det i flere ord"
                yield RuleFault(terms.file, terms.line, concept, message)


def _split_pieces(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        if piece[0] in "~</":
            continue
        for choice in piece.split("|"):
            bare = choice.strip("*")
            if len(words(bare)) != 1:
                yield choice
