"""The tab Kriterier: one construct at a time, with elements, quotes, what is missing, and the page beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

import streamlit as st

from analyser.app import look, state
from analyser.app.access import User
from analyser.app.agreement import place, reviewing
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
def show(stored: Stored, standing: Mapping[str, Review], user: User) -> None:
    """Draw the tab."""
    name = choose(stored, WHERE)
    construct, criterion = stored.assessment.constructs[name], state.rules().criteria.constructs[name]
    views = elements(construct, criterion)
    where = f"{WHERE}_{name}"
    left, right = st.columns(2, gap="large")
    with left:
        _heading(name, construct, criterion, standing, user)
        st.html(checklist_html(views, helpers(criterion)))
        for view in views:
            _element(stored, name, view, where)
        with st.expander(t("avtale.din_vurdering"), icon=":material/edit_note:", key=f"vurder_{name}"):
            reviewing.form(stored, name, user)
    with right:
        _place(stored, where, views)


def _heading(
    name: str, construct: Construct, criterion: Criterion, standing: Mapping[str, Review], user: User
) -> None:
    review = standing.get(user.review_of(name))
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


def _element(stored: Stored, construct: str, view: ElementView, where: str) -> None:
    st.html(f"<h3>{escape(view.name[:1].upper() + view.name[1:])}</h3>")
    key = f"alle_{stored.sha256}_{construct}_{view.id}"
    shown = _shown(view.quotes, key)
    for at, quote in enumerate(shown):
        _quote(stored, quote, where, f"{construct}_{view.id}_{at}")
    if len(shown) < len(view.quotes):
        st.button(t("avtale.vis_alle", antall=len(view.quotes)), key=f"{key}_knapp", on_click=_show_all, args=(key,))
    if view.missing and not view.found:
        _missing(stored, construct, view.missing, where, bool(view.quotes))


def _shown(quotes: Sequence[Quote], key: str) -> Sequence[Quote]:
    """The first few; all of them once asked for."""
    if len(quotes) <= _FIRST + 1 or st.session_state.get(key):
        return quotes
    return quotes[:_FIRST]


def _show_all(key: str) -> None:
    st.session_state[key] = True


def _quote(stored: Stored, quote: Quote, where: str, key: str) -> None:
    evidence = quote.evidence
    target = Place(quote.boxes, evidence.page)
    with st.container(gap=None, key=f"sitat_{key}"):
        st.html(
            f'<blockquote class="sitat {evidence.strength}">{evidence_html(evidence)}'
            f'<footer>{" · ".join(map(escape, _notes(evidence)))}</footer></blockquote>'
        )
        _show_button(stored, target, where, key)


def _show_button(stored: Stored, target: Place, where: str, key: str) -> None:
    pages = target.pages
    name = f"{pages[0]}–{pages[-1]}" if len(pages) > 1 else str(pages[0])
    st.button(
        t("avtale.vis_paa_side", side=name), key=f"vis_{key}", type="tertiary", icon=":material/find_in_page:",
        on_click=place.remember, args=(stored.sha256, where, target),
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


def _missing(stored: Stored, construct: str, missing: Missing, where: str, mentioned: bool) -> None:
    if missing.nearest and not mentioned:
        _nearest(stored, missing.nearest, where, f"{construct}_{missing.element}")
    st.html(f'<p class="mangel">{escape(missing.lacks)}</p>')
    _advice(stored, construct, missing.element)
    with st.expander(t("avtale.lette", antall=len(missing.sections)), key=f"lette_{construct}_{missing.element}"):
        items = "".join(f"<li>{escape(one or t('avtale.uten_overskrift'))}</li>" for one in missing.sections)
        st.html(f"<p>{t('avtale.lette_regler', antall=len(missing.rules))}</p><ul>{items}</ul>")


def _nearest(stored: Stored, nearest: Nearest, where: str, key: str) -> None:
    with st.container(gap=None, key=f"sitat_{key}_naer"):
        st.html(
            f'<p class="naermest">{t("avtale.naermest")}</p><blockquote class="sitat weak">{quote_html(nearest.quote)}'
            f"<footer>{escape(nearest.section)} · {t('felles.side_n', side=nearest.page)}</footer></blockquote>"
        )
        _show_button(stored, Place(boxes(nearest.boxes, nearest.box_pages), nearest.page), where, f"{key}_naer")


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


def _place(stored: Stored, where: str, views: Sequence[ElementView]) -> None:
    """The page of the chosen quote; before one is chosen, of the first."""
    target = place.remembered(stored.sha256, where) or _first(views)
    if target is None:
        st.html(f'<p class="dempet">{t("avtale.ingen_sitat")}</p>')
        return
    place.show(stored, where, target)


def _first(views: Iterable[ElementView]) -> Place | None:
    quote = next((quote for view in views for quote in view.quotes), None)
    return Place(quote.boxes, quote.evidence.page, chosen=False) if quote else None
