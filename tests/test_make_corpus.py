"""The made-up country: its truth holds together, and is what the program reads in the files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import make_corpus
import pytest

from analyser.assessment import Assessment
from analyser.pool import Pool

PLAN = make_corpus.plan(1500, 1)
BY_FILE = {one.file: one for one in PLAN}


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("en", "to"):
        make_corpus.make(tmp_path / name, 12, seed=7)
    one, two = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("en", "to")
    )
    assert len(one) == 13
    assert one == two


def test_the_plan_has_everything_a_country_has() -> None:
    kinds = Counter(one.kind for one in PLAN)
    assert len(BY_FILE) == 1500
    assert set(kinds) == {"agreement", "template", "scan", "bad"}
    assert kinds["agreement"] > 1400
    for share in ("replaced_by", "duplicate_of", "refers_to"):
        assert sum(getattr(one, share) is not None for one in PLAN) > 20, share
    assert Counter(one.family for one in PLAN).most_common(1)[0][1] > 15


@pytest.mark.parametrize("one", [one for one in PLAN if one.replaced_by or one.duplicate_of or one.refers_to][::9])
def test_what_a_file_points_to_is_there_and_is_newest(one: make_corpus.Truth) -> None:
    if one.replaced_by:
        newest = BY_FILE[one.replaced_by]
        assert (newest.agreement, newest.municipalities, newest.topic) == (one.agreement, one.municipalities, one.topic)
        assert newest.date > one.date
        assert newest.replaced_by is None
    if one.duplicate_of:
        first = BY_FILE[one.duplicate_of]
        assert (first.duplicate_of, first.date, first.family) == (None, one.date, one.family)
        assert first.file < one.file
    if one.refers_to:
        above = BY_FILE[one.refers_to]
        assert above.topic == "overordnet"
        assert above.replaced_by is None
        assert set(one.municipalities) <= set(above.municipalities)


@pytest.mark.slow
def test_the_program_reads_what_the_truth_says(tmp_path: Path) -> None:
    chosen = [*PLAN[3::60], *[one for one in PLAN if one.kind in ("template", "bad")][:8]]
    truths = [make_corpus.write(tmp_path, 1, one) for one in chosen if one.kind != "scan"]
    with Pool() as pool:
        for truth, judged in zip(truths, pool.judge_all(tmp_path / one.file for one in truths), strict=True):
            assert (judged.record.status == "failed") == (truth.kind == "bad"), truth.file
            if isinstance(judged.record, Assessment):
                about = judged.record.document
                assert (about.topic, about.language, about.pages) == (truth.topic, truth.language, truth.pages)
                assert about.template == (truth.kind == "template")
                assert {one.name for one in about.parties if one.kind == "kommune"} == {
                    f"{name} kommune" for name in truth.municipalities
                }
                assert about.dates.in_force == (None if truth.kind == "template" else truth.date), truth.file
