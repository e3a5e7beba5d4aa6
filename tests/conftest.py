"""What many tests share: the example agreements, their assessments, and the coded agreements when present."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import analyser
from analyser.assessment import Assessment

ROOT = Path(__file__).parent.parent
AGREEMENTS = ROOT / "agreements"
EXAMPLES = sorted(path for path in AGREEMENTS.glob("*.pdf") if "skannet" not in path.name)
SCAN = AGREEMENTS / "delavtale-8-skannet.pdf"
GOLD = ROOT.parent / "shared" / "gold"


@cache
def assessed(path: Path) -> Assessment:
    """The assessment of an example, worked out once for all tests."""
    return analyser.analyse(path)


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of coded agreements, which is not part of the repository."""
    if not (GOLD / "gold.jsonl").is_file():
        pytest.skip("de kodede avtalene (../shared/gold) finnes ikke her")
    return GOLD
