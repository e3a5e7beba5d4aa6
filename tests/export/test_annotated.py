"""The PDF with comments: the colour is where the words are, however the page is turned or cut; errors are clear."""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from pdf.drawing import draw, wrap, write
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, FloatObject, NameObject, NullObject, RectangleObject

import analyser
from analyser.assessment import Assessment
from analyser.export import annotated
from analyser.export.annotated import AnnotationError
from analyser.store import Review
from export.samples import MADE, PATH, RULES, agreement, reviews

WORDS = "Kommunen skal sende melding"
LINES = [
    "Samarbeidsavtale mellom Bodø kommune og Nordlandssykehuset HF", "", "1 Oppgaver og ansvar", "",
    *wrap(f"{WORDS} til sykehuset innen tre dager etter at pasienten er meldt utskrivningsklar.", 400), "",
    "Ved uenighet tar partene saken opp i samarbeidsutvalget.",
]


def drawn(folder: Path, rotate: int = 0, crop: Any = None, media: Any = None, unit: float = 1) -> Path:
    """An agreement of one page that is turned, cut, moved or scaled."""
    path = draw(folder / "plain.pdf", lambda canvas: write(canvas, 90, 160, LINES))
    writer = PdfWriter(clone_from=PdfReader(path))
    page = writer.pages[0]
    if rotate:
        page.rotate(rotate)
    if media:
        page.mediabox = RectangleObject(media)
    if crop:
        page.cropbox = RectangleObject(crop)
    if unit != 1:
        page[NameObject("/UserUnit")] = FloatObject(unit)
    writer.write(folder / "odd.pdf")
    return folder / "odd.pdf"


def marked(path: Path, record: Assessment | None = None, standing: Mapping[str, Review] | None = None) -> bytes:
    return annotated.written(path, annotated.marking(record or analyser.analyse(path), standing or {}, RULES, MADE))


def picture(data: bytes, annotations: bool) -> Any:
    document = pdfium.PdfDocument(data)
    document.init_forms()
    return document[0].render(scale=2, may_draw_forms=annotations, draw_annots=annotations).to_pil().convert("RGB")


def places(data: bytes, words: str) -> list[tuple[int, int]]:
    """Where in the picture the letters of some words stand, by pdfium alone; spaces left out."""
    page = pdfium.PdfDocument(data)[0]
    text = page.get_textpage()
    found = text.search(words).get_next()
    assert found
    width, height = (round(2 * side) for side in page.get_size())
    middles = []
    for index in (found[0] + at for at, letter in enumerate(words) if letter != " "):
        left, bottom, right, top = text.get_charbox(index, loose=True)
        x, y = pdfium.raw.c_int(), pdfium.raw.c_int()
        middle = ((left + right) / 2, (bottom + top) / 2)
        pdfium.raw.FPDF_PageToDevice(page.raw, 0, 0, width, height, 0, *middle, x, y)
        middles.append((x.value, y.value))
    return middles


@pytest.mark.parametrize(
    "look",
    [
        {}, {"rotate": 90}, {"rotate": 180}, {"rotate": 270},
        {"crop": (50, 400, 560, 800)}, {"crop": (50, 400, 560, 800), "rotate": 90},
        {"media": (-30, -40, 595, 900)}, {"media": (20, 30, 590, 830), "crop": (40, 60, 570, 800), "rotate": 270},
        {"unit": 2.0},
    ],
    ids=str,
)
def test_the_colour_is_where_the_words_are(tmp_path: Path, look: dict[str, Any]) -> None:
    data = marked(drawn(tmp_path, **look))
    before, after = picture(data, False), picture(data, True)
    inside = [(before.getpixel(at), after.getpixel(at)) for at in places(data, WORDS)]
    white = [new for old, new in inside if old == (255, 255, 255)]
    assert len(white) >= 5
    assert (255, 255, 255) not in white
    assert [after.getpixel(at) for at in places(data, "Samarbeidsavtale")] == [
        before.getpixel(at) for at in places(data, "Samarbeidsavtale")
    ]


def annotations(data: bytes) -> list[Any]:
    return [one.get_object() for page in PdfReader(io.BytesIO(data)).pages for one in page.get("/Annots", ())]


def test_findings_of_several_constructs_on_one_sentence_are_one_annotation() -> None:
    found = annotated.notes(agreement(), {}, RULES)
    spans = [note.span for note in found]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    several = max(found, key=lambda note: note.text.count("\n\n"))
    assert several.text.count("\n\n") >= 2
    every = {one.span for construct in agreement().constructs.values() for one in construct.evidence}
    covered = [any(span[0] <= start and end <= span[1] for span in spans) for start, end in every]
    assert all(covered)


