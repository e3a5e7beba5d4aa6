"""What a reviewer has written and not yet saved, and what it was written against."""

from __future__ import annotations

from dataclasses import dataclass

from analyser.store import Review

SAME = -1
"""The choice "as the machine": no level of one's own."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A level and a comment as they stand in the form."""

    level: int | None
    comment: str


def saved(review: Review | None) -> Draft:
    """What the form shows when nothing has been written: what stands."""
    return Draft(review.level, review.comment) if review else Draft(None, "")


def number(review: Review | None) -> int:
    """What `seen` is to be when a reviewer has this review before them."""
    return (review.number or 0) if review else 0


def written(draft: Draft, basis: Draft) -> bool:
    """Whether there is something to save."""
    return draft.level != basis.level or draft.comment.strip() != basis.comment.strip()


def both(standing: Review, mine: str) -> str:
    """The two comments in one, who said what, for the reviewer to work over."""
    theirs = standing.comment.strip()
    if not theirs or theirs == mine.strip():
        return mine.strip() or theirs
    return f"{standing.reviewer}: {theirs}\n\n{mine.strip()}".strip()
