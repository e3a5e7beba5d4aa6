"""Drafts, the table of machine and people, and the history."""

from __future__ import annotations

import pytest

from analyser.app.agreement import drafts
from analyser.app.agreement.drafts import Draft
from analyser.app.agreement.review import history_rows, table_html
from app.agreement.samples import HOSTILE, example, review, stored


def test_an_empty_form_stands_for_what_is_saved() -> None:
    assert drafts.saved(None) == Draft(None, "")
    assert drafts.saved(review("lm", 2, 4, "Fordi")) == Draft(2, "Fordi")
    assert [drafts.number(one) for one in (None, review("lm", 2, 4))] == [0, 4]


@pytest.mark.parametrize(
    ("draft", "new"),
    [(Draft(2, "Fordi"), False), (Draft(2, " Fordi\n"), False), (Draft(0, "Fordi"), True), (Draft(None, "Fordi"), True),
     (Draft(2, ""), True)],
)  # fmt: skip
def test_only_what_differs_is_saved(draft: Draft, new: bool) -> None:
    assert drafts.written(draft, Draft(2, "Fordi")) is new


def test_both_texts_are_put_together_with_the_name_of_the_other() -> None:
    standing = review("lm", 2, 1, "Kurs er avtalt.")
    assert drafts.both(standing, "Bare nevnt.") == "kari@example.no: Kurs er avtalt.\n\nBare nevnt."
    assert drafts.both(standing, "Kurs er avtalt.") == "Kurs er avtalt."
    assert drafts.both(review("lm", 2, 1), " Bare nevnt.") == "Bare nevnt."


def test_machine_and_people_stand_side_by_side_the_national_apart() -> None:
    one = stored(example())
    own = {"samisk": review("samisk", 2, 1)}
    assert "NK LMH" not in table_html(one, own)
    html = table_html(one, own | {"nasjonal:samisk": review("nasjonal:samisk", 1, 1)})
    row = html[html.index("Samisk befolkning") : html.index("Likeverdighet")]
    assert [said in row for said in ("0 ikke omtalt", "2 delvis ivaretatt", "1 omtalt")] == [True] * 3
    assert "annet enn programmet" in row
    assert "NK LMH" in html


def test_history_is_newest_first_and_says_what_became_of_each() -> None:
    first, second = review("lm", 1, 1, "Først", id=1), review("lm", 2, 2, HOSTILE, id=2)
    aside, done = review("lm", 0, None, "For sent", id=3), review("", None, 1, reviewed=True, id=4)
    rows = list(history_rows([first, second, aside, done], {"lm": second, "": done}))
    said = ("ferdig", "For sent", "&lt;script", "Først")
    assert all(word in row for word, row in zip(said, rows, strict=True))
    assert [next(word for word in ("gjelder nå", "lagt til side", "erstattet") if word in row) for row in rows] == [
        "gjelder nå", "lagt til side", "gjelder nå", "erstattet",
    ]  # fmt: skip
    assert "<script" not in "".join(rows)
