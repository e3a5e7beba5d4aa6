"""Pages to one clean flow: running headers and footers out, columns in order, hyphens joined, tables as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, cast

from analyser.pdf.aligned import aligned_tables
from analyser.pdf.columns import Column, reading_order, with_markers
from analyser.pdf.lines import Line, fragments, grid_line, merge_side_by_side
from analyser.pdf.numbered import opening_lines
from analyser.pdf.page import CellBox, Grid, PdfText
from analyser.pdf.paragraphs import Builder, Draft, Measures, measure, split_notes
from analyser.pdf.rows import Row, is_torn, mark_header, same_columns, split_words
from analyser.pdf.running import split_running
from analyser.pdf.wrapping import Wrapping
from analyser.repair import repair
from analyser.spelling import speller
from analyser.text import Glyphs, PlacedText, join

BlockKind = Literal["text", "item", "row", "note"]
"""text: a paragraph or a heading line; item: a list item; row: one table row; note: a footnote."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: offsets in the flow text and the heading of its column ("" where there is none)."""

    start: int
    end: int
    column: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, line, list item or table row: offsets in the flow text and how it looks.

    `size` is the font size relative to the body text (1.0), `bold` whether most of it is bold, `marker` the list
    marker as printed ("•", "a)", "–"; numbers such as "6.2" that open a line stay in the text), `indent` points
    from the left edge of its column, `gap` the empty space above in lines of text. A row has `cells`, and `table`
    numbers the table it belongs to (from 1; a table that runs over a page break keeps its number).
    `header` is true for a row that only names the columns.
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    size: float = 1.0
    bold: bool = False
    marker: str = ""
    indent: float = 0.0
    gap: float = 0.0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The document as one text; blocks cover all of it once, in order, parted by "\\n"."""

    text: PlacedText
    blocks: tuple[Block, ...]
    running: tuple[str, ...]
    """Running headers and footers that were taken out, each once."""
    warnings: tuple[str, ...] = ()


def flow(pdf: PdfText) -> Flow:
    """The file's pages as one text with its blocks."""
    pages, tables = _lines(pdf)
    pages, running = split_running(pdf, pages)
    columns = [reading_order(_with_aligned(with_markers(lines, pdf.glyphs), tables)) for lines in pages]
    _widen(columns)
    usual = measure(column for page in columns for column in page)
    builder = Builder(pdf.glyphs, usual, opening_lines((column for page in columns for column in page), pdf.glyphs))
    for page, parts in zip(pdf.pages, columns, strict=True):
        notes = split_notes(parts[-1], usual, pdf.glyphs, page.height) if parts else []
        for column in parts:
            builder.add(column)
        builder.add_notes(notes)
    writer = _Writer(pdf.glyphs, usual, Wrapping(partial(_printed, pdf), lambda word: speller().knows(word)), tables)
    return writer.flow(builder.drafts, running, pdf)


def _printed(pdf: PdfText) -> list[str]:
    """Every word as it is printed."""
    chars = pdf.glyphs.chars
    return ["".join(chars[word.start : word.end]) for page in pdf.pages for word in page.words]


def _lines(pdf: PdfText) -> tuple[list[list[Line]], dict[int, list[Row]]]:
    """Each page's lines in drawing order, tables standing in as one line each; the tables' rows by that line."""
    pages, tables = [], {}
    for page in pdf.pages:
        words, rows = split_words(page)
        lines = fragments(words, page.number)
        for grid, grid_rows in zip(page.grids, rows, strict=True):
            line = grid_line(grid, page.number, 10.0)
            tables[id(line)] = grid_rows
            lines.append(line)
        pages.append(lines)
    return pages, tables


def _with_aligned(lines: list[Line], tables: dict[int, list[Row]]) -> list[Line]:
    """The lines with tables that have no ruling standing in as one line each, too."""
    outside, found = aligned_tables(lines)
    for grid, rows in found:
        line = grid_line(grid, rows[0].page, lines[0].size)
        tables[id(line)] = rows
        outside.append(line)
    return outside


def _widen(pages: Sequence[Sequence[Column]]) -> None:
    """Pages of one column share their edges: a page with nothing but short lines is as wide as the others."""
    single = [parts[0] for parts in pages if len(parts) == 1]
    for column in single:
        alike = [other for other in single if abs(other.left - column.left) < 40]
        column.left = min(other.left for other in alike)
        column.right = max(other.right for other in alike)


