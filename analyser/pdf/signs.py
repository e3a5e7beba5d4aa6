"""Signs that Norwegian tesseract does not know (§ • –): put back where the lines around make it certain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from analyser.pdf.tesseract import ReadLine, ReadWord

_DOLLARS = re.compile(r"[$§]{1,2}(?=\d|[IVl|]?$)")
_DASH = re.compile("[—―]")
_BULLET = re.compile(r"[.*»«·¢©®+>~°¤º“”„|]{1,2}|e,|[eoOs0Q¢][,.]?")
"""What becomes of a bullet."""
_SURE_BULLET = re.compile(r"[.*»«·¢©®+>~°¤º“”„]{1,2}")
_SIGN = re.compile(r"(?:[58S&B3]){1,2}")
"""What becomes of § or §§ when it does not become $."""
_PROVISION = re.compile(r"\(?\d{1,2}-\d{1,2}[a-z]?[.,;:)]*")
_LAW = re.compile(r"(?i)\w*(?:lov(?:en|a|ens|as)?|forskrift(?:en|a)?|jf|jfr)[.,;)]*")
_LAW_WITHIN = 6
"""Words back from the sign; "spesialisthelsetjenesteloven, særlig §§ 2-1 e, 3-8 og 6-3"."""
_HEADING = re.compile(r"(?P<sign>[$§58S&B39]) ?(?P<number>\d{1,2}|[Il|])[.:]? (?=[A-ZÆØÅ])")
_LEAST_ROW = 3
_ONE = ("I", "l", "|")
_LEAST_GAP = 0.4
"""Of the line's size; a wider gap than between words."""
_SAME_EDGE = 0.5
_LIST_NUMBER = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-zæøå][.)]|•|–)")


def mend(pages: Sequence[Sequence[ReadLine]]) -> list[list[ReadLine]]:
    """The lines of all pages with their signs put back."""
    signed = [[_with_provisions(line) for line in lines] for lines in pages]
    headings = _headings([line for lines in signed for line in lines])
    listed = [_with_bullets([_with_heading(line, headings) for line in lines]) for lines in signed]
    return [[_without_filling(line) for line in lines] for lines in listed]


def _texts(line: ReadLine) -> list[str]:
    return [word.text for word in line.words]


def _put(line: ReadLine, index: int, text: str) -> ReadLine:
    words = list(line.words)
    words[index] = words[index]._replace(text=text)
    return line._replace(words=tuple(words))


def _with_provisions(line: ReadLine) -> ReadLine:
    """With § for $, and for any other sign between the name of a law and a number such as 6-2."""
    texts = _texts(line)
    for index, text in enumerate(texts):
        new = _DASH.sub("–", text)
        following = texts[index + 1] if index + 1 < len(texts) else ""
        if _DOLLARS.match(new) and (new[-1].isdigit() or following[:1].isdigit() or following in _ONE):
            new = new.replace("$", "§")
        named = any(_LAW.fullmatch(word) for word in texts[max(index - _LAW_WITHIN, 0) : index])
        if named and _SIGN.fullmatch(new) and _PROVISION.fullmatch(following):
            new = "§" * len(new)
        if new != text:
            line = _put(line, index, new)
    return line


def _headings(lines: Sequence[ReadLine]) -> frozenset[int]:
    """Numbers of the headings that have a §: those in a row of three or more where at least one surely has it."""
    matches = [match for line in lines if (match := _HEADING.match(" ".join(_texts(line))))]
    sure = {_number(match) for match in matches if match["sign"] in "$§"}
    apart = {_number(match) for match in matches if match[0][1] == " "}
    found: set[int] = set()
    for row in _rows({_number(match) for match in matches}):
        if row & sure or (1 in row and row & apart):  # "8 1 Parter" alone is no heading's number either
            found |= row if len(row) >= _LEAST_ROW else row & sure
    return frozenset(found | sure)


def _rows(numbers: set[int]) -> Iterator[set[int]]:
    """Numbers that follow each other."""
    row: set[int] = set()
    for number in sorted(numbers):
        if number - 1 not in row and row:
            yield row
            row = set()
        row.add(number)
    yield row


def _number(match: re.Match[str]) -> int:
    return 1 if match["number"] in _ONE else int(match["number"])


def _with_heading(line: ReadLine, headings: frozenset[int]) -> ReadLine:
    """With § where the line is a heading of the document's sequence, and "1" where I or l was read for it."""
    match = _HEADING.match(" ".join(_texts(line)))
    if not match or not (match["sign"] in "$§" or _number(match) in headings):
        return line
    apart = match[0][1] == " "
    if not apart:
        return _put(line, 0, f"§{_number(match)}{line.words[0].text[len(match['number']) + 1 :]}")
    return _put(_put(line, 0, "§"), 1, f"{_number(match)}{line.words[1].text[len(match['number']) :]}")


def _with_bullets(lines: Sequence[ReadLine]) -> list[ReadLine]:
    """With • where a line opens with what hardly is a word, alone, at a place where other items open too."""
    edges = Counter(
        round(line.words[0].x0 / (_SAME_EDGE * line.size))
        for line in lines if len(line.words) > 1 and _SURE_BULLET.fullmatch(line.words[0].text)
    )
    return [_put(line, 0, "•") if _is_item(line, edges) else line for line in lines]


def _is_item(line: ReadLine, edges: Counter[int]) -> bool:
    if len(line.words) < 2 or not _BULLET.fullmatch(line.words[0].text):
        return False
    first, second = line.words[:2]
    if _SURE_BULLET.fullmatch(first.text):
        return True
    place = round(first.x0 / (_SAME_EDGE * line.size))
    small = first.x1 - first.x0 < 0.6 * line.size
    return small and (second.x0 - first.x1 > _LEAST_GAP * line.size or any(edges[place + off] for off in (-1, 0, 1)))


def _without_filling(line: ReadLine) -> ReadLine:
    """Without the dash that is read into the wide gap behind a list marker or a heading's number."""
    words = line.words
    if len(words) > 2 and _LIST_NUMBER.fullmatch(words[0].text) and words[1].text[0] == "–":
        return line._replace(words=(words[0], *_rest(words[1:])))
    return line


def _rest(words: Sequence[ReadWord]) -> Iterator[ReadWord]:
    bare = words[0].text.lstrip("–")
    if bare:
        share = (len(words[0].text) - len(bare)) / len(words[0].text)
        yield words[0]._replace(text=bare, x0=words[0].x0 + share * (words[0].x1 - words[0].x0))
    yield from words[1:]
