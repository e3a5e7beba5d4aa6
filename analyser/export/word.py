"""A Norwegian Word document as it should be: real headings, header rows that repeat, page numbers, a language."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analyser.cells import clean
from analyser.palette import Paint

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

BOKMAAL = "nb-NO"
_FONT, _SIZE = "Arial", 10
_HEADING_PAPER, _BORDER, _INK = "E8EDF2", "B8C2CC", "1B3A5C"
_WIDTH_CM = 17.0


@dataclass(frozen=True, slots=True)
class Painted:
    """A cell with colours of its own."""

    text: str
    paint: Paint


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in a paragraph; quotes from the agreement carry its language."""

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""


Content = str | Painted | Sequence[Piece]


class Paper:
    """A document that is written from the top down."""

    def __init__(self, title: str) -> None:
        from docx import Document

        self.document: Any = Document()
        about = self.document.core_properties
        about.title, about.author, about.language = clean(title)[:255], "Avtaleanalyse", BOKMAAL
        about.comments = ""
        _styles(self.document)
        _page(self.document.sections[0])

    def heading(self, text: str, level: int) -> None:
        """A heading; level 0 is the title."""
        self.document.add_heading(clean(text), level)

    def text(self, content: Content, style: str | None = None) -> None:
        """A paragraph."""
        _write(self.document.add_paragraph(style=style), content)

    def table(self, headings: Sequence[str], rows: Iterable[Sequence[Content]], widths: Sequence[float]) -> None:
        """A table with a header row that comes again on each page; widths are shares of the line."""
        table = self._grid(len(widths), widths)
        for cell, heading in zip(table.add_row().cells, headings, strict=True):
            _write(cell.paragraphs[0], [Piece(heading, bold=True)])
            _shade(cell, _HEADING_PAPER)
        _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        for row in rows:
            self._fill(table, row)
        self._after()

    def pairs(self, rows: Iterable[tuple[str, Content]], widths: Sequence[float]) -> None:
        """A table whose first column says what the second holds."""
        table = self._grid(2, widths)
        for label, content in rows:
            self._fill(table, ([Piece(label, bold=True)], content))
            _shade(table.rows[-1].cells[0], _HEADING_PAPER)
        self._after()

    def bytes(self) -> bytes:
        """The document as the bytes of a file."""
        held = io.BytesIO()
        self.document.save(held)
        return held.getvalue()

    def _grid(self, columns: int, widths: Sequence[float]) -> Any:
        from docx.shared import Cm

        table = self.document.add_table(rows=0, cols=columns, style="Table Grid")
        table.autofit = False
        for column, share in zip(table.columns, widths, strict=True):
            column.width = Cm(_WIDTH_CM * share / sum(widths))
        return table

    def _fill(self, table: Any, row: Sequence[Content]) -> None:
        line = table.add_row()
        _mark(line._tr.get_or_add_trPr(), "w:cantSplit")
        for cell, column, content in zip(line.cells, table.columns, row, strict=True):
            cell.width = column.width
            _write(cell.paragraphs[0], content)
            if isinstance(content, Painted):
                _shade(cell, content.paint.paper)

    def _after(self) -> None:
        """Air below a table; Word would join two tables without it."""
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = Pt(6)


def _write(paragraph: Paragraph, content: Content) -> None:
    from docx.shared import RGBColor

    if isinstance(content, Painted):
        run = paragraph.add_run(clean(content.text))
        run.bold, run.font.color.rgb = True, RGBColor.from_string(content.paint.ink.removeprefix("#"))
        return
    for piece in [Piece(content)] if isinstance(content, str) else content:
        run = paragraph.add_run(clean(piece.text))
        run.bold, run.italic = piece.bold or None, piece.italic or None
        if piece.language:
            _set(run._r.get_or_add_rPr(), "w:lang", val=piece.language)


def _set(parent: Any, tag: str, **attributes: str) -> Any:
    """A child element with attributes in Word's namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
    return child


def _mark(parent: Any, tag: str) -> None:
    _set(parent, tag, val="true")


def _shade(cell: _Cell, paper: str) -> None:
    _set(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=paper.removeprefix("#"))


def _styles(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(_SIZE)
    normal.paragraph_format.space_after = Pt(4)
    _set(normal.element.get_or_add_rPr(), "w:lang", val=BOKMAAL, eastAsia=BOKMAAL)
    for default in document.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), BOKMAAL)
    for name, size in (("Title", 22), ("Heading 1", 15), ("Heading 2", 12.5), ("Heading 3", 11)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), RGBColor.from_string(_INK)
        fonts = style.element.rPr.rFonts
        for key in [key for key in fonts.attrib if "heme" in key]:
            del fonts.attrib[key]
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size * 0.9), Pt(4)
        style.paragraph_format.keep_with_next = True
    _grid_style(document.styles["Table Grid"])


def _grid_style(style: Any) -> None:
    """Thin grey lines, and no more air in a cell than it needs."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.space_before = Pt(2)
    style.font.size = Pt(9.5)
    for border in style.element.find(qn("w:tblPr")).find(qn("w:tblBorders")):
        border.set(qn("w:color"), _BORDER)


def _page(section: Any) -> None:
    """A4 with a page number at the foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm((21 - _WIDTH_CM) / 2)
    section.top_margin = section.bottom_margin = Cm(2)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot.add_run("Side ")
    _field(foot, "PAGE")
    foot.add_run(" av ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out."""
    run = paragraph.add_run()._r
    _set(run, "w:fldChar", fldCharType="begin")
    _set(run, "w:instrText").text = name
    _set(run, "w:fldChar", fldCharType="separate")
    _set(run, "w:t").text = "1"
    _set(run, "w:fldChar", fldCharType="end")
