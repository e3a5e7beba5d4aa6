"""The table as it is shown and as it is downloaded."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from pandas import DataFrame
from pandas.io.formats.style import Styler

from analyser.app.look import level_colours, topic_name
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS
from analyser.export.content import date_words

OPEN = "open"
PENCIL = "✎"
"""Beside a level that people have set."""
_CLICK, _OPENED = "aapnet_rad", "aapnet_avtale"
_HIGHEST = 12
"""Rows shown at once; the rest is scrolled to."""


def show(table: DataFrame) -> str | None:
    """Draw the table; the sha256 of the agreement whose button was just clicked, or None."""
    levels = {
        name: [_level(level, name in own) for level, own in zip(table[name], table["changed"], strict=True)]
        for name in CONSTRUCTS
    }
    shown = pd.DataFrame({
        OPEN: t("avtaler.aapne"), "title": table["title"], "parties": table["parties"], **levels,
        "topic": table["topic"].map(topic_name), "date": table["date"], "reviewed": table["reviewed"].map(_status),
        "alerts": table["alerts"], "language": table["language"].map(_language),
        "groups": table["groups"].map(", ".join),
    })  # fmt: skip
    st.dataframe(
        _painted(shown), hide_index=True, column_config=_columns(tuple(table["sha256"])), key="tabell",
        alt=t("avtaler.tabell_om"), height=38 * min(len(shown), _HIGHEST) + 40, row_height=38,
    )  # fmt: skip
    opened: str | None = st.session_state.pop(_OPENED, None)
    return opened


def _click(drawn: Sequence[str]) -> None:
    """Which agreement stood in the row when it was clicked: someone may have added one since."""
    st.session_state[_OPENED] = drawn[st.session_state[_CLICK]["row"]]


def _level(level: Any, human: bool) -> str:
    return "–" if pd.isna(level) else f"{level} {PENCIL}" if human else str(level)


def _painted(shown: DataFrame) -> Styler:
    """Levels in their colours, and dates in words over the ISO dates that are sorted by."""
    style = shown.style.map(lambda said: level_colours(None if said == "–" else int(said[0])), subset=list(CONSTRUCTS))
    return style.format({"date": lambda iso: date_words(str(iso)) if iso else "–"})


def _status(reviewed: bool) -> str:
    return t("avtaler.gjennomgaatt") if reviewed else t("avtaler.ikke_gjennomgaatt")


def _language(language: str) -> str:
    return t("avtaler.maal_nn") if language == "nn" else t("avtaler.maal_nb")


def _columns(drawn: Sequence[str]) -> dict[str, Any]:
    column = st.column_config
    levels = {
        name: column.TextColumn(t(f"avtaler.kort_{name}"), help=t(f"felles.{name}"), width=52, alignment="center")
        for name in CONSTRUCTS
    }
    return {
        OPEN: column.ButtonColumn(
            t("avtaler.kol_aapne"), width=64, pinned=True, type="tertiary", key=_CLICK, on_click=_click, args=(drawn,)
        ),
        "title": column.TextColumn(t("avtaler.kol_avtale"), width=200),
        "parties": column.TextColumn(t("avtaler.kol_parter"), width=175),
        **levels,
        "topic": column.TextColumn(t("avtaler.kol_tema"), width=190),
        "date": column.TextColumn(t("avtaler.kol_dato"), width=140),
        "reviewed": column.TextColumn(t("avtaler.kol_status"), width=140),
        "alerts": column.NumberColumn(t("avtaler.kol_varsler"), help=t("avtaler.kol_varsler_om"), width=80),
        "language": column.TextColumn(t("avtaler.kol_maal"), width=90),
        "groups": column.TextColumn(t("avtaler.kol_fellesskap"), width=260),
    }


def abbreviations() -> str:
    """What the short column headings stand for, as safe HTML."""
    pairs = [(t(f"avtaler.kort_{name}"), t(f"felles.{name}")) for name in CONSTRUCTS]
    pairs.append((PENCIL, t("avtaler.kol_endret")))
    items = "".join(f"<div><dt>{escape(short)}</dt><dd>{escape(name)}</dd></div>" for short, name in pairs)
    return f'<dl class="forkortelser">{items}</dl>'


def downloadable(table: DataFrame) -> DataFrame:
    """The same rows with plain values and the column names people know, for a spreadsheet."""
    named = {
        "name": t("avtaler.kol_fil"), "title": t("avtaler.kol_avtale"), "parties": t("avtaler.kol_parter"),
        "groups": t("avtaler.kol_fellesskap"), "topic": t("avtaler.kol_tema"), "date": t("avtaler.kol_dato"),
        "language": t("avtaler.kol_maal"), "alerts": t("avtaler.kol_varsler"),
        **{name: t(f"felles.{name}") for name in CONSTRUCTS},
        "changed": t("avtaler.kol_endret"), "reviewed": t("avtaler.kol_status"),
    }  # fmt: skip
    plain = table.assign(
        topic=table["topic"].map(topic_name), language=table["language"].map(_language),
        reviewed=table["reviewed"].map(_status), groups=table["groups"].map(", ".join),
        changed=table["changed"].map(lambda levels: ", ".join(t(f"felles.{name}") for name in levels)),
    )  # fmt: skip
    return plain[list(named)].rename(columns=named)
