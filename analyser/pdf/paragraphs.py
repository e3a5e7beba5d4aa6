"""Printed lines to paragraphs, list items and notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analyser.pdf.columns import Column
from analyser.pdf.lines import MARKER, Line
from analyser.pdf.numbered import runs_on
from analyser.text import Glyphs

_HANGING_MARKER = re.compile(r"\d{1,2}\.|[A-ZÆØÅ]\.|[IVX]{1,5}\.")
_LETTER_MARKER = re.compile(r"\(?(?:[a-zæøåA-ZÆØÅ]|\d{1,2}|[ivxIVX]{1,5})\)|[a-zæøå]\.|[ivx]{2,5}\.")
_NOTE_MARKER = re.compile(r"\d{1,2}|\[\d{1,2}\]|\*{1,3}")
_NUMBERED = re.compile(r"(?:§\s*)?\d{1,2}(?:[.\-]\d{1,2})*[.)]?|[A-ZÆØÅ]\.|§")
_SENTENCE_END = re.compile(r"(?<!\bnr)(?<!\bkl)(?<!\bkap)(?<!\bpkt)(?<!\bjf)(?<!\bca)(?<!\bart)[.:;!?][\"»”)]*$")
"""Not after a short form that a number or a name follows."""
_CONTENTS_END = re.compile(r"(?:[.…_]\s?){3,}\s*\d{1,3}$")
_TITLE = re.compile(r"(?i)\S*avtal[ea]\b")
_CLAUSE = re.compile(r"\b(?:skal|er|har|må|kan|plikter|pliktar|inngår|ønsker|ønskjer)\b")
_DASHES = "-–—―−*o·"
"""Markers that also occur inside a sentence: they need a wider gap behind them, or a new start."""


@dataclass(slots=True)
class Draft:
    """A block while its lines are gathered."""

    kind: str
    lines: list[Line]
    marker: str = ""
    text_x0: float = 0.0
    """Where the text begins, behind a marker."""
    indent: float = 0.0
    gap: float = 0.0
    column: Column | None = None


@dataclass(slots=True)
class Measures:
    """What is usual in the document: size of the body text and distance between its lines, in ems."""

    body: float
    pitch: float


def measure(columns: Iterable[Column]) -> Measures:
    """Body size by characters, line distance by lines."""
    sizes: Counter[float] = Counter()
    pitches: Counter[int] = Counter()
    for column in columns:
        last: Line | None = None
        for line in column.lines:
            if line.grid:
                last = None
                continue
            sizes[round(line.size, 1)] += line.letters
            if last and last.size == line.size and 0.8 < (line.base - last.base) / line.size < 2.5:
                pitches[round(20 * (line.base - last.base) / line.size)] += 1
            last = line
    body = max(sizes, key=lambda size: sizes[size], default=10.0)
    return Measures(body, _usual_pitch(pitches))


def _usual_pitch(pitches: Counter[int]) -> float:
    """The smallest line distance that is common, in ems; counted in twentieths of an em."""
    near = {pitch: sum(pitches[pitch + off] for off in (-1, 0, 1)) for pitch in pitches}
    common = [pitch for pitch, count in near.items() if count >= 0.3 * max(near.values())]
    return min(common, default=24) / 20


@dataclass(slots=True)
class Builder:
    """Gathers lines to drafts, column after column."""

    glyphs: Glyphs
    usual: Measures
    opening: frozenset[int] = frozenset()
    """The ids of lines that open a block by their number."""
    drafts: list[Draft] = field(default_factory=list)
    open: Draft | None = None
    """The paragraph that a line of the next column may still belong to."""
    above: float | None = None
    """Where the line or table above ends, on the same column."""

    def add(self, column: Column) -> None:
        """Take the lines of a column; the first may go on where the column before broke off."""
        last: Line | None = None
        for line in column.lines:
            if line.grid:
                self.drafts.append(Draft("table", [line], column=column))
                self.open = last = None
                self.above = line.grid.box.bottom
                continue
            draft = self.open
            if draft and self._belongs(draft, last, line, column):
                draft.lines.append(line)
            else:
                self._begin(line, column)
            last, self.above = line, line.base
        self.above = None

    def add_notes(self, lines: Sequence[Line]) -> None:
        """Take the footnotes of a page; the open paragraph stays open."""
        for line in lines:
            marked = _NOTE_MARKER.fullmatch(line.first(self.glyphs)) and len(line.words) > 1
            if marked or not self.drafts or self.drafts[-1].kind != "note":
                marker = line.first(self.glyphs) if marked else ""
                self.drafts.append(Draft("note", [line], marker, line.x0))
            else:
                self.drafts[-1].lines.append(line)

    def _belongs(self, draft: Draft, last: Line | None, line: Line, column: Column) -> bool:
        return self._goes_on(draft, last, line, column) if last else self._resumes(draft, line, column)

    def _begin(self, line: Line, column: Column) -> None:
        marker, text_x0 = self._marker(line, column.left)
        gap = (line.base - self.above) / (self.usual.pitch * line.size) - 1 if self.above is not None else 0.0
        kind = "item" if marker else "text"
        self.open = Draft(kind, [line], marker, text_x0, line.x0 - column.left, max(gap, 0.0), column)
        self.drafts.append(self.open)

    def _marker(self, line: Line, left: float) -> tuple[str, float]:
        """The list marker that opens the line, and where the text behind it begins."""
        words, parts = line.words, list[str]()
        heading = line.bold or line.size > 1.06 * self.usual.body
        for word, following in pairwise(words):
            text = "".join(self.glyphs.chars[word.start : word.end])
            wide = following.x0 - word.x1 > 0.5 * line.size
            if not (_is_bullet(text, wide) or (not parts and not heading and _is_label(text, wide, line.x0 - left))):
                break
            parts.append(text)
        return " ".join(parts), words[len(parts)].x0

    def _goes_on(self, draft: Draft, last: Line, line: Line, column: Column) -> bool:
        """Whether the line belongs to the paragraph of the line above it in the same column."""
        pitch = (line.base - last.base) / max(line.size, last.size)
        if pitch > 1.3 * self.usual.pitch or not _same_style(last, line) or self._is_contents(last):
            return False
        full = not _would_fit(last, line, column) or self._is_hyphenated(last, line)
        if id(line) in self.opening or self._is_heading(draft, line) or self._ends_title(draft, line):
            return False
        return full and not self._opens(last, line, column.left) and self._aligned(draft, line)

    def _is_heading(self, draft: Draft, line: Line) -> bool:
        """Whether the draft is a numbered heading that the line does not go on with."""
        if id(draft.lines[0]) not in self.opening or not line.first(self.glyphs)[:1].isupper():
            return False
        return len(draft.lines) == 1 and not runs_on(draft.lines[0].text(self.glyphs).text)

    def _ends_title(self, draft: Draft, line: Line) -> bool:
        """Whether the draft is the agreement's title and the line a sentence right under it."""
        if draft is not self.drafts[0] or len(draft.lines) > 4:
            return False
        last, text = draft.lines[-1].text(self.glyphs).text, line.text(self.glyphs).text
        title = _TITLE.match(draft.lines[0].text(self.glyphs).text) and not _SENTENCE_END.search(last)
        return bool(title and text[:1].isupper() and _CLAUSE.search(text)) and not runs_on(last)

    def _is_hyphenated(self, last: Line, line: Line) -> bool:
        """Whether the line goes on with a word that the line before broke off."""
        word, start = last.words[-1], self.glyphs.chars[line.words[0].start]
        broken = word.end - word.start > 1 and self.glyphs.chars[word.end - 2].isalpha()
        return self.glyphs.chars[word.end - 1] in "-\xad\u2010" and broken and start.islower()

    def _opens(self, last: Line, line: Line, left: float) -> bool:
        """Whether the line begins with a marker or number that opens a new block."""
        marker, text_x0 = self._marker(line, left)
        if not marker:
            return bool(_NUMBERED.fullmatch(line.first(self.glyphs))) and self._ended(last)
        wide = text_x0 - line.words[0].x1 > 0.5 * line.size
        return wide or marker not in _DASHES or self._ended(last)

    def _ended(self, line: Line) -> bool:
        return bool(_SENTENCE_END.search(str(line.text(self.glyphs))))

    def _aligned(self, draft: Draft, line: Line) -> bool:
        size, first = line.size, draft.lines[0]
        if draft.marker:
            return min(abs(line.x0 - draft.text_x0), abs(line.x0 - first.x0)) < 0.8 * size
        if len(draft.lines) > 1:
            return abs(line.x0 - draft.lines[-1].x0) < 0.8 * size
        hanging = bool(_NUMBERED.fullmatch(first.first(self.glyphs)))
        return line.x0 - first.x0 < (6.0 if hanging else 0.8) * size and first.x0 - line.x0 < 4 * size

    def _resumes(self, draft: Draft, line: Line, column: Column) -> bool:
        """Whether a column's first line goes on with the paragraph that the column before broke off."""
        last = draft.lines[-1]
        opens = self._is_contents(last) or self._marker(line, column.left)[0]
        if draft.column is None or opens or id(line) in self.opening or not _same_style(last, line):
            return False
        text, first = str(last.text(self.glyphs)), line.first(self.glyphs)
        begins = draft.text_x0 if draft.marker else last.x0
        if abs((begins - draft.column.left) - (line.x0 - column.left)) > 0.8 * line.size:
            return False
        full = not _would_fit(last, line, draft.column)
        if _SENTENCE_END.search(text):
            return full and first[:1].islower() and not text.endswith((":", ";"))
        return first[:1].islower() or (full and not _NUMBERED.fullmatch(first) and not last.bold)

    def _is_contents(self, line: Line) -> bool:
        """A line of a table of contents: ends in a page number far to the right."""
        if not self.glyphs.chars[line.words[-1].end - 1].isdigit():
            return False
        words = line.words
        far = len(words) > 1 and words[-1].x0 - words[-2].x1 > 2 * line.size
        return far or bool(_CONTENTS_END.search(str(line.text(self.glyphs))))


