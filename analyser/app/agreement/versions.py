"""The tab Versjoner: what became of levels and clauses from one agreement to another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal, NamedTuple

import streamlit as st

from analyser.app import look, state
from analyser.app.agreement.changes import Change, Kind, Piece, changes, pieces, runs
from analyser.app.agreement.chooser import lines, still_there
from analyser.app.agreement.overview import facts_html
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS, Assessment
from analyser.corpus.frames import latest_date
from analyser.store import Stored

_KINDS: tuple[Kind, ...] = ("changed", "added", "removed")
_FIRST = 60
"""How many changes are shown before one asks for all."""
Kinship = Literal["versjon", "tema", "parter", "annen"]


class Moved(NamedTuple):
    """A construct's level in the old and the new agreement."""

    construct: str
    old: int | None
    new: int | None


def kinship(one: Assessment, other: Assessment) -> Kinship:
    """What another agreement is to this one, by its parties and its topic."""
    same_parties = _ids(one) == _ids(other) and bool(_ids(one))
    same_topic = one.document.topic == other.document.topic
    if same_parties:
        return "versjon" if same_topic else "parter"
    return "tema" if same_topic else "annen"


def _ids(assessment: Assessment) -> frozenset[str]:
    return frozenset(party.id or party.today for party in assessment.document.parties)


def suggested(stored: Stored, others: Iterable[Stored]) -> list[tuple[Stored, Kinship]]:
    """The others, those most likely to be compared with first; newest first among equals."""
    order: tuple[Kinship, ...] = ("versjon", "tema", "parter", "annen")
    found = [(one, kinship(stored.assessment, one.assessment)) for one in others if one.sha256 != stored.sha256]
    found.sort(key=lambda pair: latest_date(pair[0].assessment.document.dates), reverse=True)
    return sorted(found, key=lambda pair: order.index(pair[1]))


def in_time(one: Stored, other: Stored) -> tuple[Stored, Stored]:
    """The older and the newer of two; the one at hand counts as the newer where dates do not tell."""
    dates = [latest_date(each.assessment.document.dates) for each in (one, other)]
    return (one, other) if dates[0] and dates[1] and dates[0] < dates[1] else (other, one)


def moved(old: Assessment, new: Assessment) -> tuple[Moved, ...]:
    """The levels of both, construct by construct."""
    return tuple(Moved(name, old.constructs[name].level, new.constructs[name].level) for name in CONSTRUCTS)


@st.fragment
def show(stored: Stored) -> None:
    """Draw the tab."""
    still_there(stored)
    st.html(f"<h2>{t('avtale.versjoner')}</h2><p>{t('avtale.versjoner_forklart')}</p>")
    others = {one.sha256: (one, kin) for one, kin in suggested(stored, state.agreements())}
    if not others:
        st.info(t("avtale.versjoner_tom"), icon=":material/info:")
        return
    said = lines([stored, *(one for one, _ in others.values())])
    chosen = st.selectbox(
        t("avtale.sammenlign_med"), list(others), key=f"versjon_{stored.sha256}",
        format_func=lambda sha256: f"{t(f'avtale.slekt_{others[sha256][1]}')}: {said[sha256]}",
    )  # fmt: skip
    old, new = in_time(stored, others[chosen][0])
    st.html(between_html(said[old.sha256], said[new.sha256]))
    left, right = st.columns([2, 3], gap="large")
    left.html(f"<h3>{t('avtale.nivaaendringer')}</h3>{moved_html(moved(old.assessment, new.assessment))}")
    with right:
        _clauses(old, new)


def between_html(old: str, new: str) -> str:
    """From which agreement to which, the older first."""
    return facts_html([(t("avtale.fra"), escape(old)), (t("avtale.til"), escape(new))])


def moved_html(lines: Iterable[Moved]) -> str:
    """The levels as a table, with the difference in words and signs."""
    heads = "".join(f"<th scope=col>{t(f'avtale.{one}')}</th>" for one in ("kriterium", "fra", "til", "endring"))
    rows = "".join(
        f"<tr><th scope=row>{t(f'felles.{one.construct}')}</th><td>{look.level_badge(one.old, words=False)}</td>"
        f"<td>{look.level_badge(one.new, words=False)}</td><td>{_difference(one)}</td></tr>"
        for one in lines
    )
    return f'<table class="tabell"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _difference(one: Moved) -> str:
    if one.old is None or one.new is None:
        return t("avtale.ikke_sammenlignbar")
    if one.old == one.new:
        return f'<span class="dempet">{t("avtale.uendret")}</span>'
    up = one.new > one.old
    key = "avtale.opp" if up else "avtale.ned"
    return f'<strong class="{"opp" if up else "ned"}">{t(key, antall=abs(one.new - one.old))}</strong>'


@st.cache_data(max_entries=50, show_spinner=False)
def _pieces(sha256: str, ruleset: str) -> tuple[Piece, ...]:
    return pieces(state.store().text(sha256))


@st.cache_data(max_entries=50, show_spinner=False)
def _changes(old: tuple[str, str], new: tuple[str, str]) -> tuple[Change, ...]:
    return changes(_pieces(*old), _pieces(*new))


def _clauses(old: Stored, new: Stored) -> None:
    found = _changes(*((one.sha256, one.assessment.ruleset.sha256) for one in (old, new)))
    st.html(f"<h3>{t('avtale.tekstendringer')}</h3>")
    if not found:
        st.success(t("avtale.ingen_endringer"), icon=":material/done_all:")
        return
    counts = Counter(one.kind for one in found)
    kinds = st.pills(
        t("avtale.vis_endringer"), [kind for kind in _KINDS if counts[kind]], selection_mode="multi",
        format_func=lambda kind: f"{t(f'avtale.endring_{kind}')} ({counts[kind]})", wrap=True,
        key=f"endringer_{old.sha256}_{new.sha256}",
    )  # fmt: skip
    wanted = [one for one in found if not kinds or one.kind in kinds]
    everything = len(wanted) <= _FIRST or st.toggle(t("avtale.vis_alle_endringer", antall=len(wanted)))
    st.html(changes_html(wanted if everything else wanted[:_FIRST]))


def changes_html(found: Sequence[Change]) -> str:
    """The changes as a list, each with its kind in words and the section it stands in."""
    return f'<ul class="endringer">{"".join(map(_change, found))}</ul>'


def _change(one: Change) -> str:
    piece = one.new or one.old
    assert piece
    return (
        f'<li class="{one.kind}"><p class="endringstype"><strong>{t(f"avtale.endring_{one.kind}")}</strong> '
        f'<span class="dempet">{escape(piece.section)}</span></p><p>{_wording(one)}</p></li>'
    )


def _wording(one: Change) -> str:
    """The clause; where it was changed, what was taken out and put in, said for those who do not see it."""
    if not (one.old and one.new):
        piece = one.new or one.old
        assert piece
        return escape(piece.text)
    return "".join(_run(run.kind, run.text) for run in runs(one.old.text, one.new.text))


def _run(kind: str, text: str) -> str:
    if kind == "same" or not text.strip():
        return escape(text)
    tag = "ins" if kind == "added" else "del"
    said = t("avtale.satt_inn") if kind == "added" else t("avtale.tatt_ut")
    return f'<{tag}><span class="bare-lest">[{said}: </span>{escape(text)}<span class="bare-lest">]</span></{tag}>'
