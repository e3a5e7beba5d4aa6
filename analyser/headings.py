"""Which lines are headings, and which are the table of contents: by number, by look, and by cue words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from analyser.layout import Block, Flow

NUMBER = re.compile(
    r"""\s*(?:
    (?P<word>(?:Del|DEL|Kapittel|KAPITTEL|Kap\.|Artikkel)\s+(?:\d{1,2}|[A-Z]|[IVX]+))\b\s*[:.–-]*
    |(?P<step>(?:Punkt|PUNKT|Pkt\.?|PKT\.?|Steg|STEG|Trinn|TRINN)\s+(?:\d{1,2}(?:\.\d{1,2})*|[A-Z]))\b\s*[:.)–-]*(?=\s|$)
    |(?P<annex>(?:Vedlegg|VEDLEGG|Bilag|Appendiks)(?:\s+(?:nr\.?\s*)?(?:\d{1,2}|[A-Z]))?)\b(?!\s+[a-zæøå])\s*[:.–-]*
    |(?P<para>§+\s*\d+(?:-\d+)?)\.?(?=\s)
    |(?P<dash>\d{1,2}-\d{1,2})(?:\s+[–-]|[.):]{0,2})(?=\s+[A-ZÆØÅ])
    |(?P<dec>\d{1,2}(?:\.\d{1,2})*(?:\s*(?:og|/)\s*\d{1,2})?)(?:\s+[–-](?=\s)|:(?=\s)|[.)]{0,2}(?=\s|$))
    |\((?P<paren>\d{1,2}|[a-zæøå]|[ivx]{2,5})\)(?=\s)
    |(?P<roman>[IVX]{1,5}(?:\.\d{1,2})*)[.)]*(?=\s)
    |(?P<upper>[A-Z](?:\.\d{1,2})*)[.):]*(?=\s)
    |(?P<lower>[a-zæøå]\d?|[ivx]{2,5})\)(?=\s)
    |(?P<letter>[a-zæøå])[.](?=\s+[A-ZÆØÅ])
    )\s*""",
    re.X,
)
_BODY_VERB = re.compile(r"(?i)\b(?:skal|må|plikter|pliktar|kan|bør|vil|er|har|ble|blir|vert|sender|gjelder|gjeld)\b")
_RUN_IN_VERB = re.compile(rf"{_BODY_VERB.pattern}|\w{{3}}(?:es|ast|ert)\b")
_DUTY_END = re.compile(
    r"(?i)\b(?:skal|må|(?<=[nteaf] )(?<!sine )(?<!egne )(?<!eigne )plikt[ea]r|å|at|som|ønsker|ønskjer)\s*:?\s*$"
)
_QUESTION = re.compile(
    r"(?i)(?:hva|kva|hvem|kven|hvordan|korleis|hvor|kor|kvar|hvorfor|kvifor|når|slik|det|hvilke)\b"
)
_DOTS = re.compile(r"(?:\.{3,}|…|\s\.\s\.\s|\t)[\s.…]*\d{1,3}\s*$")
_RUN_IN = re.compile(r"(?P<head>[A-ZÆØÅ][^.:!?\n]{2,60})\.\s+(?=[A-ZÆØÅ])")
_PLAIN = re.compile(r"[\W\d_]+")
CONTENTS = re.compile(r"(?i)\s*(?:innhold|innhald)(?:s?(?:fortegnelse|liste|oversikt|oversyn))?\s*:?\s*$")
BIG = 1.08
RUN_IN = "løpende nummer"
LEAD_IN = "nummerert innledning til liste"


@dataclass(frozen=True, slots=True)
class Heading:
    """A line taken as a heading: its block, number, words, where run-in text after it begins, and why."""

    block: int
    number: str
    text: str
    body: int
    style: str
    parts: int
    size: float
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A block seen as a possible heading."""

    block: Block
    text: str
    number: str
    style: str
    parts: int
    rest: str
    look: bool
    length: int
    """In words."""


def lines_of(flow: Flow) -> list[Line]:
    """Every block with its number and its look."""
    return [_line(block, flow.text.text[block.start : block.end]) for block in flow.blocks]


def _line(block: Block, text: str) -> Line:
    marked = f"{block.marker} {text}" if block.marker and not text.startswith(block.marker) else text
    match = NUMBER.match(marked) if block.kind != "row" else None
    number, style, parts, rest = "", "", 0, marked if block.marker[:1].isalnum() else text
    if match:
        style = str(match.lastgroup)
        number, rest = match[style], marked[match.end() :]
        digits = re.sub(r"(?:\.0)+$", "", number)
        parts = digits.count(".") + digits.count("-") + 1
    look = block.kind != "row" and (block.size >= BIG or block.bold)
    return Line(block, text, number, style, parts, rest.strip(), look, len(text.split()))


