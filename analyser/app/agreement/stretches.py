"""The text of an agreement cut where findings begin and end, so that overlapping findings can be marked."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from analyser.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Marked:
    """A finding in the text: which construct, where, and on what page."""

    construct: str
    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text with the constructs that were found in all of it."""

    start: int
    end: int
    constructs: tuple[str, ...]
    pages: tuple[int, ...]


def marked(assessment: Assessment, constructs: Collection[str]) -> tuple[Marked, ...]:
    """Where the chosen constructs were found; each place once for each construct."""
    found = {
        Marked(name, *one.span, one.page)
        for name in constructs
        for one in assessment.constructs[name].evidence
    }  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.construct)))


def stretches(start: int, end: int, findings: Iterable[Marked], order: Collection[str]) -> Iterator[Stretch]:
    """All of the text from start to end, once and in order, cut wherever the set of findings changes."""
    inside = [one for one in findings if one.start < end and one.end > start]
    edges = sorted({start, end, *(max(one.start, start) for one in inside), *(min(one.end, end) for one in inside)})
    covering: dict[int, list[Marked]] = defaultdict(list)
    for one in inside:
        first = bisect_right(edges, max(one.start, start)) - 1
        for at in range(first, len(edges)):
            if edges[at] >= min(one.end, end):
                break
            covering[edges[at]].append(one)
    for left, right in pairwise(edges):
        here = covering[left]
        names = {one.construct for one in here}
        pages = tuple(sorted({one.page for one in here}))
        yield Stretch(left, right, tuple(name for name in order if name in names), pages)


def labels(text: str, cut: Sequence[Stretch]) -> dict[int, tuple[int, ...]]:
    """Where findings are to be named (the index of a stretch), and the pages: once at the end of each row of
    stretches with the same constructs, blanks between them apart."""
    found: dict[int, tuple[int, ...]] = {}
    pages: set[int] = set()
    inked = [at for at, one in enumerate(cut) if one.constructs or text[one.start : one.end].strip()]
    for at, after in zip_longest(inked, inked[1:]):
        pages.update(cut[at].pages)
        if after is None or cut[after].constructs != cut[at].constructs:
            if cut[at].constructs:
                found[at] = tuple(sorted(pages))
            pages = set()
    return found
