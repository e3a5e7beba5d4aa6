"""Text that never parts from its place: page and box for every character."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from operator import sub
from typing import NamedTuple

INSERTED = -1
"""Place of a character that is on no page: a space or line break put in when parts were joined."""

_WORD = re.compile(r"\S+")
_SMALLEST_LINE = 4.0
"""Points; keeps a hyphen and a full stop on the same printed line."""


class Box(NamedTuple):
    """A rectangle on a page in points, origin at the top left, page counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Glyphs:
    """Every character of a document as it stands on its pages: parallel arrays, one row a character.

    White space has the box of the character before it on the page, if any, or of the gap it fills.
    """

    chars: list[str] = field(default_factory=list)
    page: array[int] = field(default_factory=lambda: array("H"))
    x0: array[float] = field(default_factory=lambda: array("f"))
    top: array[float] = field(default_factory=lambda: array("f"))
    x1: array[float] = field(default_factory=lambda: array("f"))
    bottom: array[float] = field(default_factory=lambda: array("f"))

    def __len__(self) -> int:
        return len(self.chars)

    def box(self, place: int) -> Box:
        """The box of one character."""
        return Box(self.page[place], self.x0[place], self.top[place], self.x1[place], self.bottom[place])

    def inked(self, place: int) -> bool:
        """Whether a character leaves a mark."""
        return self.x1[place] > self.x0[place]

    def row(self, start: int, end: int) -> Box | None:
        """The box around characters that stand beside each other, None where they do not or some leave no mark."""
        x0, x1, top, bottom = self.x0[start:end], self.x1[start:end], self.top[start:end], self.bottom[start:end]
        if min(map(sub, x1, x0)) <= 0 or max(top) > min(bottom):
            return None
        return Box(self.page[start], min(x0), min(top), max(x1), max(bottom))

    def level(self, start: int, end: int) -> Box | None:
        """The box around characters, None where their words might not all pass for one line (see `_same_line`)."""
        x0, x1, top, bottom = self.x0[start:end], self.x1[start:end], self.top[start:end], self.bottom[start:end]
        if self.page[start] != self.page[end - 1] or min(map(sub, x1, x0)) <= 0:
            return None
        left, (highest, low), (high, lowest) = min(x0), _ends(top), _ends(bottom)
        if left < x0[0] or low > high or low - highest + lowest - high > _SMALLEST_LINE:
            return None
        return Box(self.page[start], left, highest, max(x1), lowest)

    def span(self, start: int, end: int) -> PlacedText:
        """The characters from `start` up to `end` in the order they stand here."""
        return PlacedText("".join(self.chars[start:end]), in_a_row(start, end), self)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A string with, for each character, its index in `glyphs` (or INSERTED)."""

    text: str
    places: array[int]
    glyphs: Glyphs

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __getitem__(self, part: slice) -> PlacedText:
        return PlacedText(self.text[part], self.places[part], self.glyphs)

    def boxes(self) -> list[Box]:
        """One box per printed line that the text covers, in reading order."""
        merged: list[Box] = []
        for start, end in self._runs():
            line = self._level(start, end)
            if line and not (merged and _same_line(merged[-1], next(self._inked(start, end)))):
                merged.append(line)
                continue
            for box in self._inked(start, end):
                if merged and _same_line(merged[-1], box):
                    merged[-1] = _union(merged[-1], box)
                else:
                    merged.append(box)
        return merged

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Stretches between inserted white space: most often what stands on one printed line."""
        start, end = 0, -1
        for _ in range(self.places.count(INSERTED)):
            end = self.places.index(INSERTED, end + 1)
            if self.text[end].isspace():
                yield start, end
                start = end + 1
        yield start, len(self.text)

    def _level(self, start: int, end: int) -> Box | None:
        """The box around a run whose words are sure to stand on one line, found without looking at each word."""
        places = self.places[start:end]
        if not places or self.text[start].isspace() or not _in_a_row(places):
            return None
        return self.glyphs.level(places[0], places[-1] + 1)

    @property
    def page(self) -> int:
        """Page of the first character that stands on a page (0 where none does)."""
        return next((self.glyphs.page[place] for place in self.places if place != INSERTED), 0)

    def strip(self) -> PlacedText:
        """Without the white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self[start : max(start, len(self.text.rstrip()))]

    def without(self, unwanted: str) -> PlacedText:
        """Without every occurrence of the characters in `unwanted`."""
        kept = [index for index, char in enumerate(self.text) if char not in unwanted]
        if len(kept) == len(self.text):
            return self
        places = array("l", (self.places[index] for index in kept))
        return PlacedText("".join(self.text[index] for index in kept), places, self.glyphs)

    def replaced(self, start: int, end: int, new: str) -> PlacedText:
        """With `new` in place of `start:end`; each new character takes the place of one that it replaces."""
        old = self.places[start:end]
        places = [old[index * len(old) // len(new)] if old else INSERTED for index in range(len(new))]
        return PlacedText(
            self.text[:start] + new + self.text[end:],
            self.places[:start] + array("l", places) + self.places[end:],
            self.glyphs,
        )

    def _inked(self, start: int, end: int) -> Iterator[Box]:
        """Boxes of what leaves a mark on a page: a word at a time where its characters stand in a row."""
        for word in _WORD.finditer(self.text, start, end):
            places = self.places[word.start() : word.end()]
            box = self.glyphs.row(places[0], places[-1] + 1) if _in_a_row(places) else None
            if box:
                yield box
            else:
                yield from (
                    self.glyphs.box(place) for place in places if place != INSERTED and self.glyphs.inked(place)
                )


def _ends(sides: array[float]) -> tuple[float, float]:
    """The least and the greatest; in most runs all are the same, which the bytes tell at once."""
    if sides.tobytes() == sides[:1].tobytes() * len(sides):
        return sides[0], sides[0]
    return min(sides), max(sides)


def _in_a_row(places: array[int]) -> bool:
    """Whether the characters of a word follow each other as they were read."""
    first, last = places[0], places[-1]
    if first == INSERTED or last - first != len(places) - 1:
        return False
    return places.tobytes() == in_a_row(first, last + 1).tobytes()  # arrays compare one by one, bytes at once


_counted: array[int] = array("l")


def in_a_row(start: int, end: int) -> array[int]:
    """The numbers from `start` up to `end`: cut out of a longer row, which is much faster than counting."""
    if end > len(_counted):
        _counted.extend(range(len(_counted), 2 * end))
    return _counted[start:end]


def join(parts: Iterable[PlacedText], separator: str = "") -> PlacedText:
    """Join parts of one document; the separator's characters are INSERTED."""
    held = list(parts)
    places: array[int] = array("l")
    between = array("l", [INSERTED] * len(separator))
    for index, part in enumerate(held):
        if index:
            places.extend(between)
        places.extend(part.places)
    text = separator.join(part.text for part in held)
    return PlacedText(text, places, held[0].glyphs if held else Glyphs())


def _same_line(line: Box, box: Box) -> bool:
    """Whether `box` goes on where `line` ends, to either side or, on a page that lies on its side, up or down."""
    across, along = _apart(line.x0, line.x1, box.x0, box.x1), _apart(line.top, line.bottom, box.top, box.bottom)
    size = max(min(line.bottom - line.top, line.x1 - line.x0), _SMALLEST_LINE)
    level = abs(line.top + line.bottom - box.top - box.bottom) < 1.2 * size
    beside = level and (across < 1.5 * size or box.x0 > line.x1)
    below = abs(line.x0 + line.x1 - box.x0 - box.x1) < 0.6 * size and along < 0.1 * size
    return line.page == box.page and (beside or below)


def _apart(start: float, end: float, other_start: float, other_end: float) -> float:
    """Empty space between two stretches (0 where they touch)."""
    return max(other_start - end, start - other_end, 0.0)


def _union(one: Box, other: Box) -> Box:
    """The smallest box around both."""
    return Box(
        one.page, min(one.x0, other.x0), min(one.top, other.top), max(one.x1, other.x1), max(one.bottom, other.bottom)
    )
