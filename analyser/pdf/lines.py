"""Words to printed lines: pieces side by side on one baseline, ready to be put in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyser.pdf.page import Grid, Word
from analyser.text import Glyphs, PlacedText, join

MARKER = re.compile(r"[•◦▪▫■□●○◆◇➢➤►▶✓✔✗❑❖∙·‣⁃*–—―−\-\uf0b7\uf0a7\uf0d8\uf0fc\uf02d\uf076☐☑☒]+|o")
"""A list marker that stands alone in front of its text."""

_SPLIT = 1.5
"""Ems; a wider gap may part columns (justified lines have narrower ones)."""
_MARK = 0.8
"""Of the line's size; a raised note number is smaller."""
_SHORT_DASH = "-\u2010\u2011"


@dataclass(slots=True)
class Line:
    """Words on one baseline without a wide gap."""

    words: list[Word]
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    page: int
    grid: Grid | None = None
    """A ruled table takes part in the reading order as one line without words."""
    letters: int = 0
    """Characters of its words."""
    marked: bool = False
    """Whether some words are so small that they may be raised note numbers."""
    _text: PlacedText | None = None

    @property
    def top(self) -> float:
        """About where the capitals end."""
        return self.base - 0.75 * self.size

    def text(self, glyphs: Glyphs) -> PlacedText:
        """The line's characters, words parted by one space; raised note numbers are left out."""
        if self._text is None:
            words = self.words
            if self.marked:
                words = [word for word in words if not self.is_mark(word)] or words
            parts = [glyphs.span(*run) for run in _runs(words, glyphs.chars)]
            self._text = parts[0] if len(parts) == 1 else join(parts, " ")
        return self._text

    def is_mark(self, word: Word) -> bool:
        """Whether the word is a raised note number."""
        return word.size < _MARK * self.size and word.base < self.base - 0.1 * self.size

    def first(self, glyphs: Glyphs) -> str:
        """The first word."""
        return "".join(glyphs.chars[self.words[0].start : self.words[0].end])


def _runs(words: Iterable[Word], chars: Sequence[str]) -> list[tuple[int, int]]:
    """Stretches of characters that have the words in them just as they are to be joined."""
    runs: list[tuple[int, int]] = []
    first = last = -1
    for start, end, *_ in words:
        if start != last + 1 or chars[last] != " " or first < 0:
            if first >= 0:
                runs.append((first, last))
            first = start
        last = end
    return [*runs, (first, last)] if first >= 0 else runs


def make_line(words: Sequence[Word], page: int) -> Line:
    """A line of the given words, in order from left to right."""
    first, after, _, ends, bases, sizes, bolds, _ = zip(*words, strict=True)
    size, bold, base = sizes[0], bolds[0], bases[0]
    if sizes.count(size) != len(sizes) or bolds.count(bold) != len(bolds):
        size, bold = _usual_style(words)
        base = bases[sizes.index(size)]
    letters, marked = sum(after) - sum(first), min(sizes) < _MARK * size
    return Line(list(words), words[0].x0, max(ends), base, size, bold, page, letters=letters, marked=marked)


def _usual_style(words: Sequence[Word]) -> tuple[float, bool]:
    """Size and boldness of most characters."""
    weights: dict[tuple[float, bool], int] = {}
    for word in words:
        style = (word.size, word.bold)
        weights[style] = weights.get(style, 0) + word.end - word.start
    return max(weights, key=lambda style: weights[style])


def grid_line(grid: Grid, page: int, size: float) -> Line:
    """A ruled table as a line that stands where its first row stands."""
    box = grid.box
    return Line([], box.x0, box.x1, box.top + size, size, False, page, grid)


def fragments(words: Iterable[Word], page: int) -> list[Line]:
    """Lines in the order the file draws them; a wide gap begins a new one."""
    found: list[list[Word]] = []
    edge = height = height_of_type = 0.0
    for word in words:
        _, _, x0, x1, base, size, _, _ = word
        larger = max(height_of_type, size)
        if found and abs(height - base) < 0.45 * larger and -0.3 * larger < x0 - edge < _SPLIT * larger:
            found[-1].append(word)
        else:
            found.append([word])
        edge, height, height_of_type = x1, base, size
    return [make_line(group, page) for group in found]


def merge_side_by_side(lines: Sequence[Line]) -> list[Line]:
    """Lines of one column from top to bottom, with what stands on one baseline as one line."""
    merged: list[Line] = []
    group: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        alone = line.grid or (group and group[0].grid)
        if group and (alone or line.base - group[0].base > 0.45 * max(line.size, group[0].size)):
            merged.append(_merge(group))
            group = []
        group.append(line)
    return [*merged, _merge(group)] if group else merged


def _merge(group: list[Line]) -> Line:
    if len(group) == 1:
        return group[0]
    words = sorted((word for line in group for word in line.words), key=lambda word: word.x0)
    return make_line(words, group[0].page)
