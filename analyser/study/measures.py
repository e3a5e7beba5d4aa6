"""Percent agreement, weighted kappa and Krippendorff's alpha, with bootstrap intervals over agreements."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Levels = NDArray[np.int64]

RESAMPLES = 1000
CONFIDENCE = 0.95
LEVEL_RANGE = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure with the 95 % bootstrap interval (percentile method); None where it is not defined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Measures:
    """How far two coders agree on `count` judgements of `agreements` agreements."""

    agreements: int
    count: int
    exact: Estimate | None
    kappa: Estimate | None
    """Cohen's kappa, quadratic weights (scikit-learn)."""
    alpha: Estimate | None
    """Krippendorff's alpha, ordinal (krippendorff)."""


Pairs = Sequence[Sequence[tuple[int, int]]]
"""For each agreement the pairs of levels that two coders gave."""


def measure(pairs: Pairs) -> Measures:
    """Measure agreement; whole agreements are drawn again, since judgements of one agreement hang together."""
    kept = [one for one in pairs if one]
    count = sum(map(len, kept))
    return Measures(
        len(kept), count, *(_estimate(statistic, kept) if kept else None for statistic in (_exact, _kappa, _alpha))
    )


def _estimate(statistic: Callable[[Levels], float], pairs: Pairs) -> Estimate | None:
    """The statistic with its interval; resamples where it is not defined (one level only) are left out."""
    import numpy as np
    from scipy.stats import DegenerateDataWarning, bootstrap

    groups = [np.array(one, dtype=np.int64) for one in pairs]
    value = statistic(np.concatenate(groups))
    if np.isnan(value):
        return None
    if len(groups) < 2:
        return Estimate(float(value), float("nan"), float("nan"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)  # full agreement: its interval is one point
        drawn = bootstrap(
            (np.arange(len(groups)),), lambda index: statistic(np.concatenate([groups[one] for one in index])),
            vectorized=False, n_resamples=RESAMPLES, method="percentile", rng=np.random.default_rng(0),
        ).bootstrap_distribution  # fmt: skip
    outer = 50 * (1 - CONFIDENCE)
    low, high = np.nanpercentile(drawn, [outer, 100 - outer])
    return Estimate(float(value), float(low), float(high))


def _exact(levels: Levels) -> float:
    return float((levels[:, 0] == levels[:, 1]).mean())


def _kappa(levels: Levels) -> float:
    from sklearn.metrics import cohen_kappa_score

    if levels.min() == levels.max():
        return float("nan")
    return float(cohen_kappa_score(levels[:, 0], levels[:, 1], weights="quadratic", labels=LEVEL_RANGE))


def _alpha(levels: Levels) -> float:
    import krippendorff

    if levels.min() == levels.max():
        return float("nan")
    settings: dict[str, Any] = {"level_of_measurement": "ordinal", "value_domain": LEVEL_RANGE}
    return float(krippendorff.alpha(reliability_data=levels.T, **settings))
