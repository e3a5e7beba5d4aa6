"""Which agreement is open: the one in the address, else the last one, else the one that is chosen here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from analyser.app import state
from analyser.app.access import User
from analyser.app.agreement.words import short_sides, title_of
from analyser.app.labels import told_apart
from analyser.app.links import address
from analyser.app.state import t
from analyser.corpus.frames import year
from analyser.export.content import time_words
from analyser.store import Stored

ADDRESS = "avtale"
_CHOSEN, _LAST = "avtale_valgt", "avtale_sist"


def chosen() -> Stored | None:
    """Draw the choice; the agreement that is open, or None where the page has said what to do instead."""
    there = {one.sha256: one for one in state.agreements()}
    wanted = st.query_params.get(ADDRESS) or st.session_state.get(_LAST, "")
    found = there.get(wanted) or (state.agreement(wanted) if wanted else None)
    if found:
        there.setdefault(found.sha256, found)
    if not there:
        _empty()
        return None
    if wanted and not found:
        st.warning(t("avtale.ukjent"), icon=":material/search_off:")
    _choice(there, found)
    if found:
        st.session_state[_LAST] = st.query_params[ADDRESS] = found.sha256
    return found


def still_there(stored: Stored, user: User | None = None) -> None:
    """For parts of the page that run alone: all of it runs anew for whoever lost sight of the agreement, or changed."""
    now = state.acting(stored.sha256)
    if now is None or now != (user or now):
        st.rerun()


def _choice(there: dict[str, Stored], found: Stored | None) -> None:
    st.session_state[_CHOSEN] = found.sha256 if found else None
    said = lines(there.values())
    st.selectbox(
        t("avtale.velg"), list(there), index=0 if found else None, key=_CHOSEN, on_change=_open,
        placeholder=t("avtale.velg_her"),
        format_func=lambda sha256: said.get(sha256, ""),
    )  # fmt: skip


def _open() -> None:
    if sha256 := st.session_state[_CHOSEN]:
        st.query_params[ADDRESS] = sha256


def line(stored: Stored) -> str:
    """An agreement in one line: title, parties, year."""
    about = stored.assessment.document
    when = year(about.dates)
    parts = (title_of(about, stored.name), short_sides(about.parties), str(when) if when else "")
    return " · ".join(filter(None, parts))


def lines(every: Iterable[Stored]) -> Mapping[str, str]:
    """Each agreement in one line, by content; those that would read alike have the name of the file as well."""
    held = {one.sha256: one for one in every}
    names = {sha256: one.name for sha256, one in held.items()}
    times = {sha256: time_words(one.added_at) for sha256, one in held.items()}
    return told_apart({sha256: line(one) for sha256, one in held.items()}, names, times)


def _empty() -> None:
    st.title(t("felles.side_avtale"))
    st.info(t("avtale.tom"), icon=":material/upload_file:")
    st.html(f'<p><a href="{escape(address("avtaler"))}" target="_self">{t("avtale.tom_lenke")}</a></p>')