@dataclass(slots=True)
class _Part:
    """A block before its offsets are known: the text of each cell (one for all but rows) and its look."""

    texts: list[PlacedText]
    look: dict[str, object]
    headings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Writer:
    """Writes drafts into one text."""

    glyphs: Glyphs
    usual: Measures
    wrapping: Wrapping
    tables: dict[int, list[Row]]
    parts: list[_Part] = field(default_factory=list)
    number: int = 0
    last_table: Draft | None = None
    headings: list[str] = field(default_factory=list)
    """Column headings of the table being written."""

    def flow(self, drafts: Iterable[Draft], running: tuple[str, ...], pdf: PdfText) -> Flow:
        for draft in drafts:
            if draft.kind == "table":
                self._table(draft)
            else:
                self._paragraph(draft)
        return self._assemble(running, (*pdf.warnings, *self._repair(scanned=bool(pdf.ocr))))

    def _paragraph(self, draft: Draft) -> None:
        text = self._text(draft)
        if not text.text:
            return
        if draft.kind != "note":
            self.last_table = None
        words = [word for line in draft.lines for word in line.words]
        heavy = [word.end - word.start for word in words if word.bold]
        size = round(draft.lines[0].size / self.usual.body, 2)
        look: dict[str, object] = {
            "kind": draft.kind, "page": draft.lines[0].page, "size": size, "marker": draft.marker,
            "bold": 2 * sum(heavy) > sum(line.letters for line in draft.lines),
            "indent": round(draft.indent, 1), "gap": round(draft.gap, 2),
        }
        self.parts.append(_Part([text], look))

    def _text(self, draft: Draft) -> PlacedText:
        """The draft's lines joined, without the marker."""
        lines = [line.text(self.glyphs) for line in draft.lines]
        if draft.marker and not draft.lines[0].is_mark(draft.lines[0].words[0]):
            lines[0] = lines[0][len(draft.marker) :].strip()
        return self.wrapping.join([line for line in lines if line.text]) if any(map(len, lines)) else lines[0]

    def _table(self, draft: Draft) -> None:
        """Write a table's rows, or go on with the table of the page before."""
        rows = [row for row in self.tables[id(draft.lines[0])] if any(row.cells)]
        if not rows:
            return
        texts = [[self._cell(row, index) for index in range(len(row.cells))] for row in rows]
        named = [cell.text for cell in texts[0]]
        mark_header(rows, [[cell.text for cell in row] for row in texts])
        goes_on = self._continues(draft) and (not rows[0].header or named == self.headings)
        if not goes_on:
            self.number += 1
            self.headings = named if rows[0].header else [""] * len(named)
        rows[0].header = rows[0].header or (goes_on and named == self.headings)
        first = int(rows[0].header)
        torn = goes_on and len(rows) > first and is_torn([cell.text for cell in texts[first]])
        for index, (row, cells) in enumerate(zip(rows, texts, strict=True)):
            if torn and index == first:
                self._mend_row(cells)
            else:
                self._row(row, cells)
        self.last_table = draft

    def _continues(self, draft: Draft) -> bool:
        """Whether the table before stands right in front of this one, with the same columns."""
        return self.last_table is not None and same_columns(_grid(self.last_table), _grid(draft))

    def _mend_row(self, cells: list[PlacedText]) -> None:
        """Put the lower half of a row that a page break tore apart back to its upper half."""
        upper = next(part for part in reversed(self.parts) if part.look["kind"] == "row" and not part.look["header"])
        upper.texts = [
            self.wrapping.join([text for text in pair if text.text]) if any(map(len, pair)) else pair[0]
            for pair in zip(upper.texts, cells, strict=True)
        ]

    def _cell(self, row: Row, index: int) -> PlacedText:
        """A cell's text, its paragraphs parted by line breaks."""
        words, box = row.cells[index], row.boxes[index]
        if not words or not box:
            return self.glyphs.span(0, 0)
        lines = merge_side_by_side(fragments(words, row.page))
        builder = Builder(self.glyphs, self.usual)
        builder.add(Column(lines, min(line.x0 for line in lines), _inner_right(box, lines)))
        return join([self._text(draft) for draft in builder.drafts], "\n")

    def _row(self, row: Row, cells: list[PlacedText]) -> None:
        words = [word for cell in row.cells for word in cell or []]
        if not words:
            return
        look: dict[str, object] = {
            "kind": "row", "page": row.page, "size": round(words[0].size / self.usual.body, 2),
            "bold": all(word.bold for word in words), "table": self.number, "header": row.header,
        }
        self.parts.append(_Part(cells, look, self.headings))

    def _assemble(self, running: tuple[str, ...], warnings: tuple[str, ...]) -> Flow:
        blocks, texts, at = [], [], 0
        for part in self.parts:
            text = join(part.texts, "\t")
            cells = _cells(part, at) if part.look["kind"] == "row" else ()
            blocks.append(Block(start=at, end=at + len(text), cells=cells, **part.look))  # type: ignore[arg-type]
            texts.append(text)
            at += len(text) + 1
        text = join(texts, "\n")
        return Flow(PlacedText(text.text, text.places, self.glyphs), tuple(blocks), running, warnings)


    def _repair(self, scanned: bool) -> tuple[str, ...]:
        """Mend the texts of a damaged document, cells and column headings with them."""
        old = [text for part in self.parts for text in part.texts]
        repaired = repair(old, scanned)
        if not repaired.warnings:
            return ()
        new = iter(repaired.parts)
        renamed = {before.text: after.text for before, after in zip(old, repaired.parts, strict=True)}
        for part in self.parts:
            part.texts = [next(new) for _ in part.texts]
            part.headings = [renamed.get(heading, heading) for heading in part.headings]
        return repaired.warnings


def _cells(part: _Part, at: int) -> tuple[Cell, ...]:
    cells = []
    header = bool(part.look["header"])
    for text, heading in zip(part.texts, part.headings, strict=False):
        cells.append(Cell(at, at + len(text), "" if header else heading))
        at += len(text) + 1
    return tuple(cells)


def _grid(draft: Draft) -> Grid:
    return cast(Grid, draft.lines[0].grid)


def _inner_right(box: CellBox, lines: Sequence[Line]) -> float:
    """Where text in the cell ends: as far from the right edge as it begins from the left."""
    return max(box.x1 - (min(line.x0 for line in lines) - box.x0), max(line.x1 for line in lines))
