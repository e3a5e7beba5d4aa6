"""Lines that open with a heading's number: the next in a sequence, or alone on a line that nothing runs into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from analyser.pdf.columns import Column
from analyser.pdf.lines import Line
from analyser.text import Glyphs

_LABEL = re.compile(
    r"(?P<word>(?:Del|Kapittel|Kap\.?|Artikkel|Punkt|Pkt\.?|Pk\.|Steg|Trinn)\s+)?(?P<sign>§+\s*)?(?P<open>\(?)"
    r"(?P<number>\d{1,2}(?:[.-]\d{1,2})*|[A-Za-z]|[IVXivx]{1,5})(?P<end>\s+[–-]|[.):]{0,2})\s+(?P<rest>\S.*)"
)
_MOST_WORDS = 9
_RUNS_ON = re.compile(
    r"(?i)(?:\b(?:og|eller|samt|mellom|for|av|til|med|i|på|om|ved|hos|frå|fra|mot|under|etter|som|de|dei|den|det)|[,(/–-])"
    r"\s*$"
)
"""Words and signs that something follows in running text."""
_CALLS = re.compile(
    r"(?i)(?:\b(?:nr|nummer|punkt|pkt|kap|kapittel|kapitla|artikkel|vedlegg|del|side|trinn|steg|type|fase|nivå|gruppe|"
    r"ledd|kl|ca|jf|art|inntil|minst|innen)|\w*avtale[nr]?|\w*avtala|\d|§)\.?\s*$"
)
"""Words and signs that a number follows."""
_ROMAN = {"i": 1, "v": 5, "x": 10}

Place = tuple[str, str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A short line with a number in front: where it stands in each sequence it may belong to."""

    line: Line
    places: tuple[tuple[Place, int], ...]
    alone: bool


def opening_lines(columns: Iterable[Column], glyphs: Glyphs) -> frozenset[int]:
    """The ids of the lines that open a block of their own because they carry a heading's number."""
    found = [candidate for column in columns for candidate in _candidates(column.lines, glyphs)]
    ahead = {place for candidate in found for place in candidate.places}
    behind: set[tuple[Place, int]] = set()
    opening = set()
    for candidate in found:
        first = any(value == 1 and (key, 2) in ahead for key, value in candidate.places)
        if first or candidate.alone or any((key, value - 1) in behind for key, value in candidate.places):
            opening.add(id(candidate.line))
        behind.update(candidate.places)
    return frozenset(opening)


def runs_on(text: str) -> bool:
    """Whether a line ends in a word that cannot be the last of a heading."""
    return bool(_RUNS_ON.search(text))


def _candidates(lines: Sequence[Line], glyphs: Glyphs) -> Iterator[_Candidate]:
    texts = ["" if line.grid else line.text(glyphs).text for line in lines]
    for index, line in enumerate(lines):
        match = _LABEL.match(texts[index])
        before = texts[index - 1] if index else ""
        if match and _is_short_heading(match) and not runs_on(before) and not _CALLS.search(before):
            after = texts[index + 1] if index + 1 < len(lines) else ""
            alone = match["number"][0].isdigit() and not runs_on(texts[index]) and not after[:1].islower()
            yield _Candidate(line, tuple(_places(match)), alone)


def _is_short_heading(match: re.Match[str]) -> bool:
    rest, marked = match["rest"].rstrip(), bool(match["word"] or match["sign"] or match["end"])
    if not (marked or match["number"][0].isdigit()) or len(rest.split()) > _MOST_WORDS:
        return False
    return rest[0].isupper() and rest[-1] not in ".;,?!-"


def _places(match: re.Match[str]) -> Iterator[tuple[Place, int]]:
    """The sequences the number may belong to, and its place in each."""
    number, style = match["number"], f"{match['word'] or match['sign'] or match['open']}{match['end']}".strip().lower()
    if number[0].isdigit():
        parts = [int(part) for part in re.split(r"[.-]", re.sub(r"(?:\.0)+$", "", number))]
        yield (style, "number", tuple(parts[:-1])), parts[-1]
        return
    if len(number) == 1:
        yield (style, "upper" if number.isupper() else "lower", ()), ord(number.lower()) - ord("a") + 1
    if set(number.lower()) <= _ROMAN.keys():
        yield (style, "roman", ()), _roman(number.lower())


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))
