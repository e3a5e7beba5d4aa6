"""What one page holds: words with their places, tables as cells, and its size as a reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from analyser.text import Glyphs, PlacedText


class Word(NamedTuple):
    """Characters without white space between them, with where they stand on the upright page."""

    start: int
    """Index of the first character in the document's glyphs."""
    end: int
    x0: float
    x1: float
    base: float
    """Distance of the baseline from the top of the page."""
    size: float
    bold: bool
    angle: int
    """Degrees away from the page's reading direction; 0 for all but stamps and watermarks."""


class CellBox(NamedTuple):
    """A table cell's rectangle, origin at the top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table on one page: rows of cell boxes, None where a neighbour covers the cell."""

    rows: tuple[tuple[CellBox | None, ...], ...]

    @property
    def box(self) -> CellBox:
        """The rectangle around the whole table."""
        cells = [cell for row in self.rows for cell in row if cell]
        return CellBox(
            min(cell.x0 for cell in cells),
            min(cell.top for cell in cells),
            max(cell.x1 for cell in cells),
            max(cell.bottom for cell in cells),
        )


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page in the direction it is read in; `glyphs` keep the places on the page as it is shown."""

    number: int
    width: float
    height: float
    rotation: int
    """Degrees the page is turned for showing."""
    words: tuple[Word, ...]
    grids: tuple[Grid, ...]
    has_image: bool
    unread: bool = False
    """Whether it holds something that was not read: an image without text, damage, an absurd size."""
    scanned: bool = False
    """Whether an image covers most of it."""


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What the file says about itself."""

    title: str = ""
    author: str = ""
    creator: str = ""
    created: str = ""
    """Date as YYYY-MM-DD, "" where the file gives none."""
    modified: str = ""
    language: str = ""
    tagged: bool = False
    bookmarks: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """A whole file as read."""

    glyphs: Glyphs
    pages: tuple[PdfPage, ...]
    info: PdfInfo
    warnings: tuple[str, ...]
    ocr: tuple[int, ...] = ()
    """Pages that were read with OCR."""

    @property
    def pages_without_text(self) -> tuple[int, ...]:
        """Pages that have no text, or none that could be read."""
        return tuple(page.number for page in self.pages if not page.words)

    @property
    def unread(self) -> tuple[int, ...]:
        """Pages that may say more than was read."""
        return tuple(page.number for page in self.pages if page.unread)

    def without(self, numbers: Sequence[int], warning: str) -> PdfText:
        """The same, with pages whose text does not count; they may say more than was read."""
        if not numbers:
            return self
        pages = tuple(replace(page, words=(), unread=True) if page.number in numbers else page for page in self.pages)
        return replace(self, pages=pages, warnings=(*self.warnings, f"{listed(numbers)} {warning}"))

    def printed(self, page: PdfPage) -> str:
        """Everything on a page as the file has it."""
        return "".join(self.glyphs.chars[page.words[0].start : page.words[-1].end]) if page.words else ""

    def text(self, word: Word) -> PlacedText:
        """The characters of one word."""
        return self.glyphs.span(word.start, word.end)


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as in "Side 1, 2 og 5"."""
    *most, last = map(str, numbers)
    return f"Side {', '.join(most)} og {last}" if most else f"Side {last}"
