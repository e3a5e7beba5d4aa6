"""Markdown sources to Flow and Section objects, so that tests need no PDF: blocks look as layout.py would give them."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import pairwise
from typing import cast

from analyser.layout import Block, BlockKind, Cell, Flow
from analyser.sections import Section, SectionKind
from analyser.text import INSERTED, Glyphs, PlacedText

LINES_PER_PAGE = 50
SIZES = {1: 1.6, 2: 1.3, 3: 1.15, 4: 1.05}
COMMENT = re.compile(r"<!--\s*(?:header|footer)\s*:\s*(.*?)\s*-->")
HEADING = re.compile(r"(#{1,4})\s+(.*)")
ITEM = re.compile(r"(\s*)([-*•]|[a-zæøå]\)|\d+\.)\s+(.*)")
EMPHASIS = re.compile(r"\*\*(.+?)\*\*|(?<!\w)_(?!_)(.+?)_(?!\w)")


@dataclass
class _Page:
    """The text built so far, with a place on an imagined page for each character."""

    glyphs: Glyphs = field(default_factory=Glyphs)
    text: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    table: int = 0
    columns: list[str] = field(default_factory=list)

    def add(self, text: str, indent: float = 0.0) -> tuple[int, int, int]:
        """Put a line on the page; its start, end and page number."""
        if self.text:
            self.text.append("\n")
            self.places.append(INSERTED)
        start, line = len(self.text), len(self.blocks)
        page, top = 1 + line // LINES_PER_PAGE, 40.0 + 14 * (line % LINES_PER_PAGE)
        for column, char in enumerate(text):
            self.places.append(len(self.glyphs.chars))
            self.text.append(char)
            self.glyphs.chars.append(char)
            self.glyphs.page.append(page)
            for values, value in (
                (self.glyphs.x0, 40 + indent + 5 * column), (self.glyphs.x1, 45 + indent + 5 * column),
                (self.glyphs.top, top), (self.glyphs.bottom, top + 10),
            ):
                values.append(value)
        return start, len(self.text), page

    def block(self, kind: BlockKind, text: str, size: float = 1.0, marker: str = "", indent: float = 0.0) -> None:
        """Add one paragraph, heading or list item."""
        start, end, page = self.add(text, indent)
        self.blocks.append(
            Block(kind, start, end, page, size, bold=size > 1, marker=marker, indent=indent, gap=0 if marker else 1)
        )

    def row(self, texts: list[str], header: bool) -> None:
        """Add one table row; the first row of a table names the columns."""
        if header:
            self.table += 1
            self.columns = texts
        start, end, page = self.add("\t".join(texts))
        cells, at = [], start
        for text, column in zip(texts, self.columns, strict=False):
            cells.append(Cell(at, at + len(text), "" if header else column))
            at += len(text) + 1
        self.blocks.append(
            Block("row", start, end, page, bold=header, cells=tuple(cells), table=self.table, header=header)
        )


def flow_from_markdown(text: str) -> Flow:
    """The flow of a markdown text: headings big and bold, lists as items, tables as rows, comments as running."""
    running = tuple(dict.fromkeys(COMMENT.findall(text)))
    page, in_table = _Page(), False
    for paragraph in _paragraphs(re.sub(r"<!--.*?-->", "", text, flags=re.S)):
        line = EMPHASIS.sub(lambda m: m[1] or m[2], paragraph)
        if line.startswith("|"):
            if not re.fullmatch(r"[|\s:-]+", line):
                page.row([cell.strip() for cell in line.strip("|").split("|")], header=not in_table)
            in_table = True
            continue
        in_table = False
        _add_line(page, line)
    placed = PlacedText("".join(page.text), array("q", page.places), page.glyphs)
    return Flow(placed, tuple(page.blocks), running)


def _add_line(page: _Page, line: str) -> None:
    if heading := HEADING.fullmatch(line):
        page.block("text", heading[2], size=SIZES[len(heading[1])])
    elif item := ITEM.fullmatch(line):
        page.block("item", item[3], marker="•" if item[2] in "-*" else item[2], indent=9.0 * (1 + len(item[1]) // 2))
    else:
        page.block("text", line.strip())


def _paragraphs(text: str) -> list[str]:
    """Lines joined to paragraphs: a blank line, a heading, an item or a table row starts a new one."""
    paragraphs: list[str] = []
    fresh = True
    for line in text.splitlines():
        starts = fresh or line.startswith(("#", "|")) or ITEM.fullmatch(line) is not None
        if not line.strip():
            fresh = True
            continue
        if starts:
            paragraphs.append(line.rstrip())
        else:
            paragraphs[-1] += " " + line.strip()
        fresh = line.startswith("#")
    return paragraphs


KINDS: tuple[tuple[str, str], ...] = (
    ("saksframlegg", r"saksfram|saksopplysning|innstilling|vurdering$"),
    ("innhold", r"^innhald|^innhold"),
    ("parter", r"^(?:avtalens? ?)?part(?:er|ar|ene|ane)\b|^avtalepart|hvem er (?:vi|part)|kven er med|er mellom"),
    ("underskrift", r"signatur|underskrift"),
    ("lovliste", r"lovgiv|rettslig|lover|lovverk|rettskild"),
    ("bakgrunn", r"bakgrunn|hvorfor|kvifor|hjemmel"),
    ("formål", r"formål|føremål|hensikt|poenget"),
    ("virkeområde", r"v[ie]rkeområde|avtal\w+ gjeld|hvem gjelder|omfattar|målgruppe"),
    ("definisjoner", r"definisjon|omgrep|begrep|\bord(?:a|ene)?\b"),
    ("avvik", r"avvik"),
    ("uenighet", r"uenighet|usemje|tvist"),
    ("varighet", r"varig|iverks|ikraft|tid og|gyldig|hvor lenge|kor lenge|oppse?i"),
    ("godkjenning", r"godkjen|vedtak"),
    ("revisjon", r"revisjon|endring|gjennomg"),
    ("vedlegg", r"^vedlegg"),
    ("økonomi", r"økonomi|kostnad"),
    ("oppgaver", r"oppg[aå]ve|ansvar|hvem gjør|kven gjer"),
)


def sections_from_markdown(flow: Flow) -> tuple[Section, ...]:
    """A plain section tree by heading size, for tests that do not want analyser.sections in the way."""
    heads = [i for i, block in enumerate(flow.blocks) if block.size > 1]
    if not heads or heads[0] > 0:
        heads.insert(0, 0)
    sections: list[Section] = []
    for first, after in pairwise([*heads, len(flow.blocks)]):
        head = flow.blocks[first]
        heading = flow.text.text[head.start : head.end] if head.size > 1 else ""
        depth = 1 + sorted(SIZES.values(), reverse=True).index(head.size) if heading else 1
        parent = next((s.index for s in reversed(sections) if s.depth < depth), None)
        last = flow.blocks[after - 1]
        own = flow.blocks[first + bool(heading) : after]
        number = re.match(r"[\d.]*\d|\w\)", heading)
        sections.append(
            Section(len(sections), number[0] if number else "", heading, depth, _kind(heading, depth, parent),
                    "markdown", parent, head.start, last.end, own)
        )
    return tuple(sections)


def _kind(heading: str, depth: int, parent: int | None) -> SectionKind:
    if depth == 1 and parent is None and not re.search("saksfram", heading, re.I):
        return "tittel"
    plain = re.sub(r"^(?:[\d.]+|[a-zA-Z][.)]|del \d+:?)\s*", "", heading.lower())
    return cast(SectionKind, next((kind for kind, pattern in KINDS if re.search(pattern, plain)), "annet"))
