"""Page images with marked places."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from analyser.errors import UnreadablePdf
from analyser.pdf.images import page_image
from analyser.pdf.reader import read_pdf
from analyser.text import Box
from tests.pdf.drawing import draw, write


def colour(png: bytes, x: float, y: float) -> object:
    return Image.open(BytesIO(png)).getpixel((int(x), int(y)))


def test_a_box_is_marked_where_it_stands(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 100, ["Kommunen skal"]))
    png = page_image(path, 1, [Box(1, 200, 300, 260, 320), Box(2, 0, 0, 50, 50)], scale=2)
    assert Image.open(BytesIO(png)).size == (1191, 1684)
    assert colour(png, 2 * 230, 2 * 310) == (255, 214, 0)
    assert colour(png, 20, 20) == (255, 255, 255)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_cover_the_ink_of_the_word_on_turned_pages_too(tmp_path: Path, turn: int) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 400, ["HHHHHHHH"], 20), rotate=turn)
    pdf = read_pdf(path)
    plain = Image.open(BytesIO(page_image(path, 1, scale=1))).convert("L")
    (x0, top, x1, bottom) = plain.point(lambda value: 255 * (value < 128)).getbbox() or (0, 0, 0, 0)
    box = pdf.text(pdf.pages[0].words[0]).boxes()[0]
    assert (box.x0 - 3, box.top - 3) <= (x0, top)
    assert box.x0 - 3 <= x0 < x1 <= box.x1 + 3
    assert box.top - 3 <= top < bottom <= box.bottom + 3


def test_a_page_or_file_that_is_not_there(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 100, ["tekst"]))
    with pytest.raises(UnreadablePdf, match="ingen side 2"):
        page_image(path, 2)
    with pytest.raises(UnreadablePdf, match="Kunne ikke åpne"):
        page_image(tmp_path / "nei.pdf", 1)
