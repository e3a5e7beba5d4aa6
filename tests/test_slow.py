"""Regular expressions that would never end are refused, and those people write are not."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.rules import default_folder, read_vocabulary
from analyser.slow import slow_part
from analyser.terms import LONGEST, WordTests
from analyser.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+", "(a|ab)*c", "(?:a?)*", "(?:a?a?)*b", r"(\w)\1", "(?P<n>a)(?P=n)", "(?:a{1,3}){9}", "(((a*)))*",
        "(x+x+)+y", "(a|a)" * 30, "a?" * 30 + "a" * 30, r"\w*" * 4 + "x", "(" * 5000 + ")" * 5000, "a" * 4000,
        "(?:[a-z]+-?)+", r"(\d{1,9}\.)*", "(?i:a)+",
    ],
)
def test_what_may_take_for_ever_is_refused(pattern: str) -> None:
    assert slow_part(pattern)
    with pytest.raises(ValueError, match="kan ta svært lang tid"):
        Vocabulary.check(f"/{pattern}/")


@pytest.mark.parametrize(
    "pattern",
    [
        r"\d+", "(?:x|yy)?z", "[(+]+x", "[]*]+", r"\(+\)*", "(?:abc)+", "((((a))))*", r"\w*a\w*b\w*c",
        r"(https?:\/\/|www\.)\S+", r"(?:www\.)?[\wæøå.-]+\.(?:no|com)(?:\/\S*)?", r"\d{1,2}\.\d{1,2}\.\d{4}",
        "(?:lærings?|m[ei]+strings?)-?kurs(?:et|a|ene)?",
    ],
)
def test_what_people_write_is_not(pattern: str) -> None:
    assert slow_part(pattern) == ""
    re.compile(pattern)


def test_the_programs_own_vocabulary_is_read() -> None:
    assert read_vocabulary(default_folder()).ids


@pytest.mark.parametrize("pattern", ["a{99999999999999}", "[", "(?P<n", "a**", "(?<=a*)b"])
def test_what_is_no_regular_expression_is_said_to_be_none(pattern: str) -> None:
    """A number too large for the library was no fault in the file, but the end of the program."""
    with pytest.raises(ValueError, match=r"ikke et gyldig regulært uttrykk|svært lang tid"):
        Vocabulary.check(f"/{pattern}/")


PIECES = st.sampled_from(["a", "b", r"\w", "[ab]", ".", "*", "+", "?", "{2}", "{1,5}", "|", "(", "(?:", ")", "x"])


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_what_is_let_through_is_quick_for_every_word(pattern: str) -> None:
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError):
        return
    if slow_part(pattern):
        return
    begun = time.process_time()
    for word in ("a" * LONGEST, "ab" * (LONGEST // 2), "a" * (LONGEST - 1) + "!"):
        compiled.fullmatch(word)
    assert time.process_time() - begun < 3, pattern


def test_a_word_without_end_is_no_word() -> None:
    """Every beginning and every end of it was looked up: 2 seconds for a page of one word."""
    tests = WordTests()
    tests.number("a*")
    assert tests.of("a" * LONGEST)
    assert tests.of("a" * 50_000) == set()
