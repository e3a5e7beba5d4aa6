"""What many tests share: the example agreements, their assessments, and the coded agreements when present."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
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


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Scans read in tests are kept apart from the user's own."""
    os.environ["ANALYSER_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where tesseract is not installed."""
    monkeypatch.setenv("PATH", "")


@pytest.fixture
def with_ocr() -> None:
    """Only where tesseract is installed, with Norwegian."""
    from analyser.pdf.tesseract import program

    if program() is None:
        pytest.skip("tesseract med norsk er ikke installert (tesseract-ocr, tesseract-ocr-nor)")


@pytest.fixture(scope="session")
def gold() -> Path:
    """The folder of coded agreements, which is not part of the repository."""
    if not (GOLD / "gold.jsonl").is_file():
        pytest.skip("de kodede avtalene (../shared/gold) finnes ikke her")
    return GOLD


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit puts the script it runs in the place of the main module; what a test starts later must find the old."""
    held = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = held
