"""Lines, shapes and images drawn on a page, those inside form objects too."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from analyser.pdf.pdfium import is_white

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own coordinates (origin at the bottom left)."""

Matrix = tuple[float, float, float, float, float, float]

_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_SEGMENTS = 2_000
_DEEPEST = 3
"""Forms inside forms; deeper ones hold no tables."""


class Drawn(NamedTuple):
    """A path or an image on the page."""

    corners: Corners
    image: bool
    unseen: bool
    """A path that is only filled with white."""
    pieces: tuple[Corners, ...]
    """The straight pieces of a path of several; empty where the corners say it all."""


def drawn_objects(page: Any, most: int) -> list[Drawn]:
    """Paths and images of a page, at most as many as told."""
    items = (raw.FPDFPage_GetObject(page.raw, index) for index in range(raw.FPDFPage_CountObjects(page.raw)))
    found: list[Drawn] = []
    for _, drawn in zip(range(most), _all(items, _UPRIGHT, 0), strict=False):
        if drawn:
            found.append(drawn)
    return found


def _all(items: Iterator[Any], matrix: Matrix, depth: int) -> Iterator[Drawn | None]:
    """One entry for each object, None for those that are neither path nor image."""
    for item in items:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = raw.FPDFFormObj_CountObjects(item)
            inside = (raw.FPDFFormObj_GetObject(item, index) for index in range(max(count, 0)))
            yield from _all(inside, _times(_matrix(item), matrix), depth + 1)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            yield _path(item, matrix)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            yield Drawn(_bounds(item, matrix), True, False, ())
        else:
            yield None


def _path(item: Any, matrix: Matrix) -> Drawn:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, filled, stroked)
    unseen = not stroked.value and (not filled.value or is_white(item))
    return Drawn(_bounds(item, matrix), False, unseen, () if unseen else _pieces(item, matrix))


def _bounds(item: Any, matrix: Matrix) -> Corners:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    if matrix == _UPRIGHT:
        return left, bottom, right, top
    return _between(_moved(left, bottom, matrix), _moved(right, top, matrix))


def _matrix(item: Any) -> Matrix:
    held = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, held)
    return held.a, held.b, held.c, held.d, held.e, held.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    """First `one`, then `other`."""
    a, b, c, d, e, f = one
    x, y = _moved(e, f, other)
    return (
        a * other[0] + b * other[2], a * other[1] + b * other[3],
        c * other[0] + d * other[2], c * other[1] + d * other[3], x, y,
    )


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _pieces(path: Any, matrix: Matrix) -> tuple[Corners, ...]:
    """Straight pieces of a path; pdfium gives bounds only for the path as a whole."""
    count = raw.FPDFPath_CountSegments(path)
    if count <= 2 or count > _MOST_SEGMENTS:
        return ()
    whole, x, y = _times(_matrix(path), matrix), ctypes.c_float(), ctypes.c_float()
    pieces: list[Corners] = []
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved(x.value, y.value, whole)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            start = point
        else:
            pieces.append(_between(last, point))
        if raw.FPDFPathSegment_GetClose(segment):
            pieces.append(_between(point, start))
        last = point
    return tuple(pieces)


def _between(one: tuple[float, float], other: tuple[float, float]) -> Corners:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])
