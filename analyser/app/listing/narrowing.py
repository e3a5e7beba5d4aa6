"""The fields that narrow and order the table."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pandas import DataFrame

from analyser.app.access import User
from analyser.app.listing.rows import NOT_ASSESSED, ORDERS, Wanted, alphabetic
from analyser.app.look import topic_name
from analyser.app.state import store, t
from analyser.assessment import CONSTRUCTS

_KEYS = ("groups", "topics", "languages", "years", "status", "constructs", "levels")


def show(table: DataFrame, user: User) -> tuple[Wanted, str]:
    """Draw the fields; what is wanted, and in which order."""
    search, order = st.columns([3, 1])
    words = search.text_input(
        t("avtaler.soek"), placeholder=t("avtaler.soek_hint"), key="soek", persist_state="session",
        icon=":material/search:",
    )  # fmt: skip
    by = order.selectbox(
        t("avtaler.sorter"), ORDERS, key="orden", persist_state="session",
        format_func=lambda one: t(f"avtaler.orden_{one}"),
    )  # fmt: skip
    found = store().search(words, user.fellesskap) if words.strip() else None
    with st.expander(t("avtaler.filter")):
        return _fields(table, found), by


def in_use() -> str:
    """The names of the fields that narrow the table, or ""."""
    return ", ".join(t(f"avtaler.velg_{name}") for name in _KEYS if st.session_state.get(f"filter_{name}"))


def _fields(table: DataFrame, found: set[str] | None) -> Wanted:
    first, second, third, fourth = st.columns(4)
    with first:
        groups = _several("groups", sorted({one for held in table["groups"] for one in held}, key=alphabetic))
        constructs = _several("constructs", list(CONSTRUCTS), lambda one: t(f"felles.{one}"))
    with second:
        topics = {one for held in table["topics"] for one in held}
        subjects = _several("topics", sorted(topics, key=lambda one: one.zfill(2)), topic_name)
        levels = _several("levels", [0, 1, 2, 3, NOT_ASSESSED], _level)
    with third:
        years = _several("years", sorted({int(one) for one in table["year"].dropna()}, reverse=True))
        status = _several("status", [True, False], lambda one: t(f"avtaler.{'' if one else 'ikke_'}gjennomgaatt"))
    with fourth:
        languages = _several("languages", ["nb", "nn"], lambda one: t(f"avtaler.maal_{one}"))
        st.button(t("avtaler.nullstill"), on_click=clear, icon=":material/filter_alt_off:")
    reviewed = status[0] if len(status) == 1 else None
    return Wanted(found, groups, subjects, languages, years, reviewed, constructs, levels)


def _several(name: str, options: list[Any], shown: Any = str) -> list[Any]:
    """A field where several may be chosen, and none means all."""
    return st.multiselect(
        t(f"avtaler.velg_{name}"), options, format_func=shown, key=f"filter_{name}", persist_state="session",
        placeholder=t("avtaler.alle"),
    )  # fmt: skip


def _level(level: int) -> str:
    return t("felles.ikke_vurdert") if level == NOT_ASSESSED else f"{level} {t(f'felles.nivaa_{level}')}"


def clear() -> None:
    """Take away everything that narrows the table."""
    for name in _KEYS:
        st.session_state[f"filter_{name}"] = []
    st.session_state["soek"] = ""