def _is_bullet(text: str, wide: bool) -> bool:
    return bool(MARKER.fullmatch(text)) and (wide or text != "o")


def _is_label(text: str, wide: bool, indent: float) -> bool:
    """A letter or number that marks an item; "1." and "A." only where they hang, since they also number sections."""
    return bool(_LETTER_MARKER.fullmatch(text)) or (wide and indent > 5 and bool(_HANGING_MARKER.fullmatch(text)))


def split_notes(column: Column, usual: Measures, glyphs: Glyphs, height: float) -> list[Line]:
    """Take the footnotes off the end of a page's last column."""
    start = len(column.lines)
    while start and not column.lines[start - 1].grid and column.lines[start - 1].size < 0.93 * usual.body:
        start -= 1
    small = column.lines[start:]
    for index, line in enumerate(small):
        if line.base > 0.4 * height and _NOTE_MARKER.fullmatch(line.first(glyphs)):
            del column.lines[start + index :]
            return small[index:]
    return []


def _same_style(last: Line, line: Line) -> bool:
    """Same size, and no change of weight at the line's end unless the change came within a line."""
    if abs(last.size - line.size) > 0.07 * last.size:
        return False
    return last.bold == line.bold or last.words[-1].bold == line.words[0].bold


def _would_fit(last: Line, line: Line, column: Column) -> bool:
    """Whether the line's first word had room on the line before: then that line was ended on purpose."""
    word = line.words[0]
    return last.x1 + (word.x1 - word.x0) + 0.6 * line.size < column.right
