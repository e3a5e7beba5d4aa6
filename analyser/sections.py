"""Headings and numbering to a section tree that covers all the text once, each section with its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from analyser.headings import LEAD_IN, RUN_IN, Heading, Line, contents_blocks, find_headings, lines_of
from analyser.kinds import CAPPED, NEVER_COUNTS, SectionKind, content_kind, heading_kind, is_law
from analyser.language import words
from analyser.layout import Block, Flow
from analyser.opening import by_content, has_duty, is_introduction, text_begins
from analyser.vocabulary import Vocabulary

__all__ = ["Section", "SectionKind", "find_sections", "heading_kind", "unplaced"]

_AGREEMENT = re.compile(
    r"(?i)\b\w*(?:avtal[ea]|enighet om|semje om|avtaledokument|tillegg til)\b|^\w+avtalen\b|^(?:mellom|og)\b"
    r"|\bkommune\b|\bHF\b"
)
_TITLE_STATUS = re.compile(r"(?i)^(?:gjeld|revidert|rev\.|vedteken|vedtatt|fremforhandlet|framforhandla|mal\b|signert)")
_DUTIES = 3
"""Paragraphs; fewer may stand in a list of parties or in a signature block."""
_CUE = 9
"""Words; more are no heading unless they look like one."""
_KNOWN_APART = frozenset({"innhold", "saksframlegg"})
UNPLACED = (
    "Mer enn halvparten av teksten står i deler som aldri teller (tittel, parter, lovliste eller underskrift), men "
    "inneholder plikter. Overskriftene er trolig ikke gjenkjent; kontroller nivåene."
)
_MONTHS = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_PLACE_DATE = re.compile(
    rf"(?i)^\s*[^\d.:]{{2,40}},?\s+(?:den\s+)?\d{{1,2}}[./]\s*(?:{_MONTHS}|\d{{1,2}}\.?)\s*\d{{4}}|^\s*for\s+\S+.*\b(?:kommune|HF)"
    r"|^\s*(?:_{4,}|[.…]{5,})|^\s*(?:sted|stad)\b"
)
_SIGNED = re.compile(rf"(?i)^\s*\w[\w /-]{{1,30}},\s+(?:den\s+)?\d{{1,2}}\.\s*(?:{_MONTHS})\s+\d{{4}}\b")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: number and heading as printed, depth (1 = chapter), kind, and why it was taken as a section."""

    index: int
    number: str
    heading: str
    depth: int
    kind: SectionKind
    reason: str
    parent: int | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    """The section's own blocks, without its heading and without its subsections."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of blocks that will be a section."""

    first: int
    after: int
    kind: str
    reason: str
    heading: Heading | None = None
    goes_on: bool = False
    """The part continues the one before, after a list that was taken out of it."""

    @property
    def body(self) -> int:
        """Index of the first block that is not the heading."""
        return self.first + (self.heading is not None and not self.goes_on)


