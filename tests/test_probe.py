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
        ("konkretisering", 0.8, 0.7),
        ("brukermedvirkning", 0.8, 0.7),
        ("forpliktelse", 0.8, 0.7),
        ("tilgjengelighet", 0.8, 0.7),
        ("vedlikehold", 0.8, 0.7),
        ("samisk", 0.8, 0.7),
        ("likeverdighet", 0.8, 0.7),
        ("oversikt", 0.8, 0.6),
        ("strukturer", 0.7, 0.7),
        ("lm", 0.7, 0.7),
    ],
)
def test_the_rules_find_what_the_probes_say(counts: Counts, construct: str, precision: float, recall: float) -> None:
    found = shares(counts, construct)
    assert found[0] >= precision, found
    assert found[1] >= recall, found