def test_comments_say_construct_level_element_rule_and_advice() -> None:
    data = marked(PATH, agreement(), reviews())
    texts = [one["/Contents"] for one in annotations(data)]
    assert any("Konkretisering: 3 ivaretatt\n• " in text and "– regel: " in text for text in texts)
    near = next(text for text in texts if "Nærmest her." in text and "Forslag til tekst" in text)
    assert "Ikke funnet: " in near
    about = texts[-1] if "Samisk befolkning: 0" in texts[-1] else next(one for one in texts if one.count("\n") > 10)
    assert "Samisk befolkning: 0 ikke omtalt (gjennomgang: 1 omtalt)" in about
    assert "prosjektets egne" in about


def test_annotations_have_author_time_appearance_and_are_printed() -> None:
    for one in annotations(marked(PATH, agreement())):
        assert (one["/T"], one["/F"], one["/M"]) == ("Avtaleanalyse", 4, "D:20260301140500+01'00'")
        assert one["/Subtype"] in ("/Highlight", "/Underline", "/Text")
        assert one["/Subtype"] == "/Text" or ("/N" in one["/AP"] and len(one["/QuadPoints"]) % 8 == 0)


def test_a_mention_is_not_painted_as_the_level_of_the_construct() -> None:
    mentions = [
        note for note in annotated.notes(agreement(), {}, RULES)
        if note.found and "• " in note.text
        and all("(teller som omtale)" in line for line in note.text.splitlines() if line.startswith("• "))
    ]
    assert mentions
    assert {note.level for note in mentions} <= {0, 1}


def test_the_words_of_the_agreement_are_untouched() -> None:
    data = marked(PATH, agreement())
    one, other = PdfReader(PATH), PdfReader(io.BytesIO(data))
    assert [page.extract_text() for page in other.pages] == [page.extract_text() for page in one.pages]


def test_pages_that_share_one_list_of_annotations_do_not_share_the_marks(tmp_path: Path) -> None:
    """What was found on one page was marked on all of them."""
    lines = LINES[4:]
    path = draw(
        tmp_path / "two.pdf", lambda canvas: write(canvas, 90, 160, LINES[:4]),
        lambda canvas: write(canvas, 90, 160, lines),
    )  # fmt: skip
    writer = PdfWriter(clone_from=PdfReader(path))
    shared = writer._add_object(ArrayObject())
    for page in writer.pages:
        page[NameObject("/Annots")] = shared
    writer.write(path)
    first, second = PdfReader(io.BytesIO(marked(path))).pages
    assert [one.get_object()["/Subtype"] for one in first["/Annots"]] == ["/Text"]
    assert {one.get_object()["/Subtype"] for one in second["/Annots"]} >= {"/Highlight"}


def test_a_page_whose_list_of_annotations_is_nothing_gets_one(tmp_path: Path) -> None:
    path = drawn(tmp_path)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0][NameObject("/Annots")] = NullObject()
    writer.write(path)
    assert len(annotations(marked(path))) > 1


@pytest.mark.parametrize("seed", range(30))
def test_a_spoilt_file_is_marked_or_refused_and_never_breaks_the_program(tmp_path: Path, seed: int) -> None:
    """A page that pdfium could not load stopped the program."""
    chance, data = random.Random(seed), bytearray(PATH.read_bytes())
    for _ in range(chance.randint(5, 60)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(data)
    with suppress(AnnotationError):
        assert marked(path, for_file(path)).startswith(b"%PDF-")


def protected(path: Path, folder: Path, password: str) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user_password=password, owner_password="eier", algorithm="AES-256")
    writer.write(folder / "protected.pdf")
    return folder / "protected.pdf"


def test_a_file_locked_for_changes_but_open_for_reading_is_marked_all_the_same(tmp_path: Path) -> None:
    path = protected(drawn(tmp_path), tmp_path, "")
    assert any("Konkretisering" in one["/Contents"] for one in annotations(marked(path)))


def for_file(path: Path) -> Assessment:
    """A record that says it is of this file, whatever the file holds."""
    import hashlib

    return replace(agreement(), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    path = protected(drawn(tmp_path), tmp_path, "hemmelig")
    with pytest.raises(AnnotationError, match=r"beskyttet med passord. Be om en åpen utgave"):
        marked(path, for_file(path))


def test_a_file_that_is_gone_or_another_says_so(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"borte fra lageret. Last den opp på nytt"):
        marked(tmp_path / "borte.pdf", agreement())
    with pytest.raises(AnnotationError, match="ikke den samme som ble vurdert"):
        marked(drawn(tmp_path), agreement())


def test_a_file_whose_pages_do_not_hold_the_boxes_says_what_to_do(tmp_path: Path) -> None:
    path = drawn(tmp_path)
    with pytest.raises(AnnotationError, match="Lagre som PDF"):
        marked(path, for_file(path))


def test_annotations_that_were_there_are_kept(tmp_path: Path) -> None:
    first = tmp_path / "first.pdf"
    first.write_bytes(marked(drawn(tmp_path)))
    again = annotations(marked(first))
    assert len(again) == 2 * len(annotations(first.read_bytes()))
