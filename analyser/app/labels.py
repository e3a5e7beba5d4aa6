"""Lines to choose from: no two read alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def told_apart(lines: Mapping[K, str], *more: Mapping[K, str]) -> dict[K, str]:
    """The lines; those that read alike with more said of each, and where nothing tells them apart a number.

    Streamlit knows a choice by its line alone: of two that read alike, only the last can be chosen.
    """
    said = dict(lines)
    for further in more:
        times = Counter(said.values())
        said = {key: line if times[line] == 1 else f"{line} · {further[key]}" for key, line in said.items()}
    while len(set(said.values())) < len(said):
        said = _numbered(said)
    return said


def _numbered(lines: Mapping[K, str]) -> dict[K, str]:
    times, seen = Counter(lines.values()), Counter[str]()
    said: dict[K, str] = {}
    for key, line in lines.items():
        seen[line] += 1
        said[key] = line if times[line] == 1 else f"{line} ({seen[line]})"
    return said
