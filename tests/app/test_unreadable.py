"""An agreement whose stored assessment cannot be read: the others work, and it is judged again from the page."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from conftest import AGREEMENTS
from sqlalchemy import update

from analyser.app import state
from analyser.app.access import LOCAL, User
from analyser.app.intake import take
from analyser.app.listing import unreadable, uploads
from analyser.engine import Judged, default_ruleset, judge_file
from analyser.pool import Pool
from analyser.store import Store
from analyser.store.models import Judgement
from app.pages import html, page_of, store_with

ETNE, OTHER = AGREEMENTS / "tenesteavtale-2-etne.pdf", AGREEMENTS / "delavtale-5-ansvarstabell.pdf"
KEY = hashlib.sha256(ETNE.read_bytes()).hexdigest()


class Here(Pool):
    """Judges without processes of its own."""

    def judge(self, path: Path) -> Judged:
        return judge_file(path, default_ruleset())


def damage(store: Store) -> None:
    """Make the assessment of ETNE one that this program cannot read."""
    with store._database.writer.begin() as connection:
        connection.execute(update(Judgement).where(Judgement.sha256 == KEY).values(record='{"form": 2}'))


def script() -> None:
    from analyser.app.pages import agreements

    agreements.show()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two agreements, one of them damaged, and pages that judge in this process."""
    made = store_with(tmp_path, ETNE, OTHER)
    damage(made)
    monkeypatch.setattr(uploads, "pool", lambda: None)
    monkeypatch.setattr(unreadable, "pool", lambda: Here(1))
    return Store.open(folder=tmp_path)


def test_one_damaged_assessment_stopped_the_page(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(script, store.folder, monkeypatch)
    assert "Viser 1 av 1 avtaler" in html(page)
    assert "Avtaler som ikke kan leses (1)" in html(page)
    assert any(one.value.startswith(ETNE.name) for one in page.text)
    page.button(key=f"igjen_{KEY}").click().run()
    assert not page.exception
    assert "Viser 2 av 2 avtaler" in html(page)
    assert "kan ikke leses" not in html(page)


def test_a_damaged_assessment_whose_file_is_gone_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.pdf(KEY).unlink()
    page = page_of(script, store.folder, monkeypatch)
    page.button(key=f"igjen_{KEY}").click().run()
    assert [one.value for one in page.error] == ["Avtalen ble ikke vurdert."]
    assert any("borte fra datamappen. Last den opp på nytt" in one.value for one in page.text)


def test_who_may_not_judge_is_told_whom_to_ask(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state.signin, "current", lambda: User("nina@example.no", "Nina", national=True))
    page = page_of(script, store.folder, monkeypatch)
    assert "Be sekretariatet" in html(page)
    assert not [one for one in page.button if one.label == "Vurder på nytt"]


def test_another_secretariats_damaged_agreement_is_not_named(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state.signin, "current", lambda: User("per@example.no", "Per", "finnmark"))
    assert "kan ikke leses" not in html(page_of(script, store.folder, monkeypatch))


def test_a_damaged_agreement_that_was_uploaded_again_stayed_damaged(store: Store) -> None:
    assert take(store, Here(1), "igjen.pdf", ETNE.read_bytes(), LOCAL.address).state == "new"
    found = store.find(KEY)
    assert found
    assert (found.name, store.unread()) == (ETNE.name, [])
