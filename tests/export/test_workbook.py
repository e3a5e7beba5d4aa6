"""The workbook of one agreement opens, says what the record says, and holds no formula."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from analyser.assessment import CONSTRUCTS
from analyser.export import workbook
from analyser.store import NATIONAL, Review
from export.samples import MADE, NASTY, RULES, agreement, nasty, reviews

BOOK: Any = load_workbook(io.BytesIO(workbook.xlsx(nasty(), reviews(), RULES, MADE)))


def rows(name: str) -> list[dict[str, Any]]:
    head, *rest = BOOK[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_the_sheets() -> None:
    assert BOOK.sheetnames == ["Fakta", "Nivåer", "Belegg", "Mangler", "Oppgaver", "Vurderinger"]


@pytest.mark.parametrize("sheet", BOOK.worksheets, ids=lambda sheet: sheet.title)
def test_every_sheet_is_ready_to_use(sheet: Any) -> None:
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    assert all(cell.font.b and cell.alignment.wrap_text for cell in sheet[1])
    assert all(8 <= column.width <= 70 for column in sheet.column_dimensions.values())


def test_no_cell_is_a_formula() -> None:
    cells = [cell for sheet in BOOK.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert {"@SUM(A1)", "-2+3", "+1 side mangler", "=Nevnt i innleiinga"} <= {cell.value for cell in cells}
    assert NASTY.replace("\x0b", "") in {cell.value for cell in cells}


def test_levels_of_machine_and_person_stand_as_numbers() -> None:
    levels = rows("Nivåer")
    assert [row["Maskin"] for row in levels] == [agreement().constructs[name].level for name in CONSTRUCTS]
    samisk = levels[CONSTRUCTS.index("samisk")]
    assert (samisk["Maskin"], samisk["Gjennomgang"], samisk["Gjennomgang i ord"]) == (0, 1, "1 omtalt")
    assert {row["Gjennomgang"] for row in levels if row is not samisk} == {None}


def test_every_finding_and_duty_has_its_row() -> None:
    assert len(rows("Belegg")) == sum(len(one.evidence) for one in agreement().constructs.values())
    assert len(rows("Oppgaver")) == len(agreement().duties)
    assert len(rows("Mangler")) == sum(len(one.missing) for one in agreement().constructs.values())


def test_advice_is_in_the_language_of_the_agreement() -> None:
    advice = {row["Forslag til tekst"] for row in rows("Mangler") if row["Kriterium"] == "Samisk befolkning"}
    assert advice == {RULES.advice["samisk", name].nn for name in ("tiltak", "lm_tiltak")}


def test_reviews_say_who_and_when_by_the_clock_in_norway() -> None:
    one, whole = rows("Vurderinger")
    assert (one["Hvem"], one["Når"].isoformat(), one["Maskin"]) == ("kari@example.no", "2026-03-01T14:05:00", 0)
    assert (whole["Kriterium"], whole["Gjennomgang"]) == ("Avtalen som helhet", "ferdig gjennomgått")


def test_what_the_national_body_wrote_is_not_left_out() -> None:
    national = Review(9, agreement().sha256, f"{NATIONAL}samisk", 2, "Tolk er avtalt", "nina@example.no", MADE, 1)
    standing = {**reviews(), national.construct: national}
    sheet = load_workbook(io.BytesIO(workbook.xlsx(agreement(), standing, RULES, MADE)))["Vurderinger"]
    *_, last = sheet.iter_rows(values_only=True)
    assert last[:5] == ("Samisk befolkning (NK LMH)", 0, 2, "Tolk er avtalt", "nina@example.no")
