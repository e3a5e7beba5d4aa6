"""The little language of vocabulary terms: words, wildcards, alternatives, gaps and other concepts.

`avvik` a word · `avvik*` `*avvik` `*avvik*` the start, end or middle of a word · `skal|må` either · `/\\d+/` a regular
expression for a whole word · `<intervall>` another concept · `~3` up to three words between. A word with a capital
letter is matched as written (`LMS`); otherwise case does not matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from analyser.once import once
from analyser.slow import slow_part

LONGEST = 200
"""Characters of a word that is looked at."""
_BUNCH = 8
"""Regular expressions tried at once."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `words` words that do not matter."""

    words: int


@dataclass(frozen=True, slots=True)
class Ref:
    """Any hit of another concept."""

    concept: str


Part = int | Gap | Ref
"""An int is the number of a word test."""
Term = tuple[Part, ...]


@dataclass
class _Tables:
    """Word tests by how they look at the word, so that a word is looked up and not tried against each."""

    whole: dict[str, list[int]] = field(default_factory=dict)
    starts: dict[str, list[int]] = field(default_factory=dict)
    ends: dict[str, list[int]] = field(default_factory=dict)
    inside: dict[str, list[int]] = field(default_factory=dict)

    def add(self, pattern: str, test: int) -> None:
        body = pattern.strip("*")
        if not body or "*" in body:
            raise ValueError(f"«{pattern}» må ha bokstaver, og * bare først og sist")
        table = {(False, False): self.whole, (False, True): self.starts, (True, False): self.ends}.get(
            (pattern.startswith("*"), pattern.endswith("*")), self.inside
        )
        table.setdefault(body, []).append(test)
        self.__dict__.pop("_any_inside", None)

    def of(self, word: str) -> set[int]:
        found = set(self.whole.get(word, ()))
        starts, ends = self.starts, self.ends
        for cut in range(1, len(word) + 1):
            if word[:cut] in starts:
                found.update(starts[word[:cut]])
            if word[-cut:] in ends:
                found.update(ends[word[-cut:]])
        if self.inside and self._any_inside.search(word):
            found.update(test for body, tests in self.inside.items() if body in word for test in tests)
        return found

    @once
    def _any_inside(self) -> re.Pattern[str]:
        """Finds whether one of the middles is there: most words have none."""
        return re.compile("|".join(map(re.escape, self.inside)))


class WordTests:
    """Numbered tests of single words."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lower = _Tables()
        self._exact = _Tables()
        self._regexes: list[tuple[re.Pattern[str], int]] = []

    @once
    def _bunches(self) -> list[tuple[re.Pattern[str], list[tuple[re.Pattern[str], int]]]]:
        """Regular expressions a bunch at a time, each with one that none of the bunch matches without."""
        bunches = [self._regexes[at : at + _BUNCH] for at in range(0, len(self._regexes), _BUNCH)]
        return [(re.compile("|".join(f"(?:{one.pattern})" for one, _ in bunch)), bunch) for bunch in bunches]

    def number(self, pattern: str) -> int:
        """The number of the test for a pattern; raises ValueError when it cannot be read."""
        if pattern not in self._numbers:
            self._numbers[pattern] = len(self._numbers)
            self._add(pattern, self._numbers[pattern])
        return self._numbers[pattern]

    def _add(self, pattern: str, test: int) -> None:
        if pattern.startswith("/"):
            self._regexes.append((_regex(pattern), test))
            self.__dict__.pop("_bunches", None)
            return
        for choice in pattern.split("|"):
            tables = self._exact if choice != choice.lower() else self._lower
            tables.add(choice, test)

    def of(self, word: str) -> set[int]:
        """Numbers of the tests that the word passes; none for what is too long to be a word or an address."""
        if len(word) > LONGEST:
            return set()
        lower = word.lower()
        found = self._lower.of(lower)
        if word != lower:  # what is matched as written has a capital
            found |= self._exact.of(word)
        for any_of, bunch in self._bunches:
            if any_of.fullmatch(lower):
                found.update(test for regex, test in bunch if regex.fullmatch(lower))
        return found


def parse_term(text: str, tests: WordTests) -> Term:
    """Read one term; raises ValueError with what is wrong (Norwegian)."""
    parts = tuple(_part(piece, tests) for piece in text.split())
    if not parts:
        raise ValueError("et uttrykk kan ikke være tomt")
    if isinstance(parts[-1], Gap):
        raise ValueError(f"«{text}» kan ikke slutte med et mellomrom ~n")
    return parts


def _part(piece: str, tests: WordTests) -> Part:
    if match := re.fullmatch(r"~(\d{1,2})", piece):
        return Gap(int(match[1]))
    if match := re.fullmatch(r"<([\wæøå]+)>", piece):
        return Ref(match[1])
    if piece[0] in "~<":
        raise ValueError(f"«{piece}» er verken et mellomrom (~3) eller et begrep (<navn>)")
    return tests.number(piece)


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    if not re.fullmatch(r"/.+/", pattern):
        raise ValueError(f"«{pattern}» må slutte med /")
    if fault := slow_part(pattern[1:-1]):
        raise ValueError(f"«{pattern}» kan ta svært lang tid: {fault}")
    try:
        return re.compile(pattern[1:-1])
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"«{pattern}» er ikke et gyldig regulært uttrykk: {error}") from error
