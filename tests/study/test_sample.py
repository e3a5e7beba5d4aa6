"""The sample: every stratum gets its share, nothing is drawn twice, and the same seed gives the same sample."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.levels import CONSTRUCTS
from analyser.study.sample import SampleError, draw

from .material import record

MANY = [record(number, topic="5" if number % 4 else "2") for number in range(40)]


def test_each_topic_gets_its_share() -> None:
    drawn = draw(MANY, 20, seed=7)
    assert Counter(one.topic for one in drawn) == {"5": 15, "2": 5}


def test_each_level_gets_its_share() -> None:
    high = dict.fromkeys(CONSTRUCTS, 3)
    records = [record(number, **(high if number < 10 else {})) for number in range(30)]
    assert Counter(one.band for one in draw(records, 6, seed=3)) == {3: 2, 1: 4}


@given(st.integers(1, 40), st.integers())
def test_the_sample_has_the_size_asked_for_and_nothing_twice(count: int, seed: int) -> None:
    drawn = draw(MANY, count, seed)
    assert len({one.sha256 for one in drawn}) == count


def test_the_same_seed_gives_the_same_sample_and_another_another() -> None:
    assert draw(MANY, 10, 1) == draw(MANY, 10, 1)
    assert {one.sha256 for one in draw(MANY, 10, 1)} != {one.sha256 for one in draw(MANY, 10, 2)}


def test_templates_what_is_no_agreement_and_second_copies_are_not_drawn() -> None:
    template = replace(MANY[0], document=replace(MANY[0].document, template=True))
    letter = replace(MANY[1], document=replace(MANY[1].document, is_agreement=False))
    drawn = draw([template, letter, MANY[2], MANY[2], MANY[3]], 2, 1)
    assert {one.file for one in drawn} == {MANY[2].file, MANY[3].file}


@pytest.mark.parametrize("count", [0, 41])
def test_a_sample_that_cannot_be_drawn_says_what_can(count: int) -> None:
    with pytest.raises(SampleError, match=f"Kan ikke trekke {count} avtaler.*40 inngåtte.*fra 1 til 40 med --n"):
        draw(MANY, count, 1)
