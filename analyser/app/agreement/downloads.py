"""The tab Eksport: one agreement as files, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import PurePath

import streamlit as st

from analyser.app import state
from analyser.app.agreement.marking import Marker
from analyser.app.state import t
from analyser.errors import AnalyserError
from analyser.export import annotated, plain, protocol, workbook
from analyser.rules import Ruleset
from analyser.store import Review, Store, Stored

Make = Callable[[], bytes]
_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES = {
    "docx": (".docx", f"{_OFFICE}.wordprocessingml.document", ":material/description:"),
    "xlsx": (".xlsx", f"{_OFFICE}.spreadsheetml.sheet", ":material/table:"),
    "pdf": ("-merket.pdf", "application/pdf", ":material/picture_as_pdf:"),
    "json": (".json", "application/json", ":material/data_object:"),
}


@st.cache_resource(show_spinner=False)
def marker() -> Marker:
    """The process that marks files, for all users of this server."""
    return Marker()


def show(stored: Stored, standing: Mapping[str, Review]) -> None:
    """Draw the tab."""
    st.html(f"<h2>{t('avtale.eksport')}</h2><p>{t('avtale.eksport_forklart')}</p>")
    made = makers(state.store(), stored, standing, state.rules(), marker())
    name = PurePath(stored.name).stem
    for kind, (ending, mime, icon) in _FILES.items():
        with st.container(border=True, key=f"eksport_{kind}"):
            st.html(f"<h3>{t(f'avtale.eksport_{kind}')}</h3><p>{t(f'avtale.eksport_{kind}_om')}</p>")
            if kind == "pdf" and (gone := _gone(stored)):
                st.text(gone)
                continue
            if kind == "pdf" and (problem := marker().problems.get(stored.sha256)):
                st.warning(t("avtale.ikke_merket"), icon=":material/error:")
                st.text(problem)
            st.download_button(
                t(f"avtale.last_ned_{kind}"), data=made[kind], file_name=name + ending, mime=mime, icon=icon,
                on_click="ignore", key=f"last_ned_{kind}",
            )  # fmt: skip


def _gone(stored: Stored) -> str:
    """Why there is no PDF to mark, "" when there is one."""
    try:
        state.store().pdf(stored.sha256)
    except AnalyserError as error:
        return str(error)
    return ""


def makers(
    store: Store, stored: Stored, standing: Mapping[str, Review], rules: Ruleset, marked: Marker
) -> Mapping[str, Make]:
    """For each kind of file what makes it; run in another thread, where nothing of the page is at hand."""
    record = stored.assessment
    return {
        "docx": lambda: protocol.docx(record, standing, rules, _now()),
        "xlsx": lambda: workbook.xlsx(record, standing, rules, _now()),
        "pdf": lambda: marked.pdf(store.pdf(stored.sha256), annotated.marking(record, standing, rules, _now())),
        "json": lambda: plain.json(record, standing, _now()),
    }


def _now() -> datetime:
    return datetime.now(UTC)
