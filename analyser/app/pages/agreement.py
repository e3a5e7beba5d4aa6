"""Én avtale: what one agreement says, how it is judged, and where that stands."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import streamlit as st

from analyser.app import agreement, state
from analyser.app.agreement import criteria, downloads, duties, fulltext, head, overview, place, review, versions
from analyser.app.agreement.chooser import chosen
from analyser.app.state import t

_TABS = ("oversikt", "kriterier", "oppgaver", "tekst", "vurdering", "versjoner", "eksport")
_TAB = "avtale_fane"
_STYLE = Path(agreement.__file__).with_name("agreement.css")


def show() -> None:
    """Draw the page."""
    st.html(_STYLE)
    stored = chosen()
    if stored is None:
        return
    place.drawer()  # comes up while the first tab is read
    user, standing = state.user(), state.store().standing(stored.sha256)
    head.show(stored, standing, user)
    name, tab = _open_tab()
    with tab:
        match name:
            case "oversikt":
                overview.show(stored, standing, user, _open_criterion)
            case "kriterier":
                criteria.show(stored, user)
            case "oppgaver":
                duties.show(stored)
            case "tekst":
                fulltext.show(stored)
            case "vurdering":
                review.show(stored, user)
            case "versjoner":
                versions.show(stored)
            case "eksport":
                downloads.show(stored, standing)


def _open_tab() -> tuple[str, st.delta_generator.DeltaGenerator]:
    """Draw the tabs; only the open one is worked out. It stays open when the language is switched."""
    names = {t(f"avtale.fane_{name}"): name for name in _TABS}
    key = _tab_key()
    remembered = st.session_state.get(_TAB, _TABS[0])
    if key not in st.session_state:
        st.session_state[key] = t(f"avtale.fane_{remembered}")
    tabs = st.tabs(list(names), key=key, on_change="rerun")
    at = next((at for at, tab in enumerate(tabs) if tab.open), 0)
    st.session_state[_TAB] = _TABS[at]
    return _TABS[at], cast("st.delta_generator.DeltaGenerator", tabs[at])


def _tab_key() -> str:
    return f"{_TAB}_{state.language()}"


def _open_criterion(name: str) -> None:
    st.session_state[criteria.CRITERION] = name
    st.session_state[_tab_key()] = t("avtale.fane_kriterier")
