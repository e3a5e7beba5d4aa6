"""One page's text layer to words: upright, without doubles and without what no reader can see."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np

from analyser.pdf.drawn import Corners
from analyser.pdf.page import Word
from analyser.pdf.pdfium import Boxes, Flags, Indices, Style, TextPage
from analyser.text import Glyphs

LINE_END_HYPHENS = "\x02\ufffe"
"""What pdfium gives for a hyphen at the end of a line (it then leaves out the line break)."""

_HYPHENS = [*map(ord, LINE_END_HYPHENS)]
_SIGNS = 0x3001
"""White space has no code above."""
_BLANK = np.array([chr(code).isspace() for code in range(_SIGNS + 1)])
_CLEAN = (*((hyphen, "-") for hyphen in LINE_END_HYPHENS), ("\x00", "\ufffd"), ("\xa0", " "))
_SMALLEST = 1.0
"""Points; smaller letters are there for programs only."""
_DOUBLED = 0.2
"""Of its size; a word printed twice begins no further from itself."""
_APART = 1e6
"""More than any page is wide, so that words of two lines stand far from each other in a row of all of them."""
_RAISED = 0.8
"""A digit at the end of a word is a note mark where its size is below this share of the word's."""

Column = np.ndarray[Any, np.dtype[np.float64]]
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


def add_glyphs(glyphs: Glyphs, page: int, text: str, boxes: Boxes, shown: Frame) -> None:
    """Put a page's characters behind those of the pages before it."""
    glyphs.chars.extend(text)
    glyphs.page.extend(array("H", [page]) * len(text))
    for target, values in zip((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom), _turned(boxes, shown), strict=True):
        target.frombytes(values.astype(np.float32).tobytes())


def _turned(boxes: Boxes, frame: Frame) -> tuple[Column, Column, Column, Column]:
    """Rows of left, top, right, bottom as columns of x0, top, x1, bottom on the turned page."""
    left, top, right, bottom = boxes.astype(np.float64).T
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
    printed, first = source.text(), len(glyphs)
    inked, starts, ends = _inked(printed)
    boxes, text = source.boxes(inked), _clean(printed)
    add_glyphs(glyphs, page, text, boxes, Frame(corners, turn))
    pieces = _pieces(source, text, starts.tolist(), ends.tolist())
    pieces = _seen(pieces, boxes, covered, hidden) if pieces else []
    pieces = _with_even_sizes(pieces) if hidden else pieces
    if not pieces:
        return [], Frame(corners, turn)
    frame = Frame(corners, _reading_angle(pieces))
    for start, end, style in pieces:
        if style.symbols and end - start == 1:
            glyphs.chars[first + start] = "•"
    return _words(pieces, boxes, frame, text, first), frame


def _clean(text: str) -> str:
    """The characters as they are shown, one for one."""
    for char, shown in _CLEAN:
        text = text.replace(char, shown)
    return text


def _inked(text: str) -> tuple[Indices, Indices, Indices]:
    """Indices of what is no white space, of the first character of each word, and of the one after its last."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    blank, broken = _BLANK[np.minimum(codes, _SIGNS)], (codes == _HYPHENS[0]) | (codes == _HYPHENS[1])
    starts, ends = ~blank, ~blank
    starts[1:] &= broken[:-1] | blank[:-1]
    ends[:-1] &= broken[:-1] | blank[1:]
    return np.flatnonzero(~blank), np.flatnonzero(starts), np.flatnonzero(ends) + 1


def _pieces(source: TextPage, text: str, starts: Sequence[int], ends: Sequence[int]) -> list[Piece]:
    pieces = []
    for start, end, style in zip(starts, ends, source.styles(starts), strict=True):
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


def _seen(pieces: list[Piece], boxes: Boxes, covered: Covered, hidden: bool) -> list[Piece]:
    """Those that a reader can see: nearly always all of them."""
    thin = boxes[:, 2] <= boxes[:, 0]
    sizes, _, _, invisible, white, _, _ = zip(*(style for _, _, style in pieces), strict=True)
    if min(sizes) > _SMALLEST and not (any(invisible) or any(white) or thin.any()):
        return pieces
    return [piece for piece in pieces if _is_seen(piece, boxes, thin, covered, hidden)]


def _is_seen(piece: Piece, boxes: Boxes, thin: Flags, covered: Covered, hidden: bool) -> bool:
    start, end, style = piece
    if thin[start] and thin[end - 1]:
        return False  # squeezed to nothing
    if style.invisible:
        return hidden
    return style.size > _SMALLEST and (not style.white or covered(boxes[start, 0], style.origin[1]))


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


def _words(pieces: list[Piece], boxes: Boxes, frame: Frame, text: str, first: int) -> list[Word]:
    """The pieces that lie on the page as words of the upright page, without doubles."""
    starts, ends, styles = zip(*pieces, strict=True)
    sizes, bolds, angles, _, _, _, origins = zip(*styles, strict=True)
    begin, after, size = np.array(starts), np.array(ends), np.array(sizes)
    x0, x1 = _turned(boxes[begin], frame)[0], _turned(boxes[after - 1], frame)[2]
    along, up = (np.array(side) for side in zip(*origins, strict=True))
    base = _turned(np.array([along, up, along, up]).T, frame)[1]
    width, height = frame.size
    inside = ~((x1 < -1) | (x0 > width + 1)) & (base >= -1) & (base <= height + size)
    columns = (column.tolist() for column in (begin + first, after + first, x0, x1, base))
    turns = [(angle - frame.turn) % 360 for angle in angles]
    words = map(Word._make, zip(*columns, sizes, bolds, turns, strict=True))
    found = list(compress(words, inside.tolist()))
    doubled = _some_begin_together(base[inside], x0[inside], _DOUBLED * max(sizes))
    return _without_doubles(found, text, first) if doubled else found


def _some_begin_together(base: Column, x0: Column, reach: float) -> bool:
    """Whether words on about the same line begin at about the same place: on most pages none do."""
    places = np.sort(np.rint(base / 2) * _APART + x0)
    return bool((np.diff(places) < reach).any())


def _without_doubles(words: list[Word], text: str, first: int) -> list[Word]:
    """Each printed word once: some programs make words bold by printing them twice."""
    seen: dict[tuple[str, int], list[float]] = {}
    kept = []
    for word in words:
        others = seen.setdefault((text[word.start - first : word.end - first], round(word.base / 2)), [])
        if not any(abs(word.x0 - other) < _DOUBLED * word.size for other in others):
            others.append(word.x0)
            kept.append(word)
    return kept
