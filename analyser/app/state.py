"""What a run of a page stands on: store, rules, workers, the user, the language."""

from __future__ import annotations

from typing import cast

import streamlit as st

from analyser.app import texts
from analyser.app.access import LOCAL, User
from analyser.app.texts import LANGUAGES, Language
from analyser.engine import default_ruleset
from analyser.pool import Pool
from analyser.rules import Ruleset
from analyser.store import Store


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The one store of this server."""
    return Store.open()


@st.cache_resource(show_spinner=False)
def pool() -> Pool:
    """The worker processes that read uploads."""
    return Pool()


def rules() -> Ruleset:
    """The rules in force."""
    return default_ruleset()


def user() -> User:
    """Who is at the page."""
    return cast(User, st.session_state.get("user", LOCAL))


def language() -> Language:
    """The language of the page, bokmål unless chosen otherwise."""
    chosen = st.session_state.get("language")
    return cast(Language, chosen) if chosen in LANGUAGES else "nb"


def t(key: str, **values: object) -> str:
    """A text from the catalogue in the language of the page."""
    return texts.text(language(), key, **values)
