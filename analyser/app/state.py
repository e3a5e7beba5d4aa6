"""What a run of a page stands on: store, rules, workers, the user, the language."""

from __future__ import annotations

from typing import cast

import streamlit as st

from analyser.app import signin, texts
from analyser.app.access import NotAdmitted, User
from analyser.app.texts import LANGUAGES, Language
from analyser.engine import default_ruleset
from analyser.pool import Pool
from analyser.rules import Ruleset
from analyser.store import Store, Stored, Unread

LANGUAGE = "spraak"
"""Key of the chosen language, in the session and in the address."""


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """The one store of this server."""
    return Store.open()


@st.cache_resource(show_spinner=False)
def pool() -> Pool:
    """The worker processes that read uploads."""
    return Pool().__enter__()  # all workers start now, side by side


def rules() -> Ruleset:
    """The rules in force."""
    return default_ruleset()


def user() -> User:
    """Who is at the page; asked anew each time, so that a rerun never outlives a sign-in."""
    return signin.current()


def agreements(archived: bool = False) -> list[Stored]:
    """The agreements that the user may see, newest first: those in use, or those put away."""
    return [one for one in store().agreements(user().fellesskap) if one.archived == archived]


def unread() -> list[Unread]:
    """The agreements that the user may see, but whose assessment cannot be read."""
    return store().unread(user().fellesskap)


def agreement(sha256: str) -> Stored | None:
    """An agreement (in use or put away) if the user may see it; also what an address names must pass here."""
    found = store().find(sha256)
    return found if found and user().sees(found.fellesskap) else None


def acting(sha256: str) -> User | None:
    """Who is at the page now, if they are let in and see the agreement: for what runs without the page around it."""
    try:
        return user() if agreement(sha256) else None
    except NotAdmitted:
        return None


def language() -> Language:
    """The language of the page, bokmål unless chosen otherwise."""
    chosen = st.session_state.get(LANGUAGE)
    return cast(Language, chosen) if chosen in LANGUAGES else "nb"


def t(key: str, **values: object) -> str:
    """A text from the catalogue in the language of the page."""
    return texts.text(language(), key, **values)
