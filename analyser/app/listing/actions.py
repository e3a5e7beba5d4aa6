"""What is done with one agreement from the table: open it, put it away, take it back."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from pandas import DataFrame

from analyser.app.access import User
from analyser.app.labels import told_apart
from analyser.app.links import go
from analyser.app.state import acting, agreement, store, t
from analyser.store import Stored

_CHOSEN, _PUT_AWAY = "valgt_avtale", "nettopp_arkivert"


def show(table: DataFrame, user: User) -> None:
    """Choose an agreement by name, and open or archive it; all of it by keyboard."""
    named = names(table)
    choice, opening, archiving = st.columns([6, 1, 1], vertical_alignment="bottom")
    chosen = choice.selectbox(
        t("avtaler.velg"), list(named), format_func=lambda one: named.get(one, one), index=None, key=_CHOSEN,
        placeholder=t("avtaler.velg_hint"), filter_mode="contains",
    )  # fmt: skip
    if opening.button(t("avtaler.aapne"), type="primary", disabled=not chosen, width="stretch") and chosen:
        go("avtale", avtale=chosen)
    if user.may_upload:
        archiving.button(t("avtaler.arkiver"), disabled=not chosen, on_click=_archive, width="stretch")


def names(table: DataFrame) -> dict[str, str]:
    """sha256 → title and parties; the file's name, and when it was added, too where two would look alike."""
    lines = dict(zip(table["sha256"], table["title"] + " – " + table["parties"], strict=True))
    return told_apart(lines, _column(table, "name"), _column(table, "added"))


def _column(table: DataFrame, name: str) -> dict[str, str]:
    return dict(zip(table["sha256"], table[name], strict=True))


def _archive() -> None:
    """Put away what is chosen at the click; the page as last drawn may know of another."""
    sha256 = st.session_state.get(_CHOSEN)
    user = acting(sha256) if sha256 else None  # a callback runs before the page has asked who is there
    if sha256 and user and user.may_upload:
        store().archive(sha256, user.address)
        st.session_state[_CHOSEN] = None
        st.session_state[_PUT_AWAY] = sha256


def undo() -> None:
    """After an agreement was put away: say so, and offer to take it back."""
    sha256 = st.session_state.get(_PUT_AWAY)
    found = agreement(sha256) if sha256 else None
    if found and found.archived:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(t("avtaler.er_arkivert", navn=found.assessment.document.title or found.name))
            st.button(t("avtaler.angre"), on_click=_restore, args=(found.sha256,), icon=":material/undo:")


def _restore(sha256: str) -> None:
    user = acting(sha256)
    if user and user.may_upload:
        store().restore(sha256, user.address)
        st.session_state.pop(_PUT_AWAY, None)


def archive(put_away: Sequence[Stored], user: User) -> None:
    """The agreements that have been put away."""
    if not put_away:
        return
    with st.expander(t("avtaler.arkiv", antall=len(put_away))):
        st.text(t("avtaler.arkiv_om"))
        for one in put_away:
            name, back = st.columns([6, 1], vertical_alignment="center")
            name.text(one.assessment.document.title or one.name)
            if user.may_upload:
                back.button(
                    t("avtaler.hent_fram"), key=f"tilbake_{one.sha256}", on_click=_restore, args=(one.sha256,)
                )
