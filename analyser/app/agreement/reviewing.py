"""The reviewer's own level and comment on one construct: written, saved, and what happens when two save at once."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.app import look, state
from analyser.app.access import User
from analyser.app.agreement import drafts
from analyser.app.agreement.drafts import SAME, Draft
from analyser.app.state import t
from analyser.errors import AnalyserError
from analyser.export.content import time_words
from analyser.store import Review, ReviewConflict, Stored

LONGEST = 30_000
"""Letters a comment can have: room for two put together, which Streamlit would cut without a word."""
_CHOICES = (SAME, 0, 1, 2, 3)


def form(stored: Stored, construct: str, user: User) -> None:
    """Draw the form; what is written in it survives until it is saved or dropped."""
    sha256, key = stored.sha256, _key(stored.sha256, construct, user)
    standing = state.store().standing(sha256).get(user.review_of(construct))
    _follow(key, standing)
    with st.container():  # always there, so that the fields below are not drawn anew, and twice for a moment
        if conflict := st.session_state.get(f"{key}_konflikt"):
            _conflict(conflict, key)
        if st.session_state.get(f"{key}_flyttet"):
            st.warning(t("avtale.ny_rolle"), icon=":material/swap_horiz:")
    machine = stored.assessment.constructs[construct].level
    st.html(_before(standing))
    st.segmented_control(
        t("avtale.eget_nivaa"), _CHOICES, key=f"{key}_nivaa", required=True, persist_state="session", wrap=True,
        format_func=lambda level: _choice(level, machine),
    )  # fmt: skip
    st.text_area(
        t("avtale.kommentar"), key=f"{key}_kommentar", persist_state="session", max_chars=LONGEST, height=110,
        placeholder=t("avtale.kommentar_hjelp"),
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            t("avtale.lagre"), key=f"{key}_lagre", type="primary", on_click=_save,
            args=(sha256, construct, key),
        )  # fmt: skip
        _said(key, standing)


def _key(sha256: str, construct: str, user: User) -> str:
    return f"vurdering_{sha256}_{user.review_of(construct)}"


def _draft(key: str) -> Draft:
    level = st.session_state[f"{key}_nivaa"]
    return Draft(None if level == SAME else level, st.session_state[f"{key}_kommentar"] or "")


def _write(key: str, draft: Draft) -> None:
    """Put this in the form, as if the reviewer had written it."""
    st.session_state[f"{key}_nivaa"] = SAME if draft.level is None else draft.level
    st.session_state[f"{key}_kommentar"] = draft.comment


def _fill(key: str, draft: Draft, seen: int) -> None:
    """Put this in the form as what is written on: review number `seen`."""
    _write(key, draft)
    st.session_state[f"{key}_sett"] = (seen, draft)


def _follow(key: str, standing: Review | None) -> None:
    """Show what stands, unless the reviewer has written something against what stood before."""
    if f"{key}_nivaa" in st.session_state:
        seen, basis = st.session_state[f"{key}_sett"]
        if seen == drafts.number(standing) or drafts.written(_draft(key), basis):
            return
    _fill(key, drafts.saved(standing), drafts.number(standing))


def _save(sha256: str, construct: str, key: str) -> None:
    """Save what stands in the form; a conflict or a fault leaves the form as it is."""
    user = state.acting(sha256)  # a callback runs before the page has asked who is there
    if user is None:
        return
    if key != (own := _key(sha256, construct, user)):
        _move(key, own, state.store().standing(sha256).get(user.review_of(construct)))
        return
    st.session_state.pop(f"{key}_sagt", None)
    st.session_state.pop(f"{key}_flyttet", None)
    seen, basis = st.session_state[f"{key}_sett"]
    draft = _draft(key)
    if not drafts.written(draft, basis):
        st.session_state[f"{key}_sagt"] = ("info", "avtale.ikke_noe_nytt", "")
        return
    try:
        review = state.store().save_review(
            sha256, user.review_of(construct), draft.level, draft.comment.strip(), user.address, seen
        )
    except ReviewConflict as conflict:
        st.session_state[f"{key}_konflikt"] = conflict
    except AnalyserError as error:
        st.session_state[f"{key}_sagt"] = ("error", "avtale.lagret_ikke", str(error))
    else:
        st.session_state.pop(f"{key}_konflikt", None)
        _fill(key, drafts.saved(review), drafts.number(review))
        st.session_state[f"{key}_sagt"] = ("success", "avtale.lagret", "")


def _move(key: str, own: str, standing: Review | None) -> None:
    """Put what was written in another role in the form of the one the user has now, to be saved from there."""
    draft = _draft(key)
    seen, basis = st.session_state[f"{key}_sett"]
    _fill(key, basis, seen)
    _fill(own, drafts.saved(standing), drafts.number(standing))
    _write(own, draft)
    st.session_state[f"{own}_flyttet"] = True


def _said(key: str, standing: Review | None) -> None:
    """What came of the last save, or that something is not saved; a conflict says all that is to be said."""
    if f"{key}_konflikt" in st.session_state:
        return
    seen, basis = st.session_state[f"{key}_sett"]
    if drafts.written(_draft(key), basis):
        late = seen != drafts.number(standing)
        st.html(f'<p class="ulagret" role="status">{t("avtale.ulagret_sent") if late else t("avtale.ulagret")}</p>')
    elif said := st.session_state.get(f"{key}_sagt"):
        kind, text, detail = said
        st.html(f'<p class="sagt-{kind}" role="status">{t(text)} {escape(detail)}</p>')


def _choice(level: int, machine: int | None) -> str:
    if level == SAME:
        return t("avtale.som_maskinen", nivaa="–" if machine is None else machine)
    return f"{level} {t(f'felles.nivaa_{level}')}"


def _before(standing: Review | None) -> str:
    """Who has judged this before, and how."""
    if standing is None:
        return f'<p class="dempet">{t("avtale.ingen_vurdering")}</p>'
    who = escape(t("avtale.av_naar", hvem=standing.reviewer, naar=time_words(standing.made_at)))
    return f'<p class="dempet">{t("avtale.gjelder_naa")} {level_html(standing)} · {who}</p>'


def level_html(review: Review) -> str:
    """The level of a review, or that it has none of its own."""
    return look.level_badge(review.level) if review.level is not None else f"<span>{t('avtale.uten_nivaa')}</span>"


def _conflict(conflict: ReviewConflict, key: str) -> None:
    """Tell the second of two who saved what, and let them choose; the texts of both are kept whatever they do."""
    standing, mine = conflict.standing, conflict.set_aside
    with st.container(border=True, key=f"{key}_konfliktboks"):
        who = t("avtale.konflikt_hvem", hvem=standing.reviewer, naar=time_words(standing.made_at))
        st.html(f'<div role="alert"><h4>{t("avtale.konflikt")}</h4><p>{escape(who)}</p></div>')
        theirs, own = st.columns(2)
        theirs.html(_side(t("avtale.konflikt_deres", hvem=standing.reviewer), standing))
        own.html(_side(t("avtale.konflikt_din"), mine))
        with st.container(horizontal=True):
            for name in ("behold", "bruk", "flett"):
                st.button(
                    t(f"avtale.konflikt_{name}"), key=f"{key}_{name}", on_click=_settle,
                    args=(name, conflict, key),
                )  # fmt: skip


def _side(heading: str, review: Review) -> str:
    comment = escape(review.comment) or f'<span class="dempet">{t("avtale.uten_kommentar")}</span>'
    return f'<h5>{escape(heading)}</h5><p>{level_html(review)}</p><p class="kommentar">{comment}</p>'


def _settle(name: str, conflict: ReviewConflict, key: str) -> None:
    """Take theirs, or build on theirs with one's own text or both; what is built on is saved by the reviewer."""
    standing, mine = conflict.standing, conflict.set_aside
    _fill(key, drafts.saved(standing), drafts.number(standing))
    if name != "behold":
        comment = drafts.both(standing, mine.comment) if name == "flett" else mine.comment
        _write(key, Draft(mine.level, comment))
    st.session_state.pop(f"{key}_konflikt", None)
    st.session_state.pop(f"{key}_sagt", None)
