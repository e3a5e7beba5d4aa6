"""Findings to elements to a level 0–3 per construct, with the reason and with evidence for "not found" too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analyser.matching import Finding


@dataclass(frozen=True, slots=True)
class Missing:
    """An element that was not found: where the program looked and what came nearest."""

    element: str
    rules: tuple[str, ...]
    sections: tuple[str, ...]
    nearest: tuple[int, int] | None
    """Offsets of the clause that came nearest (weak wording, or one condition short)."""
    lacks: str
    """What the nearest miss lacks, in Norwegian."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One construct judged: level 0–3, elements, flags, why, evidence and what is missing (codebook "Levels")."""

    construct: str
    level: int
    state: Literal["assessed", "not_assessed"]
    elements: dict[str, bool]
    by_reference: bool
    explicit_absence: bool
    reason: str
    evidence: tuple[Finding, ...]
    missing: tuple[Missing, ...]
