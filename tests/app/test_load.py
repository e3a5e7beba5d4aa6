"""Several sessions at once: nothing lost, nothing mixed up (a short run of benchmarks/load.py)."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from conftest import ROOT


@pytest.mark.slow
def test_sessions_at_once_lose_nothing_and_mix_nothing_up() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "load.py"), "4", "8"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "errors: 0, lost or mixed up: 0" in done.stdout
    assert " 0 uploads judged" not in done.stdout
