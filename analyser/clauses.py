"""Sentences and list items with their context: section, heading actor, lead-in, table column, modality, negation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyser.context import Leaning, Meaning, Modality, understand
from analyser.grammar import Hits, Names, Sentence, Side
from analyser.halves import second_half
from analyser.language import Span, sentences, words
from analyser.layout import Block, Flow
from analyser.sections import Section
from analyser.subjects import heading_actor
from analyser.vocabulary import Vocabulary

__all__ = ["Clause", "Hits", "Modality", "Side", "find_clauses"]

_MARK = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|[a-zæøå]\)|\(?[ivx]{1,4}\)|[•·▪–\-☐□*o])(?:\s+|$)")
_INLINE = re.compile(r"(?:(?<=\s)|^)(?:[a-hæøå]\)|\(?[1-9]\)|\([a-h]\)|[•–])\s+")
_SIGN = re.compile("[)•–]")
"""One of which stands in every mark inside a sentence."""
_ANSWERABLE = re.compile(r"(?i)\b(?:ansvar\w*|hvem|kven|utføres av|utførast av|eier|eigar)\b")
_OPEN = re.compile(
    r"(?i)\b(?:skal|må|plikter|pliktar|å|for|til|bør|kan|ønsker|ønskjer|ynskjer|medverke|bidra|på|har|seg|at)\b[^\w]*$"
)
_GOES_ON = re.compile(r"\s*(?:[–•\-☐▪·]|[a-zæøå])")


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, list item or table cell with everything a rule may ask about it (design notes, idea 2)."""

    index: int
    start: int
    """Offset of the first character in the flow text."""
    end: int
    text: str
    words: tuple[str, ...]
    offsets: tuple[int, ...]
    """Start of each word in `text`."""
    section: Section
    hits: Hits
    context: frozenset[str]
    """Concepts of what the clause leans on: headings above it, list lead-in, column and row heading."""
    before: frozenset[str]
    """Concepts of the sentence before it in the same section (for "den", "dette", "han")."""
    lead_in: str = ""
    lead_in_span: tuple[int, int] | None = None
    column: str = ""
    row: str = ""
    """Text of the row's first cell."""
    side: Side = ""
    actor: str = ""
    """The actor as written ("tildelingskontoret"), "" where there is none."""
    modality: Modality = "none"
    negated: bool = False
    """The sentence as a whole says that something is not so ("det er ikke avtalt …"); not "dersom … ikke"."""
    restated_law: bool = False
    by_reference: bool = False
    testable: bool = False
    """The act is concrete enough to be checked (melde, sende, oppnevne …), not "bidra til", "samarbeide om"."""


@dataclass(frozen=True, slots=True)
class _Lead:
    """A sentence that the list items after it complete."""

    indent: float
    text: str
    span: Span
    meaning: Meaning
    concepts: frozenset[str]


@dataclass(slots=True)
class _State:
    """What has been read so far in a section."""

    section: Section
    concepts: frozenset[str]
    heading: tuple[Side, str]
    leads: list[_Lead] = field(default_factory=list)
    before: frozenset[str] = frozenset()
    said: tuple[Side, str] = ("", "")


def find_clauses(
    flow: Flow, sections: Sequence[Section], vocabulary: Vocabulary, side_names: Mapping[str, Side]
) -> tuple[Clause, ...]:
    """Every clause of the document, in text order."""
    return tuple(_Reader(flow, sections, vocabulary, side_names).read())


