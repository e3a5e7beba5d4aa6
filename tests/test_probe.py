"""Precision and recall on the probe clauses, written with only the codebook in hand, do not fall."""

import pytest
from probe import Counts, answers, count, shares

from analyser.rules import load_ruleset


@pytest.fixture(scope="module")
def counts() -> Counts:
    return count(answers(load_ruleset()))


@pytest.mark.parametrize(
    ("construct", "precision", "recall"),
    [
        ("konkretisering", 0.9, 0.85),
        ("brukermedvirkning", 0.9, 0.9),
        ("forpliktelse", 0.95, 0.85),
        ("tilgjengelighet", 0.9, 0.85),
        ("vedlikehold", 0.9, 0.9),
        ("samisk", 0.95, 0.9),
        ("likeverdighet", 0.95, 0.9),
        ("oversikt", 0.95, 0.85),
        ("strukturer", 0.8, 0.8),
        ("lm", 0.8, 0.8),
    ],
)
def test_the_rules_find_what_the_probes_say(counts: Counts, construct: str, precision: float, recall: float) -> None:
    found = shares(counts, construct)
    assert found[0] >= precision, found
    assert found[1] >= recall, found
