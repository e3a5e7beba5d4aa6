"""Pictures of pages with places marked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from conftest import AGREEMENTS
from PIL import Image

from analyser.app.agreement.drawing import Drawer, NotDrawn, close_up
from analyser.app.agreement.findings import boxes
from analyser.app.agreement.place import Place
from analyser.pdf.images import page_image
from analyser.text import Box
from app.agreement.samples import example

PDF = AGREEMENTS / "overordnet-ostre-agder.pdf"


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    made = Drawer()
    yield made
    made.close()


def test_a_page_is_drawn_in_a_process_of_its_own(drawer: Drawer) -> None:
    marks = [Box(4, 100, 300, 200, 312)]
    whole, near = (Image.open(BytesIO(drawer.picture(PDF, 4, marks, view))) for view in ("page", "close"))
    assert near.height < whole.height / 2
    assert (255, 214, 0) in {colour for _, colour in whole.getcolors(10**7) or ()}
    assert drawer.picture(PDF, 4, (), "close") == drawer.picture(PDF, 4, (), "close")


def test_what_cannot_be_drawn_is_said_and_the_next_page_is_drawn(drawer: Drawer, tmp_path: Path) -> None:
    broken = tmp_path / "ødelagt.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(NotDrawn, match=r"Kunne ikke åpne ødelagt\.pdf"):
        drawer.picture(broken, 1, (), "page")
    with pytest.raises(NotDrawn, match="har ingen side 99"):
        drawer.picture(PDF, 99, (), "page")
    assert drawer.picture(PDF, 1, (), "page").startswith(b"\x89PNG")


def test_a_quote_over_a_page_break_shows_both_pages() -> None:
    over = next(one for construct in example().constructs.values() for one in construct.evidence
                if len(set(one.box_pages)) > 1)  # fmt: skip
    assert Place(boxes(over.boxes, over.box_pages), over.page).pages == (over.page, over.page + 1)


def test_a_place_without_boxes_is_still_a_page() -> None:
    assert Place((), 3).pages == (3,)


def test_the_close_view_holds_the_marked_lines_and_little_else() -> None:
    marks = [Box(4, 100, 300, 200, 312)]
    whole = page_image(PDF, 4, marks, 2)
    near = Image.open(BytesIO(close_up(whole, marks, 2)))
    full = Image.open(BytesIO(whole))
    assert near.height < full.height / 3
    assert near.width < full.width
    assert (255, 214, 0) in {colour for _, colour in near.getcolors(10**7) or ()}


def test_the_close_view_of_boxes_outside_the_picture_is_the_whole_page() -> None:
    whole = page_image(PDF, 4, (), 1)
    assert close_up(whole, [Box(4, 0, 5000, 10, 5010)], 1) == whole
