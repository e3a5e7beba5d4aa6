"""Regler: every rule to read and search in, and a sentence to try on them all."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from analyser.app.rulebook import words
from analyser.app.rulebook.answer import answer
from analyser.app.rulebook.card import USUAL_HEADING, card
from analyser.app.rulebook.style import STYLE
from analyser.app.rulebook.trying import HEADINGS, tried
from analyser.app.state import rules, t
from analyser.assessment import CONSTRUCTS
from analyser.rules import NamedRule

LONGEST = 2000
"""Letters of a sentence to try: more than that is an agreement, and belongs on the page Avtaler."""
LONGEST_LINE = 300
"""Letters of a heading, a lead-in or the name of a column."""

MOST_FOUND = 40
"""Rules shown of a search; a word that more of them have is no help."""


def show() -> None:
    """Draw the page."""
    st.html(STYLE)
    st.title(t("regler.overskrift"))
    ruleset = rules()
    st.text(t("regler.ingress", regler=len(ruleset.rules), versjon=ruleset.version))
    read, attempt = st.tabs([t("regler.les"), t("regler.proev")])
    with read:
        _read()
    with attempt:
        _try()


def _read() -> None:
    known = rules().rules
    chosen, field = st.columns(2)
    construct = chosen.selectbox(
        t("regler.kriterium"), CONSTRUCTS, key="regler_kriterium", format_func=lambda one: t(f"felles.{one}")
    )
    sought = field.text_input(t("regler.soek"), key="regler_soek", placeholder=t("regler.soek_hint"))
    if not sought.strip():
        _grouped([rule for rule in known if rule.construct == construct], _about(construct))
        return
    found = [rule for rule in known if words.holds(rule, sought, rules().vocabulary)]
    st.text(_hits(len(found)))
    for name in CONSTRUCTS:
        if among := [rule for rule in found[:MOST_FOUND] if rule.construct == name]:
            _grouped(among, f"<h2>{escape(t(f'felles.{name}'))}</h2>")


def _hits(found: int) -> str:
    if not found:
        return t("regler.ingen_treff")
    return t("regler.treff", antall=found) if found <= MOST_FOUND else t("regler.mange_treff", antall=found)


def _about(construct: str) -> str:
    criterion = rules().criteria.constructs[construct]
    return f'<h2>{escape(t(f"felles.{construct}"))}</h2><p>{escape(criterion.question)}</p>'


def _grouped(among: Sequence[NamedRule], about: str = "") -> None:
    """The rules under the elements they find, in the order of the criteria."""
    vocabulary, parts = rules().vocabulary, [about]
    for construct in dict.fromkeys(rule.construct for rule in among):
        for name, element in rules().criteria.constructs[construct].elements.items():
            held = [rule for rule in among if rule.construct == construct and rule.body.element == name]
            if held:
                cards = "".join(card(rule, vocabulary, opened=len(among) == 1) for rule in held)
                parts.append(f'<h3 class="elementtittel">{escape(_capital(element.name))}</h3>{cards}')
    st.html("".join(parts))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@st.fragment
def _try() -> None:
    with st.form("regler_proev"):
        text = st.text_area(
            t("regler.setning"), key="regler_setning", max_chars=LONGEST, placeholder=t("regler.setning_hint")
        )
        heading = st.selectbox(
            t("regler.overskriften"), list(HEADINGS.values()), key="regler_heading", accept_new_options=True,
            index=list(HEADINGS.values()).index(USUAL_HEADING), help=t("regler.overskriften_hjelp"),
        )  # fmt: skip
        left, right = st.columns(2)
        lead_in = left.text_input(
            t("regler.innledning"), key="regler_innledning", max_chars=LONGEST_LINE,
            placeholder=t("regler.innledning_hint"),
        )  # fmt: skip
        column = right.text_input(
            t("regler.kolonne"), key="regler_kolonne", max_chars=LONGEST_LINE, placeholder=t("regler.kolonne_hint")
        )
        st.form_submit_button(t("regler.kjoer"), type="primary")
    if text.strip():
        result = tried(text, rules(), (heading or "")[:LONGEST_LINE], lead_in.strip(), column.strip())
        st.html(answer(result))
    else:
        st.text(t("regler.skriv_noe"))
