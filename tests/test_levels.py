"""The level rule's little language."""

from itertools import combinations

import pytest

from analyser.levels import LevelRule, read_level


@pytest.mark.parametrize(
    ("rule", "found", "holds"),
    [
        ("a and b", "ab", True),
        ("a and b", "a", False),
        ("a or b", "b", True),
        ("not a", "", True),
        ("count(a, b, c) >= 2", "ac", True),
        ("count(a, b, c) >= 2", "c", False),
        ("count(a or b, c) >= 2", "bc", True),
        ("(a or b) and count(c, d) >= 1", "bd", True),
    ],
)
def test_a_rule_holds_as_it_reads(rule: str, found: str, holds: bool) -> None:
    assert LevelRule(rule).holds(set(found)) is holds


@pytest.mark.parametrize(
    "rule", ["", "a and", "__import__('os')", "a + b", "count(a) > 1", "f(a) >= 1", "a >= 1", "a.b"]
)
def test_what_is_not_a_level_rule_is_refused_with_help(rule: str) -> None:
    with pytest.raises(ValueError, match="bruk elementnavn, and, or, not"):
        LevelRule(rule)


def test_only_text_is_a_level_rule() -> None:
    with pytest.raises(ValueError, match="skal være tekst"):
        read_level(3)


def test_konkretisering_follows_the_codebook_for_every_set_of_elements() -> None:
    """Level 3: a and b and two of c–f; level 2: a and b, or one of them with one of c–f."""
    three = LevelRule("a and b and count(c, d, e, f) >= 2")
    for size in range(7):
        for found in map(set, combinations("abcdef", size)):
            assert three.holds(found) == ({"a", "b"} <= found and len(found & set("cdef")) >= 2)
