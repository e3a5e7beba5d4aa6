"""Rules over clauses: strength after the codebook's general rules, one finding per rule and clause."""

from pathlib import Path
from typing import Any

import pytest
from clausemaker import clause, reading, section
from rulefolder import RULE, make_folder

from analyser.matching import explain, match, sift
from analyser.rules import Ruleset, load_ruleset

HITS = {"avtalen": (0, 1), "gjennomgaa": (1, 2), "intervall": (2, 4)}
TEXT = "Avtalen gjennomgås hvert år"


def load(folder: Path, text: str = RULE) -> Ruleset:
    return load_ruleset(make_folder(folder, {"vedlikehold/a.yml": text}))


def strengths(ruleset: Ruleset, **fields: Any) -> list[str]:
    return [finding.strength for finding in match(sift(reading(clause(TEXT, HITS, **fields)), ruleset))]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ["full"]),
        ({"modality": "weak"}, ["weak"]),
        ({"modality": "purpose"}, ["weak"]),
        ({"by_reference": True}, ["weak"]),
        ({"section": section("formål")}, ["weak"]),
        ({"section": section("definisjoner")}, []),
        ({"section": section("innhold")}, []),
        ({"section": section("underskrift")}, []),
        ({"negated": True}, []),
        ({"restated_law": True}, []),
    ],
)
def test_the_general_rules_lower_or_silence_a_finding(
    tmp_path: Path, fields: dict[str, Any], expected: list[str]
) -> None:
    assert strengths(load(tmp_path), **fields) == expected


@pytest.mark.parametrize(
    ("accepts", "fields"),
    [
        ("weak", {"modality": "weak"}),
        ("purpose", {"modality": "purpose"}),
        ("reference", {"by_reference": True}),
        ("capped", {"section": section("formål")}),
        ("capped", {"section": section("definisjoner")}),
        ("negated", {"negated": True}),
        ("law", {"restated_law": True}),
    ],
)
def test_a_rule_can_accept_what_would_lower_others(tmp_path: Path, accepts: str, fields: dict[str, Any]) -> None:
    assert strengths(load(tmp_path, RULE + f"accepts: [{accepts}]\n"), **fields) == ["full"]


def test_a_rule_of_absence_counts_as_absence_only(tmp_path: Path) -> None:
    ruleset = load(tmp_path, RULE + "strength: absent\naccepts: [negated]\n")
    assert strengths(ruleset, negated=True) == ["absent"]


def test_a_weak_rule_never_gives_more_than_a_mention(tmp_path: Path) -> None:
    assert strengths(load(tmp_path, RULE + "strength: weak\n")) == ["weak"]


def test_the_focus_is_the_words_that_decide(tmp_path: Path) -> None:
    moved = reading(clause("I dag: " + TEXT, {k: (a + 2, b + 2) for k, (a, b) in HITS.items()}))
    (finding,) = match(sift(moved, load(tmp_path)))
    assert ("I dag: " + TEXT)[slice(*finding.focus)] == TEXT


def test_two_alternatives_give_one_finding(tmp_path: Path) -> None:
    twice = RULE.replace("any_of:", "any_of:\n  - all: [avtalen]")
    assert len(match(sift(reading(clause(TEXT, HITS)), load(tmp_path, twice)))) == 1


def test_explain_names_what_a_clause_lacks(tmp_path: Path) -> None:
    ruleset = load(tmp_path)
    around = reading(clause("Avtalen gjennomgås", {"avtalen": (0, 1), "gjennomgaa": (1, 2)}))
    (attempt,) = explain(ruleset.rules[0], around.clauses[0], around)
    assert attempt.lacks == ("«intervall» i setningen",)
    assert len(attempt.met) == 3


def test_a_later_alternative_that_counts_in_full_beats_a_weak_one(tmp_path: Path) -> None:
    both = RULE.replace("any_of:", "any_of:\n  - all: [avtalen]\n  - {all: [avtalen], accepts: [weak]}")
    assert strengths(load(tmp_path, both), modality="weak") == ["full"]
