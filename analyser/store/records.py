"""What the store hands out: plain frozen records, with times in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analyser.assessment import Assessment

NATIONAL = "nasjonal:"
"""Before the construct in reviews by the national body, which stand beside the secretariat's, never instead."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An agreement in the store, with its newest assessment."""

    sha256: str
    name: str
    by: str
    added_at: datetime
    fellesskap: tuple[str, ...]
    """The helsefellesskap it belongs to: those of its trusts, and that of whoever added it."""
    assessment: Assessment
    archived: bool


@dataclass(frozen=True, slots=True)
class Unread:
    """An agreement in the store whose newest assessment cannot be read: damaged, or from a newer program."""

    sha256: str
    name: str
    by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Review:
    """What a person said of one construct, or of the agreement as a whole (construct "")."""

    id: int
    sha256: str
    construct: str
    level: int | None
    comment: str
    reviewer: str
    made_at: datetime
    number: int | None
    """Its place among the construct's reviews, from 1; None when it was set aside because another came first."""
    reviewed: bool = False
    """Whether this says that the agreement is done with."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    target: Path
    agreements: int
    reviews: int
    files: int
    size: int
    """Bytes of all PDF files copied."""
    missing: tuple[str, ...]
    """Names of agreements whose PDF file is not copied: gone from the data folder, or damaged."""
    database: bool
    """False for PostgreSQL, which has its own program for this."""
