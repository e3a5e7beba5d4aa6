"""The tab Kriterier: one construct at a time, with elements, quotes, what is missing, and the page beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from analyser.app import look, state
from analyser.app.access import User
from analyser.app.agreement import place, reviewing
from analyser.app.agreement.chooser import still_there
from analyser.app.agreement.file_facts import notes_html
from analyser.app.agreement.findings import ElementView, Quote, boxes, elements, helpers
from analyser.app.agreement.place import Place
from analyser.app.agreement.words import evidence_html, quote_html
from analyser.app.state import t
from analyser.app.texts import LANGUAGES, Language
from analyser.assessment import CONSTRUCTS, Construct, Evidence, Missing, Nearest
from analyser.rulemodels import Criterion
from analyser.store import Review, Stored

CRITERION = "kriterium"
WHERE = "kriterier"
_FIRST = 4
"""How many quotes of an element are shown before one asks for all."""


def choose(stored: Stored, where: str) -> str:
    """Draw the choice of construct, which the tabs share."""
    key = f"{CRITERION}_{where}"
    st.session_state[key] = st.session_state.get(CRITERION, CONSTRUCTS[0])
    levels = {name: construct.level for name, construct in stored.assessment.constructs.items()}
    chosen = st.pills(
        t("avtale.velg_kriterium"), CONSTRUCTS, key=key, required=True, label_visibility="collapsed",
        on_change=_choose, args=(key,), wrap=True,
        format_func=lambda name: f"{t(f'felles.{name}')} **{'–' if levels[name] is None else levels[name]}**",
    )  # fmt: skip
    return chosen or CONSTRUCTS[0]


def _choose(key: str) -> None:
    st.session_state[CRITERION] = st.session_state[key]


@st.fragment
def show(stored: Stored, user: User) -> None:
    """Draw the tab; a fragment that asks the store anew each time."""
    still_there(stored, user)
    name = choose(stored, WHERE)
    construct, criterion = stored.assessment.constructs[name], state.rules().criteria.constructs[name]
    views = elements(construct, criterion)
    where = f"{WHERE}_{name}"
    chosen = place.remembered(stored.sha256, where)
    shown = chosen or _first(views)
    left, right = st.columns(2, gap="large")
    with left:
        _heading(name, construct, criterion, state.store().standing(stored.sha256).get(user.review_of(name)))
        st.html(checklist_html(views, helpers(criterion)))
        with st.expander(t("avtale.din_vurdering"), icon=":material/edit_note:", key=f"vurder_{name}"):
            reviewing.form(stored, name, user)
        for view in views:
            _element(_Spot(stored, name, where, shown), view)
        if name == "tilgjengelighet" and (file := stored.assessment.document.file):
            st.html(notes_html(file))
    with right:
        if shown:
            place.show(stored, where, shown, "valgt" if chosen else "forst")
        else:
            st.html(f'<p class="dempet">{t("avtale.ingen_sitat")}</p>')


def _heading(name: str, construct: Construct, criterion: Criterion, review: Review | None) -> None:
    human = f' {t("avtale.menneske")} {look.level_badge(review.level)}' if review and review.level is not None else ""
    notes = [t(f"avtale.{flag}") for flag in ("by_reference", "explicit_absence") if getattr(construct, flag)]
    said = "".join(f"<li>{one}</li>" for one in notes)
    st.html(
        f'<div class="kriterium"><h2>{t(f"felles.{name}")} {look.level_badge(construct.level)}{human}</h2>'
        f'<p class="sporsmaal">{escape(criterion.question)}</p><p>{escape(construct.reason)}</p><ul>{said}</ul></div>'
    )


def checklist_html(views: Iterable[ElementView], beside: frozenset[str]) -> str:
    """The elements of the codebook, found or missing in signs and in words."""
    rows = "".join(_check(one) for one in views if one.id not in beside)
    return f'<ul class="sjekkliste">{rows}</ul>'


def _check(view: ElementView) -> str:
    sign, kind, word = ("✓", "funnet", t("avtale.funnet")) if view.found else ("✗", "mangler", t("avtale.mangler"))
    return (
        f'<li class="{kind}"><span aria-hidden="true">{sign}</span> <span>{escape(view.name)} '
        f"<em>{word}</em></span></li>"
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where on the page quotes are drawn: the agreement, the construct, and the place shown beside it."""

    stored: Stored
    construct: str
    where: str
    shown: Place | None


