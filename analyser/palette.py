"""The colours of the levels, for app, report and exports: text on background, contrast at least 4.5:1."""

from __future__ import annotations

from typing import NamedTuple


class Paint(NamedTuple):
    """A text colour and the background it stands on, as #RRGGBB."""

    ink: str
    paper: str


LEVEL_PAINTS = (
    Paint("#9B1C14", "#FBE3E0"),
    Paint("#7A4B00", "#FFEFC7"),
    Paint("#1B4F86", "#DCEBFA"),
    Paint("#14582F", "#D9F0E0"),
)
"""Levels 0–3; a level is always written as a number too, never shown by colour alone."""
NOT_ASSESSED = Paint("#4A4A4A", "#EEEEEE")


def paint(level: int | None) -> Paint:
    """The colours of a level, or of "not assessed"."""
    return NOT_ASSESSED if level is None else LEVEL_PAINTS[level]