def contents_blocks(lines: Sequence[Line]) -> frozenset[int]:
    """The blocks of tables of contents, with the heading over them."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index not in found and CONTENTS.match(line.rest or line.text):
            found.update(range(index, _contents_end(lines, index + 1)))
    for first, after in _runs(lines, lambda line: bool(_DOTS.search(line.text)) and line.length < 20):
        if after - first >= 3:
            found.update(range(first, after))
    return frozenset(found)


def _contents_end(lines: Sequence[Line], start: int) -> int:
    seen: list[str] = []
    fused = ""
    for index in range(start, len(lines)):
        line = lines[index]
        plain = _plain(line)
        repeat = plain in seen or (len(seen) == 1 and len(plain) > 4 and fused.startswith(plain) and plain != fused)
        prose = line.length > 25 and line.text.rstrip().endswith(".") and bool(seen) and not _DOTS.search(line.text)
        if (repeat and plain) or prose or (seen and line.look and not lines[start].look):
            return index
        seen.append(plain)
        fused = fused or plain
    return start


def _plain(line: Line) -> str:
    return _PLAIN.sub(" ", _DOTS.sub("", line.rest)).strip().lower()


def _runs(lines: Sequence[Line], test: Callable[[Line], bool]) -> Iterator[tuple[int, int]]:
    first = None
    for index, line in enumerate([*lines, None]):
        if line is not None and test(line):
            first = index if first is None else first
        elif first is not None:
            yield first, index
            first = None


def find_headings(lines: Sequence[Line], contents: frozenset[int], is_cue: Callable[[Line], bool]) -> list[Heading]:
    """The headings in order; `is_cue` tells whether the words are those of a heading."""
    looks = {i for i, line in enumerate(lines) if i not in contents and line.look and _heading_words(line)}
    seen_with_look = {(lines[i].style, lines[i].parts) for i in looks if lines[i].style} | _paragraph_numbers(lines)
    chapters = _chapter_styles(lines, contents, is_cue) if len(looks) < 4 else frozenset()
    found: list[Heading] = []
    for index, line in enumerate(lines):
        if index in contents or line.block.kind == "row" or line.block.kind == "note":
            continue
        reason = _reason(lines, index, looks, seen_with_look, is_cue)
        if reason or (_key(line) in chapters and _short(line)):
            found.append(_heading(index, line, reason or "nummer", line.block.end))
        elif _leads_in(line, found):
            found.append(Heading(index, line.number, line.rest.rstrip(" :"), _body_start(line), line.style, line.parts,
                                 line.block.size, LEAD_IN))
        elif run_in := _run_in(line):
            found.append(run_in_heading(index, line, run_in))
    return _without_lists(_without_lone_run_in(found), lines)


def _chapter_styles(
    lines: Sequence[Line], contents: frozenset[int], is_cue: Callable[[Line], bool]
) -> frozenset[tuple[str, bool]]:
    """List labels, "(1)" or "A)", that number chapters: most stand before the words of a heading, with text between."""
    short = [i for i, line in enumerate(lines) if i not in contents and _is_label(line) and _short(line)]
    every = Counter(_key(lines[i]) for i in short)
    named = Counter(_key(lines[i]) for i in short if is_cue(lines[i]))
    close = {_key(lines[i]) for i, after in pairwise(short) if after == i + 1 and _key(lines[i]) == _key(lines[after])}
    return frozenset(key for key, count in named.items() if count > 1 and 2 * count >= every[key] and key not in close)


def _is_label(line: Line) -> bool:
    return line.style in ("paren", "lower", "letter") or (line.block.kind == "item" and line.style in ("upper", "dec"))


def _key(line: Line) -> tuple[str, bool]:
    return line.style, line.block.kind == "item"


def _short(line: Line) -> bool:
    """Whether the words are few and no sentence."""
    few = line.length <= 10 and line.text[-1:] not in ".:"
    return few and _heading_words(line) and not _BODY_VERB.search(line.rest)


def _paragraph_numbers(lines: Sequence[Line]) -> set[tuple[str, int]]:
    """Number styles that mostly open running text, as in "5.1 Innen 24 timer skal …"."""
    prose: Counter[tuple[str, int]] = Counter()
    short: Counter[tuple[str, int]] = Counter()
    for line in lines:
        if line.style and not line.look:
            (prose if line.length > 14 or line.text.rstrip()[-1:] == "." else short)[line.style, line.parts] += 1
    return {key for key, count in prose.items() if count >= max(2, short[key])}


def _reason(
    lines: Sequence[Line], index: int, looks: set[int], with_look: set[tuple[str, int]],
    is_cue: Callable[[Line], bool],
) -> str:
    line = lines[index]
    if index in looks:
        return f"skrift{' og nummer' if line.number else ''}"
    if line.look or not _heading_words(line) or (line.block.kind == "item" and line.style != "lower"):
        return ""
    if line.style in ("paren", "letter"):
        return ""
    cue = ":" not in line.rest and is_cue(line)
    if _BODY_VERB.search(line.rest) and not (cue and _QUESTION.match(line.rest)):
        return ""
    if line.number and line.rest and line.length <= 14 and (cue or line.style != "lower"):
        return "" if (line.style, line.parts) in with_look or line.text[-1:] in ".:" else "nummer"
    return "stikkord" if cue and len(looks) < 4 and line.length <= 8 and _opens(lines, index) else ""


def _heading_words(line: Line) -> bool:
    """Whether the words could be a heading: short, capital first, not a sentence and not a lead-in."""
    text = line.rest.rstrip()
    if not text:
        return bool(line.number) and line.look
    if line.length > 24 or len(text) > 170 or text[-1] in ";,–" or _DUTY_END.search(text):
        return False
    if line.block.kind == "item" and line.block.marker[:1] in "•–-*☐o":
        return False
    if text[-1] in ".:" and (line.block.size < BIG or line.length > 14):
        return text[-1] == ":" and line.look and line.length <= 8 and not _BODY_VERB.search(text)
    if line.block.size < BIG and line.look and line.length > 12 and _BODY_VERB.search(text):
        return False
    return text[0].isupper() or text[0] in "«“\"§(" or line.look


def _opens(lines: Sequence[Line], index: int) -> bool:
    """Whether something that is not the rest of the same sentence follows, as under a heading."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after is not None and after.rest[:1] != "" and not after.rest[0].islower()


