"""A PDF file to `PdfText`: every character with its place, ruled tables, facts about the file, clear errors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from analyser.errors import UnreadablePdf
from analyser.pdf.drawn import Corners, Drawn, drawn_objects
from analyser.pdf.info import pdf_info
from analyser.pdf.limits import DEFAULT, Limits
from analyser.pdf.page import PdfPage, PdfText
from analyser.pdf.pdfium import TextPage
from analyser.pdf.tables import find_grids
from analyser.pdf.words import Covered, page_words
from analyser.text import Glyphs

_SIGNATURES = (
    (b"PK\x03\x04", "et Office-dokument (.docx, .xlsx eller .odt) eller en zip-fil"),
    (b"\xd0\xcf\x11\xe0", "et eldre Office-dokument (.doc eller .xls)"),
    (b"\xff\xd8\xff", "et bilde (JPEG)"),
    (b"\x89PNG", "et bilde (PNG)"),
    (b"II*\x00", "et bilde (TIFF)"),
    (b"MM\x00*", "et bilde (TIFF)"),
    (b"GIF8", "et bilde (GIF)"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"%!PS", "en PostScript-fil"),
)
_HEADER_WITHIN = 1024
"""Bytes; the PDF header need not stand first, but near the start."""
_LARGEST_SIDE = 20_000.0
"""Points; larger page boxes are errors of the program that made the file."""
_UNREADABLE_SHARE = 0.2
_DRAWN_TEXT = 200
"""Shapes on a page without text; so many may be letters drawn as outlines."""


def read_pdf(path: Path, limits: Limits = DEFAULT) -> PdfText:
    """Read every page of the file; raises `UnreadablePdf` where there is nothing to read."""
    _check_file(path, limits)
    document = _open(path)
    try:
        count = len(document)
        if count == 0:
            raise UnreadablePdf("ingen_sider", "Filen har ingen sider. Lag PDF-en på nytt fra originaldokumentet.")
        if count > limits.pages:
            raise _too_large(f"{count} sider", f"{limits.pages} sider")
        return _read(document, limits)
    finally:
        document.close()


def _check_file(path: Path, limits: Limits) -> None:
    if not os.path.isfile(path):  # never raises, unlike Path.is_file
        raise _no_file(path)
    if not os.access(path, os.R_OK):
        raise UnreadablePdf("ingen_tilgang", "Filen kan ikke åpnes: tilgang nektet. Gi deg selv lesetilgang til den.")
    size = path.stat().st_size
    if size == 0:
        raise UnreadablePdf("tom", "Filen er tom (0 byte). Last den ned eller eksporter den på nytt.")
    if size > limits.bytes:
        raise _too_large(f"{size / 1e6:.0f} MB", f"{limits.bytes / 1e6:.0f} MB")
    with path.open("rb") as stream:
        head = stream.read(_HEADER_WITHIN)
    if b"%PDF-" not in head:
        message = f"Filen er ikke en PDF, men {_looks_like(head)}. Lagre den som PDF og prøv igjen."
        raise UnreadablePdf("ikke_pdf", message)


def _no_file(path: Path) -> UnreadablePdf:
    if os.path.isdir(path):
        return UnreadablePdf("ikke_fil", f"{path} er en mappe. Oppgi en PDF-fil.")
    if os.path.lexists(path):
        return UnreadablePdf("ikke_fil", f"{path} er ikke en vanlig fil, eller en lenke til noe som er borte.")
    return UnreadablePdf("mangler", f"Fant ikke filen {path}. Kontroller navn og mappe.")


def _too_large(found: str, most: str) -> UnreadablePdf:
    message = f"Filen er for stor: {found}, grensen er {most}. Del den opp, og les én avtale om gangen."
    return UnreadablePdf("for_stor", message)


def _looks_like(head: bytes) -> str:
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return f"ser ut til å være {name}"
    start = head.lstrip()[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml")):
        return "ser ut til å være en nettside (HTML eller XML)"
    return "noe annet (filen mangler PDF-signatur)"


def _open(path: Path) -> Any:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            message = "Filen er beskyttet med passord. Fjern beskyttelsen, eller be om en åpen utgave."
            raise UnreadablePdf("kryptert", message) from error
        if code == raw.FPDF_ERR_SECURITY:
            message = "Filen er kryptert på en måte som ikke kan leses. Be om en åpen utgave."
            raise UnreadablePdf("kryptert", message) from error
        message = "Filen er skadet eller ufullstendig og kan ikke åpnes. Last den ned eller eksporter den på nytt."
        raise UnreadablePdf("skadet", message) from error


def _read(document: Any, limits: Limits) -> PdfText:
    glyphs, pages = Glyphs(), []
    warnings: list[str] = []
    for number in range(1, len(document) + 1):
        try:
            pages.append(_read_page(document, number, glyphs, limits, warnings))
        except pdfium.PdfiumError:
            warnings.append(f"Side {number} er skadet og kunne ikke leses.")
            pages.append(PdfPage(number, 0.0, 0.0, 0, (), (), False, unread=True))
    warnings += [f"Side {page.number} har ingen tekst." for page in pages if not page.words and not page.unread]
    return PdfText(glyphs, tuple(pages), pdf_info(document.raw), tuple(warnings))


def _read_page(document: Any, number: int, glyphs: Glyphs, limits: Limits, warnings: list[str]) -> PdfPage:
    page = document[number - 1]
    try:
        text_page = page.get_textpage()
        try:
            return _page(page, text_page, number, glyphs, limits, warnings)
        finally:
            text_page.close()
    finally:
        page.close()


def _page(page: Any, text_page: Any, number: int, glyphs: Glyphs, limits: Limits, warnings: list[str]) -> PdfPage:
    corners = page.get_bbox()
    if max(corners[2] - corners[0], corners[3] - corners[1]) > _LARGEST_SIDE:
        warnings.append(f"Side {number} har en urimelig størrelse og ble ikke lest.")
        return PdfPage(number, 0.0, 0.0, 0, (), (), False, unread=True)
    source = TextPage(text_page, limits.characters_per_page)
    if source.found > source.count:
        warnings.append(f"Side {number} har mer enn {source.count} tegn; resten ble ikke lest.")
    drawn, turn, first = drawn_objects(page, limits.objects_per_page), page.get_rotation(), len(glyphs)
    scanned = _is_scan(drawn, corners)
    words, frame = page_words(source, glyphs, number, corners, turn, _ground(drawn), scanned)
    unreadable = _is_unreadable(glyphs.chars[first:])
    if unreadable:
        warnings.append(f"Side {number} har tegn som ikke lar seg lese (skriften mangler koder).")
        words = []
    has_image = any(item.image for item in drawn) or len(drawn) > _DRAWN_TEXT
    grids, unread = find_grids(drawn, frame), not words and (has_image or unreadable)
    return PdfPage(number, *frame.size, turn, tuple(words), grids, has_image, unread, scanned)


def _is_scan(drawn: Sequence[Drawn], corners: Corners) -> bool:
    """Whether images cover most of the page: then text that is not drawn is an OCR layer, not hidden matter."""
    page = (corners[2] - corners[0]) * (corners[3] - corners[1])
    images = [item.corners for item in drawn if item.image]
    return sum((right - left) * (top - bottom) for left, bottom, right, top in images) > 0.5 * page


def _ground(drawn: Sequence[Drawn]) -> Covered:
    """Where white text can be read: on images and on shapes that are not white."""
    shapes = [item.corners for item in drawn if not item.unseen]

    def covered(x: float, y: float) -> bool:
        return any(left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1 for left, bottom, right, top in shapes)

    return covered


def _is_unreadable(chars: list[str]) -> bool:
    return chars.count("\ufffd") > _UNREADABLE_SHARE * len(chars)
