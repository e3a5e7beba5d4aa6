"""Text into spreadsheet cells: never a formula, never a character that the file format cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_767
"""Characters that a cell can hold."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = re.compile(r"[\t\r]|\s*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for the start of a formula; some of them pass over leading space first."""


def clean(text: str) -> str:
    """The text without characters that XML, and so DOCX and XLSX, cannot hold."""
    return _ILLEGAL.sub("", text)


def plain(text: str) -> str:
    """The text for a file without cell types (CSV): an apostrophe before what would become a formula."""
    text = clean(text)
    return f"'{text}" if _FORMULA.match(text) else text


def put(sheet: Worksheet, row: int, column: int, value: Any) -> Cell:
    """Write a value: text as text whatever it begins with, everything else (numbers, dates, None) as it is."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = (_fitted(value) or None) if isinstance(value, str) else value
    if isinstance(cell.value, str):
        cell.data_type = "s"
        cell.quotePrefix = bool(_FORMULA.match(cell.value))  # so that it stays text also when someone edits the cell
    return cell


def _fitted(text: str) -> str:
    text = clean(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
