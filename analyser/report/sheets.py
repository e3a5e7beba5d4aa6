"""The numbers of the report as a workbook: a sheet per table, with cells that can be counted on."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from analyser.cells import put
from analyser.palette import paint
from analyser.report.model import Cell, Level, Report, Share, Table
from analyser.report.numbers import SMALL, shown

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_FORBIDDEN = re.compile(r"[\[\]:*?/\\']|[^\w\s.,()–-]")
_LONGEST, _WIDEST, _NARROWEST = 31, 60, 9
_INK, _PAPER = "1B3A5C", "EEF2F6"
_LOOKED_AT = 200
"""Rows that decide how wide a column is."""


def xlsx(report: Report) -> bytes:
    """The report's tables as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    tables = [one for one in (*report.tables(), *report.data) if one.sheet]
    names = list(_names(tables))
    _front(book.worksheets[0], report, zip(names, tables, strict=True))
    for name, one in zip(names, tables, strict=True):
        _sheet(book.create_sheet(name), one)
    book.properties.title, book.properties.creator, book.properties.language = report.title, "Avtaleanalyse", "nb-NO"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _names(tables: Iterable[Table]) -> Iterator[str]:
    """Names that a workbook accepts, none used twice."""
    used: set[str] = {"om rapporten"}
    for one in tables:
        bare = _FORBIDDEN.sub("", one.sheet)[:_LONGEST].strip() or "Tabell"
        name, number = bare, 2
        while name.lower() in used:
            name, number = f"{bare[: _LONGEST - 3]} {number}", number + 1
        used.add(name.lower())
        yield name


def _front(sheet: Worksheet, report: Report, tables: Iterable[tuple[str, Table]]) -> None:
    """What the workbook is, and what is where."""
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    sheet.title = "Om rapporten"
    put(sheet, 1, 1, report.title).font = Font(bold=True, size=16, color=_INK)
    put(sheet, 2, 1, report.subtitle)
    for row, (name, value) in enumerate(report.facts, 4):
        put(sheet, row, 1, name).font = Font(bold=True)
        put(sheet, row, 2, value)
    first = len(report.facts) + 6
    for column, title in enumerate(("Ark", "Innhold"), 1):
        put(sheet, first - 1, column, title).font = Font(bold=True)
    for row, (name, one) in enumerate(tables, first):
        cell = put(sheet, row, 1, name)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.style = "Hyperlink"
        put(sheet, row, 2, one.caption)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 30, 80


def _sheet(sheet: Worksheet, one: Table) -> None:
    """Headings that stay in sight, the rows, and the note below them."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for at, column in enumerate(one.columns, 1):
        cell = put(sheet, 1, at, column.title)
        cell.font, cell.fill = Font(bold=True, color=_INK), PatternFill("solid", _PAPER)
        cell.alignment = Alignment(wrap_text=True, vertical="bottom", horizontal=column.align)
        sheet.column_dimensions[get_column_letter(at)].width = _width(one, at - 1)
    for number, row in enumerate(one.rows, 2):
        for at, value in enumerate(row, 1):
            _fill(sheet, number, at, value, group=len(row) < len(one.columns))
    if one.note:
        put(sheet, len(one.rows) + 3, 1, one.note).font = Font(italic=True)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _fill(sheet: Worksheet, row: int, column: int, value: Cell, group: bool) -> None:
    """A number as a number, a share as per cent, a level with its colours."""
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = put(sheet, row, column, _plain(value))
    if group:
        cell.font = Font(bold=True, color=_INK)
    if isinstance(value, Share) and value.whole >= SMALL:
        cell.number_format = "0.0 %"
    elif isinstance(value, Level):
        ink, paper = paint(value.value)
        cell.font, cell.fill = Font(bold=True, color=ink[1:]), PatternFill("solid", paper[1:])
    elif isinstance(value, int):
        cell.number_format = "#,##0"
    cell.alignment = Alignment(
        wrap_text=isinstance(value, str) and len(value) > _WIDEST, vertical="top",
        horizontal="center" if isinstance(value, Level) else "right" if isinstance(value, Share) else None,
    )


def _plain(value: Cell) -> Any:
    if isinstance(value, Level):
        return value.value
    if isinstance(value, Share):
        return value.part / value.whole if value.whole >= SMALL else shown(value)
    return value


def _width(one: Table, column: int) -> float:
    texts = [shown(row[column]) for row in one.rows[:_LOOKED_AT] if len(row) == len(one.columns)]
    return max(_NARROWEST, min(_WIDEST, 2 + max(map(len, (one.columns[column].title.split(" ")[0], *texts)))))