class _Reader:
    def __init__(
        self, flow: Flow, sections: Sequence[Section], vocabulary: Vocabulary, side_names: Mapping[str, Side]
    ) -> None:
        self._text = flow.text.text
        self._sections = sections
        self._find = vocabulary.find
        self._names = Names(side_names)
        self._known: dict[str, tuple[frozenset[str], tuple[Side, str]]] = {}
        self._count = 0

    def read(self) -> Iterator[Clause]:
        for section in self._sections:
            state = _State(section, self._above(section), self._heading_side(section))
            if section.kind == "tittel" and section.heading:
                head_end = section.blocks[0].start if section.blocks else section.end
                yield from self._sentences(state, section.start, head_end, Leaning("item"))
            for block, after in pairwise((*section.blocks, None)):
                assert block is not None
                yield from self._block(state, block, after)

    def _above(self, section: Section) -> frozenset[str]:
        """Concepts of the section's heading and of the headings over it."""
        concepts = self._label(section.heading)[0]
        return concepts | self._above(self._sections[section.parent]) if section.parent is not None else concepts

    def _heading_side(self, section: Section) -> tuple[Side, str]:
        side, actor = self._label(section.heading)[1]
        if actor or section.parent is None:
            return side, actor
        return self._heading_side(self._sections[section.parent])

    def _label(self, text: str) -> tuple[frozenset[str], tuple[Side, str]]:
        """Concepts of a heading, column or row label, and the actor it names."""
        if text not in self._known:
            found = [word for word, _ in words(text)]
            hits = self._find(found)
            self._known[text] = frozenset(hits), heading_actor(Sentence(found, hits, self._names, "cell"))
        return self._known[text]

    def _block(self, state: _State, block: Block, after: Block | None) -> Iterator[Clause]:
        if block.kind == "row":
            state.leads.clear()
            yield from self._row(state, block)
        elif block.kind == "item" or (state.leads and _GOES_ON.match(self._text[block.start : block.start + 3])):
            yield from self._item(state, block, after)
        else:
            state.leads.clear()
            yield from self._paragraph(state, block, after)

    def _paragraph(self, state: _State, block: Block, after: Block | None) -> Iterator[Clause]:
        start = _unmarked(self._text, block.start, block.end)
        spans = sentences(self._text, start, block.end)
        for index, (left, right) in enumerate(spans):
            if items := _inline_items(self._text, left, right):
                yield from self._inline(state, items)
                continue
            found = list(self._sentences(state, left, right, Leaning()))
            yield from found
            last = index == len(spans) - 1
            if found and last and _leads(self._text[left:right], after, self._text):
                state.leads = [self._lead(found[-1], -1.0)]

    def _inline(self, state: _State, items: list[Span]) -> Iterator[Clause]:
        """A list inside a paragraph: "Kommunen skal: a) sende melding; b) føre journal"."""
        lead: list[_Lead] = []
        for left, right in items:
            found = list(self._sentences(state, left, right, self._item_leaning(lead), lead))
            yield from found
            if found and not lead:
                lead = [self._lead(found[-1], -1.0)]

    def _item(self, state: _State, block: Block, after: Block | None) -> Iterator[Clause]:
        while state.leads and state.leads[-1].indent >= block.indent and state.leads[-1].indent >= 0:
            state.leads.pop()
        start = block.start if block.marker else _unmarked(self._text, block.start, block.end)
        first = True
        found: list[Clause] = []
        for left, right in sentences(self._text, start, block.end):
            leads = state.leads if first else []
            found = list(self._sentences(state, left, right, self._item_leaning(leads), leads))
            yield from found
            first = False
        if found and after is not None and after.kind == "item" and after.indent > block.indent + 1:
            state.leads.append(self._lead(found[-1], block.indent))

    def _item_leaning(self, leads: list[_Lead]) -> Leaning:
        return Leaning("item", lead=leads[-1].meaning if leads else None)

    def _row(self, state: _State, block: Block) -> Iterator[Clause]:
        if block.header or not block.cells:
            return
        texts = [self._text[cell.start : cell.end] for cell in block.cells]
        answerable = [
            self._label(text)[1]
            for cell, text in zip(block.cells, texts, strict=True)
            if _ANSWERABLE.search(cell.column) and self._label(text)[1][1]
        ]
        row = answerable[0] if answerable else ("", "")
        found: list[Clause] = []
        for cell in block.cells:
            column = self._label(cell.column)[1] if cell.column else ("", "")
            lean = Leaning("cell", column=column, row=row if not column[1] else ("", ""))
            label = texts[0] if cell is not block.cells[0] else ""
            for left, right in sentences(self._text, cell.start, cell.end):
                found.extend(self._sentences(state, left, right, lean, (), cell.column, label))
        handed_over = any(clause.by_reference for clause in found)
        yield from (one if one.by_reference == handed_over else replace(one, by_reference=True) for one in found)

    def _sentences(
        self, state: _State, start: int, end: int, lean: Leaning, leads: Sequence[_Lead] = (), column: str = "",
        row: str = "",
    ) -> Iterator[Clause]:
        """The clauses of one sentence: one, or one for each main clause (halves.py)."""
        found = words(self._text[start:end])
        if not found:
            return
        texts, offsets = zip(*found, strict=True)
        completes = bool(leads) and bool(_OPEN.search(leads[-1].text))
        sentence = Sentence(texts, self._find(texts), self._names, lean.kind, completes)
        cut = second_half(sentence)
        if cut:
            middle = start + offsets[cut]
            yield from self._sentences(state, start, middle, lean, leads, column, row)
            yield from self._sentences(state, middle, end, lean, leads, column, row)
            return
        yield self._clause(state, start, end, offsets, sentence, lean, leads, column, row)

    def _clause(
        self, state: _State, start: int, end: int, offsets: tuple[int, ...], sentence: Sentence, lean: Leaning,
        leads: Sequence[_Lead], column: str, row: str,
    ) -> Clause:
        at = Leaning(lean.kind, state.section.kind, state.said, lean.lead, lean.column, lean.row, state.heading)
        meaning = understand(sentence, at)
        context = state.concepts.union(*(lead.concepts for lead in leads)) if leads else state.concepts
        for label in filter(None, (column, row)):
            context |= self._label(label)[0]
        text = self._text[start:end].rstrip()
        clause = Clause(
            self._count, start, start + len(text), text, tuple(sentence.words), offsets,
            state.section, sentence.hits, context, state.before,
            lead_in=" ".join(lead.text for lead in leads), lead_in_span=leads[-1].span if leads else None,
            column=column, row=row, side=meaning.side, actor=meaning.actor, modality=meaning.modality,
            negated=meaning.negated, restated_law=meaning.restated_law, by_reference=meaning.by_reference,
            testable=meaning.testable,
        )
        self._count += 1
        state.before, state.said = frozenset(sentence.hits), (meaning.side, meaning.actor)
        return clause

    def _lead(self, clause: Clause, indent: float) -> _Lead:
        meaning = Meaning(
            clause.side, clause.actor, clause.modality, clause.negated, clause.restated_law, clause.by_reference,
            clause.testable,
        )
        return _Lead(indent, clause.text, (clause.start, clause.end), meaning, frozenset(clause.hits))


