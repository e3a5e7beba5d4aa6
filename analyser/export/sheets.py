"""Sheets as people want them: a bold first row that stays in view, columns wide enough, text that wraps."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from analyser.cells import put
from analyser.palette import paint

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST, _NARROWEST = 70, 8
_HEADING = "E8EDF2"


def workbook(title: str) -> Workbook:
    """An empty workbook that says what it is."""
    from openpyxl import Workbook

    from analyser.cells import clean

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = clean(title)
    book.properties.creator = "Avtaleanalyse"
    book.properties.language = "nb-NO"
    return book


def add(book: Workbook, name: str, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Worksheet:
    """A sheet with a heading row and a filter over the rows."""
    from openpyxl.styles import Alignment

    sheet: Worksheet = book.create_sheet(name)
    for column, heading in enumerate(headings, 1):
        _heading(put(sheet, 1, column, heading))
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            put(sheet, number, column, value).alignment = Alignment(wrap_text=True, vertical="top")
    _widths(sheet)
    _page(sheet)
    return sheet


def _page(sheet: Worksheet) -> None:
    """The heading row stays in view, and on paper (A4 across, one page wide) comes again on each page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading(cell: Cell) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", fgColor=_HEADING)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _widths(sheet: Worksheet) -> None:
    from openpyxl.utils import get_column_letter

    for number, cells in enumerate(sheet.iter_cols(), 1):
        longest = max((len(line) for cell in cells for line in str(cell.value or "").split("\n")), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = min(max(longest + 3, _NARROWEST), _WIDEST)


def colour(sheet: Worksheet, row: int, column: int, level: int | None) -> None:
    """The colours of a level on the cell that says it."""
    from openpyxl.styles import Font, PatternFill

    cell, colours = sheet.cell(row, column), paint(level)
    cell.font = Font(bold=True, color=colours.ink.removeprefix("#"))
    cell.fill = PatternFill("solid", fgColor=colours.paper.removeprefix("#"))


def saved(book: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