def find_sections(flow: Flow, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The section tree of a document in reading order."""
    if not flow.blocks:
        return ()
    lines = lines_of(flow)
    contents = contents_blocks(lines)
    headings = find_headings(lines, contents, partial(_is_cue, vocabulary))
    parts = _cut(len(lines), contents, headings)
    parts = _kinds(parts, lines, vocabulary)
    parts = [piece for part in parts for piece in _without_duties(part, lines, vocabulary)]
    parts = [piece for part in parts for piece in _without_signature(part, lines)]
    parts = [piece for part in parts for piece in _without_law_list(part, lines, vocabulary)]
    return tuple(_tree(parts, lines, vocabulary))


def _is_cue(vocabulary: Vocabulary, line: Line) -> bool:
    """Whether the words are those of a heading."""
    return line.length <= _CUE and heading_kind(line.rest, vocabulary) != ""


def unplaced(sections: Sequence[Section], flow: Flow) -> str | None:
    """A warning where more than half of the text, with duties in it, stands where nothing counts."""
    lost = total = duties = 0
    for section in sections:
        texts = [flow.text.text[block.start : block.end] for block in section.blocks]
        count = sum(len(text.split()) for text in texts)
        total += count if section.kind not in _KNOWN_APART else 0
        if section.kind in NEVER_COUNTS - _KNOWN_APART:
            lost += count
            duties += sum(map(has_duty, texts))
    return UNPLACED if duties and 2 * lost > total else None


def _cut(count: int, contents: frozenset[int], headings: Sequence[Heading]) -> list[_Part]:
    """The document cut at headings and round tables of contents."""
    starts: dict[int, Heading | None] = {heading.block: heading for heading in headings}
    for index in sorted(contents):
        if index - 1 not in contents:
            starts[index] = None
        if index + 1 not in contents and index + 1 < count:
            starts.setdefault(index + 1, None)
    starts.setdefault(0, None)
    marks = sorted(starts)
    return [
        _Part(first, after, "innhold" if first in contents else "", "innholdsfortegnelse" if first in contents else
              heading.reason if (heading := starts[first]) else "uten overskrift", starts[first])
        for first, after in zip(marks, [*marks[1:], count], strict=True)
    ]


def _kinds(parts: list[_Part], lines: Sequence[Line], vocabulary: Vocabulary) -> list[_Part]:
    """Give each part its kind: title page, council case, heading words; "" where they say nothing."""
    found: list[_Part] = []
    case = _case_parts(parts, lines, vocabulary)
    in_title, titled = True, False
    for index, part in enumerate(parts):
        named = heading_kind(part.heading.text, vocabulary) if part.heading else ""
        title = _looks_like_title(part, lines)
        if index not in case and index - 1 in case:
            in_title = title and named != "parter"
        if part.kind:
            found.append(part)
            continue
        if in_title and part.heading and not (title and (not titled or not _has_content(part, lines))):
            in_title = not (named or part.heading.number or _has_content(part, lines))
        titled = titled or part.heading is not None
        annex = "vedlegg" if part.heading and part.heading.style == "annex" else ""
        quoted = "annet" if index - 1 in case else ""
        kind = "saksframlegg" if index in case else "tittel" if in_title else named or annex or quoted
        found.extend(_title_and_text(replace(part, kind=kind), lines, vocabulary, parts[index + 1 :]))
        in_title = in_title and found[-1].kind == "tittel"
    return found


def _case_parts(parts: Sequence[_Part], lines: Sequence[Line], vocabulary: Vocabulary) -> frozenset[int]:
    """The parts of a council case file round an agreement: up to its title page, and what does not quote from it."""
    found: set[int] = set()
    quoting = 0.0
    for index, part in enumerate(parts if _is_case(parts, lines, vocabulary) else ()):
        named = heading_kind(part.heading.text, vocabulary) if part.heading else ""
        if named == "parter" or (part.first > 0 and named != "saksframlegg" and _looks_like_title(part, lines)):
            break
        if part.heading and _quotes(part.heading, vocabulary):
            quoting = part.heading.size
        elif quoting and part.heading and part.heading.size >= quoting - 0.04:
            quoting = 0.0
        if not quoting:
            found.add(index)
    return frozenset(found)


def _quotes(heading: Heading, vocabulary: Vocabulary) -> bool:
    """Whether a heading in a case file opens the text of the agreement."""
    return "sak_siterer_avtalen" in vocabulary.find([word for word, _ in words(heading.text)])


def _is_case(parts: Sequence[_Part], lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    """Whether the document opens as a council case file round an agreement."""
    return any(
        "innhold_saksframlegg" in vocabulary.find([word for word, _ in words(line.text)])
        for line in lines[: parts[0].after + 3] if line.length < 25
    )


def _looks_like_title(part: _Part, lines: Sequence[Line]) -> bool:
    heading = part.heading
    if heading is None or (heading.number and heading.parts == 1 and heading.style != "dec"):
        return heading is None
    largest = max(line.block.size for line in lines)
    named = bool(_AGREEMENT.search(heading.text) or _TITLE_STATUS.search(heading.text))
    return named and (heading.size >= largest - 0.05 or not heading.number or heading.parts > 2) and (
        heading.size > 1.2 or not heading.number
    )


def _has_content(part: _Part, lines: Sequence[Line]) -> bool:
    """Whether more than the short lines of a title page stands under the heading."""
    return any(
        line.block.kind in ("row", "item") or (line.length > 8 and line.text.rstrip().endswith("."))
        for line in lines[part.body : part.after]
    )


def _title_and_text(
    part: _Part, lines: Sequence[Line], vocabulary: Vocabulary, later: Sequence[_Part]
) -> Iterator[_Part]:
    """A title page and the running text that follows it without a heading."""
    begins = text_begins(lines, part.body, part.after) if part.kind == "tittel" else part.after
    if begins > part.first:
        yield replace(part, after=begins)
    if begins == part.after:
        return
    if is_introduction(lines, begins, part.after, _counting(later, lines, vocabulary)):
        yield _Part(begins, part.after, "bakgrunn", "innledning uten overskrift")
        return
    yield from _by_content(begins, part.after, lines, vocabulary)


def _counting(parts: Sequence[_Part], lines: Sequence[Line], vocabulary: Vocabulary) -> int:
    """How many words stand under headings of sections that may count."""
    heads = [part for part in parts if part.heading and heading_kind(part.heading.text, vocabulary) not in NEVER_COUNTS]
    return sum(line.length for part in heads for line in lines[part.body : part.after])


def _without_duties(part: _Part, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[_Part]:
    """Cut the text of the agreement off a list of parties or signatures whose end no heading shows."""
    among = range(part.body, part.after) if part.kind in ("parter", "underskrift") else ()
    duties = [index for index in among if has_duty(lines[index].text)]
    if len(duties) < _DUTIES:
        yield part
        return
    if duties[0] > part.first:
        yield replace(part, after=duties[0])
    yield from _by_content(duties[0], part.after, lines, vocabulary)


def _by_content(first: int, after: int, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[_Part]:
    for start, end, kind in by_content(lines, first, after, vocabulary):
        yield _Part(start, end, kind, "tekst uten overskrift, etter innholdet")


def _without_signature(part: _Part, lines: Sequence[Line]) -> Iterator[_Part]:
    """Cut signature lines off the end of a section that is not a signature block by its heading."""
    first, run = part.after, part.after
    if part.kind not in ("tittel", "innhold", "underskrift", "parter", "saksframlegg"):
        while run > part.body and _may_be_signature(lines[run - 1]):
            run -= 1
            first = run if _PLACE_DATE.match(lines[run].text) else first
    if first == part.after:
        yield part
        return
    if first > part.first:
        yield replace(part, after=first)
    yield _Part(first, part.after, "underskrift", "underskriftslinjer")


def _may_be_signature(line: Line) -> bool:
    text = line.text.rstrip()
    ends = text[-1:] not in ".:;?" or text.startswith("Fiktiv") or bool(_SIGNED.match(text))
    return line.length <= 24 and line.block.kind != "item" and ends


def _without_law_list(part: _Part, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[_Part]:
    """Cut lists of laws out of a section of another kind."""
    if part.kind in ("innhold", "lovliste", "tittel"):
        yield part
        return
    at, goes_on = part.first, part.goes_on
    for first, after in _law_lists(part, lines, vocabulary):
        if first > at:
            yield replace(part, first=at, after=first, goes_on=goes_on)
        yield _Part(first, after, "lovliste", "liste over lover og forskrifter")
        at, goes_on = after, True
    if at < part.after:
        yield replace(part, first=at, goes_on=goes_on)


def _law_lists(part: _Part, lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    index = part.body
    while index < part.after:
        after = index
        while after < part.after and is_law(lines[after], vocabulary):
            after += 1
        if after - index >= 2:
            lead = index - 1
            yield (lead if lead >= part.body and lines[lead].text.rstrip().endswith(":") else index), after
        index = max(after, index + 1)


def _tree(parts: Sequence[_Part], lines: Sequence[Line], vocabulary: Vocabulary) -> Iterator[Section]:
    """Sections with depth, parent and the kind that subsections take over from their chapter."""
    stack: list[tuple[_Part, Section]] = []
    for index, part in enumerate(parts):
        if part.heading is None:
            outer = [above for above in stack if part.kind in ("lovliste", "underskrift", "")][-1:]
        else:
            stack = [] if part.kind == "tittel" else _above(stack, part)
            outer = stack[-1:]
        parent = outer[0][1] if outer else None
        if part.heading and part.heading.style == "step" and parent and parent.kind not in ("annet", *CAPPED):
            part = replace(part, kind="")
        if not part.kind and (parent is None or parent.kind == "annet"):
            part = replace(part, kind=content_kind(lines[part.body : part.after], vocabulary))
        section = _section(index, part, parts, lines, parent)
        yield section
        if part.heading is not None and part.kind != "tittel":
            stack.append((part, section))


def _above(stack: list[tuple[_Part, Section]], part: _Part) -> list[tuple[_Part, Section]]:
    """The open sections that a new heading stands under."""
    if part.goes_on:
        return [entry for entry in stack if entry[0].heading is not part.heading]
    while stack and not _is_under(part, stack[-1][0]):
        stack = stack[:-1]
    return stack


def _is_under(part: _Part, other: _Part) -> bool:
    new, old = part.heading, other.heading
    assert new is not None
    assert old is not None
    if new.style == "step" and old.style != "step":
        return True
    if new.style == "dash" and old.style == "dec":
        return new.number.startswith(f"{old.number}-")
    if new.style == old.style and new.style:
        base = re.sub(r"(?:\.0)+$", "", old.number) + "."
        return new.parts > old.parts and (new.number.startswith(base) or new.size < old.size - 0.04)
    if new.reason == RUN_IN and old.reason != RUN_IN:
        return True
    if old.style in ("annex", "word") and new.style == "dec" and new.size < old.size + 0.04:
        return True
    return new.size < old.size - 0.04 and new.style not in ("annex", "word")


def _section(
    index: int, part: _Part, parts: Sequence[_Part], lines: Sequence[Line], parent: Section | None
) -> Section:
    kind = part.kind or (parent.kind if parent else "annet")
    start = lines[part.first].block.start
    end = lines[parts[index + 1].first].block.start if index + 1 < len(parts) else lines[-1].block.end
    blocks = tuple(line.block for line in lines[part.body : part.after])
    heading = part.heading
    if heading and heading.reason in (LEAD_IN, RUN_IN) and not part.goes_on:
        head = lines[part.first].block
        blocks = (replace(head, start=heading.body), *blocks)
    return Section(
        index, heading.number if heading else "", heading.text if heading else "", (parent.depth + 1) if parent else 1,
        cast(SectionKind, kind), part.reason + (" (fortsatt)" if part.goes_on else ""),
        parent.index if parent else None, start, end, blocks,
    )
