"""Rules over clauses: which alternative fires where, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Strength = Literal["full", "weak", "absent"]
"""full: counts for the element; weak: only as mention (codebook G1 cap, G4, G5); absent: says it is not agreed (G2)."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that fired in one clause: which alternative, where in the flow text, and how strongly."""

    rule: str
    """Rule id = path below rules/, "vedlikehold/a_intervall"."""
    construct: str
    element: str
    alternative: int
    """Which alternative of the rule, from 1."""
    start: int
    end: int
    clause: int
    strength: Strength
    by_reference: bool = False
    lm: bool = False
    """The clause concerns læring og mestring (itself, its lead-in or its section)."""
