"""What is found in the example agreements is as it was: a change shows as a diff (renew with `make baseline`)."""

from pathlib import Path

import pytest
from baseline import BASELINE, FILES, baseline


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_findings_are_those_of_the_baseline(file: Path) -> None:
    assert baseline(file) == (BASELINE / f"{file.stem}.txt").read_text("utf-8")


def test_no_baseline_is_left_over() -> None:
    assert {path.stem for path in BASELINE.glob("*.txt")} == {path.stem for path in FILES}
