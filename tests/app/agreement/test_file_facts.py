"""Notes on the file beside tilgjengelighet."""

from __future__ import annotations

import pytest

from analyser.app.agreement.file_facts import notes_html
from analyser.assessment import FileFacts
from app.agreement.samples import HOSTILE


@pytest.mark.parametrize(
    ("lix", "said"),
    [(30, "svært lettlest"), (31, "lettlest"), (41, "middels vanskelig"), (60, "vanskelig"), (75, "svært vanskelig")],
)
def test_readability_is_said_in_words(lix: int, said: str) -> None:
    assert f"<dd>{said} (LIX {lix})</dd>" in notes_html(FileFacts("all", True, "nb-NO", "Avtale", True, lix))


def test_what_the_file_says_of_itself_is_never_html_and_what_it_does_not_say_is_told() -> None:
    assert "<script" not in notes_html(FileFacts("some", False, HOSTILE, HOSTILE, False, None))
    html = notes_html(FileFacts("none", False, "", "", False, None))
    assert "nei, sidene er bilder" in html
    assert html.count("ikke oppgitt") == 2
    assert "LIX" not in html
