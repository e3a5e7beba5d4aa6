"""The app from the door inwards: sign-in, language, pages."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analyser.app import look
from analyser.app.pages import agreement, agreements, compare, mapping, method, rules
from analyser.app.state import t
from analyser.app.texts import LANGUAGES

_PAGES: dict[str, tuple[Callable[[], None], str]] = {
    "avtaler": (agreements.show, ":material/folder_open:"),
    "avtale": (agreement.show, ":material/description:"),
    "sammenlign": (compare.show, ":material/compare:"),
    "kartlegging": (mapping.show, ":material/monitoring:"),
    "regler": (rules.show, ":material/rule:"),
    "metode": (method.show, ":material/menu_book:"),
}


def main() -> None:
    """Draw the page that was asked for."""
    st.set_page_config(page_title=t("felles.program"), page_icon=":material/handshake:", layout="wide")
    look.styles()
    _language()
    page = st.navigation([_page(name) for name in _PAGES])
    page.run()


def _page(name: str) -> StreamlitPage:
    show, icon = _PAGES[name]
    return st.Page(show, title=t(f"felles.side_{name}"), icon=icon, url_path=name, default=name == "avtaler")


def _language() -> None:
    with st.sidebar:
        st.segmented_control(
            t("felles.spraak"), list(LANGUAGES), default="nb", key="language", format_func=lambda one: LANGUAGES[one]
        )
