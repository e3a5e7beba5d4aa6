"""The app from the door inwards: sign-in, language, pages."""

from __future__ import annotations

import logging
from collections.abc import Callable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analyser.app import chrome, look, signin
from analyser.app.access import NotAdmitted, User
from analyser.app.pages import agreement, agreements, compare, mapping, method, rules
from analyser.app.state import LANGUAGE, t, user
from analyser.app.texts import LANGUAGES
from analyser.corpus.places import fellesskap_name
from analyser.errors import AnalyserError

_PAGES: dict[str, tuple[Callable[[], None], str]] = {
    "avtaler": (agreements.show, ":material/folder_open:"),
    "avtale": (agreement.show, ":material/description:"),
    "sammenlign": (compare.show, ":material/compare:"),
    "kartlegging": (mapping.show, ":material/monitoring:"),
    "regler": (rules.show, ":material/rule:"),
    "metode": (method.show, ":material/menu_book:"),
}


def main() -> None:
    """Draw the page that was asked for, for someone who may see it."""
    st.set_page_config(page_title=t("felles.program"), page_icon=":material/handshake:", layout="wide")
    look.styles()
    _language()
    try:
        present = user()
    except NotAdmitted as refusal:
        _outside(refusal)
        return
    page = st.navigation([_page(name) for name in _PAGES])
    _about(present)
    try:
        page.run()
    except AnalyserError as error:
        st.error(t("felles.feil"), icon=":material/error:")
        st.text(str(error))
    except Exception:  # what a user meets shall be said in their language, and the rest stand in the log
        logging.getLogger(__name__).exception("Page %s", page.url_path)
        st.error(t("felles.uventet_feil"), icon=":material/error:")


def _page(name: str) -> StreamlitPage:
    show, icon = _PAGES[name]
    return st.Page(show, title=t(f"felles.side_{name}"), icon=icon, url_path=name, default=name == "avtaler")


def _language() -> None:
    with st.sidebar:
        st.segmented_control(
            t("felles.spraak"), list(LANGUAGES), default="nb", key=LANGUAGE, bind="query-params", required=True,
            format_func=lambda one: LANGUAGES[one],
        )  # fmt: skip
    chrome.draw()


def _about(present: User) -> None:
    """Who is signed in, and a warning where anybody on the network could be."""
    if signin.exposed():
        st.warning(t("innlogging.aapen_server"), icon=":material/warning:")
    if st.user.to_dict().get("is_logged_in"):
        place = t("innlogging.nasjonal") if present.national else fellesskap_name(present.fellesskap or "")
        with st.sidebar:
            st.text(f"{present.name}\n{place}")
            st.button(t("innlogging.logg_ut"), on_click=st.logout, icon=":material/logout:")


def _outside(refusal: NotAdmitted) -> None:
    """The page of whoever is not let in: why, and what they can do."""
    st.navigation([st.Page(lambda: None, title=t("felles.program"), url_path="inn", default=True)], position="hidden")
    st.title(t("felles.program"))
    if isinstance(refusal, signin.SignedOut):
        st.text(t(refusal.key))
        st.button(t("innlogging.logg_inn"), on_click=st.login, type="primary", icon=":material/login:")
        return
    logging.getLogger(__name__).warning("Sign-in refused: %s", refusal)
    st.error(t(refusal.key), icon=":material/block:")
    if st.user.to_dict().get("is_logged_in"):
        st.button(t("innlogging.logg_ut"), on_click=st.logout, icon=":material/logout:")
