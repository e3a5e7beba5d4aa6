"""Calls to pdfium that are made thousands of times a page, without the cost of checked arguments."""

from __future__ import annotations

import ctypes
from array import array
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

import pypdfium2.raw as raw

Corners = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own coordinates (origin at the bottom left)."""

_WHITE = 248
"""Of 255; fill colours from here up are taken as white paper."""
_BOLD_WEIGHT = 600
_BOLD_FLAG = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "-bd")
_SYMBOL_NAMES = ("symbol", "wingding", "dingbat", "webding")
_INVISIBLE, _FILL_AND_STROKE = 3, 2


class Style(NamedTuple):
    """How a text object is drawn."""

    size: float
    bold: bool
    angle: int
    """Degrees against the page's own x axis, counter-clockwise, to the nearest whole one."""
    invisible: bool
    white: bool
    symbols: bool
    """Drawn in a font of pictures (Symbol, Wingdings), where letters mean bullets."""


PLAIN = Style(10.0, False, 0, False, False, False)


def _bare(name: str, result: Any, *arguments: Any) -> Any:
    """The pdfium function with raw addresses as arguments: about twice as fast to call."""
    address: Any = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.CFUNCTYPE(result, *arguments)(address)


_loose_box = _bare("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = _bare(
    "FPDFText_GetCharOrigin", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
)
_object = _bare("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_unicode = _bare("FPDFText_GetUnicode", ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)


class TextPage:
    """The text layer of one page: characters, boxes, baselines and styles by index."""

    def __init__(self, text_page: Any, most: int) -> None:
        self._page = text_page.raw
        self._handle = ctypes.cast(self._page, ctypes.c_void_p).value
        self.found: int = max(text_page.count_chars(), 0)
        self.count = min(self.found, most)
        self._styles: dict[int, Style] = {}
        self._point = (ctypes.c_double * 2)()
        self._point_at = ctypes.addressof(self._point)

    def text(self) -> str:
        """One character for each index (generated spaces and line breaks included)."""
        codes = map(_unicode, [self._handle] * self.count, range(self.count))
        return "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])

    def boxes(self) -> array[float]:
        """Left, top, right, bottom for each index."""
        size = ctypes.sizeof(raw.FS_RECTF)
        rectangles = (raw.FS_RECTF * self.count)()
        first = ctypes.addressof(rectangles)
        addresses = range(first, first + size * self.count, size)
        list(map(_loose_box, [self._handle] * self.count, range(self.count), addresses))
        return array("f", bytes(rectangles))

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the baseline where the character begins."""
        _origin(self._handle, index, self._point_at, self._point_at + 8)
        return self._point[0], self._point[1]

    def style(self, index: int) -> Style:
        """How the character is drawn; looked up once for each text object."""
        address = _object(self._handle, index)
        if not address:
            return PLAIN
        style = self._styles.get(address)
        if style is None:
            style = self._styles[address] = self._look_up(index)
        return style

    def _look_up(self, index: int) -> Style:
        drawn = raw.FPDFText_GetTextObject(self._page, index)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._page, index, matrix)
        mode = raw.FPDFTextObj_GetTextRenderMode(drawn)
        font = raw.FPDFTextObj_GetFont(drawn)
        name = _font_name(font)
        return Style(
            size=raw.FPDFText_GetFontSize(self._page, index) * (hypot(matrix.c, matrix.d) or 1.0),
            bold=mode == _FILL_AND_STROKE or _is_bold(font, name),
            angle=round(degrees(atan2(matrix.b, matrix.a))) % 360,
            invisible=mode == _INVISIBLE,
            white=_is_white(drawn),
            symbols=any(part in name for part in _SYMBOL_NAMES),
        )


def _font_name(font: Any) -> str:
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").lower()


def _is_bold(font: Any, name: str) -> bool:
    return (
        any(part in name for part in _BOLD_NAMES)
        or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        or bool(max(raw.FPDFFont_GetFlags(font), 0) & _BOLD_FLAG)
    )


def _is_white(drawn: Any) -> bool:
    colour = [ctypes.c_uint(0) for _ in range(4)]
    if not raw.FPDFPageObj_GetFillColor(drawn, *colour):
        return False
    red, green, blue, alpha = (part.value for part in colour)
    return alpha == 0 or min(red, green, blue) >= _WHITE


class Drawn(NamedTuple):
    """A path or an image on the page."""

    corners: Corners
    image: bool
    white: bool
    pieces: tuple[Corners, ...]
    """The straight pieces of a path of several; empty where the corners say it all."""


def drawn_objects(page: Any, most: int) -> list[Drawn]:
    """Paths and images of a page (those inside forms too)."""
    handle, found = page.raw, []
    for index in range(min(raw.FPDFPage_CountObjects(handle), most)):
        item = raw.FPDFPage_GetObject(handle, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            found.append(_drawn(item, kind))
    return found


def _drawn(item: Any, kind: int) -> Drawn:
    sides = [ctypes.c_float() for _ in range(4)]
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    image = kind != raw.FPDF_PAGEOBJ_PATH
    pieces = () if image else _pieces(item)
    return Drawn((left, bottom, right, top), image, not image and _is_white(item), pieces)


def _pieces(path: Any) -> tuple[Corners, ...]:
    """Straight pieces of a path; pdfium gives bounds only for the path as a whole."""
    count = raw.FPDFPath_CountSegments(path)
    if count <= 2 or count > 2_000:
        return ()
    matrix, x, y = raw.FS_MATRIX(), ctypes.c_float(), ctypes.c_float()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    pieces: list[Corners] = []
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
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
