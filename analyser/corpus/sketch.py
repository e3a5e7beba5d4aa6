"""What is kept of each text: a digest for duplicates, and hashed letters that survive swapped names and scans."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analyser.registry import municipalities, municipality_names, trust_names

if TYPE_CHECKING:
    from numpy import uint32
    from numpy.typing import NDArray

    Hashes = NDArray[uint32]

_LETTERS = str.maketrans("æøåđŋŧ", "eoadnt")
_WORD = re.compile(r"[a-z]+")
_DROPPED = (
    "og", "mellom", "kommune", "kommuner", "herad", "suohkan", "gielda", "tjielte", "hf", "rhf", "helseforetak",
    "helseforetaket", "foretaket", "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september",
    "oktober", "november", "desember", "dag", "dato", "sign", "navn", "namn", "stad", "sted",
)
"""Words that come and go with names, dates and signatures."""
_PLACEHOLDER = re.compile(r"(x+|n+|y+|z+)\Z")
_REFERS = re.compile(
    r"(?:overordn\w+|felles|generell\w*)\s+(?:\w+\s+){0,2}?(?:samarbeids|samhandlings)?avtal"
    r"|rammeavtal|\bsamarbeidsavtal(?:en|a)\b|\bsamhandlingsavtal(?:en|a)\b"
)
SHINGLE, BITS = 8, 5
"""Letters in a string, and bits for a letter: eight letters fit one number, and one misread letter spoils few."""
SAMPLED = 4
"""One string in four is kept: the same ones in every text that has them."""
_MIX, _SPREAD = 0x9E3779B97F4A7C15, 32


@dataclass(frozen=True, slots=True)
class Sketch:
    """One text: a digest of all its letters and digits, sampled strings without names in text order, and whether it
    refers to the overordnet avtale."""

    digest: str
    hashes: Hashes
    refers: bool


def sketch(text: str) -> Sketch:
    """Keep of a text what the corpus needs to know of it."""
    plain = letters(text)
    digest = hashlib.blake2b(re.sub(r"[^a-z0-9]", "", plain).encode(), digest_size=16).hexdigest()
    return Sketch(digest, _sampled(masked(plain)), bool(_REFERS.search(plain)))


def letters(text: str) -> str:
    """Lower case without marks, in the letters a–z; other signs as they are when they are ASCII."""
    low = unicodedata.normalize("NFD", text.lower().translate(_LETTERS))
    return low.encode("ascii", "ignore").decode()


def masked(plain: str) -> str:
    """The letters of a text without names of places and trusts, dates, numbers and placeholders."""
    names = _names()
    return "".join(word for word in _WORD.findall(plain) if word not in names and not _PLACEHOLDER.match(word))


def _sampled(text: str) -> Hashes:
    """The strings of eight letters as numbers, well mixed, one in four."""
    import numpy as np

    codes = np.frombuffer(text.encode(), dtype=np.uint8).astype(np.uint64) & np.uint64(31)
    count = max(0, len(codes) - SHINGLE + 1)
    packed = np.zeros(count, dtype=np.uint64)
    for at in range(SHINGLE):
        packed = (packed << np.uint64(BITS)) | codes[at : at + count]
    mixed: Hashes = ((packed * np.uint64(_MIX)) >> np.uint64(64 - _SPREAD)).astype(np.uint32)
    sampled: Hashes = mixed[mixed % np.uint32(SAMPLED) == 0]
    return sampled


@cache
def _names() -> frozenset[str]:
    """Every word of a name in the registry, also in the genitive, with the words dropped beside them."""
    words = {word for name in _written() for word in _WORD.findall(letters(name)) if len(word) > 1}
    return frozenset({*words, *(f"{word}s" for word in words), *_DROPPED})


def _written() -> Iterator[str]:
    yield from municipality_names()
    yield from trust_names()
    for entity in (*municipality_names().values(), *trust_names().values()):
        yield entity.name
    for place in municipalities().values():
        yield from (place.county, *place.parallel_names)
