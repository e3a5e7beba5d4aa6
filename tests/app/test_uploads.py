"""Files taken in from the page, without a server: what is held of them, and for how long."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analyser.app.intake import Outcome
from analyser.app.listing import uploads
from app.pages import page_of


def script() -> None:
    from analyser.app.access import LOCAL
    from analyser.app.listing import uploads

    uploads.show(LOCAL)


def held() -> int:
    """How many uploaded files there are in memory with their content."""
    return sum(isinstance(one, UploadedFile) and not one.closed for one in gc.get_objects())


def test_files_that_were_taken_stayed_in_memory_until_all_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts, progress = [], uploads._progress

    def count(*given: object) -> None:
        counts.append(held())
        progress(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(uploads, "pool", lambda: None)
    monkeypatch.setattr(uploads, "_progress", count)
    monkeypatch.setattr(uploads, "take", lambda store, pool, name, *_: Outcome(name, "refused", "", "Ikke en PDF."))
    page = page_of(script, tmp_path, monkeypatch)
    page.file_uploader[0].set_value([(f"{number}.pdf", b"%PDF", "application/pdf") for number in range(3)]).run()
    assert not page.exception
    assert [one - counts[-1] for one in counts] == [6, 4, 2, 0]  # Streamlit's own, and the copy it hands out
