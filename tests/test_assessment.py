"""The record: only true quotes, the contract's keys, and the same record back from JSON."""

from __future__ import annotations

import json
from array import array
from dataclasses import FrozenInstanceError, replace

import pytest

from analyser.assessment import (
    CONSTRUCTS,
    Assessment,
    Construct,
    Dates,
    Document,
    Duty,
    Evidence,
    Failure,
    Fault,
    Missing,
    Nearest,
    Party,
    RulesetId,
    Staleness,
    UntrueQuoteError,
    cut,
    from_json,
)
from analyser.text import INSERTED, Glyphs, PlacedText

CONTRACT = {
    "": ["file", "sha256", "status", "error", "document", "constructs", "duties", "ruleset"],
    "document": [
        "title", "topic", "is_agreement", "parties", "language", "template", "dates", "pages", "pages_without_text",
        "warnings", "staleness",
    ],
    "dates": ["signed", "in_force", "revised"],
    "party": ["name", "id", "kind"],
    "construct": ["level", "state", "elements", "by_reference", "explicit_absence", "reason", "evidence"],
    "evidence": ["rule", "element", "section", "page", "quote", "boxes"],
    "duty": [
        "side", "actor", "act", "time", "role", "channel", "cost", "binding", "section", "page", "quote",
    ],
    "ruleset": ["version", "sha256"],
}


def placed(text: str, page_of: dict[int, int] | None = None) -> PlacedText:
    """Text on a page, 5 points a character, all on one line; spaces between words are not on the page."""
    glyphs = Glyphs()
    places: array[int] = array("l")
    for index, char in enumerate(text):
        if char == " ":
            places.append(INSERTED)
            continue
        places.append(len(glyphs.chars))
        glyphs.chars.append(char)
        glyphs.page.append((page_of or {}).get(index, 1))
        for values, value in (
            (glyphs.x0, 50.04 + 5 * index), (glyphs.top, 100.0), (glyphs.x1, 55.0 + 5 * index), (glyphs.bottom, 110.0),
        ):
            values.append(value)
    return PlacedText(text, places, glyphs)


TEXT = placed("Kommunen skal melde avvik innen sju dager.")


def sample() -> Assessment:
    """A record with something in every field."""
    place = cut(TEXT, 0, len(TEXT))._asdict()
    evidence = Evidence(
        **place, rule="forpliktelse/c_avvik", element="c", section="8 Avvik", match=(14, 25), alternative=1,
        strength="full", by_reference=False, lm=False, lead_in="",
    )
    missing = Missing("a", ("forpliktelse/a_plikt",), ("8 Avvik",), Nearest(**place, section="8 Avvik"), "Mangler: x.")
    construct = Construct(1, "assessed", {"a": False, "c": True}, False, False, "Fordi.", (evidence,), (missing,))
    duty = Duty(
        **place, side="kommune", actor="Kommunen", act="melde avvik", time="innen sju dager", role="", channel="",
        cost="", binding=True, section="8 Avvik",
    )
    party = Party("Karasjok kommune", "5610", "kommune", "Karasjok kommune")
    age = Staleness("embete", "Fylkesmannen", 1, "Heter nå statsforvalteren.")
    document = Document(
        "Delavtale 2", "2", True, (party,), "nb", False, Dates("2020-01-02", "2020-02", None), 3, (2,),
        ("Side 2 har ikke tekst.",), (age,), ("2",), "", True,
    )
    return Assessment(
        "a.pdf", "0" * 64, "assessed", None, document, dict.fromkeys(CONSTRUCTS, construct), (duty,),
        RulesetId("1.0", "f" * 64),
    )


def test_the_record_keeps_the_contract() -> None:
    plain = json.loads(sample().to_json())
    assert list(plain) == CONTRACT[""]
    construct = plain["constructs"]["lm"]
    parts = {
        "document": plain["document"], "dates": plain["document"]["dates"], "party": plain["document"]["parties"][0],
        "construct": construct, "evidence": construct["evidence"][0], "duty": plain["duties"][0],
        "ruleset": plain["ruleset"],
    }
    for name, part in parts.items():
        assert set(CONTRACT[name]) <= set(part), name
    assert list(plain["constructs"]) == list(CONSTRUCTS)


def test_a_failure_has_the_same_keys_and_says_why() -> None:
    failure = Failure("b.pdf", Fault("tom", "Filen er tom."), RulesetId("1.0", "f" * 64))
    plain = json.loads(failure.to_json())
    assert list(plain) == CONTRACT[""]
    assert (plain["status"], plain["error"]) == ("failed", {"kind": "tom", "message": "Filen er tom."})
    assert (plain["document"], plain["constructs"], plain["duties"]) == (None, {}, [])
    assert from_json(failure.to_json()) == failure


def test_json_is_one_line_with_norwegian_letters_and_comes_back_the_same() -> None:
    record = replace(sample(), file="avtale på nynorsk.pdf")
    line = record.to_json()
    assert "\n" not in line
    assert "på" in line
    assert from_json(line) == record
    assert from_json(line).to_json() == line


def test_json_that_breaks_the_contract_is_refused() -> None:
    broken = json.loads(sample().to_json())
    del broken["document"]["title"]
    with pytest.raises(ValueError, match="title"):
        from_json(json.dumps(broken))


def test_a_quote_is_the_slice_with_its_page_and_boxes() -> None:
    one = cut(TEXT, 9, 19)
    assert one.quote == "skal melde" == TEXT.text[slice(*one.span)]
    assert one.page == 1
    assert one.box_pages == (1,) * len(one.boxes)
    assert one.boxes[0][0] == 95.0, "rounded to a tenth"


def test_a_quote_over_a_page_break_says_the_page_of_each_box() -> None:
    text = placed("melde avvik", dict.fromkeys(range(6, 11), 2))
    one = cut(text, 0, 11)
    assert one.page == 1
    assert set(one.box_pages) == {1, 2}


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 4), (-3, 4), (0, 1000), (8, 9)])
def test_no_record_is_made_of_a_quote_that_is_not_there(start: int, end: int) -> None:
    with pytest.raises(UntrueQuoteError):
        cut(TEXT, start, end)


def test_records_cannot_be_changed() -> None:
    with pytest.raises(FrozenInstanceError):
        sample().file = "annen.pdf"  # type: ignore[misc]
