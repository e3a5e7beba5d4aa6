"""A page as an image with places marked, to show evidence where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from analyser.errors import UnreadablePdf
from analyser.text import Box

_MARK = (255, 214, 0)
_EDGE = (214, 120, 0)
_MOST_PIXELS = 40_000_000
"""About an A3 page at 400 dots per inch; larger pages are drawn smaller."""


def page_image(path: Path, page: int, boxes: Iterable[Box] = (), scale: float = 1.5) -> bytes:
    """The page (counted from 1) as PNG, `scale` pixels to the point, with the boxes that lie on it marked."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
    except (pdfium.PdfiumError, FileNotFoundError) as error:
        raise UnreadablePdf("skadet", f"Kunne ikke åpne {path.name} for å vise siden.") from error
    try:
        if not 1 <= page <= len(document):
            raise UnreadablePdf("skadet", f"{path.name} har ingen side {page}.")
        return _png(document[page - 1], page, boxes, scale)
    finally:
        document.close()


def _png(drawn: Any, page: int, boxes: Iterable[Box], scale: float) -> bytes:
    width, height = drawn.get_size()
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
    image = drawn.render(scale=scale).to_pil().convert("RGB")
    _mark(image, [box for box in boxes if box.page == page], scale)
    stream = BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _mark(image: Any, boxes: Sequence[Box], scale: float) -> None:
    """Colour the boxes as a marker pen would: what is dark stays dark."""
    from PIL import Image, ImageChops, ImageDraw

    ink = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(ink)
    for box in boxes:
        sides = (box.x0 - 1, box.top - 1, box.x1 + 1, box.bottom + 1)
        pen.rectangle([scale * side for side in sides], _MARK)
    image.paste(ImageChops.multiply(image, ink))
    pen = ImageDraw.Draw(image)
    for box in boxes:
        pen.line([scale * box.x0, scale * (box.bottom + 1), scale * box.x1, scale * (box.bottom + 1)], _EDGE, 1)
