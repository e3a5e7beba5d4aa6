"""Sentences and list items with their context: section, heading actor, lead-in, table column, modality, negation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analyser.sections import Section

Side = Literal["kommune", "helseforetak", "begge", ""]
Modality = Literal["binding", "present", "weak", "purpose", "none"]
"""binding: skal, plikter, har ansvar for …; present: a duty told in present tense with an actor and an act;
weak: codebook G5; purpose: "skal bidra til", "skal sikre", an aim; none: anything else."""

Hits = Mapping[str, tuple[tuple[int, int], ...]]
"""Concept id -> token spans (start, end) in the clause's `words`."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, list item or table cell with everything a rule may ask about it (design notes, idea 2)."""

    index: int
    start: int
    """Offset of the first character in the flow text."""
    end: int
    text: str
    words: tuple[str, ...]
    offsets: tuple[int, ...]
    """Start of each word in `text`."""
    section: Section
    hits: Hits
    context: frozenset[str]
    """Concepts of what the clause leans on: headings above it, list lead-in, column and row heading."""
    before: frozenset[str]
    """Concepts of the sentence before it in the same section (for "den", "dette", "han")."""
    lead_in: str = ""
    lead_in_span: tuple[int, int] | None = None
    column: str = ""
    row: str = ""
    """Text of the row's first cell."""
    side: Side = ""
    actor: str = ""
    """The actor as written ("tildelingskontoret"), "" where there is none."""
    modality: Modality = "none"
    negated: bool = False
    """The sentence as a whole says that something is not so ("det er ikke avtalt …"); not "dersom … ikke"."""
    restated_law: bool = False
    by_reference: bool = False
    testable: bool = False
    """The act is concrete enough to be checked (melde, sende, oppnevne …), not "bidra til", "samarbeide om"."""
