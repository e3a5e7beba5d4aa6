"""Pages that only an image tells what they say: read with OCR, and put among the others with their places."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import Any, Literal
from xml.etree.ElementTree import ParseError

import pypdfium2 as pdfium

from analyser.pdf.drawn import Corners, Drawn
from analyser.pdf.limits import DEFAULT, Limits
from analyser.pdf.page import PdfPage, PdfText, Word, listed
from analyser.pdf.scans import Kept, Scan, kept, scan
from analyser.pdf.signs import mend
from analyser.pdf.tables import find_grids
from analyser.pdf.tesseract import ReadLine, ReadWord, program
from analyser.pdf.words import Frame
from analyser.text import Glyphs

INSTALL = (
    "For å lese skannede sider må Tesseract med norsk være installert. Debian og Ubuntu: "
    "sudo apt-get install tesseract-ocr tesseract-ocr-nor. macOS: brew install tesseract tesseract-lang. "
    "Windows: installer fra github.com/UB-Mannheim/tesseract/wiki, og kryss av for Norwegian."
)
_FEW_WORDS = 30
"""On a page that an image covers: a stamp or a header over a scan, not the page's text."""
_POOR = 60
"""Mean confidence; below, what was read is no text."""
_BLURRED = 80
_ASCENT, _DESCENT = 0.78, 0.22
"""Of a line's size."""
_UNREAD = "har ingen tekst som kan leses (skannet eller skadet), og er ikke vurdert."
_UNCLEAR = "Tekstgjenkjenning (OCR) ga ikke lesbar tekst; skann siden på nytt, om den har tekst."
_LATE = "Det var ikke tid til å lese alt; vurder filen en gang til, så leses resten."
_SAME_SIZE = 0.1
"""Share by which measured sizes of one and the same type differ."""
_BOLD = 1.2
"""Of the usual thickness of strokes; bold type has 1.4 and more, but is printed unevenly."""


def read_scans(path: Path, pdf: PdfText, digest: str, limits: Limits = DEFAULT) -> PdfText:
    """The file with the pages read that were left unread, or with what it takes to read them."""
    wanted = [page for page in pdf.pages if page.width and (page.unread or _is_stamped(page))]
    if not wanted:
        return pdf
    engine = program()
    if engine is None:
        return pdf.without([page.number for page in wanted], f"{_UNREAD} {INSTALL}")
    reader = _Reader(path, kept(digest, engine), limits)
    scans = reader.scans([page.number for page in wanted])
    verdicts = {page.number: _verdict(page, scans.get(page.number)) for page in wanted}
    good = {number: scans[number] for number, verdict in verdicts.items() if verdict == "read"}
    left = [number for number, verdict in verdicts.items() if verdict == "unread"]
    settled = [replace(page, unread=page.unread and verdicts.get(page.number) != "keep") for page in pdf.pages]
    pdf = _with(replace(pdf, pages=tuple(settled)), good)
    pdf = pdf.without([number for number in left if number not in reader.late], f"{_UNREAD} {_UNCLEAR}")
    return pdf.without(sorted(reader.late), f"{_UNREAD} {_LATE}")


def _is_stamped(page: PdfPage) -> bool:
    """Whether the page has next to no text, over an image of a page."""
    return page.scanned and len(page.words) < _FEW_WORDS


def _verdict(page: PdfPage, read: Scan | None) -> Literal["read", "keep", "unread"]:
    """Whether what was read is the page's text, the page is best kept as it is, or it has not been read at all."""
    if read is None:
        return "unread"
    count = sum(len(line.words) for line in read.lines)
    if not count or (page.words and count < max(2 * len(page.words), _FEW_WORDS)):
        return "keep"
    return "read" if read.confidence >= _POOR else "unread"


@dataclass(slots=True)
class _Reader:
    """Reads pages of one file, until its time is up."""

    path: Path
    held: Kept
    limits: Limits
    late: set[int] = field(default_factory=set)
    """Pages that there was no time for."""

    def scans(self, numbers: Sequence[int]) -> dict[int, Scan]:
        """The pages that could be read."""
        found = {number: read for number in numbers if (read := self.held.get(number))}
        if len(found) < len(numbers):
            found |= self._new([number for number in numbers if number not in found])
            self.held.prune()
        return found

    def _new(self, numbers: Sequence[int]) -> dict[int, Scan]:
        found, until = dict[int, Scan](), monotonic() + self.limits.ocr_seconds
        document = pdfium.PdfDocument(self.path)
        try:
            for number in numbers:
                read = self._read(document, number, min(until, monotonic() + self.limits.ocr_page_seconds))
                if read:
                    found[number] = read
                    self.held.put(number, read)
        finally:
            document.close()
        return found

    def _read(self, document: Any, number: int, until: float) -> Scan | None:
        """The page, None where it cannot be read or the time is up."""
        if monotonic() > until:
            self.late.add(number)
            return None
        try:
            page = document[number - 1]
            try:
                return scan(page, self.held.program, until)
            finally:
                page.close()
        except subprocess.TimeoutExpired:
            self.late.add(number)
        except (subprocess.CalledProcessError, OSError, ParseError, pdfium.PdfiumError) as error:
            logging.getLogger(__name__).debug("%s, page %d: %r", self.path, number, error)
        return None


