"""The text of a document as the program understood it: what the app shows, compares and searches."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section: number and heading as printed, depth (1 = chapter), kind, and its stretch of the text."""

    number: str
    heading: str
    depth: int
    kind: str
    start: int
    end: int

    @property
    def name(self) -> str:
        """Number and heading as printed."""
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class ClauseText:
    """A clause: its stretch of the text, and the index of the section it stands in."""

    start: int
    end: int
    section: int


@dataclass(frozen=True, slots=True)
class DocumentText:
    """The whole text that spans in an assessment refer to, with its sections and clauses in text order."""

    text: str
    sections: tuple[SectionText, ...]
    clauses: tuple[ClauseText, ...]

    def to_json(self) -> str:
        """Write as one line of JSON."""
        return _adapter().dump_json(self).decode()

    @staticmethod
    def from_json(line: str) -> DocumentText:
        """Read back from one line of JSON; raises ValueError when it is something else."""
        return _adapter().validate_json(line)


@cache
def _adapter() -> TypeAdapter[DocumentText]:
    from pydantic import TypeAdapter

    return TypeAdapter(DocumentText)
