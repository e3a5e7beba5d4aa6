"""A page that fails says so in the user's language, and shows nothing of what is inside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import AGREEMENTS, ROOT
from streamlit.testing.v1 import AppTest

from analyser.app import signin, state
from analyser.app.access import LOCAL, NotAdmitted, User
from analyser.app.listing import uploads
from analyser.store import Store, StoreError
from app.pages import store_with

ETNE = AGREEMENTS / "tenesteavtale-2-etne.pdf"


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


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[AppTest, Store]]:
    """The page Avtaler with one agreement, which is chosen in the field for that."""
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path))
    monkeypatch.delenv("ANALYSER_DATABASE_URL", raising=False)
    monkeypatch.setattr(uploads, "pool", lambda: None)
    monkeypatch.setattr(signin, "current", lambda: LOCAL)
    store = store_with(tmp_path, ETNE)
    state.store.clear()
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60).run()
    app.selectbox(key="valgt_avtale").select_index(0).run()
    yield app, store
    state.store.clear()


def click(app: AppTest, name: str) -> list[str]:
    """What the page says after a click on this button."""
    next(one for one in app.button if one.label == name).click().run()
    assert not app.exception
    return [one.value for one in (*app.error, *app.text)]


def test_who_was_taken_off_the_list_and_clicked_to_archive_met_an_error_in_english(
    listed: tuple[AppTest, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, store = listed

    def refuse() -> User:
        raise NotAdmitted("innlogging.ikke_paa_lista")

    monkeypatch.setattr(signin, "current", refuse)
    assert any("står ikke på brukerlisten" in one for one in click(app, "Arkiver"))
    assert not store.agreements()[0].archived


def test_who_became_national_while_the_page_was_open_could_still_archive_once(
    listed: tuple[AppTest, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, store = listed
    monkeypatch.setattr(signin, "current", lambda: User("nina@example.no", "Nina", national=True))
    click(app, "Arkiver")
    assert not store.agreements()[0].archived
    monkeypatch.setattr(signin, "current", lambda: LOCAL)
    app.run()
    click(app, "Arkiver")
    assert store.agreements()[0].archived
    click(app, "Angre")
    assert not store.agreements()[0].archived
