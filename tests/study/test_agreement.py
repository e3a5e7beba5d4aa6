"""Coder against coder and machine against coder."""

from __future__ import annotations

import json

import pytest

from analyser.levels import CONSTRUCTS
from analyser.study.agreement import ComparisonError, Disagreement, compare, machine_coding, to_json
from analyser.study.workbook import Coding

from .material import record

RECORDS = [record(number, lm=number % 4, samisk=None if number == 1 else 2) for number in range(4)]


def coding(name: str, **levels: int) -> Coding:
    """A coder who agrees with the machine but for these levels on the first agreement."""
    machine = machine_coding(RECORDS, [one.sha256 for one in RECORDS])
    own = {(RECORDS[0].sha256, construct): level for construct, level in levels.items()}
    return Coding(name, {**machine.levels, **own}, machine.files, 0)


def machine() -> Coding:
    return machine_coding(RECORDS, [one.sha256 for one in RECORDS])


def test_every_pair_is_compared() -> None:
    pairs = [(one.first, one.second) for one in compare([coding("a"), coding("b"), machine()])]
    assert pairs == [("a", "b"), ("a", "maskin"), ("b", "maskin")]


def test_a_disagreement_is_named_and_lowers_the_measure_of_its_construct_only() -> None:
    (found,) = compare([coding("a", lm=3), machine()])
    assert found.disagreements == (Disagreement("avtale-0.pdf", "lm", 3, 0),)
    exact = {name: one.exact.value for name, one in found.constructs.items() if one.exact}
    assert exact.pop("lm") == pytest.approx(0.75)
    assert set(exact.values()) == {1.0}


def test_what_could_not_be_decided_is_counted_and_left_out() -> None:
    (found,) = compare([coding("a"), machine()])
    assert found.undecided == 1
    assert found.constructs["samisk"].count == 3
    assert found.overall.count == 4 * len(CONSTRUCTS) - 1


def test_a_line_that_was_not_filled_in_is_left_out() -> None:
    one = coding("a")
    del one.levels[RECORDS[0].sha256, "lm"]
    (found,) = compare([one, machine()])
    assert found.constructs["lm"].count == 3


def test_codings_without_a_common_agreement_say_so() -> None:
    stranger = Coding("b", {}, {"f" * 64: "annen.pdf"}, 0)
    with pytest.raises(ComparisonError, match="a og b har ingen avtaler felles"):
        list(compare([coding("a"), stranger]))


def test_the_json_has_no_nan() -> None:
    text = to_json(list(compare([coding("a", lm=3), machine()])))
    first = json.loads(text, parse_constant=pytest.fail)["comparisons"][0]
    assert first["first"] == "a"
    assert first["constructs"]["lm"]["exact"]["value"] == pytest.approx(0.75)
