"""Agreement with coders on the hold-out agreements, through real PDFs, does not fall."""

from __future__ import annotations

import pytest
from holdout import build

from analyser import engine
from analyser.evaluate import Evaluation, evaluate


@pytest.fixture(scope="module")
def unseen(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    """The sets that no rule was mended for (tests/holdout/README.md)."""
    out = tmp_path_factory.mktemp("holdout")
    build(out, "op")
    return evaluate(out, lambda path: engine.analyse_file(path, engine.default_ruleset()))


def test_every_agreement_is_judged(unseen: Evaluation) -> None:
    assert len(unseen.pairs) == 28
    assert unseen.failures == ()


def test_levels_agree_as_well_as_when_they_were_first_measured(unseen: Evaluation) -> None:
    kappas = {one.construct: one.kappa for one in unseen.constructs}
    assert all(kappa is not None and kappa >= 0.85 for kappa in kappas.values()), kappas
    assert (unseen.overall["kappa"] or 0) >= 0.94
    assert (unseen.overall["recall"] or 0) >= 0.94


@pytest.mark.parametrize("fact", ["topic", "language", "template", "is_agreement", "signed", "in_force"])
def test_facts_are_right(unseen: Evaluation, fact: str) -> None:
    assert unseen.facts[fact] >= 0.95
