"""Ways between the pages: by a button's callback, and as an address for a link."""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import urlencode

import streamlit as st

from analyser.app.state import LANGUAGE, language
from analyser.app.texts import LANGUAGES

FIRST = "avtaler"
"""The page at the root of the address."""


def go(page: str, **query: str) -> NoReturn:
    """Go to a page, with what its address shall say (`go("avtale", avtale=sha256)`); not from within a callback."""
    st.switch_page(
        st.Page(_elsewhere, title=page, url_path=page, default=page == FIRST), query_params=_with_language(query)
    )


def address(page: str, **query: str) -> str:
    """The address of a page, for the href of a link; escape it as any other attribute."""
    asked = urlencode(_with_language(query))
    path = "." if page == FIRST else page
    return f"{path}?{asked}" if asked else path


def _with_language(query: dict[str, str]) -> dict[str, str]:
    return query if language() == "nb" else {**query, LANGUAGE: LANGUAGES[language()]}


def _elsewhere() -> None:
    """Stands for the page's own function: Streamlit knows a page by its address."""
