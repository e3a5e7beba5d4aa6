"""The measures against worked examples from the literature, and their intervals."""

from __future__ import annotations

import pytest

from analyser.study.measures import measure


def test_full_agreement_is_one_with_an_interval_of_one() -> None:
    found = measure([[(level, level)] for level in (0, 1, 2, 3) * 5])
    for estimate in (found.exact, found.kappa, found.alpha):
        assert estimate
        assert (estimate.value, estimate.low, estimate.high) == (1, 1, 1)


def test_kappa_by_hand() -> None:
    """Quadratic weights, four pairs: observed disagreement 1/4, expected 4/3: 1 - (1/4)/(4/3) = 0.8125."""
    found = measure([[(0, 0)], [(1, 1)], [(2, 2)], [(2, 1)]])
    assert found.exact
    assert found.exact.value == pytest.approx(0.75)
    assert found.kappa
    observed, expected = 1 / 4, sum((a - b) ** 2 for a in (0, 1, 2, 2) for b in (0, 1, 2, 1)) / 16
    assert found.kappa.value == pytest.approx(1 - observed / expected)


def test_alpha_of_two_coders_in_the_published_example() -> None:
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability: binary data, two observers, alpha 0.095."""
    first, second = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)
    found = measure([[pair] for pair in zip(first, second, strict=True)])
    assert found.alpha
    assert found.alpha.value == pytest.approx(0.095, abs=0.001)


def test_one_level_throughout_has_no_kappa() -> None:
    found = measure([[(1, 1)], [(1, 1)]])
    assert found.kappa is None
    assert found.alpha is None
    assert found.exact
    assert found.exact.value == 1


def test_nothing_to_compare_has_no_measures() -> None:
    found = measure([[], []])
    assert (found.agreements, found.count, found.exact) == (0, 0, None)


def test_the_interval_holds_the_value_and_narrows_with_more_agreements() -> None:
    few = [[(level, level)] for level in (0, 1, 2, 3)] + [[(0, 1)], [(3, 1)]]
    small, large = measure(few).kappa, measure(few * 8).kappa
    assert small
    assert large
    assert small.low < small.value < small.high
    assert large.high - large.low < small.high - small.low


def test_whole_agreements_are_drawn_again_not_single_judgements() -> None:
    """Two agreements, one all right and one all wrong: single judgements would give a far narrower interval."""
    found = measure([[(0, 0)] * 50, [(0, 3)] * 50])
    assert found.exact
    assert (found.exact.low, found.exact.high) == (0, 1)
