"""What a file says about itself: title, dates, language, tags, bookmarks."""

from __future__ import annotations

import ctypes
import re
from typing import Any

import pypdfium2.raw as raw

from analyser.pdf.page import PdfInfo

_MOST = 2_000
"""Bytes of a stated value that are read."""


def pdf_info(handle: Any) -> PdfInfo:
    """The facts of an open document; "" and False where it states nothing."""
    return PdfInfo(
        title=_stated(handle, "Title"),
        author=_stated(handle, "Author"),
        creator=_stated(handle, "Creator"),
        created=_date(_stated(handle, "CreationDate")),
        modified=_date(_stated(handle, "ModDate")),
        language=_language(handle),
        tagged=bool(raw.FPDFCatalog_IsTagged(handle)),
        bookmarks=bool(raw.FPDFBookmark_GetFirstChild(handle, None)),
    )


def _stated(handle: Any, key: str) -> str:
    buffer = ctypes.create_string_buffer(_MOST)
    length: int = raw.FPDF_GetMetaText(handle, key.encode() + b"\0", buffer, _MOST)
    return _decoded(buffer.raw, length)


def _language(handle: Any) -> str:
    buffer = (ctypes.c_ushort * 64)()
    length: int = raw.FPDFCatalog_GetLanguage(handle, buffer, ctypes.sizeof(buffer))
    return _decoded(bytes(buffer), length)


def _decoded(value: bytes, length: int) -> str:
    """The text of so many bytes, two of which end it; nothing where it was too long for its place."""
    whole = value[: length - 2] if 2 < length <= len(value) else b""
    return whole.decode("utf-16-le", "replace").replace("\0", "").strip()


def _date(stated: str) -> str:
    match = re.match(r"(?:D:)?(\d{4})(\d{2})(\d{2})", stated)
    return "-".join(match.groups()) if match else ""
