"""Who may judge what: the page run without a browser, as a secretariat, as NK LMH, and as another secretariat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit
from conftest import AGREEMENTS
from streamlit.testing.v1 import AppTest

from analyser import engine
from analyser.app import state
from analyser.app.access import User
from analyser.app.agreement import place, review
from analyser.app.agreement.drawing import View
from analyser.pdf.images import page_image
from analyser.store import Store
from analyser.text import Box

PDF = AGREEMENTS / "tenesteavtale-2-etne.pdf"
NATIONAL = User("nina@example.no", "Nina", national=True)


class Here:
    """Draws pages without a process of its own."""

    def picture(self, path: Path, page: int, marked: tuple[Box, ...], view: View) -> bytes:
        return page_image(path, page, marked)


def script() -> None:
    from analyser.app.pages import agreement

    agreement.show()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store with one agreement, which the page opens."""
    made = Store.open(tmp_path)
    assert made.add(PDF.name, PDF.read_bytes(), engine.judge_file(PDF, engine.default_ruleset()), "kari@example.no")
    monkeypatch.setattr(state, "store", lambda: made)
    monkeypatch.setattr(place, "drawer", Here)
    yield made
    streamlit.cache_data.clear()
    made.close()


@pytest.fixture
def run(store: Store, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Run the page as a user, at one of its tabs."""

    def run_as(user: User, tab: str) -> AppTest:
        monkeypatch.setattr(state, "user", lambda: user)
        app = AppTest.from_function(script, default_timeout=60)
        app.query_params["avtale"] = store.agreements()[0].sha256
        app.session_state["avtale_fane_nb"] = tab
        app.run()
        assert not app.exception
        return app

    return run_as


def save(app: AppTest, level: int, comment: str) -> None:
    app.text_area[0].set_value(comment)
    next(one for one in app.button_group if one.label == "Ditt nivå").set_value(level)
    next(one for one in app.button if one.label == "Lagre vurderingen").click().run()
    assert not app.exception


def said(app: AppTest) -> str:
    return " ".join(one.proto.body for one in app.get("html"))


def test_the_national_body_adds_its_own_and_replaces_nothing(run: Callable[..., AppTest], store: Store) -> None:
    fellesskap = store.agreements()[0].fellesskap[0]
    save(run(User("kari@example.no", "Kari", fellesskap), "Vurdering"), 2, "Fra sekretariatet")
    save(run(NATIONAL, "Vurdering"), 1, "Fra NK LMH")
    standing = store.standing(store.agreements()[0].sha256)
    assert {name: (one.level, one.reviewer, one.comment) for name, one in standing.items()} == {
        "konkretisering": (2, "kari@example.no", "Fra sekretariatet"),
        "nasjonal:konkretisering": (1, "nina@example.no", "Fra NK LMH"),
    }
    shown = said(run(NATIONAL, "Vurdering"))
    assert "Fra sekretariatet" in shown
    assert "Fra NK LMH" in shown


def test_another_secretariat_does_not_see_the_agreement(run: Callable[..., AppTest]) -> None:
    app = run(User("per@example.no", "Per", "finnmark"), "Vurdering")
    assert "Etne" not in said(app)
    assert not app.text_area


def test_every_tab_runs_in_both_languages(run: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch) -> None:
    for tab in ("Oversikt", "Kriterier", "Oppgavefordeling", "Tekst", "Vurdering", "Versjoner", "Eksport"):
        assert "Etne" in said(run(NATIONAL, tab))
    monkeypatch.setattr(state, "language", lambda: "nn")
    assert "Oversyn" in [one.label for one in run(NATIONAL, "Oversikt").tabs]


def test_an_old_review_without_own_level_is_shown_as_the_programs(run: Callable[..., AppTest], store: Store) -> None:
    sha256 = store.agreements()[0].sha256
    store.save_review(sha256, "samisk", None, "Bare en merknad", "kari@example.no", 0)
    shown = said(run(NATIONAL, "Vurdering"))
    assert "Bare en merknad" in shown
    assert "Som programmet" in shown


def test_two_long_comments_put_together_are_not_cut(run: Callable[..., AppTest], store: Store) -> None:
    save(run(NATIONAL, "Vurdering"), 1, "å" * 9000)
    assert store.standing(store.agreements()[0].sha256)["nasjonal:konkretisering"].comment == "å" * 9000


def test_who_no_longer_sees_the_agreement_does_not_mark_it(
    run: Callable[..., AppTest], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(NATIONAL, "Vurdering")
    monkeypatch.setattr(state, "user", lambda: User("per@example.no", "Per", "finnmark"))
    sha256 = store.agreements()[0].sha256
    review._mark(sha256, NATIONAL, 0, True)
    next(one for one in app.button if one.label == "Merk avtalen som ferdig gjennomgått").click().run()
    assert "Etne" not in said(app)
    assert store.history(sha256) == []


def test_a_form_that_was_open_while_the_role_changed_was_saved_as_in_the_old_role(
    run: Callable[..., AppTest], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha256, fellesskap = store.agreements()[0].sha256, store.agreements()[0].fellesskap[0]
    app = run(User("nina@example.no", "Nina", fellesskap), "Vurdering")
    monkeypatch.setattr(state, "user", lambda: NATIONAL)
    save(app, 2, "Skrevet for sekretariatet")
    assert store.history(sha256) == []
    assert any("Du har fått en annen rolle" in one.value for one in app.warning)
    assert app.text_area[0].value == "Skrevet for sekretariatet"
    next(one for one in app.button if one.label == "Lagre vurderingen").click().run()
    assert {name: (one.level, one.comment) for name, one in store.standing(sha256).items()} == {
        "nasjonal:konkretisering": (2, "Skrevet for sekretariatet")
    }
    assert not app.warning


def test_an_agreement_marked_as_done_while_the_role_changed_is_not_marked_in_either(
    run: Callable[..., AppTest], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(User("nina@example.no", "Nina", store.agreements()[0].fellesskap[0]), "Vurdering")
    monkeypatch.setattr(state, "user", lambda: NATIONAL)
    next(one for one in app.button if one.label == "Merk avtalen som ferdig gjennomgått").click().run()
    assert store.history(store.agreements()[0].sha256) == []


def place_of(app: AppTest) -> int:
    """Where the field for comments stands among what is drawn beside it."""
    return next(at for column in app.columns for at, one in column.children.items() if one.type == "text_area")


def test_the_form_stood_twice_on_the_page_for_a_moment_when_a_conflict_was_settled(
    run: Callable[..., AppTest], store: Store
) -> None:
    app = run(NATIONAL, "Vurdering")
    before = place_of(app)
    store.save_review(store.agreements()[0].sha256, "nasjonal:konkretisering", 2, "Først", "nora@example.no", 0)
    save(app, 1, "Sist")
    assert "Noen andre lagret før deg" in said(app)
    assert place_of(app) == before
    next(one for one in app.button if one.label == "Sett sammen begge").click().run()
    assert app.text_area[0].value == "nora@example.no: Først\n\nSist"
    assert place_of(app) == before
