"""Spoilt files: a short run of tools/fuzz.py, and every file that once made the program fail."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import fuzz
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser import engine
from analyser.assessment import Assessment

FOUND = sorted((Path(__file__).parent / "found").glob("*.pdf"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_a_file_that_made_the_program_fail_no_longer_does(path: Path) -> None:
    assert isinstance(engine.judge_file(path, engine.default_ruleset()).record, Assessment)


@pytest.mark.usefixtures("without_ocr")
def test_spoilt_files_are_judged_or_refused() -> None:
    """The first files of a seed of their own; the long run is `python tools/fuzz.py`."""
    outcomes = Counter(kind for *_, kind in fuzz.run(60, 2, 2, fuzz.seeds()))
    assert not set(outcomes) & {*fuzz.FAULTS, *fuzz.LOST}, outcomes
    assert outcomes["assessed"] > 20
    assert outcomes["skadet"] > 5


def test_a_file_of_a_seed_is_always_the_same() -> None:
    files = [b"%PDF-1.4 1 0 obj << /Length 3 >> endobj 2 0 obj << /Kids [1 0 R] >> endobj " * 20, b"%PDF-1.7 x" * 50]
    first, again = ([fuzz.spoilt(files, 1, index) for index in range(50)] for _ in range(2))
    assert first == again
    assert len(set(first)) > 30


@pytest.mark.parametrize("mutator", fuzz.MUTATORS, ids=lambda mutator: mutator.__name__)
def test_every_way_to_spoil_changes_something(mutator: fuzz.Mutator) -> None:
    data = b"%PDF-1.4\n1 0 obj << /Length 3 /Type /Page >> endobj\n2 0 obj << /Kids [1 0 R 2 0 R] >> endobj\n" * 5
    made = [mutator(data, data[::-1], random.Random(number)) for number in range(20)]
    assert sum(one != data for one in made) > 10


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_give_a_record(tmp_path_factory: pytest.TempPathFactory, content: bytes, headed: bool) -> None:
    path = tmp_path_factory.mktemp("f") / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n" * headed + content)
    assert fuzz.outcome(engine.judge_file(path, engine.default_ruleset()).record) != "intern_feil"
