"""LIX, the Scandinavian measure of how hard a text is to read."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONG = 7
"""Letters."""
_LEAST_WORDS = 50
"""Fewer say nothing about a text."""


def lix(sentences: Iterable[str]) -> int | None:
    """Words to the sentence, plus the percentage of words of more than six letters; None for too short a text."""
    words = [found for sentence in sentences if (found := _WORD.findall(sentence))]
    count = sum(map(len, words))
    if count < _LEAST_WORDS:
        return None
    return round(count / len(words) + 100 * sum(len(word) >= _LONG for one in words for word in one) / count)
