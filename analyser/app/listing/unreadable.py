"""Agreements in the store whose assessment cannot be read: named on the page, and judged again from there."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analyser.app.access import User
from analyser.app.intake import again
from analyser.app.state import pool, store, t
from analyser.export.content import time_words
from analyser.store import Unread

_PROBLEM = "ulest_problem"


def show(unread: Sequence[Unread], user: User) -> None:
    """Draw the list, where there are any."""
    if not unread:
        return
    with st.container(border=True, key="uleste"):
        todo = t("avtaler.uleste_vurder") if user.may_upload else t("avtaler.uleste_be_om")
        st.html(
            f"<h2>{escape(t('avtaler.uleste', antall=len(unread)))}</h2>"
            f"<p>{escape(t('avtaler.uleste_om'))} {escape(todo)}</p>"
        )
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(t("avtaler.uleste_fortsatt"), icon=":material/error:")
            st.text(problem)
        for one in unread:
            _line(one, user)


def _line(one: Unread, user: User) -> None:
    name, button = st.columns([6, 1], vertical_alignment="center")
    name.text(t("avtaler.ulest", navn=one.name, naar=time_words(one.added_at)))
    if user.may_upload and button.button(t("avtaler.vurder_igjen"), key=f"igjen_{one.sha256}"):
        with st.spinner(t("avtaler.leses")):
            st.session_state[_PROBLEM] = again(store(), pool(), one.sha256)
        st.rerun()
