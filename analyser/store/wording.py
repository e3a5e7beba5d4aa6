"""Text as it is kept: names without paths, text that every database takes, and the form that is searched."""

from __future__ import annotations

import re
import unicodedata

UNNAMED = "uten navn.pdf"
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the reading direction, so that "gpj.exe" can be shown as "exe.jpg"."""


def shown_name(name: str) -> str:
    """The last part of an uploaded file's name, without control characters: a name, never a path."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(char for char in last if unicodedata.category(char) not in ("Cc", "Cs") and char not in _BIDI)
    plain = " ".join(plain.split())
    return plain if plain.strip(". ") else UNNAMED


def storable(text: str) -> str:
    """The text with NUL and lone surrogates as "�": PostgreSQL takes no NUL, and UTF-8 no surrogates."""
    return text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def searched(text: str) -> str:
    """The form in which text is looked for: case and ways of writing one letter apart, æøå as they are."""
    text = unicodedata.normalize("NFKC", storable(text)).replace("\u00ad", "").casefold()
    return " ".join(unicodedata.normalize("NFC", text).split())
