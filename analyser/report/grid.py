"""Tables of the Word document, written as XML at once: a table of thousands of rows is made in a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from analyser.cells import clean
from analyser.palette import paint
from analyser.report.model import TOGETHER, Cell, Column, Level, Table
from analyser.report.numbers import shown
from analyser.report.paper import CONTENT_CM

_TWIPS = 567
"""Twentieths of a point in a centimetre."""
_KEPT, _LOOSE = "<w:keepNext/>", "<w:keepNext w:val=\"false\"/>"
"""Whether a row stays on the page of the next one; a heading over rows always does."""
_SIDE, _NARROW = 70, 35
"""Room beside the text of a cell, in twips."""
_HEAD, _LINE, _ACCENT = "EEF2F6", "CBD2D9", "1B3A5C"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def table(one: Table) -> Any:
    """A table with a header row that comes again on each page and rows that never break."""
    widths = _widths([column.width for column in one.columns])
    style = "Tabelltett" if one.dense else "Tabelltekst"
    head = "".join(
        _cell(column.title, width, style, column, paper=_HEAD, ink=_ACCENT, bold=True)
        for column, width in zip(one.columns, widths, strict=True)
    )
    header = f'<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>'
    rows = header + "".join(_rows(one, widths, style))
    if len(one.rows) <= TOGETHER:
        rows = rows.replace(_LOOSE, _KEPT)
    return _parsed(_table(one.caption, widths, rows, side=_NARROW if one.dense else _SIDE))


def figures(items: Sequence[tuple[str, str]]) -> Any:
    """Main numbers side by side: the number large, what it counts below it."""
    widths = _widths([1.0] * len(items))
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        f'<w:tcBorders><w:left w:val="single" w:sz="24" w:space="0" w:color="{_ACCENT}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_HEAD}"/></w:tcPr>'
        f"{_paragraph(value, 'Tallkort')}{_paragraph(label, 'Tallkorttekst')}</w:tc>"
        for (value, label), width in zip(items, widths, strict=True)
    )
    return _parsed(_table("Hovedtall", widths, f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>", lines=False))


def _widths(shares: Sequence[float]) -> list[int]:
    """Column widths that fill the line."""
    return [round(CONTENT_CM * _TWIPS * one / sum(shares)) for one in shares]


def _table(caption: str, widths: Sequence[int], rows: str, lines: bool = True, side: int = _SIDE) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    borders = f"<w:tblBorders><w:bottom {line}/><w:insideH {line}/></w:tblBorders>" if lines else ""
    return (
        f'<w:tbl {_SPACE}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{borders}<w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        '<w:tblLook w:firstRow="1" w:firstColumn="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean(caption))}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(one: Table, widths: Sequence[int], style: str) -> Iterator[str]:
    for row in one.rows:
        if len(row) == 1 < len(one.columns):
            cells = _cell(row[0], sum(widths), style, one.columns[0], ink=_ACCENT, bold=True, span=len(widths))
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        else:
            triples = zip(row, widths, one.columns, strict=True)
            cells = "".join(_value(value, width, style, column) for value, width, column in triples)
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _value(value: Cell, width: int, style: str, column: Column) -> str:
    if isinstance(value, Level):
        ink, paper = paint(value.value)
        return _cell(value, width, style, column, paper=paper[1:], ink=ink[1:], bold=True)
    return _cell(value, width, style, column)


def _cell(
    value: Cell, width: int, style: str, column: Column, paper: str = "", ink: str = "", bold: bool = False,
    span: int = 1,
) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>' if paper else ""
    keep = _KEPT if span > 1 else _LOOSE
    return (f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{shaded}</w:tcPr>'
            f"{_paragraph(shown(value), style, column.align, ink, bold, keep)}</w:tc>")


def _paragraph(text: str, style: str, align: str = "left", ink: str = "", bold: bool = False, keep: str = _KEPT) -> str:
    look = ("<w:b/>" if bold else "") + (f'<w:color w:val="{ink}"/>' if ink else "")
    return (f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}<w:jc w:val="{align}"/></w:pPr>'
            f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p>')


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)