def _with(pdf: PdfText, scans: dict[int, Scan]) -> PdfText:
    """The file with scanned pages in place of those that had no text."""
    if not scans:
        return pdf
    mended = mend([one.lines for one in scans.values()])
    pages = list(pdf.pages)
    for (number, one), lines in zip(scans.items(), mended, strict=True):
        pages[number - 1] = _Writer(pdf.glyphs, number, one).page(pages[number - 1], lines)
    warnings = [f"{listed(list(scans))} er lest med tekstgjenkjenning (OCR). Enkelte ord og tegn kan være lest feil."]
    if blurred := [number for number, one in scans.items() if one.confidence < _BLURRED]:
        warnings.append(f"{listed(blurred)} er utydelig. Kontroller belegget mot siden.")
    return replace(pdf, pages=tuple(pages), warnings=(*pdf.warnings, *warnings), ocr=tuple(scans))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes a scanned page's words among the document's characters."""

    glyphs: Glyphs
    number: int
    scan: Scan

    def page(self, old: PdfPage, lines: Sequence[ReadLine]) -> PdfPage:
        """The page with its words and ruled tables."""
        usual = _usual(lines, [line.size for line in lines])
        stroke = _usual(lines, [_stroke(line) for line in lines])
        words = tuple(word for line in lines for word in self._line(line, usual, stroke))
        frame = Frame((0.0, 0.0, *self.scan.stance.size), 0)
        rules = [Drawn(self._points(rule), False, False, ()) for rule in self.scan.rules]
        width, height = self.scan.stance.size
        return replace(
            old, width=width, height=height, words=words, grids=find_grids(rules, frame), unread=False
        )

    def _points(self, rule: Corners) -> Corners:
        """A rectangle of the image in points from the bottom left, as lines of a page are."""
        scale, height = self.scan.stance.scale, self.scan.stance.size[1]
        x0, top, x1, bottom = (side / scale for side in rule)
        return x0, height - bottom, x1, height - top

    def _line(self, line: ReadLine, usual: float, stroke: float) -> Iterator[Word]:
        even = abs(line.size / usual - 1) < _SAME_SIZE
        size = (usual if even else line.size) / self.scan.stance.scale
        bold = _stroke(line) > _BOLD * stroke and (even or line.size > usual)
        for index, word in enumerate(line.words):
            if index:
                self._add(" ", word._replace(x0=line.words[index - 1].x1, x1=word.x0), line)
            start = len(self.glyphs)
            self._add(word.text, word, line)
            x0, x1, base = (side / self.scan.stance.scale for side in (word.x0, word.x1, line.base))
            yield Word(start, len(self.glyphs), x0, x1, base, size, bold, 0)

    def _add(self, text: str, word: ReadWord, line: ReadLine) -> None:
        """Characters that share the word's width among them, as high as the line is."""
        glyphs, step = self.glyphs, (word.x1 - word.x0) / len(text)
        top, bottom = line.base - _ASCENT * line.size, line.base + _DESCENT * line.size
        for index, char in enumerate(text):
            left = word.x0 + index * step
            box = self.scan.stance.shown(left, top, left + step, bottom)
            glyphs.chars.append(char)
            glyphs.page.append(self.number)
            for target, side in zip((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom), box, strict=True):
                target.append(side)


def _stroke(line: ReadLine) -> float:
    """How thick the line's words are drawn."""
    words = [word for word in line.words if word.text.isalnum()] or line.words
    return sum(len(word.text) * word.stroke for word in words) / sum(len(word.text) for word in words)


def _usual(lines: Sequence[ReadLine], values: Sequence[float]) -> float:
    """The value that the middle one of all characters has."""
    each = sorted(value for line, value in zip(lines, values, strict=True) for word in line.words for _ in word.text)
    return each[len(each) // 2]
