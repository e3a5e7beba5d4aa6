"""Calls to pdfium that are made thousands of times a page, without the cost of checked arguments."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Sequence
from itertools import repeat
from math import atan2, degrees, hypot
from typing import Any, NamedTuple

import numpy as np
import pypdfium2.raw as raw

Boxes = np.ndarray[Any, np.dtype[np.float32]]
"""Left, top, right, bottom on the page's own coordinates, a row for each character."""
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Indices = np.ndarray[Any, np.dtype[np.intp]]
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
    origin: tuple[float, float]
    """A point on the baseline; a text object never holds more than one line."""


_MATRIX = raw.FS_MATRIX()
_MATRIX_AT = ctypes.addressof(_MATRIX)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = [ctypes.addressof(_COLOUR) + 4 * index for index in range(4)]


def _bare(name: str, result: Any, *arguments: Any) -> Any:
    """The pdfium function with raw addresses as arguments, keeping Python's lock: about twice as fast to call."""
    address: Any = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = _bare("FPDFText_GetLooseCharBox", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_origin = _bare(
    "FPDFText_GetCharOrigin", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
)
_object = _bare("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_unicode = _bare("FPDFText_GetUnicode", ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
_matrix = _bare("FPDFText_GetMatrix", ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font_size = _bare("FPDFText_GetFontSize", ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_render_mode = _bare("FPDFTextObj_GetTextRenderMode", ctypes.c_int, ctypes.c_void_p)
_font = _bare("FPDFTextObj_GetFont", ctypes.c_void_p, ctypes.c_void_p)
_fill_colour = _bare("FPDFPageObj_GetFillColor", ctypes.c_int, *[ctypes.c_void_p] * 5)


class TextPage:
    """The text layer of one page: characters, boxes, baselines and styles by index."""

    def __init__(self, text_page: Any, most: int) -> None:
        self._page = text_page.raw
        self._handle = ctypes.cast(self._page, ctypes.c_void_p).value
        self.found: int = max(text_page.count_chars(), 0)
        self.count = min(self.found, most)
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._point = (ctypes.c_double * 2)()
        self._point_at = ctypes.addressof(self._point)

    def text(self) -> str:
        """One character for each index (generated spaces and line breaks included)."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        raw.FPDFText_GetText(self._page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", "replace")
        if len(text) == self.count and "\ufffd" not in text and "\x00" not in text:
            return text
        codes = map(_unicode, [self._handle] * self.count, range(self.count))
        return "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])

    def boxes(self, inked: Indices) -> Boxes:
        """The box of each character among the inked ones; every other has the box of the one before it."""
        found = np.zeros((self.count, 4), np.float32)
        places = found.ctypes.data + inked * found.itemsize * 4
        deque(map(_loose_box, repeat(self._handle), inked.tolist(), places.tolist()), 0)
        before = np.zeros(self.count, np.intp)
        before[inked] = inked
        return found[np.maximum.accumulate(before)]

    def style(self, index: int) -> Style:
        """How the character is drawn; looked up once for each text object."""
        address = _object(self._handle, index)
        style = self._styles.get(address)
        if style is None:
            style = self._styles[address] = self._look_up(index, address) if address else self._plain(index)
        return style

    def styles(self, indices: Sequence[int]) -> list[Style]:
        """How each of the characters is drawn."""
        known = self._styles
        objects = zip(indices, map(_object, repeat(self._handle), indices), strict=True)
        return [known.get(address) or self.style(index) for index, address in objects]

    def _plain(self, index: int) -> Style:
        return Style(10.0, False, 0, False, False, False, self._origin(index))

    def _origin(self, index: int) -> tuple[float, float]:
        _origin(self._handle, index, self._point_at, self._point_at + 8)
        return self._point[0], self._point[1]

    def _look_up(self, index: int, drawn: int) -> Style:
        _matrix(self._handle, index, _MATRIX_AT)
        mode = _render_mode(drawn)
        font = _font(drawn)
        if font not in self._fonts:
            self._fonts[font] = _font_look(font)
        bold, symbols = self._fonts[font]
        return Style(
            size=_font_size(self._handle, index) * (hypot(_MATRIX.c, _MATRIX.d) or 1.0),
            bold=bold or mode == _FILL_AND_STROKE,
            angle=round(degrees(atan2(_MATRIX.b, _MATRIX.a))) % 360 if _MATRIX.b or _MATRIX.a < 0 else 0,
            invisible=mode == _INVISIBLE,
            white=is_white(drawn),
            symbols=symbols,
            origin=self._origin(index),
        )


def _font_look(address: int) -> tuple[bool, bool]:
    """Whether a font is bold, and whether it holds pictures."""
    font = ctypes.cast(address, raw.FPDF_FONT)
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    name = buffer.value.decode("utf-8", "replace").lower()
    heavy = raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or bool(max(raw.FPDFFont_GetFlags(font), 0) & _BOLD_FLAG)
    return heavy or any(part in name for part in _BOLD_NAMES), any(part in name for part in _SYMBOL_NAMES)


def is_white(drawn: int) -> bool:
    """Whether an object is filled with white, or with nothing at all."""
    if not _fill_colour(drawn, *_COLOUR_AT):
        return False
    return _COLOUR[3] == 0 or (_COLOUR[0] >= _WHITE and min(_COLOUR[1:3]) >= _WHITE)