def _run_in(line: Line) -> re.Match[str] | None:
    """The words of "5.4 Epikrise. Sykehuset skal …": numbered, a few words, then a sentence."""
    if not line.number or line.style == "lower" or line.block.kind == "row":
        return None
    match = _RUN_IN.match(line.rest)
    short = match is not None and len(match["head"].split()) <= 5 and not _RUN_IN_VERB.search(match["head"])
    return match if short else None


def _leads_in(line: Line, found: Sequence[Heading]) -> bool:
    """ "2.2 Helseforetaket skal:" after the heading 2.1: a heading, and the sentence that the items complete."""
    if line.style != "dec" or line.length > 8 or not line.text.rstrip().endswith(":") or not found:
        return False
    last = next((heading for heading in reversed(found) if heading.style == "dec"), found[-1])
    before, _, number = last.number.rpartition(".")
    return number.isdigit() and line.number == f"{before}{'.' if before else ''}{int(number) + 1}"


def _body_start(line: Line) -> int:
    return line.block.start + len(line.text.rstrip()) - len(line.rest)


def run_in_heading(index: int, line: Line, match: re.Match[str]) -> Heading:
    """A heading that shares its line with the text."""
    body = _body_start(line) + match.end()
    return Heading(index, line.number, match["head"], body, line.style, line.parts, line.block.size, RUN_IN)


def _heading(index: int, line: Line, reason: str, body: int) -> Heading:
    text = line.rest.rstrip(" :")
    return Heading(index, line.number, text, body, line.style, line.parts, line.block.size, reason)


def _without_lone_run_in(found: list[Heading]) -> list[Heading]:
    """A single short sentence after a number is not a run-in heading; a document has several or none."""
    count = Counter((heading.style, heading.parts) for heading in found if heading.reason == RUN_IN)
    return [h for h in found if h.reason != RUN_IN or count[h.style, h.parts] > 1]


def _without_lists(found: list[Heading], lines: Sequence[Line]) -> list[Heading]:
    """Leave out runs of three or more numbered lines of one depth with no text between: that is a list."""
    dropped: set[int] = set()
    for first in range(len(found)):
        after = first + 1
        while after < len(found) and _follows(found[after - 1], found[after]):
            after += 1
        if after - first >= 3:
            dropped.update(found[i].block for i in range(first, after))
    return [heading for heading in found if heading.block not in dropped]


def _follows(one: Heading, other: Heading) -> bool:
    same = (one.style, one.parts) == (other.style, other.parts)
    return same and other.block == one.block + 1 and one.reason == other.reason == "nummer"
