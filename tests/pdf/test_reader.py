"""Reading files: what is in them, and what is said of files that cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from analyser.errors import UnreadablePdf
from analyser.pdf.limits import Limits
from analyser.pdf.page import PdfText
from analyser.pdf.pdfium import Boxes, Indices, TextPage
from analyser.pdf.reader import read_pdf
from tests.pdf.drawing import BOLD, FONT, HEIGHT, LONG, WIDTH, draw, table, wrap, write


def words(pdf: PdfText, page: int = 1) -> list[str]:
    return [str(pdf.text(word)) for word in pdf.pages[page - 1].words]


def problem(path: Path, limits: Limits | None = None) -> UnreadablePdf:
    with pytest.raises(UnreadablePdf) as caught:
        read_pdf(path, limits or Limits())
    return caught.value


def test_words_with_place_size_and_weight(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 50, 100, ["Formål"], 14, BOLD)
        write(canvas, 50, 130, ["Kommunen skal"], 10)

    pdf = read_pdf(draw(tmp_path / "a.pdf", page))
    heading, first, _ = pdf.pages[0].words
    assert words(pdf) == ["Formål", "Kommunen", "skal"]
    assert (heading.size, heading.bold, first.size, first.bold) == (14, True, 10, False)
    assert heading.base == pytest.approx(100, abs=0.1)
    box = pdf.text(first).boxes()[0]
    assert (box.page, box.x0) == (1, pytest.approx(50, abs=1))
    assert 120 < box.top < box.bottom < 135


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_in_the_direction_of_its_text(tmp_path: Path, turn: int) -> None:
    path = draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 400, ["første linje", "andre linje"]), rotate=turn)
    pdf = read_pdf(path)
    first, *rest = sorted(pdf.pages[0].words, key=lambda word: (word.base, word.x0))
    assert [str(pdf.text(word)) for word in (first, *rest)] == ["første", "linje", "andre", "linje"]
    assert first.x0 == pytest.approx(50, abs=1)
    box = pdf.text(first).boxes()[0]
    standing = box.bottom - box.top > box.x1 - box.x0
    assert standing == (turn != 180)
    assert box.top >= 0


def test_text_drawn_sideways_is_read_upright(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.setFont(FONT, 10)
        canvas.drawString(100, -100, "Kommunen skal melde")
        canvas.drawString(100, -112, "innen tre dager")

    pdf = read_pdf(draw(tmp_path / "a.pdf", page))
    first, *_, last = pdf.pages[0].words
    assert words(pdf) == ["Kommunen", "skal", "melde", "innen", "tre", "dager"]
    assert first.base < last.base
    assert all(word.angle == 0 for word in pdf.pages[0].words)


def test_a_slanted_stamp_is_told_from_the_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 50, 100, [LONG[:60]])
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFont(FONT, 60)
        canvas.drawString(0, 0, "UTKAST")

    pdf = read_pdf(draw(tmp_path / "a.pdf", page))
    assert [str(pdf.text(word)) for word in pdf.pages[0].words if word.angle] == ["UTKAST"]


def test_white_text_counts_only_on_a_coloured_ground(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFillColorRGB(0, 0, 0.5)
        canvas.rect(40, HEIGHT - 110, 200, 20, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        write(canvas, 50, 105, ["Kommunen"])
        write(canvas, 50, 205, ["usynlig"])

    assert words(read_pdf(draw(tmp_path / "a.pdf", page))) == ["Kommunen"]


def test_invisible_text_is_left_out_where_there_is_no_scan(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        hidden = canvas.beginText(50, 500)
        hidden.setFont(FONT, 10)
        hidden.setTextRenderMode(3)
        hidden.textLine("skjult")
        canvas.drawText(hidden)
        canvas.restoreState()
        write(canvas, 50, 100, ["synlig"])

    assert words(read_pdf(draw(tmp_path / "a.pdf", page))) == ["synlig"]


def test_boldness_by_printing_twice_is_read_once(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 50, 100, ["Formål med avtalen"])
        write(canvas, 50.3, 100, ["Formål med avtalen"])

    assert words(read_pdf(draw(tmp_path / "a.pdf", page))) == ["Formål", "med", "avtalen"]


def test_a_picture_font_gives_bullets(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 50, 100, ["l"], 10, "ZapfDingbats")
        write(canvas, 70, 100, ["melde"])

    assert words(read_pdf(draw(tmp_path / "a.pdf", page))) == ["•", "melde"]


def test_ruled_tables_become_cells(tmp_path: Path) -> None:
    rows = [["Tema", "Kommunen"], ["Melding", "sender"], ["Svar", "venter"]]
    pdf = read_pdf(draw(tmp_path / "a.pdf", lambda canvas: table(canvas, 50, 100, [100, 150], rows)))
    (grid,) = pdf.pages[0].grids
    assert [len(row) for row in grid.rows] == [2, 2, 2]
    assert grid.box.x0 == pytest.approx(50, abs=1)


def test_a_frame_or_an_underline_is_no_table(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(30, 30, 500, 700)
        canvas.line(50, 600, 300, 600)
        write(canvas, 50, 100, ["tekst"])

    assert read_pdf(draw(tmp_path / "a.pdf", page)).pages[0].grids == ()


def test_pages_without_text_are_named(tmp_path: Path) -> None:
    pdf = read_pdf(draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 100, ["tekst"]), lambda canvas: None))
    assert pdf.pages_without_text == (2,)
    assert pdf.warnings == ("Side 2 har ingen tekst.",)


def test_a_file_without_any_text_is_no_error(tmp_path: Path) -> None:
    assert read_pdf(draw(tmp_path / "a.pdf", lambda canvas: None)).pages_without_text == (1,)


def test_what_the_file_says_about_itself(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("Delavtale 2")
        write(canvas, 50, 100, ["tekst"])

    info = read_pdf(draw(tmp_path / "a.pdf", page)).info
    assert (info.title, info.tagged) == ("Delavtale 2", False)
    assert len(info.created) == len("2024-01-31")


def test_a_missing_file(tmp_path: Path) -> None:
    error = problem(tmp_path / "nei.pdf")
    assert error.kind == "mangler"
    assert "nei.pdf" in str(error)


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (b"", "tom", "tom"),
        (b"PK\x03\x04 word/document.xml", "ikke_pdf", ".docx"),
        (b"\xff\xd8\xff\xe0 JFIF", "ikke_pdf", "JPEG"),
        (b"<!DOCTYPE html><html>", "ikke_pdf", "nettside"),
        (b"bare litt tekst", "ikke_pdf", "mangler PDF-signatur"),
        (b"%PDF-1.7\n%nothing more", "skadet", "skadet"),
    ],
)
def test_files_that_are_no_readable_pdf(tmp_path: Path, content: bytes, kind: str, says: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    error = problem(path)
    assert error.kind == kind
    assert says in str(error)


@pytest.mark.parametrize("share", [0.1, 0.3])
def test_a_truncated_file_is_damaged(tmp_path: Path, share: float) -> None:
    whole = draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 100, wrap(LONG, 400))).read_bytes()
    path = tmp_path / "b.pdf"
    path.write_bytes(whole[: int(share * len(whole))])
    assert problem(path).kind in ("skadet", "ingen_sider")


def test_a_password(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("hemmelig", canPrint=0))
    canvas.drawString(50, 50, "tekst")
    canvas.save()
    error = problem(path)
    assert error.kind == "kryptert"
    assert "passord" in str(error)


def test_limits(tmp_path: Path) -> None:
    path = draw(tmp_path / "a.pdf", *[lambda canvas: write(canvas, 50, 100, ["en to tre fire"])] * 3)
    assert problem(path, Limits(pages=2)).kind == "for_stor"
    assert problem(path, Limits(bytes=100)).kind == "for_stor"
    pdf = read_pdf(path, Limits(characters_per_page=5))
    assert words(pdf) == ["en", "to"]
    assert len(pdf.warnings) == 3


def test_an_absurd_page_size_is_named_and_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=(1e7, 1e7))
    canvas.drawString(50, 50, "tekst")
    canvas.save()
    assert "urimelig" in read_pdf(path).warnings[0]


def test_an_ocr_layer_over_a_scan_is_read_with_one_size(tmp_path: Path) -> None:
    scan = tmp_path / "scan.png"
    Image.new("RGB", (60, 80), "white").save(scan)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(str(scan), 0, 0, WIDTH, HEIGHT)
        hidden = canvas.beginText(50, 500)
        hidden.setTextRenderMode(3)
        for size in (9, 10, 11):
            hidden.setFont(FONT, size)
            hidden.textLine("lest")
        canvas.drawText(hidden)

    pdf = read_pdf(draw(tmp_path / "a.pdf", page))
    assert words(pdf) == ["lest", "lest", "lest"]
    assert {word.size for word in pdf.pages[0].words} == {10}


def test_tables_inside_a_form_object_are_found(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.beginForm("innhold")
        table(canvas, 50, 100, [100, 150], [["Tema", "Kommunen"], ["Melding", "sender"]])
        canvas.endForm()
        canvas.translate(20, -30)
        canvas.doForm("innhold")

    pdf = read_pdf(draw(tmp_path / "a.pdf", page))
    (grid,) = pdf.pages[0].grids
    assert grid.box.x0 == pytest.approx(70, abs=1)
    assert grid.box.top == pytest.approx(130, abs=1)


def test_letters_squeezed_to_nothing_are_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font whose widths were all zero gave sentences that stood nowhere, and no record could quote them."""
    whole = TextPage.boxes

    def squeezed(page: TextPage, inked: Indices) -> Boxes:
        boxes = whole(page, inked)
        boxes[:, 2] = boxes[:, 0]
        return boxes

    monkeypatch.setattr(TextPage, "boxes", squeezed)
    assert words(read_pdf(draw(tmp_path / "a.pdf", lambda canvas: write(canvas, 50, 100, ["tekst"])))) == []
