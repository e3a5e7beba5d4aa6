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

    @property
    def top(self) -> float:
        """About where the capitals end."""
        return self.base - 0.75 * self.size

    def text(self, glyphs: Glyphs) -> PlacedText:
        """The line's characters, words parted by one space; raised note numbers are left out."""
        words = [word for word in self.words if not self.is_mark(word)] or self.words
        runs: list[tuple[int, int]] = []
        for word in words:
            if runs and word.start == runs[-1][1] + 1 and glyphs.chars[word.start - 1] == " ":
                runs[-1] = runs[-1][0], word.end
            else:
                runs.append((word.start, word.end))
        if len(runs) == 1:
            return glyphs.span(*runs[0])
        return join([glyphs.span(*run) for run in runs], " ")

    def is_mark(self, word: Word) -> bool:
        """Whether the word is a raised note number."""
        return word.size < 0.8 * self.size and word.base < self.base - 0.1 * self.size

    def first(self, glyphs: Glyphs) -> str:
        """The first word."""
        return "".join(glyphs.chars[self.words[0].start : self.words[0].end])


def make_line(words: Sequence[Word], page: int) -> Line:
    """A line of the given words, in order from left to right."""
    weights: dict[tuple[float, bool], int] = {}
    for word in words:
        style = (word.size, word.bold)
        weights[style] = weights.get(style, 0) + word.end - word.start
    size, bold = max(weights, key=lambda style: weights[style])
    base = next(word.base for word in words if word.size == size)
    return Line(list(words), words[0].x0, max(word.x1 for word in words), base, size, bold, page)


def grid_line(grid: Grid, page: int, size: float) -> Line:
    """A ruled table as a line that stands where its first row stands."""
    box = grid.box
    return Line([], box.x0, box.x1, box.top + size, size, False, page, grid)


def fragments(words: Iterable[Word], page: int) -> list[Line]:
    """Lines in the order the file draws them; a wide gap begins a new one."""
    found: list[list[Word]] = []
    for word in words:
        if found and _goes_on(found[-1][-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [make_line(group, page) for group in found]


def _goes_on(last: Word, word: Word) -> bool:
    size = max(last.size, word.size)
    gap = word.x0 - last.x1
    return abs(word.base - last.base) < 0.45 * size and -0.3 * size < gap < _SPLIT * size


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
