"""Avtaler: files in, the table of agreements, and the way to each of them."""

from __future__ import annotations

from html import escape

import streamlit as st
from pandas import DataFrame

from analyser.app.links import go
from analyser.app.listing import actions, narrowing, table, unreadable, uploads
from analyser.app.listing.rows import narrowed, ordered, rows
from analyser.app.look import level_badge
from analyser.app.state import agreements, store, t, unread, user
from analyser.export.table import csv, xlsx


def show() -> None:
    """Draw the page."""
    present = user()
    everything = agreements()
    st.title(t("avtaler.tittel"))
    put_away, illegible = agreements(archived=True), unread()
    if not everything and not put_away and not illegible:
        _welcome(present.may_upload)
    if present.may_upload:
        uploads.show(present)
    actions.undo()
    if everything:
        _listing(rows(everything, store().all_standing()))
    unreadable.show(illegible, present)
    actions.archive(put_away, present)


def _welcome(may_upload: bool) -> None:
    lines = t("avtaler.velkommen") if may_upload else t("avtaler.tomt")
    st.html(f'<p class="ingress">{escape(lines)}</p>')


def _listing(everything: DataFrame) -> None:
    present = user()
    wanted, order = narrowing.show(everything, present)
    chosen = ordered(narrowed(everything, wanted), order)
    if chosen.empty:
        st.info(t("avtaler.ingen_treff"), icon=":material/search_off:")
        st.button(t("avtaler.vis_alle"), on_click=narrowing.clear)
        return
    st.html(_legend(len(chosen), len(everything)))
    if opened := table.show(chosen):
        go("avtale", avtale=opened)
    st.html(table.abbreviations())
    actions.show(chosen, present)
    _downloads(table.downloadable(chosen))


def _legend(shown: int, total: int) -> str:
    """How many there are, and what the colours mean."""
    count = t("avtaler.antall", vist=shown, alle=total)
    if fields := narrowing.in_use():
        count = f"{count}. {t('avtaler.filter_i_bruk', felt=fields)}"
    badges = " ".join(map(level_badge, (0, 1, 2, 3, None)))
    return f'<div class="tegnforklaring"><span>{escape(count)}</span><span>{badges}</span></div>'


def _downloads(frame: DataFrame) -> None:
    name = t("avtaler.tittel")
    with st.container(horizontal=True):
        st.download_button(
            t("avtaler.last_ned_xlsx"), lambda: xlsx(frame, name), f"{name.lower()}.xlsx", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            t("avtaler.last_ned_csv"), lambda: csv(frame), f"{name.lower()}.csv", "text/csv", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
