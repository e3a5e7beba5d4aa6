"""The marked PDF comes from a process of its own: a hostile file costs no more than that."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from export.samples import MADE, PATH, RULES, agreement, reviews
from pypdf import PdfReader

from analyser.app.agreement import downloads
from analyser.app.agreement.marking import Marker
from analyser.export import annotated
from analyser.export.annotated import AnnotationError
from analyser.pdf.limits import Limits
from analyser.pool import Job, WorkerLost
from app.pages import page_of, store_with

WANTED = annotated.marking(agreement(), reviews(), RULES, MADE)


@pytest.fixture
def marker() -> Iterator[Marker]:
    """Marks files, except those that take for ever."""
    made = Marker(Job("jobs:marking"), Limits(seconds=5))
    yield made
    made.close()


def comments(data: bytes) -> list[str]:
    pages = PdfReader(io.BytesIO(data)).pages
    return [one.get_object()["/Contents"] for page in pages for one in page.get("/Annots", ())]


def test_a_file_that_hung_its_reader_hung_the_server(marker: Marker, tmp_path: Path) -> None:
    hostile = tmp_path / "henger.pdf"
    hostile.write_bytes(PATH.read_bytes())
    with pytest.raises(WorkerLost, match=r"mer enn 5 sekunder.*Lag PDF-en på nytt"):
        marker.pdf(hostile, WANTED)
    assert "mer enn 5 sekunder" in marker.problems[WANTED.sha256]
    assert comments(marker.pdf(PATH, WANTED)) == comments(annotated.written(PATH, WANTED))
    assert marker.problems == {}


def test_what_cannot_be_marked_is_said_in_the_same_words_as_before(tmp_path: Path) -> None:
    marker = Marker()
    with pytest.raises(AnnotationError, match=r"borte fra lageret\. Last den opp på nytt"):
        marker.pdf(tmp_path / "borte.pdf", WANTED)
    with pytest.raises(AnnotationError, match="ikke den samme som ble vurdert"):
        marker.pdf(PATH, replace(WANTED, sha256="0" * 64))
    marker.close()


def script() -> None:
    from analyser.app import state
    from analyser.app.agreement import downloads

    downloads.show(state.agreements()[0], {})


def test_why_a_file_could_not_be_marked_stood_in_the_log_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_with(tmp_path, PATH).close()
    marker = Marker()
    monkeypatch.setattr(downloads, "marker", lambda: marker)
    assert not page_of(script, tmp_path, monkeypatch).warning
    marker.problems[WANTED.sha256] = "PDF-en er beskyttet med passord."
    page = page_of(script, tmp_path, monkeypatch)
    assert "Forrige gang" in page.warning[0].value
    assert "PDF-en er beskyttet med passord." in [one.value for one in page.text]
