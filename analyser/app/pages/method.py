"""Metode: how a level comes about, the level rules in force, how well it agrees with coders, limits, the codebook."""

from __future__ import annotations

from html import escape

import streamlit as st

from analyser.app.links import address
from analyser.app.methodical import pictures
from analyser.app.methodical.figures import Figures, codebook, figures
from analyser.app.rulebook.card import USUAL_HEADING
from analyser.app.rulebook.trying import tried
from analyser.app.state import rules, t
from analyser.assessment import CONSTRUCTS
from analyser.export.content import date_words

EXAMPLE = "Kommunen skal sende melding til sykehuset innen tre dager."
LIMITS = ("tekst", "ordlyd", "skann", "hull", "egne", "koder")
PARTS = ("virker", "nivaaregler", "treffer", "grenser", "kodebok")


def show() -> None:
    """Draw the page."""
    st.html(pictures.STYLE)
    st.title(t("metode.overskrift"))
    tabs = st.tabs([t(f"metode.{part}") for part in PARTS])
    for tab, draw in zip(tabs, (_how, _levels, _agreement, _limits, _codebook), strict=True):
        with tab:
            draw()


def _paragraphs(*keys: str) -> str:
    return "".join(f"<p>{escape(t(key))}</p>" for key in keys)


def _how() -> None:
    st.html(_paragraphs("metode.kort") + pictures.flow())
    st.html(f"<h2>{escape(t('metode.eksempel'))}</h2>{pictures.example(tried(EXAMPLE, rules(), USUAL_HEADING))}")
    remember = _paragraphs("metode.husk_egne", "metode.husk_les", "metode.husk_null")
    st.html(f"<h2>{escape(t('metode.husk'))}</h2>{remember}")


def _levels() -> None:
    st.html(_paragraphs("metode.nivaaregler_om"))
    criteria = rules().criteria.constructs
    st.html("".join(pictures.ladder(name, criteria[name]) for name in CONSTRUCTS))


def _agreement() -> None:
    held, ruleset = figures(), rules()
    st.html(_paragraphs("metode.treffer_om"))
    if held.ruleset != ruleset.sha256:
        st.warning(t("metode.andre_regler", dato=date_words(held.made)), icon=":material/update:")
    else:
        st.text(t("metode.samme_regler", dato=date_words(held.made), versjon=held.version))
    for name in held.sets:
        _set(name, held)


def _set(name: str, held: Figures) -> None:
    one = held.sets[name]
    title = t(f"metode.sett_{name}", antall=one.agreements)
    overall = f"<p>{escape(t('metode.kappa_samlet', kappa=pictures.decimal(one.kappa)))}</p>"
    st.html(f"<h2>{escape(title)}</h2>{_paragraphs(f'metode.sett_{name}_om')}{overall}{pictures.kappas(one)}")
    left, right = st.columns([3, 2])
    with left:
        st.html(pictures.table(one, title))
    with right:
        st.html(pictures.confusion(one.confusion))


def _limits() -> None:
    gaps = sum(len(rule.body.known_gaps) for rule in rules().rules)
    items = "".join(f"<li>{escape(t(f'metode.grense_{one}', hull=gaps))}</li>" for one in LIMITS)
    link = escape(address("regler"))
    st.html(f'<ul>{items}</ul><p><a href="{link}" target="_self">{escape(t("metode.se_reglene"))}</a></p>')


def _codebook() -> None:
    st.html(_paragraphs("metode.kodebok_om"))
    with st.container(border=True, key="kodebok"):
        st.markdown(codebook())
    st.download_button(
        t("metode.kodebok_last_ned"), codebook, "kodebok.md", "text/markdown", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip
