"""Small PDF files drawn for the tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
FONT, BOLD = "Helvetica", "Helvetica-Bold"
LONG = (
    "Kommunen skal sende melding til sykehuset innen tre dager etter at pasienten er meldt utskrivningsklar, og "
    "sykehuset skal svare samme dag. Begge parter skal ha en fast kontaktperson som kjenner avtalen, og som møter i "
    "samarbeidsutvalget fire ganger i året. Avtalen gjelder fra første januar og skal gjennomgås hvert år i oktober."
)


def wrap(text: str, width: float, size: float = 10, font: str = FONT) -> list[str]:
    """Lines of `text` that fill `width` as a word processor does."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def write(canvas: Canvas, x: float, y: float, lines: Sequence[str], size: float = 10, font: str = FONT) -> float:
    """Write lines downwards from `y` (points from the top); where the next line would stand."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, HEIGHT - y, line)
        y += 1.2 * size
    return y


def draw(path: Path, *pages: Callable[[Canvas], object], rotate: int = 0) -> Path:
    """A file with one page for each function."""
    canvas = Canvas(str(path), pagesize=A4)
    for page in pages:
        page(canvas)
        if rotate:
            canvas.setPageRotation(rotate)
        canvas.showPage()
    canvas.save()
    return path


def table(canvas: Canvas, x: float, y: float, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
    """A ruled table; the first row bold. Where it ends."""
    edges = [x]
    for width in widths:
        edges.append(edges[-1] + width)
    for index, row in enumerate(rows):
        cells = [wrap(text, width - 12) for text, width in zip(row, widths, strict=True)]
        height = 12 * max(len(lines) for lines in cells) + 6
        for left, width, lines in zip(edges, widths, cells, strict=False):
            canvas.rect(left, HEIGHT - y - height, width, height)
            write(canvas, left + 6, y + 11, lines, 10, FONT if index else BOLD)
        y += height
    return y
