"""What is done with one agreement from the table."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import AGREEMENTS

from analyser.app.listing import uploads
from app.pages import html, page_of, store_with

ETNE, OTHER = AGREEMENTS / "tenesteavtale-2-etne.pdf", AGREEMENTS / "delavtale-5-ansvarstabell.pdf"


def script() -> None:
    from analyser.app.pages import agreements

    agreements.show()


def test_a_quick_click_after_a_new_choice_put_away_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page as last drawn knew only of the first choice, and the click went by that."""
    store = store_with(tmp_path, ETNE, OTHER)
    monkeypatch.setattr(uploads, "pool", lambda: None)
    page = page_of(script, store.folder, monkeypatch)
    chosen = page.selectbox(key="valgt_avtale")
    first, second = chosen.options
    chosen.select(first).run()
    page.selectbox(key="valgt_avtale").select(second)
    next(one for one in page.button if one.label == "Arkiver").click().run()
    assert not page.exception
    (put_away,) = [one for one in store.agreements() if one.archived]
    assert second.startswith(put_away.assessment.document.title)
    assert "Viser 1 av 1 avtaler" in html(page)
    assert page.selectbox(key="valgt_avtale").value is None
