"""The first tab: the levels at a glance, and what the program read of the agreement itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape

import streamlit as st

from analyser.app import state
from analyser.app.access import User
from analyser.app.agreement import picture
from analyser.app.agreement.compared import LevelLine, level_lines, usual
from analyser.app.agreement.head import pages_words, topic_words
from analyser.app.state import t
from analyser.assessment import Document
from analyser.corpus.places import fellesskap_name
from analyser.export.content import date_words
from analyser.store import Review, Stored


def show(stored: Stored, standing: Mapping[str, Review], user: User, open_criterion: Callable[[str], None]) -> None:
    """Draw the tab."""
    own = {name: standing[key] for name in stored.assessment.constructs if (key := user.review_of(name)) in standing}
    topic = stored.assessment.document.topic
    medians = usual((one.assessment for one in state.agreements()), topic, stored.sha256)
    left, right = st.columns([7, 4], gap="large")
    with left:
        _levels(level_lines(stored, own, medians), topic, open_criterion)
    with right:
        _facts(stored)


def _levels(lines: Iterable[LevelLine], topic: str, open_criterion: Callable[[str], None]) -> None:
    lines = list(lines)
    criteria = state.rules().criteria.constructs
    others = max((line.usual.agreements for line in lines if line.usual), default=0)
    st.html(f"<h2>{t('avtale.nivaaer')}</h2>{picture.legend_html()}{_behind(others, topic)}")
    for core, heading in ((True, "felles.kjerne"), (False, "felles.tillegg")):
        st.html(f'<h3 class="gruppe">{t(heading)}</h3>')
        for line in lines:
            if criteria[line.construct].core == core:
                _line(line, open_criterion)
    st.html(f'<p class="dempet">{t("avtale.nivaaer_hjelp")}</p>')


def _behind(others: int, topic: str) -> str:
    key = {0: "avtale.median_grunnlag_0", 1: "avtale.median_grunnlag_1"}.get(others, "avtale.median_grunnlag")
    return f'<p class="dempet">{escape(t(key, antall=others, tema=topic_words(topic)))}</p>'


def _line(line: LevelLine, open_criterion: Callable[[str], None]) -> None:
    with st.container(horizontal=True, vertical_alignment="top", gap=None, key=f"nivaarad_{line.construct}"):
        st.button(
            t(f"felles.{line.construct}"), key=f"til_{line.construct}", type="tertiary", on_click=open_criterion,
            args=(line.construct,),
        )  # fmt: skip
        st.html(picture.line_html(line))


def _facts(stored: Stored) -> None:
    about = stored.assessment.document
    st.html(f"<h2>{t('avtale.fakta')}</h2>{facts_html(facts(about, stored.fellesskap))}")
    for heading, notes in (("avtale.advarsler", _warnings(about)), ("avtale.alderstegn", _staleness(about))):
        if found := "".join(notes):
            st.html(f'<div class="merknad"><h3>{t(heading)}</h3><ul>{found}</ul></div>')


def facts(about: Document, communities: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What the program read, a name and a value as safe HTML each; the parties stand in the head of the page."""
    names = "; ".join(map(fellesskap_name, communities))
    yield t("avtale.fellesskap"), escape(names) or t("avtale.ikke_funnet")
    topics = "; ".join(map(topic_words, about.topics or (about.topic,)))
    yield t("avtale.tema_navn"), escape(topics)
    for name in ("signed", "in_force", "revised"):
        date = getattr(about.dates, name)
        yield t(f"avtale.dato_{name}"), escape(date_words(date)) if date else t("avtale.ikke_funnet")
    yield t("avtale.maalform"), t("avtale.nynorsk") if about.language == "nn" else t("avtale.bokmaal")
    yield t("avtale.type"), t("avtale.mal") if about.template else t("avtale.inngaatt")
    unread = t("avtale.uten_tekst", sider=", ".join(map(str, about.pages_without_text)))
    yield t("avtale.omfang"), pages_words(about.pages) + (f" ({unread})" if about.pages_without_text else "")
    if about.saerlig_relevant:
        yield t("felles.samisk"), t("avtale.saerlig_relevant_forklart")


def facts_html(found: Iterable[tuple[str, str]]) -> str:
    """Facts as a list of names and values."""
    rows = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in found)
    return f'<dl class="fakta">{rows}</dl>'


def _warnings(about: Document) -> Iterator[str]:
    for one in about.warnings:
        yield f"<li>{escape(one)}</li>"


def _staleness(about: Document) -> Iterator[str]:
    """The words in the text, where they stand, and why they matter; age itself has no words of its own."""
    for one in about.staleness:
        words = f"<q>{escape(one.text)}</q>, {t('felles.side_n', side=one.page)}: " if one.page and one.text else ""
        yield f"<li>{words}{escape(one.explanation)}</li>"
