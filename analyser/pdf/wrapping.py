"""Wrapped lines to one text: hyphens at line ends, soft hyphens, ligatures, letters put together from two."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterable, Sequence

from analyser.text import INSERTED, PlacedText, join

_SOFT = "\xad\u200b\ufeff\u200c\u200d"
_HYPHENS = "-\u2010\u2011\xad"
_SUSPENDED = re.compile(r"(?:og|eller|samt|och|til|/)\b|/")
_HEAD = re.compile(r"[^\s(«\"/]+$")
_TAIL = re.compile(r"\w+")
_NEEDS_CARE = re.compile("[\xad\u200b-\u200d\ufeff\ufb00-\ufb06\u0300-\u036f]|  ")
_TORN_FROM = 10
"""Letters; shorter words fit into any cell."""
_NO_WORD = re.compile("[b-hj-np-zæ]|[bcdfghjklmnpqrstvwxz]+")
_WORD = re.compile(r"\w+(?:-\w+)*")


class Wrapping:
    """Joins lines; the words of the document and of the field decide what a line break tore apart."""

    def __init__(self, printed: Callable[[], Iterable[str]], is_word: Callable[[str], bool]) -> None:
        self._printed = printed
        self._is_word = is_word
        self._words: set[str] | None = None

    def join(self, lines: Sequence[PlacedText]) -> PlacedText:
        """The lines as one text."""
        parts = [clean(lines[0])]
        for line in map(clean, lines[1:]):
            last = parts[-1]
            cut, between = self._seam(last.text, line.text)
            if cut:
                parts[-1] = last[: len(last) - cut]
            if between:
                parts.append(PlacedText(between, array("l", [INSERTED] * len(between)), line.glyphs))
            parts.append(line)
        return parts[0] if len(parts) == 1 else join(parts)

    def _seam(self, last: str, line: str) -> tuple[int, str]:
        """How many characters to cut from the end of `last`, and what to put between."""
        if not last or not line:
            return 0, ""
        if last[-1] in _HYPHENS and len(last) > 1 and not last[-2].isspace():
            return self._hyphen(last, line)
        if self._is_torn(last, line):
            return 0, ""
        if last[-1] in "/" and len(last) > 1 and last[-2].isalpha():
            return 0, ""
        if last[-1] == "–" and last[-2:-1].isdigit() and line[0].isdigit():
            return 0, ""
        return 0, " "

    def _hyphen(self, last: str, line: str) -> tuple[int, str]:
        if _SUSPENDED.match(line):
            return 0, " "
        head, tail = _HEAD.search(last[:-1]), _TAIL.match(line)
        if not head or not tail or not line[0].islower():
            return 0, ""
        before, after = head[0], tail[0]
        if len(before) == 1 or before[-1].isdigit() or before.isupper():
            return 0, ""
        if f"{before}-{after}".lower() in self._known() and (before + after).lower() not in self._known():
            return 0, ""
        return 1, ""

    def _is_torn(self, last: str, line: str) -> bool:
        """Whether a word too long for its table cell was broken without a hyphen."""
        tail = _TAIL.match(line)
        if len(last) < _TORN_FROM or not last.isalpha() or not tail or not line[0].islower():
            return False
        whole = (last + tail[0]).lower()
        if len(tail[0]) <= 3:
            return _NO_WORD.fullmatch(tail[0]) is not None or whole in self._known()
        return self._is_word(whole) and not self._is_word(tail[0])

    def _known(self) -> set[str]:
        if self._words is None:
            self._words = {found.lower() for word in self._printed() for found in _WORD.findall(word)}
        return self._words


def clean(text: PlacedText) -> PlacedText:
    """Without soft hyphens, with ligatures as letters and each accent in its letter; all still placed."""
    if not _NEEDS_CARE.search(text.text):
        return text
    ending = text.text.endswith("\xad")
    text = join([text[:-1].without(_SOFT), text[-1:]]) if ending else text.without(_SOFT)
    for match in reversed(list(re.finditer("[\ufb00-\ufb06]|.[\u0300-\u036f]+| {2,}", text.text))):
        new = " " if match[0].isspace() else unicodedata.normalize("NFKC", match[0])
        text = text.replaced(*match.span(), new)
    return text
