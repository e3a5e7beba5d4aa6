"""The tab Vurdering: machine and people side by side, the form, and the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import streamlit as st

from analyser.app import look, state
from analyser.app.access import User
from analyser.app.agreement import criteria, reviewing
from analyser.app.agreement.chooser import still_there
from analyser.app.agreement.drafts import number
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS
from analyser.errors import AnalyserError
from analyser.export.content import time_words
from analyser.store import NATIONAL, Review, Stored

_TRACKS = {"": "avtale.spor_eget", NATIONAL: "avtale.spor_nasjonal"}


@st.fragment
def show(stored: Stored, user: User) -> None:
    """Draw the tab; a fragment that asks the store anew each time."""
    still_there(stored, user)
    history = state.store().history(stored.sha256)
    standing = {one.construct: one for one in history if one.number is not None}
    if user.national:
        st.info(t("avtale.nasjonal_forklart"), icon=":material/info:")
    left, right = st.columns(2, gap="large")
    with left:
        st.html(f"<h2>{t('avtale.side_om_side')}</h2>{table_html(stored, standing)}")
        _whole(stored, standing.get(user.review_of("")), user)
    with right:
        st.html(f"<h2>{t('avtale.din_vurdering')}</h2>")
        name = criteria.choose(stored, "vurdering")
        construct = stored.assessment.constructs[name]
        st.html(
            f'<div class="kriterium"><h3>{t(f"felles.{name}")} {look.level_badge(construct.level)}</h3>'
            f"<p>{escape(construct.reason)}</p></div>"
        )
        reviewing.form(stored, name, user)
    _history(history, standing)


def table_html(stored: Stored, standing: Mapping[str, Review]) -> str:
    """The ten constructs with the machine's level and people's, track by track."""
    tracks = [track for track in _TRACKS if not track or any(key.startswith(NATIONAL) for key in standing)]
    heads = "".join(f"<th scope=col>{t(_TRACKS[track])}</th>" for track in tracks)
    rows = "".join(_row(stored, name, [standing.get(track + name) for track in tracks]) for name in CONSTRUCTS)
    return scrolling(
        t("avtale.side_om_side"),
        f'<table class="tabell tett"><thead><tr><th scope=col>{t("avtale.kriterium")}</th>'
        f"<th scope=col>{t('avtale.maskin')}</th>{heads}</tr></thead><tbody>{rows}</tbody></table>",
    )


def scrolling(name: str, table: str) -> str:
    """A table that is moved sideways, also by keyboard, where the screen is too narrow for it."""
    return f'<div class="rulle" tabindex="0" role="region" aria-label="{escape(name)}">{table}</div>'


def _row(stored: Stored, name: str, reviews: Sequence[Review | None]) -> str:
    machine = stored.assessment.constructs[name].level
    cells = "".join(f"<td>{_cell(one, machine)}</td>" for one in reviews)
    return f"<tr><th scope=row>{t(f'felles.{name}')}</th><td>{look.level_badge(machine)}</td>{cells}</tr>"


def _cell(review: Review | None, machine: int | None) -> str:
    if review is None:
        return '<span aria-hidden="true">–</span>'
    differs = review.level is not None and machine is not None and review.level != machine
    other = f'<br><span class="avvik">{t("avtale.avvik_fra_maskin")}</span>' if differs else ""
    return f"{reviewing.level_html(review)}{other}"


def _whole(stored: Stored, review: Review | None, user: User) -> None:
    """Whether the agreement is done with, and the button that says so or takes it back."""
    done = bool(review and review.reviewed)
    if review and done:
        who = escape(t("avtale.av_naar", hvem=review.reviewer, naar=time_words(review.made_at)))
        st.html(f'<p class="sagt-success">{t("avtale.gjennomgaatt")}: {who}</p>')
    pressed = st.button(
        t("avtale.aapne_igjen") if done else t("avtale.merk_gjennomgaatt"),
        key=f"gjennomgaatt_{user.review_of('')}{stored.sha256}",
        icon=":material/undo:" if done else ":material/task_alt:",
    )  # fmt: skip
    if pressed:
        _mark(stored.sha256, user, number(review), not done)
        st.rerun()  # all of the page, for its head says this too
    if problem := st.session_state.pop(f"gjennomgaatt_feil_{stored.sha256}", None):
        st.error(t("avtale.lagret_ikke"), icon=":material/error:")
        st.text(problem)


def _mark(sha256: str, user: User, seen: int, done: bool) -> None:
    if state.acting(sha256) != user:
        return
    try:
        state.store().save_review(sha256, user.review_of(""), None, "", user.address, seen, reviewed=done)
    except AnalyserError as error:
        st.session_state[f"gjennomgaatt_feil_{sha256}"] = str(error)


def _history(history: Sequence[Review], standing: Mapping[str, Review]) -> None:
    st.html(f"<h2>{t('avtale.historikk')}</h2>")
    if not history:
        st.html(f'<p class="dempet">{t("avtale.historikk_tom")}</p>')
        return
    heads = "".join(f"<th scope=col>{t(f'avtale.hist_{one}')}</th>" for one in ("naar", "hvem", "hva", "status"))
    rows = "".join(history_rows(history, standing))
    table = f'<table class="tabell"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    st.html(scrolling(t("avtale.historikk"), table))


def history_rows(history: Iterable[Review], standing: Mapping[str, Review]) -> Iterator[str]:
    """Every review ever saved as table rows, newest first."""
    for one in reversed(list(history)):
        comment = f'<p class="kommentar">{escape(one.comment)}</p>' if one.comment else ""
        yield (
            f"<tr><td>{time_words(one.made_at)}</td><td>{escape(one.reviewer)}</td><td>{_what(one)}{comment}</td>"
            f"<td>{t(f'avtale.status_{_status(one, standing)}')}</td></tr>"
        )


def _what(review: Review) -> str:
    name = review.construct.removeprefix(NATIONAL)
    national = f' <span class="dempet">({t("avtale.spor_nasjonal")})</span>'
    track = national if review.construct.startswith(NATIONAL) else ""
    if not name:
        return t("avtale.hist_ferdig" if review.reviewed else "avtale.hist_aapnet") + track
    return f"<strong>{t(f'felles.{name}')}</strong>{track} {reviewing.level_html(review)}"


def _status(review: Review, standing: Mapping[str, Review]) -> str:
    if review.number is None:
        return "til_side"
    return "gjelder" if standing[review.construct].id == review.id else "erstattet"
