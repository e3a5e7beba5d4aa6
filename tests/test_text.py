"""Placed text: slicing, joining and the boxes around it."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from analyser.text import INSERTED, Box, Glyphs, PlacedText, _same_line, _union, join


def printed(*lines: str, page: int = 1) -> PlacedText:
    """Lines as they would stand on a page: letters 5 points wide, lines 12 points apart."""
    glyphs = Glyphs()
    for row, line in enumerate(lines):
        for column, char in enumerate(line):
            glyphs.chars.append(char)
            glyphs.page.append(page)
            glyphs.x0.append(50 + 5 * column)
            glyphs.x1.append(55 + 5 * column)
            glyphs.top.append(100 + 12 * row)
            glyphs.bottom.append(110 + 12 * row)
    return glyphs.span(0, len(glyphs))


def test_a_slice_keeps_its_places() -> None:
    assert printed("kommunen skal")[9:13].places == array("l", [9, 10, 11, 12])


def test_one_box_for_each_printed_line() -> None:
    text = printed("kommunen skal", "sende melding")
    assert text.boxes() == [Box(1, 50, 100, 115, 110), Box(1, 50, 112, 115, 122)]


def test_a_box_spans_the_spaces_between_words() -> None:
    assert len(printed("a b  c").boxes()) == 1


def test_a_hyphen_and_a_full_stop_stand_on_one_line() -> None:
    text = printed("-.")
    text.glyphs.top[0], text.glyphs.bottom[0] = 105, 106
    text.glyphs.top[1], text.glyphs.bottom[1] = 107, 108
    assert len(text.boxes()) == 1


def test_join_puts_in_characters_without_a_place() -> None:
    text = printed("ab")
    both = join([text[:1], text[1:]], "\n")
    assert both.text == "a\nb"
    assert both.places == array("l", [0, INSERTED, 1])
    assert join([]).text == ""


def test_page_is_that_of_the_first_placed_character() -> None:
    text = printed("ab", page=3)
    assert join([PlacedText(" ", array("l", [INSERTED]), text.glyphs), text]).page == 3
    assert text[:0].page == 0


def test_strip_and_without_drop_the_places_too() -> None:
    assert printed("  ab ").strip().places == array("l", [2, 3])
    assert printed("a\xadb").without("\xad").places == array("l", [0, 2])


def test_replaced_letters_keep_the_place_of_what_they_replace() -> None:
    text = printed("leering").replaced(1, 3, "æ")
    assert text.text == "læring"
    assert text.places == array("l", [0, 1, 3, 4, 5, 6])
    assert printed("ﬁn").replaced(0, 1, "fi").places == array("l", [0, 0, 1])


@given(st.lists(st.text("abc ", min_size=1), min_size=1), st.data())
def test_slices_of_a_joined_text_are_joined_slices(lines: list[str], data: st.DataObject) -> None:
    text = join([printed(line) for line in lines], " ")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert text[start:end].text == text.text[start:end]
    assert len(text[start:end].places) == end - start


def merged_word_by_word(text: PlacedText) -> list[Box]:
    """What `boxes` gives, worked out the slow way: the boxes of all words merged one after the other."""
    merged: list[Box] = []
    for box in text._inked(0, len(text)):
        if merged and _same_line(merged[-1], box):
            merged[-1] = _union(merged[-1], box)
        else:
            merged.append(box)
    return merged


_STEPS = st.sampled_from([0.0, 5.0, 5.0, 5.0, 5.0, 30.0, -12.0])
_SHIFTS = st.sampled_from([0.0, 0.0, 0.0, 0.4, -0.4, 3.0, 12.0, -12.0])
_WIDTHS = st.sampled_from([4.0, 4.0, 4.0, 4.0, 0.0, 9.0])


@st.composite
def _placed(draw: st.DrawFn) -> PlacedText:
    """Characters that mostly stand side by side, with white space put in, left out and swapped here and there."""
    glyphs, x, top = Glyphs(), 50.0, 100.0
    chars, first_page = draw(st.text("ab c", min_size=1, max_size=14)), draw(st.sampled_from([5, 50, 50, 50]))
    for number, char in enumerate(chars):
        x, top = x + draw(_STEPS), top + draw(_SHIFTS)
        page, box = 1 + (number > first_page), (x, x + draw(_WIDTHS), top, top + 8)
        if char == " " and number:  # white space has the box of what stands before it
            _, *before = glyphs.box(number - 1)
            page, box = glyphs.page[-1], (before[0], before[2], before[1], before[3])
        glyphs.chars.append(char)
        glyphs.page.append(page)
        for side, value in zip((glyphs.x0, glyphs.x1, glyphs.top, glyphs.bottom), box, strict=True):
            side.append(value)
    cuts = sorted(draw(st.lists(st.integers(0, len(chars)), max_size=3)))
    parts = [glyphs.span(a, b) for a, b in zip([0, *cuts], [*cuts, len(chars)], strict=True)]
    order = st.permutations(parts) if draw(st.booleans()) else st.just(parts)
    return join(draw(order), draw(st.sampled_from(["\n", " ", "", "-"])))


@given(_placed())
def test_boxes_are_those_of_the_words_merged_one_by_one(text: PlacedText) -> None:
    assert text.boxes() == merged_word_by_word(text)
