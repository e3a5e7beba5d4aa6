"""Ruled tables to rows: words into cells, column headings, tables that go on over a page break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analyser.pdf.page import CellBox, Grid, PdfPage, Word

CellWords = list[Word]
_SAME_EDGE = 4.0
_HEADING = re.compile(
    r"(?:kommun(?:en?|ane|ene|ens)|helsef[oø]retak(?:et)?|f[oø]retaket|sykehuset|sjukehuset|tema|oppg[aå]ver?|tiltak|ansvar"
    r"(?:leg|lig)?|frist|n[aå]r|hvem|kven|hva|kva|hvor|kvar|m[aå]ned|m[aå]nad|avtale|steg|fase)\b",
    re.IGNORECASE,
)
"""What columns of agreements are called."""


@dataclass(slots=True)
class Row:
    """A table row: the words of each cell, None where a neighbour covers the cell."""

    cells: list[CellWords | None]
    boxes: list[CellBox | None]
    page: int
    header: bool = False


def split_words(page: PdfPage) -> tuple[list[Word], list[list[Row]]]:
    """A page's words outside its tables, and the rows of each table with its words."""
    upright = [word for word in page.words if word.angle == 0]
    outside = upright
    tables = []
    for grid in page.grids:
        outside, rows = _fill(outside, grid, page.number)
        tables.append(rows)
    return outside, tables


def _fill(words: list[Word], grid: Grid, page: int) -> tuple[list[Word], list[Row]]:
    """Words outside the grid, and the grid's rows with the words inside."""
    rows = [Row([None if box is None else [] for box in boxes], list(boxes), page) for boxes in grid.rows]
    around, outside = grid.box, []
    for word in words:
        middle = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
        cell = _cell(rows, *middle) if _inside(around, *middle) else None
        if cell is None:
            outside.append(word)
        else:
            cell.append(word)
    return outside, rows


def _inside(box: CellBox, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _cell(rows: list[Row], x: float, y: float) -> CellWords | None:
    for row in rows:
        for box, cell in zip(row.boxes, row.cells, strict=True):
            if box and cell is not None and _inside(box, x, y):
                return cell
    return None


def mark_header(rows: Sequence[Row], texts: Sequence[Sequence[str]]) -> None:
    """Mark the first row as header where it only names the columns."""
    named = [text for text in texts[0] if text]
    if len(rows) < 2 or len(named) < 2 or any(len(text.split()) > 5 or text.endswith(".") for text in named):
        return
    first, *rest = [[_is_bold(cell) for cell in row.cells if cell] for row in rows]
    if all(first):
        rows[0].header = not all(bold for row in rest for bold in row)
    else:
        labels = all(row[0] for row in rest if row)
        rows[0].header = not labels and not any(first[1:]) and _names(named, texts)


def _is_bold(cell: CellWords) -> bool:
    return all(word.bold for word in cell)


def _names(named: Sequence[str], texts: Sequence[Sequence[str]]) -> bool:
    """Whether the first row reads like names of columns, though it is not bold."""
    if any(char.isdigit() for text in named for char in text):
        return False
    if any(_HEADING.match(text) for text in named):
        return True
    below = [len(text) for row in texts[1:] for text in row[1:] if text]
    above = [len(text) for text in texts[0][1:] if text]
    return len(named) > 2 and bool(below) and sum(above) / len(above) < 0.7 * sum(below) / len(below)


def is_torn(texts: Sequence[str]) -> bool:
    """Whether the first row of a page is the lower half of a row that began on the page before."""
    filled = [text for text in texts if text]
    low = [text for text in filled if text[0].islower()]
    return bool(low) and (len(low) == len(filled) or not texts[0])


def same_columns(one: Grid, other: Grid) -> bool:
    """Whether two grids have their columns at the same places."""
    edges = [_edges(grid) for grid in (one, other)]
    return len(edges[0]) == len(edges[1]) and all(
        abs(a - b) < _SAME_EDGE for a, b in zip(*edges, strict=True)
    )


def _edges(grid: Grid) -> list[float]:
    found = sorted({round(cell.x0, 1) for row in grid.rows for cell in row if cell})
    return [*found, grid.box.x1]
