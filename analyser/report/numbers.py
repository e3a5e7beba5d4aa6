"""Numbers and countable words as Norwegian readers expect them."""

from __future__ import annotations

from collections.abc import Sequence

from analyser.report.model import Cell, Level, Share

THIN, FIRM = "\u202f", "\u00a0"
"""A narrow space between thousands, and a space that never breaks a line."""
SMALL = 10
"""Shares of fewer than this are not shown as per cent: one more or less would change too much."""
WORDS = ("ingen", "én", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti", "elleve", "tolv")
NEUTER_ONE = "ett"
DASH = "–"


def number(value: float, decimals: int = 0) -> str:
    """1234.5 as "1 234,5", with a narrow space."""
    return f"{value:,.{decimals}f}".replace(",", THIN).replace(".", ",").replace("-", "−")


def percent(value: float) -> str:
    """0.125 as "12,5 %"."""
    return f"{number(100 * value, 1)}{FIRM}%"


def share(one: Share) -> str:
    """A share in a table: per cent, or "3 av 8" where the whole is small."""
    if not one.whole:
        return DASH
    return percent(one.part / one.whole) if one.whole >= SMALL else f"{one.part}{FIRM}av{FIRM}{one.whole}"


def of(one: Share) -> str:
    """A share in a sentence: "12,5 % (5 av 40)", "3 av 8", "ingen av 40", "alle 40"."""
    if one.part in (0, one.whole):
        return f"alle{FIRM}{number(one.whole)}" if one.part else f"ingen av{FIRM}{number(one.whole)}"
    counts = f"{number(one.part)}{FIRM}av{FIRM}{number(one.whole)}"
    return f"{percent(one.part / one.whole)} ({counts})" if one.whole >= SMALL else counts


def count(value: int, one: str, several: str, neuter: bool = False) -> str:
    """"én avtale", "ingen avtaler", "1 234 avtaler"; words up to twelve."""
    counted = NEUTER_ONE if neuter and value == 1 else word(value)
    return f"{counted} {one if value == 1 else several}"


def word(value: int) -> str:
    """A number in a sentence: in words up to twelve."""
    return WORDS[value] if value < len(WORDS) else number(value)


def agreements(value: int) -> str:
    """The number of agreements, in words up to twelve."""
    return count(value, "avtale", "avtaler")


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text with a small first letter; abbreviations in it stay."""
    return text[:1].lower() + text[1:]


def listed(words: Sequence[str]) -> str:
    """"a", "a og b", "a, b og c"."""
    return " og ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def shown(cell: Cell) -> str:
    """A cell as text."""
    match cell:
        case None:
            return DASH
        case Share():
            return share(cell)
        case Level(value=value):
            return DASH if value is None else str(value)
        case bool() | str():
            return str(cell)
        case int():
            return number(cell)
        case float():
            return number(cell, 2)
