"""The rule check: examples, alternatives, terms that can never match."""

from pathlib import Path

import pytest
from rulefolder import RULE, VOCABULARY, make_folder

from analyser.rulecheck import check


def faults(folder: Path, rule: str = RULE, vocabulary: str = VOCABULARY) -> list[str]:
    return [str(fault) for fault in check(make_folder(folder, {"vedlikehold/a.yml": rule}, vocabulary)).faults]


def test_a_sound_rule_passes(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (RULE.replace("[[Avtalen gjennomgås hvert år]]", "Avtalen gjelder"), "examples.match.1: regelen slår ikke til"),
        (
            RULE.replace("Kursene gjennomgås", "Avtalen gjennomgås"),
            "examples.no_match.1: regelen slår til, men skal la være",
        ),
        (RULE.replace('år]]."', 'år]]."\n      strength: weak'), "examples.match.1: funnet er «full», ikke «weak»"),
        (RULE.replace("[[Avtalen gjennomgås", "Avtalen [[gjennomgås"), "examples.match.1: merket er"),
        (RULE.replace("any_of:", "any_of:\n  - all: [kurs]"), "any_of.1: ingen eksempler trenger dette alternativet"),
    ],
)
def test_an_example_that_does_not_hold_is_a_fault(tmp_path: Path, rule: str, fault: str) -> None:
    assert any(fault in found for found in faults(tmp_path, rule)), faults(tmp_path, rule)


@pytest.mark.parametrize("term", ["hvert,annet", "(avtale)"])
def test_a_term_that_the_tokenizer_splits_can_never_match(tmp_path: Path, term: str) -> None:
    found = faults(tmp_path, vocabulary=VOCABULARY + f'ny: ["{term}"]\n')
    assert any("kan aldri treffe" in fault for fault in found)


def test_concepts_nobody_asks_for_are_named(tmp_path: Path) -> None:
    report = check(make_folder(tmp_path, vocabulary=VOCABULARY + "ny: [ord]\n"))
    assert "ny" in report.unused_concepts


def test_the_programs_own_rules_pass() -> None:
    assert [str(fault) for fault in check().faults] == []
