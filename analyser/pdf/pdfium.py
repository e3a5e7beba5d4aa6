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


def _bare(name: str, result: Any) -> Any:
    """The pdfium function without checked arguments, and keeping Python's lock: several times as fast to call.

    It takes whole numbers, and pointers made ready beforehand (`ctypes.byref`): neither needs to be converted.
    """
    address: Any = ctypes.cast(getattr(raw, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(result)(address)


_loose_box = _bare("FPDFText_GetLooseCharBox", ctypes.c_int)
_origin = _bare("FPDFText_GetCharOrigin", ctypes.c_int)
_object = _bare("FPDFText_GetTextObject", ctypes.c_void_p)
_unicode = _bare("FPDFText_GetUnicode", ctypes.c_uint)
_matrix = _bare("FPDFText_GetMatrix", ctypes.c_int)
_font_size = _bare("FPDFText_GetFontSize", ctypes.c_double)
_render_mode = _bare("FPDFTextObj_GetTextRenderMode", ctypes.c_int)
_font = _bare("FPDFTextObj_GetFont", ctypes.c_void_p)
_fill_colour = _bare("FPDFPageObj_GetFillColor", ctypes.c_int)


def _pointers(held: Any) -> list[Any]:
    """A pointer to each item of an array."""
    return [ctypes.byref(held, at) for at in range(0, ctypes.sizeof(held), ctypes.sizeof(held) // len(held))]


def _pointer(address: int) -> Any:
    """A pointer to what pdfium keeps at an address."""
    return ctypes.byref(ctypes.c_char.from_address(address))


# What pdfium writes its answers to: for one thread at a time, as it asks itself.
_MATRIX = raw.FS_MATRIX()
_MATRIX_AT = ctypes.byref(_MATRIX)
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = _pointers(_COLOUR)
_POINT = (ctypes.c_double * 2)()
_POINT_AT = _pointers(_POINT)
_RECTANGLES = (raw.FS_RECTF * 4096)()
"""So many are asked for at a time."""
_RECTANGLES_AT = _pointers(_RECTANGLES)


class TextPage:
    """The text layer of one page: characters, boxes, baselines and styles by index."""

    def __init__(self, text_page: Any, most: int) -> None:
        self._page = text_page.raw
        self._handle = _pointer(ctypes.cast(self._page, ctypes.c_void_p).value or 0)
        self.found: int = max(text_page.count_chars(), 0)
        self.count = min(self.found, most)
        self._styles: dict[int, Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}

    def text(self) -> str:
        """One character for each index (generated spaces and line breaks included)."""
        buffer = (ctypes.c_ushort * (self.count + 1))()
        raw.FPDFText_GetText(self._page, 0, self.count, buffer)
        text = bytes(buffer)[: 2 * self.count].decode("utf-16-le", "replace")
        if len(text) == self.count and "\ufffd" not in text and "\x00" not in text:
            return text
        codes = map(_unicode, repeat(self._handle), range(self.count))
        return "".join([chr(code) if code < 0x110000 else "\ufffd" for code in codes])

    def boxes(self, inked: Indices) -> Boxes:
        """The box of each character among the inked ones; every other has the box of the one before it, if any."""
        found = np.zeros((self.count, 4), np.float32)
        given = np.frombuffer(_RECTANGLES, np.float32).reshape(-1, 4)
        for at in range(0, len(inked), len(given)):
            asked = inked[at : at + len(given)]
            given.fill(0)
            deque(map(_loose_box, repeat(self._handle), asked.tolist(), _RECTANGLES_AT), 0)
            found[asked] = given[: len(asked)]
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
        _origin(self._handle, index, *_POINT_AT)
        return _POINT[0], _POINT[1]

    def _look_up(self, index: int, address: int) -> Style:
        drawn = _pointer(address)
        _matrix(self._handle, index, _MATRIX_AT)
        mode, font = _render_mode(drawn), _font(drawn) or 0
        if font not in self._fonts:
            self._fonts[font] = _font_look(font)
        bold, symbols = self._fonts[font]
        return Style(
            size=_font_size(self._handle, index) * (hypot(_MATRIX.c, _MATRIX.d) or 1.0),
            bold=bold or mode == _FILL_AND_STROKE,
            angle=round(degrees(atan2(_MATRIX.b, _MATRIX.a))) % 360 if _MATRIX.b or _MATRIX.a < 0 else 0,
            invisible=mode == _INVISIBLE,
            white=_is_white(drawn),
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


def is_white(item: Any) -> bool:
    """Whether a page object of pdfium's is filled with white, or with nothing at all."""
    return _is_white(_pointer(ctypes.cast(item, ctypes.c_void_p).value or 0))


def _is_white(drawn: Any) -> bool:
    if not _fill_colour(drawn, *_COLOUR_AT):
        return False
    red, green, blue, alpha = _COLOUR
    return alpha == 0 or min(red, green, blue) >= _WHITE
