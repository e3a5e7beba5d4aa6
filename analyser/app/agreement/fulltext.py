"""The tab Tekst: the whole agreement as sections, with what was found marked and named where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise

import streamlit as st

from analyser.app import state
from analyser.app.agreement.chooser import still_there
from analyser.app.agreement.stretches import Marked, Stretch, labels, marked, stretches
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS
from analyser.document import DocumentText, SectionText
from analyser.palette import Paint
from analyser.store import Stored

_PAINTS: Mapping[str, Paint] = {
    "konkretisering": Paint("#0B4F7A", "#E1F0FA"), "brukermedvirkning": Paint("#6B2A78", "#F5E6F8"),
    "forpliktelse": Paint("#7A3E00", "#FDEBD8"), "tilgjengelighet": Paint("#0F5B4E", "#DDF3EE"),
    "vedlikehold": Paint("#5A4A00", "#FAF3CC"), "samisk": Paint("#8A1538", "#FCE4EB"),
    "likeverdighet": Paint("#3D3D8F", "#E9E9FB"), "oversikt": Paint("#2F5D12", "#E8F5DC"),
    "strukturer": Paint("#5B3A29", "#F3E9E3"), "lm": Paint("#00545C", "#DBF3F5"),
}  # fmt: skip
"""One colour for each construct; the label that follows every finding says the same in words."""
_SEVERAL = Paint("#3A3A3A", "#EDEDED")
_BARE = ("tittel", "innhold")
_LETTER = re.compile(r"\w")


@st.fragment
def show(stored: Stored) -> None:
    """Draw the tab."""
    still_there(stored)
    st.html(f"<h2>{t('avtale.tekst')}</h2><p>{t('avtale.tekst_forklart')}</p>{colours_css()}")
    there = [name for name in CONSTRUCTS if stored.assessment.constructs[name].evidence]
    if not there:
        st.info(t("avtale.ingen_funn"), icon=":material/info:")
    counts = {name: len(marked(stored.assessment, (name,))) for name in there}
    wanted = st.pills(
        t("avtale.velg_merking"), there, selection_mode="multi", default=there[:1], key="tekst_kriterier",
        persist_state="page", wrap=True, format_func=lambda name: f"{t(f'felles.{name}')} ({counts[name]})",
    )  # fmt: skip
    chosen = tuple(name for name in CONSTRUCTS if name in wanted)
    names = {name: t(f"felles.{name}") for name in CONSTRUCTS}
    page = t("felles.side_n", side="{}")
    left, right = st.columns([3, 9], gap="large")
    document = _text(stored.sha256, stored.assessment.ruleset.sha256)
    left.html(contents_html(document))
    right.html(_html(stored.sha256, stored.assessment.ruleset.sha256, chosen, names, page))


@st.cache_data(max_entries=50, show_spinner=False)
def _text(sha256: str, ruleset: str) -> DocumentText:
    return state.store().text(sha256)


@st.cache_data(max_entries=50, show_spinner=False)
def _html(sha256: str, ruleset: str, chosen: tuple[str, ...], names: Mapping[str, str], page: str) -> str:
    stored = state.store().find(sha256)
    assert stored
    return text_html(_text(sha256, ruleset), marked(stored.assessment, chosen), names, page)


def colours_css() -> str:
    """The colours of the marks."""
    rules = "".join(f".funn-{name}{{--blekk:{one.ink};--papir:{one.paper}}}"
                    for name, one in {**_PAINTS, "flere": _SEVERAL}.items())  # fmt: skip
    return f"<style>{rules}</style>"


def contents_html(document: DocumentText) -> str:
    """The sections as a list of links."""
    links = "".join(
        f'<li class="dybde-{min(one.depth, 3)}"><a href="#avsnitt-{at}">{escape(one.name)}</a></li>'
        for at, one in enumerate(document.sections)
        if one.name and one.kind not in _BARE
    )
    if not links:
        return f'<p class="dempet">{t("avtale.uten_avsnitt")}</p>'
    name = t("avtale.innhold")
    return f'<nav class="innhold" aria-label="{name}"><h3>{name}</h3><ul>{links}</ul></nav>'


def text_html(document: DocumentText, findings: Sequence[Marked], names: Mapping[str, str], page: str) -> str:
    """All of the text once, section by section, with the findings marked."""
    return f'<div class="avtaletekst">{"".join(_sections(document, findings, names, page))}</div>'


def _sections(
    document: DocumentText, findings: Sequence[Marked], names: Mapping[str, str], page: str
) -> Iterator[str]:
    breaks = sorted({0, len(document.text), *(one.start for one in document.sections)})
    at_start = {one.start: (at, one) for at, one in reversed(list(enumerate(document.sections)))}
    for start, end in pairwise(breaks):
        at, section = at_start.get(start, (None, None))
        heading, start = _heading(document.text, at, section, start, end) if section else ("", start)
        cut = tuple(stretches(start, end, findings, names))
        named = labels(document.text, cut)
        body = "".join(
            _piece(document.text, one, _label(one.constructs, named[at], names, page) if at in named else "")
            for at, one in enumerate(cut)
        )
        yield f"<section>{heading}<p>{body.strip()}</p></section>"


def _heading(text: str, at: int | None, section: SectionText, start: int, end: int) -> tuple[str, int]:
    """The heading as one, and where the text after it begins; a section's text opens with its heading as printed."""
    after = _after_heading(text[start:end], section)
    if not after:
        return f'<span id="avsnitt-{at}"></span>', start
    level = min(section.depth, 3) + 2
    return f'<h{level} id="avsnitt-{at}">{escape(section.name)}</h{level}>', start + after


def _after_heading(text: str, section: SectionText) -> int:
    """How many characters the heading takes as printed, over as many lines as it stands on; 0 where it is not there."""
    wanted, seen, end = "".join(_LETTER.findall(section.name)), "", 0
    for line in text.splitlines(keepends=True):
        seen += "".join(_LETTER.findall(line))
        end += len(line)
        if len(seen) >= len(wanted):
            break
    return end if wanted and seen == wanted else 0


def _piece(text: str, stretch: Stretch, label: str) -> str:
    plain = escape(text[stretch.start : stretch.end])
    if not stretch.constructs:
        return plain
    kind = stretch.constructs[0] if len(stretch.constructs) == 1 else "flere"
    return f'<mark class="funn funn-{kind}">{plain}{label}</mark>'


def _label(constructs: Sequence[str], pages: Sequence[int], names: Mapping[str, str], page: str) -> str:
    """The names of the constructs and the pages, after the text that they were found in."""
    where = page.format("–".join(map(str, pages if len(pages) < 3 else (pages[0], pages[-1]))))
    return f' <span class="merke">{escape(", ".join(names[one] for one in constructs))}, {escape(where)}</span>'
