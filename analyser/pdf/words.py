"""One page's text layer to words: upright, without doubles and without what no reader can see."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from analyser.pdf.drawn import Corners
from analyser.pdf.page import Word
from analyser.pdf.pdfium import Style, TextPage
from analyser.text import Glyphs

LINE_END_HYPHENS = "\x02\ufffe"
"""What pdfium gives for a hyphen at the end of a line (it then leaves out the line break)."""

_WORD = re.compile(rf"[^\s{LINE_END_HYPHENS}]+[{LINE_END_HYPHENS}]?|[{LINE_END_HYPHENS}]")
_CLEAN = (*((hyphen, "-") for hyphen in LINE_END_HYPHENS), ("\x00", "\ufffd"), ("\xa0", " "))
_RAISED = 0.8
"""A digit at the end of a word is a note mark where its size is below this share of the word's."""

Covered = Callable[[float, float], bool]
"""Whether a point lies on a coloured ground or an image, where white text can be read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's own coordinates to those of the page turned clockwise by `turn` degrees, origin at the top left."""

    corners: Corners
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page as it stands on the turned page."""
        left, bottom, right, top = self.corners
        if self.turn == 90:
            return y - bottom, x - left
        if self.turn == 180:
            return right - x, y - bottom
        if self.turn == 270:
            return top - y, right - x
        return x - left, top - y

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of the turned page as it stands in the page's own coordinates: the other way of `point`."""
        left, bottom, right, top = self.corners
        if self.turn == 90:
            return y + left, x + bottom
        if self.turn == 180:
            return right - x, y + bottom
        if self.turn == 270:
            return right - y, top - x
        return x + left, top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Corners:
        """A rectangle as x0, top, x1, bottom on the turned page."""
        one, other = self.point(left, bottom), self.point(right, top)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        left, bottom, right, top = self.corners
        width, height = right - left, top - bottom
        return (height, width) if self.turn in (90, 270) else (width, height)


def add_glyphs(glyphs: Glyphs, page: int, text: str, boxes: array[float], shown: Frame) -> None:
    """Put a page's characters behind those of the pages before it."""
    left, top, right, bottom = np.frombuffer(boxes, np.float32).reshape(-1, 4).astype(np.float64).T
    glyphs.chars.extend(text)
    glyphs.page.extend(array("H", [page]) * len(text))
    sides = _turned((left, bottom, right, top), shown)
    for target, values in zip((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom), sides, strict=True):
        target.frombytes(values.astype(np.float32).tobytes())


Column = np.ndarray[Any, np.dtype[np.float64]]


def _turned(sides: tuple[Column, Column, Column, Column], frame: Frame) -> tuple[Column, Column, Column, Column]:
    """Columns of left, bottom, right, top as columns of x0, top, x1, bottom on the turned page."""
    left, bottom, right, top = sides
    edge_left, edge_bottom, edge_right, edge_top = frame.corners
    if frame.turn == 90:
        return bottom - edge_bottom, left - edge_left, top - edge_bottom, right - edge_left
    if frame.turn == 180:
        return edge_right - right, bottom - edge_bottom, edge_right - left, top - edge_bottom
    if frame.turn == 270:
        return edge_top - top, edge_right - right, edge_top - bottom, edge_right - left
    return left - edge_left, edge_top - top, right - edge_left, edge_top - bottom


Piece = tuple[int, int, Style]
"""A stretch of one word in one style: its first character, the one after it, and the style."""


def page_words(
    source: TextPage, glyphs: Glyphs, page: int, corners: Corners, turn: int, covered: Covered, hidden: bool
) -> tuple[list[Word], Frame]:
    """Words of a page and the frame they are read in; `hidden` says that invisible text counts (an OCR layer)."""
    text, boxes, first = source.text(), source.boxes(), len(glyphs)
    add_glyphs(glyphs, page, _clean(text), boxes, Frame(corners, turn))
    pieces = [piece for piece in _pieces(source, text) if _is_seen(piece, boxes, covered, hidden)]
    if hidden:
        pieces = _with_even_sizes(pieces)
    upright = _reading_angle(pieces)
    frame = Frame(corners, upright if pieces else turn)
    words = _Placer(glyphs, text, boxes, first, frame, upright).words(pieces)
    return words, frame


