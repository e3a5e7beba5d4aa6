"""Sammenlign: all agreements as a heat map, how the levels are spread, and two agreements side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st
from pandas import DataFrame

from analyser.app.comparing import heat, pair, spread
from analyser.app.comparing.fields import narrowing
from analyser.app.comparing.groups import DIMENSIONS, SMALL, Group, grouped
from analyser.app.comparing.style import STYLE
from analyser.app.labels import told_apart
from analyser.app.links import address
from analyser.app.listing.rows import rows
from analyser.app.look import level_badge
from analyser.app.state import agreements, store, t
from analyser.export.content import time_words
from analyser.export.table import csv, xlsx
from analyser.store import Stored

NOT_GROUPED = "ingen"


def show() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.title(t("sammenlign.overskrift"))
    held = agreements()
    if not held:
        _nothing_yet()
        return
    table = rows(held, store().all_standing())
    names = [t(f"sammenlign.{one}") for one in ("varmekart", "fordeling", "to_avtaler")]
    maps, spreads, pairs = st.tabs(names)
    with maps:
        _heat(table)
    with spreads:
        _spread(table)
    with pairs:
        _pair(held, {row["sha256"]: row["changed"] for row in table.to_dict("records")})


def _nothing_yet() -> None:
    link = escape(address("avtaler"))
    st.html(
        f'<p>{escape(t("sammenlign.tomt"))} <a href="{link}" target="_self">{escape(t("sammenlign.legg_til"))}</a></p>'
    )


def _heat(table: DataFrame) -> None:
    by = st.selectbox(
        t("sammenlign.grupper_etter"), [NOT_GROUPED, *DIMENSIONS], key="sammenlign_gruppe",
        format_func=lambda one: t(f"sammenlign.{one}"), width=320,
    )  # fmt: skip
    chosen = narrowing(table, "varme")
    if chosen.empty:
        st.info(t("sammenlign.ingen_treff"))
        return
    named = by in DIMENSIONS
    st.html(_legend(chosen))
    st.html(heat.heat_map(grouped(chosen, by) if named else [Group("", chosen)], named))
    st.html(f'<p class="dempet">{escape(_note(chosen, named))}</p>')
    _downloads(chosen)


def _legend(table: DataFrame) -> str:
    badges = "".join(map(level_badge, (0, 1, 2, 3, None)))
    people = any(table["changed"])
    pen = f"<span>{heat.MARK} {escape(t('sammenlign.satt_av_person'))}</span>" if people else ""
    return f'<div class="tegn">{badges}{pen}</div>'


def _note(table: DataFrame, named: bool) -> str:
    """How the group rows are to be read, and whose levels these are."""
    several = t("sammenlign.flere_grupper") if named else ""
    people = t("sammenlign.hvem_person") if any(table["changed"]) else t("sammenlign.hvem_maskin")
    return " ".join(filter(None, (t("sammenlign.smaa_grupper", grense=SMALL), several, people)))


def _downloads(table: DataFrame) -> None:
    name, sheet = t("sammenlign.overskrift"), heat.sheet(table)  # the files are made where no language is at hand
    with st.container(horizontal=True):
        st.download_button(
            t("sammenlign.last_ned_xlsx"), lambda: xlsx(sheet, name), f"{name.lower()}.xlsx",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            t("sammenlign.last_ned_csv"), lambda: csv(sheet), f"{name.lower()}.csv", "text/csv",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip


def _spread(table: DataFrame) -> None:
    chosen = narrowing(table, "fordeling")
    if chosen.empty:
        st.info(t("sammenlign.ingen_treff"))
        return
    st.html(_legend(chosen.iloc[:0]))
    st.html(f"<p>{escape(t('sammenlign.fordeling_av', avtaler=heat.number(len(chosen))))}</p>{spread.bars(chosen)}")
    st.html(spread.numbers(chosen))


def _pair(held: Sequence[Stored], changed: Mapping[str, Mapping[str, int]]) -> None:
    if len(held) < 2:
        st.info(t("sammenlign.bare_en"))
        return
    known = {one.sha256: one for one in held}
    said = told_apart(
        {one.sha256: f"{one.assessment.document.title or one.name} ({one.name})" for one in held},
        {one.sha256: time_words(one.added_at) for one in held},
    )
    left, right = st.columns(2)
    first = left.selectbox(t("sammenlign.forste"), list(known), key="sammenlign_en", format_func=said.__getitem__)
    second = right.selectbox(t("sammenlign.andre"), list(known), 1, key="sammenlign_to", format_func=said.__getitem__)
    if first == second:
        st.info(t("sammenlign.samme"))
        return
    st.html(pair.side_by_side((known[first], known[second]), changed))
