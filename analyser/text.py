"""Text that never parts from its place: page and box for every character."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

INSERTED = -1
"""Place of a character that is on no page: a space or line break put in when parts were joined."""


class Box(NamedTuple):
    """A rectangle on a page in points, origin at the top left, page counted from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Glyphs:
    """Every character of a document as it stands on its pages: parallel arrays, one row a character."""

    chars: list[str] = field(default_factory=list)
    page: array[int] = field(default_factory=lambda: array("H"))
    x0: array[float] = field(default_factory=lambda: array("f"))
    top: array[float] = field(default_factory=lambda: array("f"))
    x1: array[float] = field(default_factory=lambda: array("f"))
    bottom: array[float] = field(default_factory=lambda: array("f"))


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
        raise NotImplementedError

    @property
    def page(self) -> int:
        """Page of the first character that stands on a page."""
        raise NotImplementedError


def join(parts: Iterable[PlacedText], separator: str = "") -> PlacedText:
    """Join parts of one document; the separator's characters are INSERTED."""
    raise NotImplementedError
