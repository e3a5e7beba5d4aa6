"""Pages drawn as pictures in a worker process: what a hostile page does to its reader ends there."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from analyser.errors import AnalyserError
from analyser.pdf.images import page_image
from analyser.pdf.limits import Limits
from analyser.pool import Job, Workers
from analyser.text import Box

View = Literal["page", "close", "large"]
VIEWS: dict[View, float] = {"page": 1.7, "close": 2.2, "large": 2.6}
"""Ways to show a page, and the pixels to the point in each."""
LIMITS = Limits(seconds=20)
"""A page takes about 0.2 seconds."""
_AROUND = 70.0
"""Points above and below the marked lines in the close view."""
_MARGIN = 24
"""Pixels left and right of the text in the close view."""


class NotDrawn(AnalyserError):
    """A page that could not be made a picture of."""

    kind = "ikke_tegnet"


class Drawer:
    """Draws pages one at a time in a process of its own."""

    def __init__(self) -> None:
        self._workers = Workers(Job(f"{__name__}:drawing"), 1, LIMITS).__enter__()

    def close(self) -> None:
        """End the process."""
        self._workers.close()

    def picture(self, path: Path, page: int, marked: Sequence[Box], view: View) -> bytes:
        """The page as PNG with the boxes marked; raises AnalyserError, in Norwegian, when it cannot be drawn."""
        answer = json.loads(self._workers.answer(json.dumps([str(path), page, [list(box) for box in marked], view])))
        if "error" in answer:
            raise NotDrawn(answer["error"])
        return b64decode(answer["png"])


def drawing() -> Callable[[str], str]:
    """The job of the worker."""
    return answer


def answer(request: str) -> str:
    """Draw what the request asks for, or say why that cannot be done."""
    path, page, rectangles, view = json.loads(request)
    marked = [Box(*one) for one in rectangles]
    try:
        png = page_image(Path(path), page, marked, VIEWS[view])
    except AnalyserError as error:
        return json.dumps({"error": str(error)})
    if view == "close" and marked:
        png = close_up(png, marked, VIEWS[view])
    return json.dumps({"png": b64encode(png).decode()})


def close_up(png: bytes, marked: Sequence[Box], scale: float) -> bytes:
    """The part of the picture around the marked lines, without the empty margins."""
    from PIL import Image, ImageChops

    image = Image.open(BytesIO(png))
    top = max(0, round(scale * (min(box.top for box in marked) - _AROUND)))
    bottom = min(image.height, round(scale * (max(box.bottom for box in marked) + _AROUND)))
    if top >= bottom:
        return png
    band = image.crop((0, top, image.width, bottom))
    left, _, right, _ = ImageChops.invert(band).getbbox() or (0, 0, band.width, 0)
    stream = BytesIO()
    band.crop((max(0, left - _MARGIN), 0, min(band.width, right + _MARGIN), band.height)).save(stream, "PNG")
    return stream.getvalue()
