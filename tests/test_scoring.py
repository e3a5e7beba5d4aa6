"""Findings to levels: the arithmetic, flags, what is missing, and what a left-out rule makes uncertain."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from clausemaker import clause, reading, section
from rulefolder import CRITERIA, RULE, RULE_B, make_folder

from analyser.clauses import Clause
from analyser.matching import match, sift
from analyser.rules import Ruleset, load_ruleset
from analyser.scoring import Judgement, judge

A = clause("Avtalen gjennomgås hvert år", {"avtalen": (0, 1), "gjennomgaa": (1, 2), "intervall": (2, 4)})
B = clause("Avtalen kurs", {"avtalen": (0, 1), "kurs": (1, 2)})


def ruleset(folder: Path, extra: dict[str, str] | None = None) -> Ruleset:
    return load_ruleset(make_folder(folder, extra))


def judged(rules: Ruleset, *clauses: Clause) -> Judgement:
    sifting = sift(reading(*clauses), rules)
    return judge(match(sifting), sifting)["vedlikehold"]


def changed(one: Clause, **fields: Any) -> Clause:
    return replace(one, **fields)


def test_no_finding_is_level_0_with_evidence_of_the_search(tmp_path: Path) -> None:
    found = judged(ruleset(tmp_path), clause("Noe annet"))
    assert (found.level, found.state, found.evidence) == (0, "assessed", ())
    assert [missing.element for missing in found.missing] == ["a", "b"]
    assert found.missing[0].rules == ("vedlikehold/a",)
    assert found.missing[0].sections == ("1 Oppgaver",)
    assert found.missing[0].lacks == "Ingen setning kom i nærheten."


def test_one_element_is_level_2_and_both_with_a_derived_one_level_3(tmp_path: Path) -> None:
    rules = ruleset(tmp_path)
    assert judged(rules, A).level == 2
    both = judged(rules, A, B)
    assert (both.level, both.elements) == (3, {"a": True, "b": True, "begge": True})
    assert both.reason == "Alt. Funnet: intervall; ansvarlig."


def test_a_weak_finding_is_level_1_and_the_nearest_miss_says_why(tmp_path: Path) -> None:
    found = judged(ruleset(tmp_path), changed(A, modality="weak"))
    assert found.level == 1
    assert found.missing[0].nearest == (0, len(A.text))
    assert "kan, bør eller ønsker" in found.missing[0].lacks


def test_a_clause_one_condition_short_is_the_nearest_miss(tmp_path: Path) -> None:
    near = clause("Avtalen gjennomgås", {"avtalen": (0, 1), "gjennomgaa": (1, 2)})
    found = judged(ruleset(tmp_path), near)
    assert found.missing[0].nearest == (0, len(near.text))
    assert found.missing[0].lacks == "Mangler: «hvert … år…, årlig» i setningen."


def test_by_reference_is_set_at_level_1_only(tmp_path: Path) -> None:
    rules = ruleset(tmp_path)
    assert judged(rules, changed(A, by_reference=True)).by_reference
    assert not judged(rules, changed(A, by_reference=True), B).by_reference


def test_explicit_absence_comes_from_rules_of_absence(tmp_path: Path) -> None:
    absent = RULE + "strength: absent\naccepts: [negated]\n"
    found = judged(ruleset(tmp_path, {"vedlikehold/nei.yml": absent}), changed(A, negated=True))
    assert (found.level, found.explicit_absence) == (0, True)


def test_formaal_caps_at_level_1(tmp_path: Path) -> None:
    assert judged(ruleset(tmp_path), changed(A, section=section("formål"))).level == 1


def test_a_left_out_rule_that_could_raise_the_level_makes_it_not_assessed(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, {"vedlikehold/b.yml": RULE_B.replace("title:", "tittel:")})
    assert judged(rules, A).state == "not_assessed"


def test_a_left_out_rule_that_could_not_matter_leaves_the_level_assessed(tmp_path: Path) -> None:
    rules = ruleset(tmp_path, {"vedlikehold/x.yml": RULE.replace("title:", "tittel:")})
    assert judged(rules, A, B).state == "assessed"


def test_the_evidence_that_decides_the_level_stands_first_and_mentions_last(tmp_path: Path) -> None:
    found = judged(ruleset(tmp_path), changed(A, modality="weak"), changed(A), B)
    assert [(one.element, one.strength) for one in found.evidence] == [("a", "full"), ("b", "full"), ("a", "weak")]


def test_the_reason_says_how_much_concerns_lm_where_the_mapping_asks(tmp_path: Path) -> None:
    criteria = CRITERIA.replace("core: true", "core: true\n    lm_scope: true", 1)
    rules = load_ruleset(make_folder(tmp_path, criteria=criteria))
    about_lm = clause("Avtalen kurs", {"avtalen": (0, 1), "kurs": (1, 2), "lm": (1, 2)})
    assert judged(rules, A, about_lm).reason.endswith("Av belegget gjelder 1 av 2 funn læring og mestring.")
    assert "læring" not in judged(ruleset(tmp_path / "uten"), A).reason
