"""Tables without ruling lines, where columns are unmistakable: cells that line up, drawn row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyser.pdf.lines import Line
from analyser.pdf.page import CellBox, Grid, Word
from analyser.pdf.rows import Row

_LEAST_ROWS = 3
_SAME_START = 4.0
_FULL = 0.8
"""Of its longest line; lines of running text mostly are as long, cells of a table are not."""
_NEXT_LINE = 1.4
"""Ems; a line no further below belongs to the cell above it."""

Placed = tuple[int, Line]
"""A piece of a line with the column it stands in."""


def aligned_tables(lines: Sequence[Line]) -> tuple[list[Line], list[tuple[Grid, list[Row]]]]:
    """The lines outside such tables, and each table with its rows."""
    taken: set[int] = set()
    tables = []
    for run in _runs(_levels(lines)):
        pieces = {id(line) for level in run for line in level}
        starts = _starts(run)
        placed = [(_column(line, starts), line) for line in lines if id(line) in pieces]
        if len(starts) > 1 and not _is_text(placed, starts):
            rows = _rows(placed, len(starts))
            if sum(sum(map(bool, row)) > 1 for row in rows) >= _LEAST_ROWS:
                tables.append(_table(rows, starts))
                taken |= pieces
    return [line for line in lines if id(line) not in taken], tables


def _levels(lines: Sequence[Line]) -> list[list[Line]]:
    """Pieces on one baseline together, from top to bottom."""
    levels: list[list[Line]] = []
    for line in sorted((line for line in lines if line.words), key=lambda line: line.base):
        if levels and line.base - levels[-1][0].base < 0.3 * line.size:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.x0) for level in levels]


def _runs(levels: Sequence[list[Line]]) -> Iterator[list[list[Line]]]:
    """Stretches of levels that share their columns."""
    run: list[list[Line]] = []
    for level in levels:
        if run and not _fits(level, run):
            yield from _whole(run)
            run = []
        if run or len(level) > 1:
            run.append(level)
    yield from _whole(run)


def _whole(run: list[list[Line]]) -> Iterator[list[list[Line]]]:
    """The run, without lines at its end that are only in the first column, if it is long enough."""
    while run and len(run[-1]) == 1 and run[-1][0].x0 < run[0][0].x0 + _SAME_START:
        run.pop()
    if sum(len(level) > 1 for level in run) >= _LEAST_ROWS:
        yield run


def _fits(level: list[Line], run: list[list[Line]]) -> bool:
    """Whether every piece begins where a column of the run begins and ends before the next."""
    starts = _starts(run)
    near = level[0].base - run[-1][0].base < 4 * level[0].size
    return near and all(_fits_column(line, starts) for line in level)


def _fits_column(line: Line, starts: Sequence[float]) -> bool:
    column = _column(line, starts)
    following = starts[column + 1] if column + 1 < len(starts) else float("inf")
    return abs(line.x0 - starts[column]) < _SAME_START and line.x1 < following


def _starts(run: Sequence[Sequence[Line]]) -> list[float]:
    """Left edges of the columns, by the level that has most pieces."""
    return [line.x0 for line in max(run, key=len)]


def _column(line: Line, starts: Sequence[float]) -> int:
    return max((index for index, start in enumerate(starts) if start <= line.x0 + _SAME_START), default=0)


def _is_text(placed: Sequence[Placed], starts: Sequence[float]) -> bool:
    """Whether these are columns of running text: drawn one after the other, or filled from edge to edge."""
    resets = sum(column < before for (before, _), (column, _) in pairwise(placed))
    first = [line.x1 - line.x0 for column, line in placed if column == 0]
    if not first:  # lines drawn on top of each other
        return True
    filled = sum(width > _FULL * max(first) for width in first) > 0.6 * len(first)
    wide = max(first) > 0.5 * (starts[1] - starts[0])
    by_line = resets + 1 > 0.8 * len(first) > 4
    return resets + 1 < _LEAST_ROWS or (by_line and filled and wide)


def _rows(placed: Sequence[Placed], columns: int) -> list[list[list[Line]]]:
    """Rows of cells, each cell its lines."""
    rows: list[list[list[Line]]] = []
    last, below = columns, 0.0
    for column, line in placed:
        near = line.base - below < _NEXT_LINE * line.size
        begins = column < last and not (rows and column > 0 and near)
        begins = begins or (column == last == 0 and not near)
        if begins or not rows:
            rows.append([[] for _ in range(columns)])
        rows[-1][column].append(line)
        last, below = column, line.base
    return rows


def _table(rows: Sequence[Sequence[Sequence[Line]]], starts: Sequence[float]) -> tuple[Grid, list[Row]]:
    boxes = [_boxes(row, starts) for row in rows]
    made = []
    for row, box in zip(rows, boxes, strict=True):
        words: list[list[Word] | None] = [[word for line in cell for word in line.words] for cell in row]
        made.append(Row(words, list(box), next(line.page for cell in row for line in cell)))
    return Grid(tuple(tuple(box) for box in boxes)), made


def _boxes(row: Sequence[Sequence[Line]], starts: Sequence[float]) -> list[CellBox | None]:
    lines = [line for cell in row for line in cell]
    top, bottom = min(line.top for line in lines), max(line.base for line in lines)
    right = max(line.x1 for line in lines)
    ends = [*starts[1:], max(right, starts[-1]) + 1]
    return [CellBox(start, top, end, bottom) for start, end in zip(starts, ends, strict=True)]
