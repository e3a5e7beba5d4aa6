"""The tab Oppgavefordeling: who shall do what, how the duties are shared, and where each stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from analyser.app.agreement import place
from analyser.app.agreement.chooser import still_there
from analyser.app.agreement.findings import boxes
from analyser.app.agreement.place import Place
from analyser.app.labels import told_apart
from analyser.app.state import t
from analyser.assessment import Duty
from analyser.export import table
from analyser.store import Stored

if TYPE_CHECKING:
    from pandas import DataFrame

SIDES = ("kommune", "helseforetak", "begge", "")
"""The last is a body or role of neither side alone."""
WHERE = "oppgaver"
_COLUMNS = ("side", "act", "actor", "time", "role", "channel", "cost", "binding", "section", "page")


def shares(duties: Iterable[Duty]) -> Mapping[str, int]:
    """How many duties each side has, in a fixed order."""
    counted = Counter(one.side for one in duties)
    return {side: counted[side] for side in SIDES}


def chosen(duties: Iterable[Duty], sides: Sequence[str], binding: bool, words: str) -> dict[int, Duty]:
    """The duties of these sides (none chosen: all), only the binding ones if asked, that hold all the words; each by
    its place among all."""
    wanted = words.casefold().split()
    return {
        at: one
        for at, one in enumerate(duties)
        if (not sides or one.side in sides)
        and (one.binding or not binding)
        and all(word in f"{one.quote} {one.actor} {one.section}".casefold() for word in wanted)
    }


def shares_html(counts: Mapping[str, int]) -> str:
    """The shares as one bar, with the numbers in words under it."""
    total = sum(counts.values())
    parts = "".join(
        f'<div class="andel {side or "organ"}" style="flex-grow:{count}"><span>{count}</span></div>'
        for side, count in counts.items()
        if count
    )
    words = "".join(
        f'<li><span class="prikk {side or "organ"}" aria-hidden="true"></span>{side_words(side)}: {count} '
        f'<span class="dempet">({round(100 * count / total)} %)</span></li>'
        for side, count in counts.items()
    )
    return f'<div class="andeler" aria-hidden="true">{parts}</div><ul class="andelsliste">{words}</ul>'


def side_words(side: str) -> str:
    """Whose duty it is, in words."""
    return t(f"felles.{side}") if side else t("avtale.side_organ")


def frame(duties: Iterable[Duty]) -> DataFrame:
    """The duties as the table on the page and in the exports."""
    import pandas as pd

    rows = [{name: getattr(one, name) for name in _COLUMNS} for one in duties]
    for row in rows:
        row["side"] = side_words(row["side"])
        row["binding"] = _yes(row["binding"])
    named = {name: t(f"avtale.kolonne_{name}") for name in _COLUMNS}
    return pd.DataFrame(rows, columns=list(_COLUMNS)).rename(columns=named)


@st.fragment
def show(stored: Stored) -> None:
    """Draw the tab."""
    still_there(stored)
    duties = stored.assessment.duties
    st.html(f"<h2>{t('avtale.oppgaver')}</h2><p>{t('avtale.oppgaver_forklart')}</p>")
    if not duties:
        st.info(t("avtale.ingen_oppgaver"), icon=":material/info:")
        return
    st.html(shares_html(shares(duties)))
    found = chosen(duties, *_filters())
    rows = frame(found.values())
    st.html(f'<p role="status">{t("avtale.viser_oppgaver", antall=len(found), alle=len(duties))}</p>')
    _table(stored, found, rows)
    _exports(stored, rows)
    _one(stored, found)


def _filters() -> tuple[list[str], bool, str]:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        sides = st.pills(
            t("avtale.filter_side"), SIDES, selection_mode="multi", key="oppgaver_side",
            format_func=side_words, wrap=True,
        )  # fmt: skip
        words = st.text_input(t("avtale.filter_tekst"), key="oppgaver_ord", width=260)
        binding = st.toggle(t("avtale.filter_bindende"), key="oppgaver_bindende")
    return sides, binding, words


def _table(stored: Stored, found: Mapping[int, Duty], rows: DataFrame) -> None:
    key = f"oppgavetabell_{stored.sha256}"
    st.dataframe(
        rows, hide_index=True, key=key, selection_mode="single-row", alt=t("avtale.oppgaver_alt"),
        on_select=partial(_select, stored.sha256, key, list(found)), height=min(370, 38 + 36 * max(len(rows), 1)),
        column_config={
            t("avtale.kolonne_act"): st.column_config.TextColumn(width="large"),
            t("avtale.kolonne_actor"): st.column_config.TextColumn(width="small"),
        },
    )  # fmt: skip


def _select(sha256: str, key: str, found: Sequence[int]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    if rows and rows[0] < len(found):
        place.forget(sha256, WHERE)
        st.session_state[f"oppgave_{sha256}"] = found[rows[0]]


def names(found: Mapping[int, Duty]) -> Mapping[int, str]:
    """What each duty is called in a list; the page, too, of those that read alike."""
    said = {at: f"{one.actor}: {one.act}" if one.actor else one.act for at, one in found.items()}
    return told_apart(said, {at: t("felles.side_n", side=one.page) for at, one in found.items()})


def _one(stored: Stored, found: Mapping[int, Duty]) -> None:
    """One duty in full, chosen in the table or here, beside the page it stands on."""
    if not found:
        return
    key = f"oppgave_{stored.sha256}"
    if st.session_state.get(key) not in found:
        st.session_state[key] = next(iter(found))
    left, right = st.columns(2, gap="large")
    with left:
        st.selectbox(
            t("avtale.velg_oppgave"), list(found), key=key, format_func=names(found).__getitem__,
            on_change=place.forget, args=(stored.sha256, WHERE),
        )  # fmt: skip
        duty = found[st.session_state[key]]
        st.html(details_html(duty))
    with right:
        place.show(stored, WHERE, Place(boxes(duty.boxes, duty.box_pages), duty.page), "fast")


def details_html(duty: Duty) -> str:
    """All that is known of a duty; what the agreement does not say is left out."""
    values = {name: getattr(duty, name) for name in _COLUMNS} | {
        "side": side_words(duty.side), "act": duty.quote, "binding": _yes(duty.binding),
    }  # fmt: skip
    rows = "".join(
        f"<div><dt>{t(f'avtale.kolonne_{name}')}</dt><dd>{escape(str(value))}</dd></div>"
        for name, value in values.items()
        if value != ""
    )
    return f'<dl class="fakta">{rows}</dl>'


def _yes(value: bool) -> str:
    return t("avtale.ja") if value else t("avtale.nei")


def _exports(stored: Stored, rows: DataFrame) -> None:
    name, title = PurePath(stored.name).stem, t("avtale.oppgaver")
    with st.container(horizontal=True):
        st.download_button(
            t("avtale.last_xlsx"), data=partial(table.xlsx, rows, title), file_name=f"{name}-oppgaver.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", on_click="ignore",
            icon=":material/download:", key="oppgaver_xlsx",
        )  # fmt: skip
        st.download_button(
            t("avtale.last_csv"), data=partial(table.csv, rows), file_name=f"{name}-oppgaver.csv", mime="text/csv",
            on_click="ignore", icon=":material/download:", key="oppgaver_csv",
        )  # fmt: skip
