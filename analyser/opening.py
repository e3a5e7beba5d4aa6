"""Text without a heading: where the title page ends, and what kind of text stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from analyser.headings import Line
from analyser.kinds import NEVER_COUNTS, content_kind
from analyser.vocabulary import Vocabulary

_DUTY = re.compile(
    r"(?i)\b(?:skal|må|plikter|pliktar|forplikter|forpliktar|"
    r"(?:har|tar|tek) (?:hoved|hovud)?ansvar\w* for|er ansvarle?i?g\w*)\b"
)
_VERB = re.compile(
    r"(?i)\b(?:skal|må|kan|bør|vil|er|har|ble|blir|vart|vert|får|gjelder|gjeld|bygger|byggjer|bidrar|bidreg|ønsker|"
    r"ønskjer|samarbeider|samarbeidar|inngår|omfatter|omfattar|regulerer|regulerar)\b"
)
_LONG = 22
"""Words; a title page has no such sentence."""
_SENTENCE = 12
_SHORT = 5


def has_duty(text: str) -> bool:
    """Whether a text has one of the words that lay down a duty."""
    return bool(_DUTY.search(text))


def text_begins(lines: Sequence[Line], first: int, after: int) -> int:
    """The index of the first line that is running text and not a title page, `after` where there is none."""
    return next((index for index in range(first, after) if _is_running(lines[index])), after)


def _is_running(line: Line) -> bool:
    text = line.text.rstrip()
    if has_duty(text) and line.length >= _SHORT:
        return line.block.kind != "text" or text[-1] in ".:"
    if line.block.kind != "text" or not text.endswith("."):
        return False
    return line.length > _LONG or (line.length >= _SENTENCE and bool(_VERB.search(text)))


def is_introduction(lines: Sequence[Line], first: int, after: int, later: int) -> bool:
    """Whether the text before the first heading introduces the `later` words that count, and is not all there is."""
    return later > 0 and sum(line.length for line in lines[first:after]) <= 2 * later


def by_content(
    lines: Sequence[Line], first: int, after: int, vocabulary: Vocabulary
) -> Iterator[tuple[int, int, str]]:
    """Text without headings as stretches of one kind each: first line, line after, kind."""
    at, opening = first, True
    kinds: list[str] = []
    while at < after:
        end = next((i for i in range(at + 1, after) if _begins_group(lines[i - 1], lines[i])), after)
        kind = _kind(lines[at:end], vocabulary, opening)
        opening = opening and kind in NEVER_COUNTS | {"bakgrunn"}
        kinds += [kind] * (end - at)
        at = end
    at = first
    for kind, group in groupby(kinds):
        count = len(list(group))
        yield at, at + count, kind
        at += count


def _begins_group(before: Line, line: Line) -> bool:
    return line.block.kind == "text" and not before.text.rstrip().endswith(":")


def _kind(group: Sequence[Line], vocabulary: Vocabulary, opening: bool) -> str:
    """What a paragraph with its list is by its sentences; the opening without a duty is an introduction."""
    kind, duty = content_kind(group, vocabulary), any(has_duty(line.text) for line in group)
    if kind and not (duty and kind in NEVER_COUNTS):
        return kind
    return "bakgrunn" if opening and not duty else "annet"
