"""No text becomes a formula, and no text breaks the file."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from analyser.cells import LONGEST, clean, plain, put

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1+1", "\u00a0=1", "＝1+1", "=HYPERLINK(\"x\")"]


def written(value: object) -> object:
    """The cell as it stands in a workbook that was saved and opened again."""
    book = Workbook()
    sheet = book.worksheets[0]
    put(sheet, 1, 1, value)
    held = io.BytesIO()
    book.save(held)
    return load_workbook(io.BytesIO(held.getvalue())).worksheets[0].cell(1, 1)


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = written(text)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert str(cell.value).strip() == text.strip()
    assert plain(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Kommunen skal melde avvik.", "1 = 1", "– tankestrek", "a-b", ""])
def test_other_text_is_left_alone(text: str) -> None:
    assert plain(text) == text
    assert not written(text or "x").quotePrefix


@pytest.mark.parametrize("number", [0, -3, 2.5, True])
def test_numbers_stay_numbers(number: float) -> None:
    assert written(number).value == number
    assert written(number).data_type in "nb"


def test_nothing_is_an_empty_cell() -> None:
    assert written(None).value is None


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    value = str(written("x" * (LONGEST + 10)).value)
    assert len(value) == LONGEST
    assert value.endswith("…")


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_can_be_saved_and_opened(text: str) -> None:
    cell = written(text)
    assert cell.data_type == ("s" if clean(text) else "n")
    assert one_line_break(str(cell.value or "")) == one_line_break(clean(text))


def one_line_break(text: str) -> str:
    """XML reads every kind of line break as one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
