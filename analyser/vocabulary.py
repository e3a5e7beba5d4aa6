"""Concepts: small vocabularies (rules/vokabular/*.yml) found in the words of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Span = tuple[int, int]


class Vocabulary:
    """All concepts, compiled; finding is a look-up per word (remembered) and a short walk for longer terms."""

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Read every YAML file of the folder."""
        raise NotImplementedError

    def find(self, words: Sequence[str]) -> dict[str, tuple[Span, ...]]:
        """Concept id -> token spans in `words`, for concepts that occur."""
        raise NotImplementedError
