"""Kartlegging: the tables and charts of the mapping report over the agreements the user sees, and the report itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from threading import Lock

import streamlit as st

from analyser.app.comparing.fields import narrowing
from analyser.app.links import address
from analyser.app.listing.rows import rows
from analyser.app.state import agreements, rules, store, t
from analyser.corpus import Corpus
from analyser.engine import Judged
from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED
from analyser.report import content, sheets, web, word
from analyser.report.model import Report, flat
from analyser.store import Stored

_STYLE = Path(__file__).with_name("mapping.css")
_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES: Mapping[str, tuple[Callable[[Report], bytes], str]] = {
    "docx": (word.docx, f"{_OFFICE}.wordprocessingml.document"),
    "html": (lambda report: web.html(report).encode(), "text/html"),
    "xlsx": (sheets.xlsx, f"{_OFFICE}.spreadsheetml.sheet"),
}
_DRAWING = Lock()
"""Matplotlib's settings are the whole program's: one drawing at a time."""
Keys = tuple[tuple[str, str], ...]
"""Content and rule set of each agreement: what its assessment depends on."""


def show() -> None:
    """Draw the page."""
    st.html(_STYLE)
    st.title(t("kartlegging.overskrift"))
    held = agreements()
    if not held:
        link = escape(address("avtaler"))
        said, go = escape(t("kartlegging.tomt")), escape(t("kartlegging.legg_til"))
        st.html(f'<p>{said} <a href="{link}" target="_self">{go}</a></p>')
        return
    st.html(f'<p class="ingress">{escape(t("kartlegging.ingress"))}</p>')
    chosen = narrowing(rows(held, store().all_standing()), "kartlegging")
    with st.spinner(t("kartlegging.regner")):
        report, counting = _report(_keys(held), tuple(chosen["sha256"]), date.today(), held)
    st.html(f"<p>{escape(t('kartlegging.teller', antall=counting, alle=len(held)))}</p>")
    _downloads(report)
    _chapter(report)


def _keys(held: Sequence[Stored]) -> Keys:
    return tuple((one.sha256, one.assessment.ruleset.sha256) for one in held)


@st.cache_data(max_entries=16, show_spinner=False)
def _report(keys: Keys, chosen: tuple[str, ...], day: date, _held: Sequence[Stored]) -> tuple[Report, int]:
    """The report on the chosen agreements, and how many count in it."""
    corpus = _corpus(keys, _held)
    among = corpus.chosen(corpus.agreements["sha256"].isin(chosen))
    return content.build(among, rules(), day), int(among.agreements["counts"].sum())


@st.cache_resource(max_entries=4, show_spinner=False)
def _corpus(keys: Keys, _held: Sequence[Stored]) -> Corpus:
    return Corpus.of(_judged(_held))


def _judged(held: Sequence[Stored]) -> Iterator[Judged]:
    kept = store()
    return (Judged(one.assessment, kept.text(one.sha256)) for one in held)


def _downloads(report: Report) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f"<strong>{escape(t('kartlegging.last_ned'))}</strong>", width="content")
        for kind, (make, mime) in _FILES.items():
            st.download_button(
                t(f"kartlegging.{kind}"), partial(_made, make, report), f"kartlegging.{kind}", mime,
                on_click="ignore", icon=":material/download:", key=f"kartlegging_{kind}",
            )  # fmt: skip


def _made(make: Callable[[Report], bytes], report: Report) -> bytes:
    with _DRAWING:
        return make(report)


def _chapter(report: Report) -> None:
    """One chapter at a time, chosen by its heading."""
    titles = {one.key: one.title for one in report.sections}
    key = st.selectbox(
        t("kartlegging.kapittel"), list(titles), format_func=titles.__getitem__, key="kartlegging_kapittel", width=420
    )
    st.html(f'<div class="kartlegging" lang="nb">{_drawn(report, key)}</div>{_paints()}')


@st.cache_data(max_entries=64, show_spinner=False)
def _drawn(report: Report, key: str) -> str:
    with _DRAWING:
        return web.fragment(next(one for one in flat(report.sections) if one.key == key))


def _paints() -> str:
    """The colours of the levels, as the report names them."""
    paints = (*enumerate(LEVEL_PAINTS), ("x", NOT_ASSESSED))
    rules_of = "".join(f".kartlegging .n{name}{{color:{one.ink};background:{one.paper}}}" for name, one in paints)
    return f"<style>{rules_of}</style>"
