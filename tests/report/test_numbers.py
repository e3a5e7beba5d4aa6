"""Numbers as Norwegian readers expect them."""

from __future__ import annotations

import pytest

from analyser.report.model import Level, Share
from analyser.report.numbers import agreements, count, listed, number, of, percent, share, shown


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(0, 0, "0"), (1234, 0, "1\u202f234"), (1234567.5, 1, "1\u202f234\u202f567,5"), (-3.25, 2, "−3,25")],
)
def test_decimal_comma_and_a_narrow_space_between_thousands(value: float, decimals: int, expected: str) -> None:
    assert number(value, decimals) == expected


def test_per_cent_with_one_decimal_and_a_space_that_does_not_break() -> None:
    assert percent(0.125) == "12,5\u00a0%"


@pytest.mark.parametrize(
    ("part", "whole", "cell", "sentence"),
    [
        (0, 0, "–", "ingen av\u00a00"),
        (3, 9, "3\u00a0av\u00a09", "3\u00a0av\u00a09"),
        (5, 40, "12,5\u00a0%", "12,5\u00a0% (5\u00a0av\u00a040)"),
        (0, 40, "0,0\u00a0%", "ingen av\u00a040"),
        (40, 40, "100,0\u00a0%", "alle\u00a040"),
    ],
)
def test_small_groups_are_counts_and_never_per_cent(part: int, whole: int, cell: str, sentence: str) -> None:
    assert share(Share(part, whole)) == cell
    assert of(Share(part, whole)) == sentence


def test_nothing_one_and_many_in_words() -> None:
    assert [agreements(value) for value in (0, 1, 2, 12, 13, 5000)] == [
        "ingen avtaler", "én avtale", "to avtaler", "tolv avtaler", "13 avtaler", "5\u202f000 avtaler",
    ]
    assert count(1, "kriterium", "kriterier", neuter=True) == "ett kriterium"


def test_lists_end_with_og() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a og b", "a, b og c"]


def test_cells_that_hold_nothing_are_dashes() -> None:
    assert [shown(cell) for cell in (None, Level(None), Level(2), 1.5, "tekst")] == ["–", "–", "2", "1,50", "tekst"]
