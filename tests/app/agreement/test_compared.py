"""Levels beside the median of the topic."""

from __future__ import annotations

from dataclasses import replace

from analyser.app.agreement.compared import Usual, level_lines, usual
from analyser.app.agreement.picture import drawing, line_html
from analyser.assessment import Assessment
from app.agreement.samples import example, other, review, stored


def leveled(assessment: Assessment, sha256: str, level: int | None, topic: str = "5") -> Assessment:
    construct = replace(assessment.constructs["samisk"], level=level)
    return replace(other(assessment, sha256, topic=topic), constructs={**assessment.constructs, "samisk": construct})


def test_the_median_is_of_the_others_on_the_topic_that_were_assessed() -> None:
    base = example()
    every = [leveled(base, *one) for one in (("a", 3), ("b", 1), ("c", 2), ("d", None), ("e", 0, "6"))]
    assert usual(every, "5", but="a")["samisk"] == Usual(1.5, 2)
    assert usual(every, "6", but="a")["samisk"] == Usual(0, 1)


def test_without_others_there_is_no_median() -> None:
    assert usual([leveled(example(), "a", 3)], "5", but="a") == {}


def test_the_picture_says_in_words_what_it_shows() -> None:
    one = stored(leveled(example(), "a", 3))
    line = next(line for line in level_lines(one, {"samisk": review("samisk", 1, 1)}, {"samisk": Usual(1.5, 2)})
                if line.construct == "samisk")  # fmt: skip
    html = line_html(line)
    assert [word in html for word in ("3 ivaretatt", "1 omtalt", "median 1,5")] == [True] * 3
    assert ">3</span>" in drawing(line)
    assert 'class="median" style="left:50.0%"' in html
    assert 'class="person" style="left:33.3%"' in html


def test_what_was_not_assessed_has_no_mark_and_is_never_level_0() -> None:
    line = next(one for one in level_lines(stored(leveled(example(), "a", None)), {}, {}) if one.construct == "samisk")
    assert "maskin" not in drawing(line)
    assert "– ikke vurdert" in line_html(line)
