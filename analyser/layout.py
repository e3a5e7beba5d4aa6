"""Pages to one clean flow: running headers and footers out, columns in order, hyphens joined, tables as rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyser.text import PlacedText

BlockKind = Literal["text", "item", "row", "note"]
"""text: a paragraph or a heading line; item: a list item; row: one table row; note: a footnote."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: offsets in the flow text and the heading of its column ("" where there is none)."""

    start: int
    end: int
    column: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, line, list item or table row: offsets in the flow text and how it looks.

    `size` is the font size relative to the body text (1.0), `bold` whether most of it is bold, `marker` the list
    marker as printed ("•", "a)", "–"; numbers such as "6.2" that open a line stay in the text), `indent` points
    from the left edge of its column, `gap` the empty space above in lines of text. A row has `cells`, and `table`
    numbers the table it belongs to (from 1; a table that runs over a page break keeps its number).
    `header` is true for a row that only names the columns.
    """

    kind: BlockKind
    start: int
    end: int
    page: int
    size: float = 1.0
    bold: bool = False
    marker: str = ""
    indent: float = 0.0
    gap: float = 0.0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    header: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The document as one text; blocks cover all of it once, in order, parted by "\\n"."""

    text: PlacedText
    blocks: tuple[Block, ...]
    running: tuple[str, ...]
    """Running headers and footers that were taken out, each once."""
    warnings: tuple[str, ...] = ()
