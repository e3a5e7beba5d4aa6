"""JSON: the record of the contract with reviews beside it."""

from __future__ import annotations

import json

from analyser.assessment import from_json
from analyser.export import plain
from export.samples import MADE, agreement, nasty, reviews


def test_the_record_is_the_contracts_and_can_be_read_back() -> None:
    data = plain.json(agreement(), reviews(), MADE)
    assert from_json(data.decode()) == agreement()


def test_reviews_stand_beside_it() -> None:
    whole = json.loads(plain.json(nasty(), reviews(), MADE))
    assert whole["exported"] == "2026-03-01T13:05:00+00:00"
    assert whole["reviews"][0] == {
        "construct": "samisk", "level": 1, "comment": "=Nevnt i innleiinga", "reviewer": "kari@example.no",
        "made_at": "2026-03-01T13:05:00+00:00", "number": 1, "reviewed": False,
    }
    assert whole["reviews"][1]["reviewed"] is True
