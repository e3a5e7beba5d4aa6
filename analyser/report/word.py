"""The report as a Word document: real headings, captions, header rows that repeat, alternative texts, contents."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from analyser.cells import clean
from analyser.report import charts, grid
from analyser.report.model import Bullets, Chart, Figures, Paragraph, Part, Quote, Report, Section, Table
from analyser.report.paper import CONTENT_CM, Marks, field, language, paper


def docx(report: Report) -> bytes:
    """The whole report as a document."""
    writer = _Writer(paper(report.title))
    writer.front(report)
    writer.contents(report.sections)
    for one in report.sections:
        writer.section(one, 1)
    held = io.BytesIO()
    writer.document.save(held)
    return held.getvalue()


class _Writer:
    """A document that is written from the top down."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.marks = Marks()
        self.counts = {"Figur": 0, "Tabell": 0}
        self.last: Any = None

    def front(self, report: Report) -> None:
        """The front page, alone on its page."""
        self.text(report.title, "Title")
        self.text(report.subtitle, "Subtitle")
        for name, value in report.facts:
            paragraph = self.text("", "Forsidefakta")
            paragraph.add_run(f"{name}: ").bold = True
            paragraph.add_run(clean(value))

    def contents(self, sections: Sequence[Section]) -> None:
        """A table of contents that Word renews, with the headings already in it."""
        self.text("Innhold", "Innholdstittel")
        entries = list(_entries(sections, 1))
        first = self.document.add_paragraph(style="TOC 1")
        field(first, 'TOC \\o "1-2" \\h \\z \\u', begin=True)
        for at, (one, depth) in enumerate(entries):
            line = first if not at else self.document.add_paragraph(style=f"TOC {depth}")
            self.marks.link(line, one.key, clean(one.title))
        field(self.document.paragraphs[-1], "", end=True)

    def section(self, one: Section, depth: int) -> None:
        """A heading with what stands below it."""
        heading = self.document.add_heading(clean(one.title), depth)
        heading.paragraph_format.page_break_before = one.pictured or (depth == 1 and not one.short)
        self.marks.bookmark(heading, one.key)
        for part, following in zip_longest(one.parts, one.parts[1:]):
            self.part(part)
            if isinstance(part, Paragraph) and isinstance(following, Table | Chart | Quote):
                self.last.paragraph_format.keep_with_next = True
        for below in one.sections:
            self.section(below, depth + 1)

    def part(self, part: Part) -> None:
        """One part of a section."""
        match part:
            case Paragraph(text):
                self.text(text)
            case Bullets(items):
                for item in items:
                    self.text(item, "List Bullet")
            case Figures(items):
                self.figures(items)
            case Quote():
                self.quote(part)
            case Chart():
                self.chart(part)
                self.table(part.table)
            case Table():
                self.table(part)

    def text(self, text: str, style: str = "Normal") -> Any:
        """A paragraph."""
        self.last = self.document.add_paragraph(clean(text), style=style)
        return self.last

    def figures(self, items: Sequence[tuple[str, str]]) -> None:
        """The main numbers, side by side."""
        self.put(grid.figures(items))
        self.text("", "Luft")

    def quote(self, quote: Quote) -> None:
        """Words from an agreement, in their language, and where they stand."""
        paragraph = self.document.add_paragraph(style="Sitat")
        language(paragraph.add_run(clean(quote.text)), "nn-NO" if quote.language == "nn" else "nb-NO")
        source = self.document.add_paragraph(style="Kilde")
        if quote.level is not None:
            source.add_run(f"Nivå {quote.level}. ").bold = True
        source.add_run(clean(quote.source))

    def chart(self, chart: Chart) -> None:
        """A picture with its alternative text, and the caption below it."""
        from docx.shared import Cm

        paragraph = self.document.add_paragraph(style="Figur")
        picture = paragraph.add_run().add_picture(io.BytesIO(charts.png(chart)), width=Cm(CONTENT_CM))
        about = picture._inline.docPr
        about.set("descr", clean(chart.alt))
        about.set("title", clean(chart.caption))
        self.caption("Figur", chart.caption, "Figurtekst")

    def table(self, one: Table) -> None:
        """A caption above, the table, and its note below."""
        self.caption("Tabell", one.caption, "Caption")
        self.put(grid.table(one))
        self.text(one.note, "Merknad")

    def put(self, element: Any) -> None:
        """An element of our own at the end of the text, before what describes the page."""
        self.document.element.body.sectPr.addprevious(element)

    def caption(self, kind: str, text: str, style: str) -> None:
        """A numbered caption, so that Word can make lists of figures and tables."""
        self.counts[kind] += 1
        paragraph = self.document.add_paragraph(f"{kind} ", style=style)
        field(paragraph, f"SEQ {kind} \\* ARABIC", shown=str(self.counts[kind]))
        paragraph.add_run(f". {clean(text)}")


def _entries(sections: Sequence[Section], depth: int) -> Iterator[tuple[Section, int]]:
    for one in sections:
        yield one, depth
        if depth < 2:
            yield from _entries(one.sections, depth + 1)