def _element(spot: _Spot, view: ElementView) -> None:
    st.html(f"<h3>{escape(view.name[:1].upper() + view.name[1:])}</h3>")
    key = f"alle_{spot.stored.sha256}_{spot.construct}_{view.id}"
    quotes = _some(view.quotes, key)
    for at, quote in enumerate(quotes):
        _quote(spot, quote, f"{spot.construct}_{view.id}_{at}")
    if len(quotes) < len(view.quotes):
        st.button(t("avtale.vis_alle", antall=len(view.quotes)), key=f"{key}_knapp", on_click=_show_all, args=(key,))
    if view.missing and not view.found:
        _missing(spot, view.missing, bool(view.quotes))


def _some(quotes: Sequence[Quote], key: str) -> Sequence[Quote]:
    """The first few; all of them once asked for."""
    if len(quotes) <= _FIRST + 1 or st.session_state.get(key):
        return quotes
    return quotes[:_FIRST]


def _show_all(key: str) -> None:
    st.session_state[key] = True


def _quote(spot: _Spot, quote: Quote, key: str) -> None:
    evidence = quote.evidence
    with st.container(gap=None, key=f"sitat_{key}"):
        st.html(
            f'<blockquote class="sitat {evidence.strength}">{evidence_html(evidence)}'
            f'<footer>{" · ".join(map(escape, _notes(evidence)))}</footer></blockquote>'
        )
        _show_button(spot, Place(quote.boxes, evidence.page), key)


def _show_button(spot: _Spot, target: Place, key: str) -> None:
    """The button that shows the page; it says so when that is what is shown."""
    pages = target.pages
    here = spot.shown is not None and spot.shown.boxes == target.boxes
    st.button(
        t("avtale.vises_paa_side" if here else "avtale.vis_paa_side", side="–".join(map(str, pages))),
        key=f"vis_{key}", type="tertiary", on_click=place.remember, args=(spot.stored.sha256, spot.where, target),
        icon=":material/check:" if here else ":material/find_in_page:",
    )  # fmt: skip


def _notes(evidence: Evidence) -> Iterator[str]:
    """Where the quote stands, and what it is worth, in words."""
    yield evidence.section or t("avtale.uten_overskrift")
    yield t("felles.side_n", side=evidence.page)
    if evidence.strength != "full":
        yield t(f"avtale.styrke_{evidence.strength}")
    if evidence.by_reference:
        yield t("avtale.viser_til")
    if evidence.lm:
        yield t("avtale.gjelder_lm")


def _missing(spot: _Spot, missing: Missing, mentioned: bool) -> None:
    key = f"{spot.construct}_{missing.element}"
    if missing.nearest and not mentioned:
        _nearest(spot, missing.nearest, f"{key}_naer")
    st.html(f'<p class="mangel">{escape(missing.lacks)}</p>')
    _advice(spot.stored, spot.construct, missing.element)
    with st.expander(t("avtale.lette", antall=len(missing.sections)), key=f"lette_{key}"):
        items = "".join(f"<li>{escape(one or t('avtale.uten_overskrift'))}</li>" for one in missing.sections)
        st.html(f"<p>{t('avtale.lette_regler', antall=len(missing.rules))}</p><ul>{items}</ul>")


def _nearest(spot: _Spot, nearest: Nearest, key: str) -> None:
    with st.container(gap=None, key=f"sitat_{key}"):
        st.html(
            f'<p class="naermest">{t("avtale.naermest")}</p><blockquote class="sitat weak">{quote_html(nearest.quote)}'
            f"<footer>{escape(nearest.section)} · {t('felles.side_n', side=nearest.page)}</footer></blockquote>"
        )
        _show_button(spot, Place(boxes(nearest.boxes, nearest.box_pages), nearest.page), key)


def _advice(stored: Stored, construct: str, element: str) -> None:
    """The model clause in the language of the agreement, or in the one that was chosen."""
    advice = state.rules().advice.get((construct, element))
    if advice is None:
        return
    own: Language = "nn" if stored.assessment.document.language == "nn" else "nb"
    with st.container(border=True, key=f"raad_{construct}_{element}"):
        st.html(
            f'<p class="raadtittel"><strong>{t("avtale.raad")}</strong> '
            f'{escape(t("avtale.raad_sted", overskrift=advice.heading))}</p><p>{escape(advice.why)}</p>'
        )
        chosen = st.segmented_control(
            t("avtale.raad_maal"), list(LANGUAGES), default=own, required=True, label_visibility="collapsed",
            key=f"raadmaal_{stored.sha256}_{construct}_{element}", format_func=lambda one: LANGUAGES[one],
        )  # fmt: skip
        st.code(advice.nn if chosen == "nn" else advice.nb, language=None, wrap_lines=True)
        st.caption(t("avtale.raad_kopier"))


def _first(views: Iterable[ElementView]) -> Place | None:
    """What is shown beside the construct before anything has been chosen: the first quote."""
    quote = next((quote for view in views for quote in view.quotes), None)
    return Place(quote.boxes, quote.evidence.page) if quote else None
