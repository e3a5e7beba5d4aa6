"""The head of the page: what agreement this is, and what the reader must know before anything else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from analyser.app.access import User
from analyser.app.agreement.words import party_names, title_of
from analyser.app.state import t
from analyser.assessment import Document, Party
from analyser.export.content import date_words
from analyser.store import Review, Stored


def show(stored: Stored, standing: Mapping[str, Review], user: User) -> None:
    """Draw the head."""
    about = stored.assessment.document
    done = standing.get(user.review_of(""))
    st.html(head_html(about, stored.name, bool(done and done.reviewed)))
    if stored.archived:
        st.warning(t("avtale.arkivert"), icon=":material/inventory_2:")
    if not about.is_agreement:
        st.warning(t("avtale.ikke_avtale"), icon=":material/report:")
        st.text(about.is_agreement_reason)


def head_html(about: Document, name: str, reviewed: bool) -> str:
    """Title, parties and labels as safe HTML."""
    labels = "".join(f"<li{' class=sterk' if strong else ''}>{escape(text)}</li>"
                     for text, strong in _labels(about, reviewed))  # fmt: skip
    return (
        f'<div class="avtale-hode"><h1>{escape(title_of(about, name))}</h1>'
        f"<p>{parties_html(about.parties)}</p><ul>{labels}</ul></div>"
    )


def parties_html(parties: Iterable[Party]) -> str:
    """The parties as the agreement names them, with today's names where they are others."""
    named = []
    for name, today in map(party_names, parties):
        now = f' <span class="dempet">({escape(t("avtale.i_dag", navn=today))})</span>' if today else ""
        named.append(f'<span class="part">{escape(name)}{now}</span>')
    return ", ".join(named) or escape(t("avtale.ingen_parter"))


def topic_words(topic: str) -> str:
    """A topic by name, with its number where it has one."""
    name = t(f"felles.tema_{topic}")
    return f"{topic} {name}" if topic.isdigit() else name


def _labels(about: Document, reviewed: bool) -> Iterable[tuple[str, bool]]:
    yield t("avtale.tema", tema=topic_words(about.topic)), False
    yield t("avtale.mal") if about.template else t("avtale.inngaatt"), about.template
    date = next((name for name in ("revised", "in_force", "signed") if getattr(about.dates, name)), None)
    if date:
        yield f"{t(f'avtale.dato_{date}')} {date_words(getattr(about.dates, date))}", False
    yield t("avtale.nynorsk") if about.language == "nn" else t("avtale.bokmaal"), False
    yield pages_words(about.pages), False
    if about.saerlig_relevant:
        yield t("avtale.saerlig_relevant"), True
    if notes := len(about.warnings) + len(about.staleness):
        yield t("avtale.merknader_en") if notes == 1 else t("avtale.merknader", antall=notes), True
    if reviewed:
        yield t("avtale.gjennomgaatt"), True


def pages_words(pages: int) -> str:
    """A number of pages with its unit."""
    return t("avtale.en_side") if pages == 1 else t("avtale.sider", antall=pages)
