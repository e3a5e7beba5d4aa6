"""A sentence tried as if it stood in an agreement: for rule examples, probes and "prøv en setning" in the app."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from analyser.clauses import find_clauses
from analyser.layout import Block, Cell, Flow
from analyser.matching import Finding, match, sift
from analyser.reading import Reading, read
from analyser.rules import Ruleset
from analyser.sections import find_sections
from analyser.text import INSERTED, Glyphs, PlacedText
from analyser.vocabulary import Vocabulary

TITLE = "Samarbeidsavtale mellom kommunen og helseforetaket"


@dataclass(frozen=True, slots=True)
class Trial:
    """A tiny agreement that holds one text, and where in it the text stands."""

    reading: Reading
    text: str
    place: range

    def findings(self, ruleset: Ruleset) -> tuple[Finding, ...]:
        """What the rule set finds in the text itself."""
        return tuple(finding for finding in match(sift(self.reading, ruleset)) if finding.start in self.place)

    def quote(self, span: tuple[int, int]) -> str:
        """The part of the text that offsets in the tiny agreement stand for."""
        return self.text[span[0] - self.place.start : span[1] - self.place.start]


def try_sentence(text: str, vocabulary: Vocabulary, heading: str = "", lead_in: str = "", column: str = "") -> Trial:
    """Read `text` as it would stand under a heading, after a lead-in or in a table column."""
    flow, place = _tiny_flow(text, heading, lead_in, column)
    sections = find_sections(flow, vocabulary)
    return Trial(read(find_clauses(flow, sections, vocabulary, {}), sections), text, place)


def findings_in(
    text: str, ruleset: Ruleset, heading: str = "", lead_in: str = "", column: str = ""
) -> tuple[Finding, ...]:
    """Findings of a rule set in a text tried alone."""
    return try_sentence(text, ruleset.vocabulary, heading, lead_in, column).findings(ruleset)


def _tiny_flow(text: str, heading: str, lead_in: str, column: str) -> tuple[Flow, range]:
    parts = [TITLE]
    if heading:
        parts.append(f"4 {heading}")
    if lead_in:
        parts.append(lead_in)
    if column:
        parts += [column, text]
    else:
        parts.append(text)
    whole = "\n".join(parts)
    starts = [sum(len(part) + 1 for part in parts[:number]) for number in range(len(parts))]
    ends = [start + len(part) for start, part in zip(starts, parts, strict=True)]
    spans = list(zip(starts, ends, strict=True))
    blocks = [Block("text", *spans[0], page=1, size=1.6, bold=True)]
    if heading:
        blocks.append(Block("text", *spans[1], page=1, size=1.3, bold=True, gap=1.0))
    if column:
        blocks += _table(spans[-2], spans[-1], column)
    else:
        blocks += [Block("text", *span, page=1) for span in spans[len(blocks) : -1]]
        item = bool(lead_in)
        blocks.append(Block("item" if item else "text", *spans[-1], page=1, marker="•" if item else ""))
    placed = PlacedText(whole, array("i", [INSERTED]) * len(whole), Glyphs())
    return Flow(placed, tuple(blocks), ()), range(spans[-1][0], spans[-1][1])


def _table(head: tuple[int, int], cell: tuple[int, int], column: str) -> list[Block]:
    """A table of one column and one row."""
    return [
        Block("row", *head, page=1, cells=(Cell(*head, column),), table=1, header=True),
        Block("row", *cell, page=1, cells=(Cell(*cell, column),), table=1),
    ]
