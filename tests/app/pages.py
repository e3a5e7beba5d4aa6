"""Pages run without a server: what they draw, as safe HTML and as elements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analyser.app import state
from analyser.engine import default_ruleset, judge_file
from analyser.store import Store


def store_with(folder: Path, *paths: Path) -> Store:
    """A store in a folder of its own with these agreements."""
    store = Store.open(folder=folder)
    for path in paths:
        assert store.add(path.name, path.read_bytes(), judge_file(path, default_ruleset()), "test")
    return store


def page_of(script: Callable[[], None], folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """A page over the store in a folder, run once."""
    monkeypatch.setenv("ANALYSER_DATA", str(folder))
    monkeypatch.delenv("ANALYSER_DATABASE_URL", raising=False)
    state.store.clear()
    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    return page


def html(page: AppTest) -> str:
    """Everything the page draws as HTML of its own."""
    return "\n".join(one.proto.body for one in page.get("html"))
