"""The table of duties: shares, filters, details."""

from __future__ import annotations

from dataclasses import replace

from analyser.app.agreement import duties
from app.agreement.samples import HOSTILE, example

DUTIES = example().duties


def test_the_shares_are_counted_and_said_in_words() -> None:
    counts = duties.shares(DUTIES)
    assert sum(counts.values()) == len(DUTIES)
    assert tuple(counts) == duties.SIDES
    html = duties.shares_html(counts)
    assert f"helseforetak: {counts['helseforetak']}" in html
    assert f"organ eller andre: {counts['']}" in html


def test_filters_narrow_together() -> None:
    assert duties.chosen(DUTIES, [], False, "") == dict(enumerate(DUTIES))
    kept = duties.chosen(DUTIES, ["kommune"], True, "KOMMUNENE varsle")
    assert kept
    assert all(one.side == "kommune" and one.binding and "varsle" in one.quote for one in kept.values())
    assert duties.chosen(DUTIES, ["kommune"], False, "finnes ikke") == {}


def test_the_table_has_every_duty_in_words() -> None:
    frame = duties.frame(DUTIES)
    assert len(frame) == len(DUTIES)
    assert list(frame.columns[:3]) == ["Hvem", "Oppgave", "Som skrevet"]
    assert set(frame["Bindende"]) <= {"ja", "nei"}
    assert list(duties.frame([]).columns) == list(frame.columns)


def test_the_details_leave_out_what_is_not_said_and_are_never_html() -> None:
    html = duties.details_html(replace(DUTIES[0], quote=HOSTILE, cost="", time="årlig"))
    assert "<script" not in html
    assert "Kostnad" not in html
    assert "<dt>Når</dt><dd>årlig</dd>" in html


def test_duties_in_the_same_words_can_each_be_chosen() -> None:
    one = DUTIES[0]
    said = duties.names({0: one, 4: replace(one, page=one.page + 1), 7: one})
    assert len(set(said.values())) == 3
    assert f"side {one.page + 1}" in said[4]