def _clean(text: str) -> str:
    """The characters as they are shown, one for one."""
    for char, shown in _CLEAN:
        text = text.replace(char, shown)
    return text


def _pieces(source: TextPage, text: str) -> list[Piece]:
    spans = [match.span() for match in _WORD.finditer(text)]
    pieces = []
    for (start, end), style in zip(spans, source.styles([start for start, _ in spans]), strict=True):
        mark = _note_mark(source, text, start, end, style) if text[end - 1].isdigit() and end - start > 1 else end
        pieces.append((start, mark, style))
        if mark < end:
            pieces.append((mark, end, source.style(mark)))
    return pieces


def _note_mark(source: TextPage, text: str, start: int, end: int, style: Style) -> int:
    """Where a raised note number at the end of a word begins (`end` where there is none)."""
    mark = end
    while mark > start + 1 and text[mark - 1].isdigit() and source.style(mark - 1).size < _RAISED * style.size:
        mark -= 1
    return mark


def _is_seen(piece: Piece, boxes: array[float], covered: Covered, hidden: bool) -> bool:
    start, end, (size, _, _, invisible, white, _, origin) = piece
    if boxes[4 * start + 2] <= boxes[4 * start] and boxes[4 * end - 2] <= boxes[4 * end - 4]:
        return False  # squeezed to nothing
    if invisible:
        return hidden
    return size > 1.0 and (not white or covered(boxes[4 * start], origin[1]))


def _with_even_sizes(pieces: list[Piece]) -> list[Piece]:
    """An OCR layer with one size for its body text: OCR measures each word, and no two the same."""
    sizes = sorted(style.size for _, _, style in pieces if style.invisible)
    if not sizes:
        return pieces
    usual = sizes[len(sizes) // 2]
    return [
        (start, end, style._replace(size=usual))
        if style.invisible and 0.75 < style.size / usual < 1.3
        else (start, end, style)
        for start, end, style in pieces
    ]


def _reading_angle(pieces: list[Piece]) -> int:
    """The direction most characters run in, as one of 0, 90, 180, 270."""
    if len({style.angle for _, _, style in pieces}) == 1:  # nearly every page
        return pieces[0][2].angle if pieces[0][2].angle % 90 == 0 else 0
    angles: dict[int, int] = {}
    for start, end, style in pieces:
        angles[style.angle] = angles.get(style.angle, 0) + end - start
    straight = {angle: count for angle, count in angles.items() if angle % 90 == 0}
    return max(straight, key=lambda angle: straight[angle], default=0)


@dataclass(slots=True)
class _Placer:
    """Turns pieces to words on the upright page, each printed word once."""

    glyphs: Glyphs
    text: str
    boxes: array[float]
    first: int
    frame: Frame
    upright: int

    def words(self, pieces: list[Piece]) -> list[Word]:
        """The words that lie on the page, without doubles (boldness by printing twice)."""
        width, height = self.frame.size
        left, _, _, top = self.frame.corners
        turned, boxes = self.frame.turn != 0, self.boxes
        seen: dict[tuple[str, int], list[float]] = {}
        words, text, first = [], self.text, self.first
        for start, end, style in pieces:
            size, bold, angle, _, _, symbols, origin = style
            if turned:
                (x0, x1), base = self._sides(4 * start, 4 * end - 4), self.frame.point(*origin)[1]
            else:  # nearly every page: spare three calls a word
                x0, x1, base = boxes[4 * start] - left, boxes[4 * end - 2] - left, top - origin[1]
            if x1 < -1 or x0 > width + 1 or not -1 <= base <= height + size:
                continue
            others = seen.setdefault((text[start:end], round(base / 2)), [])
            if others and any(abs(x0 - other) < 0.2 * size for other in others):
                continue
            others.append(x0)
            if symbols and end - start == 1:
                self.glyphs.chars[first + start] = "•"
            words.append(Word(first + start, first + end, x0, x1, base, size, bold, (angle - self.upright) % 360))
        return words

    def _sides(self, start: int, last: int) -> tuple[float, float]:
        """Left edge of the first and right edge of the last character, by their places in `boxes`."""
        boxes, frame = self.boxes, self.frame
        left = frame.box(boxes[start], boxes[start + 3], boxes[start + 2], boxes[start + 1])
        right = frame.box(boxes[last], boxes[last + 3], boxes[last + 2], boxes[last + 1])
        return left[0], right[2]
