"""A page that fails says so in the user's language, and shows nothing of what is inside."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import ROOT
from streamlit.testing.v1 import AppTest

from analyser.app import state
from analyser.store import Store, StoreError


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (StoreError("fullt", "Disken er full. Frigjør plass."), "Disken er full. Frigjør plass."),
        (ZeroDivisionError("secret"), "Programmet feilet på denne siden."),
    ],
    ids=["known", "unknown"],
)
def test_a_page_that_fails_says_so(
    fault: Exception, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path))

    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(Store, "agreements", fail)
    state.store.clear()
    try:
        app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    finally:
        state.store.clear()
    shown = [one.value for one in (*app.error, *app.text)]
    assert any(said in one for one in shown)
    assert not any("secret" in one for one in shown)
    assert not app.exception
