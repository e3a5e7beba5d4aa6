"""Ruling lines to tables: pdfplumber's table finder on the lines that pdfium gives, without parsing the page again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from analyser.pdf.drawn import Corners, Drawn
from analyser.pdf.page import CellBox, Grid
from analyser.pdf.words import Frame

_THIN = 3.0
"""Points; a drawn rectangle no thicker than this is a line."""
_SHORTEST = 4.0
_TOLERANCE = 3.0
_MOST_EDGES = 600
"""Beyond this the page holds a drawing, not a table, and finding cells would take seconds."""

Edge = dict[str, Any]


def find_grids(drawn: Iterable[Drawn], frame: Frame) -> tuple[Grid, ...]:
    """Ruled tables of at least two cells on a page."""
    edges = [edge for item in drawn if not (item.image or item.unseen) for edge in _edges(item, frame)]
    upright = sum(edge["orientation"] == "v" for edge in edges)
    if min(upright, len(edges) - upright) < 2 or len(edges) > _MOST_EDGES:
        return ()
    from pdfplumber import table  # slow to import and most files have no ruled table

    merged = table.merge_edges(edges, _TOLERANCE, _TOLERANCE, _TOLERANCE, _TOLERANCE)
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, _TOLERANCE, _TOLERANCE))
    grids = (_grid(cells) for cells in table.cells_to_tables(cells))
    return tuple(grid for grid in grids if max(len(row) for row in grid.rows) > 1)


def _edges(item: Drawn, frame: Frame) -> Iterator[Edge]:
    """Level and upright lines of a path."""
    for corners in item.pieces or _outline(item.corners):
        edge = _edge(corners, frame)
        if edge:
            yield edge


def _outline(corners: Corners) -> tuple[Corners, ...]:
    """A thin rectangle is itself a line; a thick one has four sides."""
    left, bottom, right, top = corners
    if min(right - left, top - bottom) <= _THIN:
        return (corners,)
    return (
        (left, bottom, left, top),
        (right, bottom, right, top),
        (left, bottom, right, bottom),
        (left, top, right, top),
    )


def _edge(corners: Corners, frame: Frame) -> Edge | None:
    x0, top, x1, bottom = frame.box(*corners)
    width, height = x1 - x0, bottom - top
    if height <= _THIN and width >= _SHORTEST and width > height:
        middle = (top + bottom) / 2
        return _as_edge("h", x0, x1, middle, middle)
    if width <= _THIN and height >= _SHORTEST:
        middle = (x0 + x1) / 2
        return _as_edge("v", middle, middle, top, bottom)
    return None


def _as_edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> Edge:
    """An edge with everything pdfplumber asks for."""
    size = {"width": x1 - x0, "height": bottom - top, "doctop": top}
    return {"orientation": orientation, "x0": x0, "x1": x1, "top": top, "bottom": bottom, **size}


def _grid(cells: list[tuple[float, float, float, float]]) -> Grid:
    """Cells as rows; a place that a cell from above or from the left covers is None."""
    columns = sorted({cell[0] for cell in cells})
    rows: dict[float, dict[float, CellBox]] = defaultdict(dict)
    for x0, top, x1, bottom in cells:
        rows[top][x0] = CellBox(x0, top, x1, bottom)
    return Grid(tuple(tuple(rows[top].get(x0) for x0 in columns) for top in sorted(rows)))
