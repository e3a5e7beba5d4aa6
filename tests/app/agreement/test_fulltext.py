"""The whole text with overlapping findings marked."""

from __future__ import annotations

import re
from html import unescape

import pytest
from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from analyser import engine
from analyser.app.agreement.fulltext import contents_html, text_html
from analyser.app.agreement.stretches import Marked, Stretch, labels, marked, stretches
from analyser.assessment import CONSTRUCTS
from app.agreement.samples import HOSTILE, document, example

NAMES = {name: name.capitalize() for name in CONSTRUCTS}
SPANS = st.tuples(st.sampled_from(CONSTRUCTS[:4]), st.integers(0, 50), st.integers(1, 20), st.integers(1, 3))


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r' <span class="merke">.*?</span>', "", html)))


@given(st.lists(SPANS, max_size=12), st.integers(0, 40), st.integers(1, 30))
def test_stretches_hold_all_the_text_once_with_just_the_findings_that_cover_them(
    spans: list[tuple[str, int, int, int]], start: int, length: int
) -> None:
    findings = [Marked(name, at, at + size, page) for name, at, size, page in spans]
    cut = list(stretches(start, start + length, findings, CONSTRUCTS))
    assert [at for one in cut for at in range(one.start, one.end)] == list(range(start, start + length))
    for one in cut:
        for at in range(one.start, one.end):
            covering = [found for found in findings if found.start <= at < found.end]
            assert set(one.constructs) == {found.construct for found in covering}
            assert set(one.pages) == {found.page for found in covering}


def test_a_row_of_findings_of_the_same_constructs_is_named_once() -> None:
    text = "En. To. Tre"
    cut = [Stretch(0, 3, ("lm",), (1,)), Stretch(3, 4, (), ()), Stretch(4, 7, ("lm",), (2,)), Stretch(7, 11, (), ())]
    assert labels(text, cut) == {2: (1, 2)}


def test_the_same_place_is_marked_once_for_each_construct() -> None:
    found = marked(example(), ("konkretisering", "forpliktelse"))
    assert len(found) == len(set(found))
    assert {one.construct for one in found} == {"konkretisering", "forpliktelse"}


def test_text_from_the_document_is_never_html() -> None:
    paper = document(("1 " + HOSTILE, "oppgaver", ["Kommunen skal " + HOSTILE]))
    start = paper.text.index("Kommunen")
    html = text_html(paper, [Marked("lm", start, start + 30, 1)], NAMES, "side {}") + contents_html(paper)
    assert "<script" not in html
    assert "<img" not in html
    assert HOSTILE in text_of(html)


def test_findings_are_named_in_words_with_their_page() -> None:
    paper = document(("1 Oppgaver", "oppgaver", ["Kommunen skal melde."]))
    start = paper.text.index("Kommunen")
    both = [Marked(name, start, start + 20, 3) for name in ("lm", "forpliktelse")]
    html = text_html(paper, both, NAMES, "side {}")
    label = '<span class="merke">Forpliktelse, Lm, side 3</span>'
    assert f'<mark class="funn funn-flere">Kommunen skal melde. {label}</mark>' in html


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_of_an_agreement_is_lost_or_said_twice(path: object) -> None:
    judged = engine.judge_file(path, engine.default_ruleset())  # type: ignore[arg-type]
    assert judged.text
    html = text_html(judged.text, marked(judged.record, CONSTRUCTS), NAMES, "side {}")  # type: ignore[arg-type]
    letters = re.compile(r"\w")
    assert letters.findall(text_of(html)) == letters.findall(judged.text.text)
    for at in re.findall(r'href="#(avsnitt-\d+)"', contents_html(judged.text)):
        assert html.count(f'id="{at}"') == 1
