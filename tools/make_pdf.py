"""Markdown to PDF for the example agreements: `python tools/make_pdf.py [--look LOOK] OUT.pdf SOURCE.md`.

Understood: `<!-- header: … -->`, `<!-- footer: … -->`, `<!-- look: … -->`, headings, paragraphs, nested lists,
numbered lines, tables and **bold**. The same source gives the same bytes every time.
"""

from __future__ import annotations

import argparse
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import reportlab
from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer, Table

LOOKS = ("plain", "columns", "ruled", "scan")
"""plain: one column, tables without lines; columns: two columns; ruled: tables with lines; scan: only images."""

MARGIN, GUTTER = 62, 22
BODY = 10
_COMMENT = re.compile(r"<!--\s*(header|footer|look):\s*(.*?)\s*-->")
_ITALIC = re.compile(r"(?<![\w*\\])\*(\S(?:[^*]*\S)?)\*(?![\w*])")
_ESCAPED = re.compile(r"\\([.()*_#\[\]-])")
_ITEM = re.compile(r"^(\s*)([-*]|\d+\.|[a-z]\))\s+(.*)")


@dataclass
class Source:
    """A markdown file, parted: what runs on every page, the look, and the blocks in order."""

    running: dict[str, str] = field(default_factory=dict)
    blocks: list[tuple[str, Any]] = field(default_factory=list)


def read(markdown: str) -> Source:
    """Part a markdown text into blocks."""
    source = Source(dict(_COMMENT.findall(markdown)))
    for chunk in re.split(r"\n\s*\n", _COMMENT.sub("", markdown)):
        source.blocks.extend(_blocks(chunk.strip("\n").splitlines()))
    return source


def _blocks(lines: list[str]) -> Iterator[tuple[str, Any]]:
    """A chunk of lines as headings, items, one table, or a paragraph whose lines are kept."""
    if lines and all(line.lstrip().startswith("|") for line in lines):
        yield "table", [_cells(line) for line in lines if not re.fullmatch(r"[|\s:-]+", line)]
        return
    paragraph: list[str] = []
    for line in lines:
        heading, item = re.match(r"(#+)\s+(.*)", line), _ITEM.match(line)
        if (heading or item) and paragraph:
            yield "text", paragraph
            paragraph = []
        if heading:
            yield "heading", (len(heading[1]), heading[2])
        elif item:
            yield "item", (len(item[1]) // 2, item[2], item[3])
        elif line.strip():
            paragraph.append(line)
    if paragraph:
        yield "text", paragraph


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _register_fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="Vera-Bold", italic="Vera", boldItalic="Vera-Bold")


def _style(size: float = BODY, bold: bool = False, before: float = 0, indent: float = 0) -> ParagraphStyle:
    return ParagraphStyle(
        "s", fontName="Vera-Bold" if bold else "Vera", fontSize=size, leading=size * 1.35, spaceBefore=before,
        spaceAfter=4, leftIndent=indent, bulletIndent=max(0, indent - 12),
    )


def _marked(text: str) -> str:
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", safe)
    return _ESCAPED.sub(r"\1", _ITALIC.sub(r"<i>\1</i>", bold))


def _flowables(source: Source, width: float, ruled: bool) -> Iterator[Flowable]:
    for kind, value in source.blocks:
        if kind == "heading":
            size = {1: 17, 2: 13}.get(value[0], 11)
            yield Paragraph(_marked(value[1]), _style(size, True, 10))
        elif kind == "item":
            depth, marker, text = value
            bullet = "•" if marker in "-*" else marker
            yield Paragraph(_marked(text), _style(indent=14 * (depth + 1)), bulletText=bullet)
        elif kind == "table":
            yield Spacer(1, 4)
            yield _table(value, width, ruled)
            yield Spacer(1, 8)
        else:
            yield Paragraph("<br/>".join(map(_marked, value)), _style(before=2))


def _table(rows: list[list[str]], width: float, ruled: bool) -> Table:
    columns = max(map(len, rows))
    head, body = _style(BODY - 1, True), _style(BODY - 1)
    cells = [
        [Paragraph(_marked(cell), body if number else head) for cell in row + [""] * (columns - len(row))]
        for number, row in enumerate(rows)
    ]
    style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if ruled:
        style += [("GRID", (0, 0), (-1, -1), 0.6, colors.black), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
    return Table(cells, colWidths=[width / columns] * columns, repeatRows=1, style=style)


def _frames(columns: int) -> list[Frame]:
    width, height = A4
    each = (width - 2 * MARGIN - GUTTER * (columns - 1)) / columns
    return [
        Frame(MARGIN + number * (each + GUTTER), MARGIN, each, height - 2 * MARGIN, 0, 0, 0, 0)
        for number in range(columns)
    ]


def render(source: Source, look: str) -> bytes:
    """The PDF of a source in a look."""
    _register_fonts()
    rl_config.invariant = 1
    frames = _frames(2 if look == "columns" else 1)

    def running(canvas: Any, document: Any) -> None:
        canvas.setFont("Vera", 8)
        canvas.drawString(MARGIN, A4[1] - 36, source.running.get("header", ""))
        canvas.drawString(MARGIN, 30, source.running.get("footer", ""))
        canvas.drawRightString(A4[0] - MARGIN, 30, f"Side {canvas.getPageNumber()}")

    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, title="Fiktiv eksempelavtale", invariant=1)
    document.addPageTemplates([PageTemplate(frames=frames, onPage=running)])
    document.build(list(_flowables(source, frames[0]._width, look == "ruled")))
    return scanned(out.getvalue()) if look == "scan" else out.getvalue()


def scanned(pdf: bytes, dpi: int = 150) -> bytes:
    """The same pages as grey images with a little noise, and no text."""
    import numpy
    import pypdfium2
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out, noise = io.BytesIO(), numpy.random.default_rng(1)
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for page in pypdfium2.PdfDocument(pdf):
        grey = numpy.asarray(page.render(scale=dpi / 72).to_pil().convert("L"), dtype=float)
        dirty = (grey * 0.93 + noise.normal(8, 9, grey.shape)).clip(0, 255).astype("uint8")
        jpeg = io.BytesIO()
        Image.fromarray(dirty).save(jpeg, "JPEG", quality=35)
        canvas.drawImage(ImageReader(jpeg), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def make(source: Path, out: Path, look: str | None = None) -> None:
    """Write the PDF of a markdown file; the look is the one asked for, or the file's own, or plain."""
    parted = read(source.read_text(encoding="utf-8"))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(render(parted, look or parted.running.get("look", "plain")))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("--look", choices=LOOKS)
    given = parser.parse_args()
    make(given.source, given.out, given.look)
