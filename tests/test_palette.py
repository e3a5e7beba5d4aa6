"""Every level can be read on its own background."""

from __future__ import annotations

import pytest

from analyser.palette import LEVEL_PAINTS, NOT_ASSESSED, Paint, paint


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [*LEVEL_PAINTS, NOT_ASSESSED])
def test_a_level_can_be_read(colours: Paint) -> None:
    assert contrast(colours.ink, colours.paper) >= 4.5
    assert contrast(colours.ink, "#FFFFFF") >= 4.5


def test_not_assessed_has_its_own_colours() -> None:
    assert paint(None) == NOT_ASSESSED
    assert paint(3) == LEVEL_PAINTS[3]