def _unmarked(text: str, start: int, end: int) -> int:
    """Where the words begin after a paragraph number or a bullet that the layout left in the text."""
    match = _MARK.match(text, start, end)
    return match.end() if match and match.end() < end else start


def _leads(text: str, after: Block | None, flow: str) -> bool:
    """Whether the sentence is completed by the list after it."""
    if after is None or after.kind == "row":
        return False
    if after.kind == "item":
        return text.rstrip()[-1:] not in ".?!"
    return text.rstrip().endswith(":") and bool(_GOES_ON.match(flow[after.start : after.start + 3]))


def _inline_items(text: str, start: int, end: int) -> list[Span]:
    """Lead-in and items of a list that stands inside a sentence, [] where there is none."""
    marks = list(_INLINE.finditer(text, start, end)) if _SIGN.search(text, start, end) else []
    if len(marks) >= 2:
        cuts = [(match.start(), match.end()) for match in marks]
        left = [(start, cuts[0][0])] if text[start : cuts[0][0]].strip() else []
        ends = [cut[0] for cut in cuts[1:]] + [end]
        return left + [(cut[1], stop) for cut, stop in zip(cuts, ends, strict=True)]
    colon = text.find(":", start, end)
    parts = text[colon + 1 : end].count(";") if colon > 0 else 0
    if parts == 0 or text[start:colon].count(" ") > 12:
        return []
    items, at = [(start, colon + 1)], colon + 1
    for match in re.finditer(r";\s*(?:og\s+|samt\s+)?|$", text[at:end]):
        items.append((at, colon + 1 + match.start()))
        at = colon + 1 + match.end()
    return [(a + len(text[a:b]) - len(text[a:b].lstrip()), b) for a, b in items if text[a:b].strip()]
