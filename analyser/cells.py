"""Text into spreadsheet cells: never a formula, never a character that the file format cannot hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

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


def put(cell: Cell, value: Any) -> None:
    """Write a value: text as text whatever it begins with, everything else (numbers, dates, None) as it is."""
    if not isinstance(value, str):
        cell.value = value
        return
    text = clean(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    cell.value = text or None
    if not text:
        return
    cell.data_type = "s"
    if _FORMULA.match(text):
        cell.quotePrefix = True  # so that it stays text also when someone edits the cell
