"""Notes on the file itself, shown beside tilgjengelighet: they say who can use it, and change no level."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from analyser.app.agreement.overview import facts_html
from analyser.app.state import t
from analyser.assessment import LIX, FileFacts


def notes_html(file: FileFacts) -> str:
    """The notes as a list under a heading of their own."""
    return (
        f'<div class="filen"><h3>{t("avtale.filen")}</h3><p class="dempet">{t("avtale.filen_forklart")}</p>'
        f"{facts_html(notes(file))}</div>"
    )


def notes(file: FileFacts) -> Iterator[tuple[str, str]]:
    """A name and a value each; what the file says of itself is text like any other from a document."""
    yield t("avtale.filen_sokbar"), t(f"avtale.sokbar_{file.searchable}")
    yield t("avtale.filen_merket"), t("avtale.merket_ja" if file.tagged else "avtale.merket_nei")
    yield t("avtale.filen_spraak"), escape(file.language) or t("avtale.ikke_oppgitt")
    yield t("avtale.filen_tittel"), escape(file.title) or t("avtale.ikke_oppgitt")
    yield t("avtale.filen_bokmerker"), t("avtale.ja") if file.bookmarks else t("avtale.nei")
    if file.lix is not None:
        band = next(at for at, (most, _) in enumerate(LIX) if file.lix <= most)
        yield t("avtale.filen_lix"), f"{t(f'avtale.lix_{band}')} (LIX {file.lix})"
