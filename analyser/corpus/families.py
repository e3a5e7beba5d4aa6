"""Template families: texts from one mould, with names, dates and numbers swapped, also when one is a poor scan.

Two texts are of one mould when nearly every stretch of each is found again in the other. A misread letter leaves most
of its stretch as it was; a chapter written anew is missing altogether. So scans stay together, and moulds that share
half of their chapters stay apart. A mould is for one topic in one language form.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from analyser.corpus.sketch import Hashes

ALIKE = 0.75
"""The share of the stretches of each text that must be found in the other."""
STRETCH, STRETCHES, FOUND = 12, 8, 1 / 3
"""Samples in a stretch (about fifty letters), least number of stretches, and the share that must be found again."""
SMALLEST, SHARED = 64, 8
"""Candidates have at least 8 of their 64 smallest hashes in common; texts of one mould have 20 to 64."""
UNKNOWN_TOPIC = "annet"


class Text(NamedTuple):
    """What decides the family of one text."""

    hashes: Hashes
    topic: str
    language: str


def similarity(one: Hashes, other: Hashes) -> float:
    """The share of stretches found again in the other text, in the direction where it is lower."""
    return min(_covered(one, other), _covered(other, one))


def _covered(one: Hashes, other: Hashes) -> float:
    import numpy as np

    length = max(1, min(STRETCH, len(one) // STRETCHES))
    count = len(one) // length
    if not count:
        return float(not len(other))
    starts = np.arange(count) * len(one) // count
    found = np.add.reduceat(_in(one, other), starts, dtype=np.int64)
    sizes = np.diff([*starts, len(one)])
    return float((found >= FOUND * sizes).mean())


def _in(one: Hashes, other: Hashes) -> NDArray[np.bool_]:
    """Which of the hashes are in the other text; sorting by itself is several times faster than numpy's isin."""
    import numpy as np

    known = np.sort(other)
    if not len(known):
        return np.zeros(len(one), dtype=np.bool_)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, one), len(known) - 1)] == one
    return found


def families(texts: Sequence[Text]) -> list[int]:
    """For each text the index of the text that stands for its family (the first of it, in order of content)."""
    found = list(range(len(texts)))
    order = [at for at in found if len(texts[at].hashes)]
    order.sort(key=lambda at: (texts[at].topic == UNKNOWN_TOPIC, texts[at].hashes.tobytes()))
    shelves: dict[tuple[str, str], _Shelf] = defaultdict(_Shelf)
    for at in order:
        text = texts[at]
        known = text.topic != UNKNOWN_TOPIC
        keys = [(text.topic, text.language)] if known else [key for key in shelves if key[1] == text.language]
        leader = _best(text.hashes, [shelves[key] for key in keys])
        found[at] = at if leader is None else leader
        if leader is None:
            shelves[text.topic, text.language].add(at, text.hashes)
    return found


@dataclass(slots=True)
class _Shelf:
    """The texts that stand for the families of one topic and language, to be looked up by their smallest hashes."""

    leaders: dict[int, Hashes] = field(default_factory=dict)
    having: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, at: int, hashes: Hashes) -> None:
        self.leaders[at] = hashes
        for one in _smallest(hashes):
            self.having[one].append(at)

    def candidates(self, hashes: Hashes) -> Iterable[int]:
        smallest = _smallest(hashes)
        shared = Counter(at for one in smallest for at in self.having.get(one, ()))
        least = SHARED * len(smallest) / SMALLEST
        return [at for at, count in shared.items() if count >= least]


def _smallest(hashes: Hashes) -> list[int]:
    """The smallest hashes of a text, a fair sample that two like texts share."""
    import numpy as np

    smallest: list[int] = np.unique(hashes)[:SMALLEST].tolist()
    return smallest


def _best(hashes: Hashes, shelves: Iterable[_Shelf]) -> int | None:
    """The most similar of the texts that stand for a family, where any is similar enough."""
    scored = [(similarity(hashes, shelf.leaders[at]), at) for shelf in shelves for at in shelf.candidates(hashes)]
    best = max(scored, default=(0.0, 0), key=lambda pair: (pair[0], -pair[1]))
    return best[1] if best[0] >= ALIKE else None
