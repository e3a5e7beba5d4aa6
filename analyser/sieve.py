"""Which alternatives a clause can meet: all of them tried at once, a bit each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyser.rulemodels import Alternative


class Passed(NamedTuple):
    """Bits of alternatives, by what they miss of a clause's own concepts."""

    met: int
    """Nothing that they need is missing, and nothing there that must not be."""
    one_short: int
    """One of the groups that they need is missing but not all, and nothing is there that must not be."""
    whole: int
    """No group is missing, of one or more; something may be there that must not be."""


class Sieve:
    """What alternatives ask of a clause's own concepts, as columns of bits in one long number.

    Column k has a bit for each alternative: set when the k-th group of concepts that it needs (`all`) is there, or when
    it needs no k-th group. The last column has the bits of the alternatives with a concept that must not be there.
    """

    def __init__(self, alternatives: Sequence[Alternative]) -> None:
        """Lay out the columns."""
        self._width = len(alternatives)
        self._every = (1 << self._width) - 1
        self._columns = max((len(want.all) for want in alternatives), default=0)
        self._masks: dict[str, int] = {}
        self._given = 0
        for number, want in enumerate(alternatives):
            for column, wanted in enumerate(want.all):
                self._mark(wanted, column, number)
            for wanted in want.none:
                self._mark(wanted, self._columns, number)
            self._given |= sum(self._bit(column, number) for column in range(len(want.all), self._columns))

    def _mark(self, wanted: str, column: int, number: int) -> None:
        for name in wanted.split("|"):
            self._masks[name] = self._masks.get(name, 0) | self._bit(column, number)

    def _bit(self, column: int, number: int) -> int:
        return 1 << (column * self._width + number)

    def sift(self, concepts: Iterable[str]) -> Passed:
        """The alternatives that a clause with these concepts meets, or comes near to."""
        got = self._got(concepts)
        some = once = twice = 0
        for column in range(self._columns):
            some |= got >> column * self._width
            missed = ~((got | self._given) >> column * self._width) & self._every
            twice |= once & missed
            once |= missed
        allowed = ~(got >> self._columns * self._width)
        return Passed(self._every & ~once & allowed, some & once & ~twice & allowed, some & ~once & self._every)

    def _got(self, concepts: Iterable[str]) -> int:
        masks, got = self._masks, 0
        for name in concepts:
            if name in masks:
                got |= masks[name]
        return got


def numbers(bits: int) -> Iterator[int]:
    """The numbers of the set bits, from the lowest."""
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1
