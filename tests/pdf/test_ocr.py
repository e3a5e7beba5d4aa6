"""Scans: read with OCR where it is installed, and said to be unread where it is not."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic

import make_pdf
import numpy
import pypdf
import pypdfium2
import pytest
from conftest import AGREEMENTS, EXAMPLES, SCAN
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from analyser import engine
from analyser.errors import UnreadablePdf
from analyser.pdf import ocr, scans
from analyser.pdf.limits import Limits
from analyser.pdf.page import PdfText
from analyser.pdf.reader import read_pdf
from analyser.pdf.signs import mend
from analyser.pdf.tesseract import Program, ReadLine, ReadWord, program
from analyser.pdf.upright import Stance, picture
from tests.pdf.drawing import BOLD, HEIGHT, LONG, WIDTH, draw, table, wrap, write


def as_scan(pdf: Path, out: Path, turn: float = 0.0, rotate: int = 0, dpi: int = 150, noise: float = 8.0) -> Path:
    """The pages as images without text, their content turned by degrees; `rotate` is the page's own rotation."""
    chance = numpy.random.default_rng(1)
    canvas = Canvas(str(out))
    for page in pypdfium2.PdfDocument(pdf):
        drawn = page.render(scale=dpi / 72, grayscale=True).to_pil()
        image = drawn.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255)
        grey = numpy.asarray(image, dtype=float) * 0.95 + chance.normal(0, noise, (image.height, image.width))
        stream = io.BytesIO()
        Image.fromarray(grey.clip(0, 255).astype("uint8")).save(stream, "JPEG", quality=60)
        size = image.width * 72 / dpi, image.height * 72 / dpi
        canvas.setPageSize(size)
        canvas.setPageRotation(rotate)
        canvas.drawImage(ImageReader(stream), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out


def letter(folder: Path) -> Path:
    """A page of plain text."""
    return draw(folder / "brev.pdf", lambda canvas: write(canvas, 70, 100, wrap(LONG, 400, 11), 11))


def read(path: Path, limits: Limits | None = None) -> PdfText:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ocr.read_scans(path, read_pdf(path), digest, limits or Limits())


def text(pdf: PdfText) -> str:
    return " ".join(str(pdf.text(word)) for page in pdf.pages for word in page.words)


def boxes(pdf: PdfText, page: int = 1) -> Iterator[tuple[str, float, float, float, float]]:
    for word in pdf.pages[page - 1].words:
        (box,) = pdf.text(word).boxes()
        yield str(pdf.text(word)), box.x0, box.top, box.x1, box.bottom


# Without the program


@pytest.mark.usefixtures("without_ocr")
def test_without_tesseract_the_message_says_what_to_install() -> None:
    with pytest.raises(UnreadablePdf) as caught:
        engine.extract(SCAN)
    assert caught.value.kind == "uten_tekst"
    for advice in ("Side 1", "sudo apt-get install tesseract-ocr tesseract-ocr-nor", "brew install", "Windows"):
        assert advice in str(caught.value)


@pytest.mark.usefixtures("without_ocr")
def test_without_tesseract_a_scanned_page_counts_as_unread_and_not_as_empty(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    for part in (letter(tmp_path), SCAN):
        writer.append(part)
    writer.write(tmp_path / "a.pdf")
    pdf = read(tmp_path / "a.pdf")
    assert (pdf.unread, pdf.ocr) == ((2,), ())


@pytest.mark.usefixtures("without_ocr")
def test_a_stamp_over_a_scan_is_not_the_text_of_the_page(tmp_path: Path) -> None:
    """The page has seven words of its own, so it passed for read, and what stood in the image for absent."""
    pdf = read(stamped(tmp_path))
    assert pdf.unread == (1,)
    assert "Side 1 har ingen tekst som kan leses" in pdf.warnings[-1]


def stamped(folder: Path) -> Path:
    scan = as_scan(letter(folder), folder / "skann.pdf")
    stamp = draw(folder / "stempel.pdf", lambda canvas: write(canvas, 40, 30, ["Sak 12/345 mottatt den 3. mai"], 8))
    writer = pypdf.PdfWriter(clone_from=scan)
    writer.pages[0].merge_page(pypdf.PdfReader(stamp).pages[0])
    writer.write(folder / "stemplet.pdf")
    return folder / "stemplet.pdf"


@pytest.mark.usefixtures("without_ocr")
def test_letters_drawn_as_outlines_are_no_empty_page(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for index in range(300):
            canvas.circle(50 + index % 30 * 15, 100 + index // 30 * 20, 4)

    assert read(draw(tmp_path / "a.pdf", page)).unread == (1,)


@pytest.mark.usefixtures("without_ocr")
def test_a_page_in_a_font_without_codes_is_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyser.pdf.reader._is_unreadable", lambda chars: True)
    pdf = read(letter(tmp_path))
    assert (pdf.unread, pdf.pages_without_text) == ((1,), (1,))


def test_sound_files_never_ask_for_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: pytest.fail("spurte etter tesseract"))
    for path in EXAMPLES:
        assert read(path).ocr == ()


def test_a_program_without_norwegian_is_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "tesseract"
    other.write_text("#!/bin/sh\necho tesseract 9\necho eng\n")
    other.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    assert program() is None


# With the program


@pytest.mark.usefixtures("with_ocr")
def test_the_scanned_example_is_judged_as_its_source_is(tmp_path: Path) -> None:
    plain = tmp_path / "a.pdf"
    make_pdf.make(AGREEMENTS / "kilder" / f"{SCAN.stem}.md", plain, "plain")
    scanned, born = engine.analyse(SCAN), engine.analyse(plain)
    levels = [{name: one.level for name, one in result.constructs.items()} for result in (scanned, born)]
    assert levels[0] == levels[1]
    assert scanned.document.pages_without_text == ()
    assert scanned.document.dates == born.document.dates
    assert any("Side 1 er lest med tekstgjenkjenning (OCR)" in warning for warning in scanned.document.warnings)


@pytest.mark.usefixtures("with_ocr")
@pytest.mark.parametrize(("turn", "rotate"), [(0, 0), (1.5, 0), (90, 0), (0, 180)], ids=str)
def test_words_keep_their_place_on_the_page_as_shown(tmp_path: Path, turn: float, rotate: int) -> None:
    path = as_scan(letter(tmp_path), tmp_path / "a.pdf", turn, rotate)
    pdf = read(path)
    found = text(pdf)
    assert sum(word in found for word in LONG.split()) > 0.95 * len(LONG.split())
    image = numpy.asarray(pypdfium2.PdfDocument(path)[0].render(scale=2, grayscale=True).to_pil())
    dark = [(image[round(2 * top) : round(2 * bottom), round(2 * x0) : round(2 * x1)] < 150).mean()
            for _, x0, top, x1, bottom in boxes(pdf)]
    assert numpy.mean(numpy.array(dark) > 0.08) > 0.95, "there is ink where the words are said to be"
    inked = sum((2 * (x1 - x0)) * (2 * (bottom - top)) for _, x0, top, x1, bottom in boxes(pdf))
    assert inked < 0.2 * image.size
    assert all(word.angle == 0 for word in pdf.pages[0].words)
    bases = [word.base for word in pdf.pages[0].words]
    assert bases == sorted(bases)


@pytest.mark.usefixtures("with_ocr")
def test_a_ruled_table_is_read_cell_by_cell(tmp_path: Path) -> None:
    rows = [["Tema", "Kommunen", "Helseforetaket"], ["Melding", "sender melding samme dag", "svarer innen tre dager"]]
    drawn = draw(tmp_path / "t.pdf", lambda canvas: table(canvas, 70, 120, [100, 150, 150], rows))
    pdf = read(as_scan(drawn, tmp_path / "a.pdf", 0.8))
    (grid,) = pdf.pages[0].grids
    assert [len(row) for row in grid.rows] == [3, 3]
    row = "Melding\tsender melding samme dag\tsvarer innen tre dager"
    assert row in str(engine.extract(tmp_path / "a.pdf").flow.text)


@pytest.mark.usefixtures("with_ocr")
def test_headings_are_larger_and_bold_and_signs_are_put_back(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        y = 80.0
        for number, name in enumerate(("Parter", "Formål", "Oppgaver", "Avvik"), 1):
            y = write(canvas, 70, y + 12, [f"§ {number} {name}"], 13, BOLD)
            y = write(canvas, 70, y + 4, wrap(LONG[:150], 420))
        y = write(canvas, 70, y, ["Kommunen skal, jf. helse- og omsorgstjenesteloven § 6-2:"])
        for item in ("melde fra samme dag", "holde kurs hvert år", "svare innen tre dager"):
            write(canvas, 80, y, ["•"])
            y = write(canvas, 95, y, [item])

    found = engine.extract(as_scan(draw(tmp_path / "t.pdf", page), tmp_path / "a.pdf")).flow
    headings = [one for one in found.blocks if found.text.text[one.start : one.end].startswith("§")]
    assert [found.text.text[one.start : one.end].replace("§ ", "§")[:2] for one in headings] == ["§1", "§2", "§3", "§4"]
    assert all(one.bold and one.size > 1.2 for one in headings)
    assert "omsorgstjenesteloven § 6-2" in found.text.text
    assert [one.marker for one in found.blocks if one.kind == "item"] == ["•"] * 3


@pytest.mark.usefixtures("with_ocr")
def test_only_the_scanned_pages_of_a_mixed_file_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = pypdf.PdfWriter()
    for part in (letter(tmp_path), SCAN):
        writer.append(part)
    writer.write(tmp_path / "a.pdf")
    pdf = read(tmp_path / "a.pdf")
    assert (pdf.ocr, pdf.unread, pdf.pages_without_text) == ((2,), (), ())
    monkeypatch.setattr(scans, "scan", lambda *arguments: pytest.fail("leste siden en gang til"))
    assert text(read(tmp_path / "a.pdf")) == text(pdf), "kept since the first time"


@pytest.mark.usefixtures("with_ocr")
def test_a_stamped_scan_is_read_and_a_cover_with_a_photo_is_left_alone(tmp_path: Path) -> None:
    assert read(stamped(tmp_path)).ocr == (1,)
    photo = tmp_path / "foto.png"
    Image.radial_gradient("L").save(photo)

    def cover(canvas: Canvas) -> None:
        canvas.drawImage(str(photo), 0, 0, WIDTH, HEIGHT)
        write(canvas, 70, 200, ["Samarbeidsavtale"], 30)

    pdf = read(draw(tmp_path / "forside.pdf", cover))
    assert (pdf.ocr, pdf.unread, text(pdf)) == ((), (), "Samarbeidsavtale")


# What may go wrong on the way


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A scan, and in place of tesseract a script."""

    def made(script: str) -> Path:
        tool = tmp_path / "tesseract"
        tool.write_text(f"#!/bin/sh\n{script}\n")
        tool.chmod(0o755)
        monkeypatch.setattr(ocr, "program", lambda: Program(str(tool), script))
        return as_scan(letter(tmp_path), tmp_path / "a.pdf")

    return made


def test_a_page_that_takes_too_long_is_unread_and_says_so(slow: Callable[[str], Path]) -> None:
    begun = monotonic()
    pdf = read(slow("exec sleep 60"), Limits(ocr_page_seconds=1))
    assert monotonic() - begun < 10
    assert pdf.unread == (1,)
    assert "Det var ikke tid" in pdf.warnings[-1]


def test_no_page_is_begun_when_the_time_for_the_file_is_up(slow: Callable[[str], Path]) -> None:
    pdf = read(slow("touch begynt; exit 1"), Limits(ocr_seconds=0))
    assert pdf.unread == (1,)
    assert "Det var ikke tid" in pdf.warnings[-1]


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "echo ikke xml", "echo"])
def test_a_program_that_fails_leaves_the_page_unread(slow: Callable[[str], Path], script: str) -> None:
    pdf = read(slow(script))
    assert pdf.unread == (1,)
    assert "skann siden på nytt" in pdf.warnings[-1]


def test_text_that_is_not_to_be_trusted_is_no_text(slow: Callable[[str], Path]) -> None:
    words = "".join(f"<span class='ocrx_word' title='bbox {x} 9 {x + 30} 30; x_wconf 35'>x/(;</span>" for x in (9, 50))
    line = f"<html><span class='ocr_line' title='bbox 9 9 90 30; baseline 0 -5; x_size 20'>{words}</span></html>"
    assert read(slow(f'echo "{line}"')).unread == (1,)


@pytest.mark.usefixtures("with_ocr")
def test_kept_pages_that_were_spoilt_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_CACHE", str(tmp_path / "kept"))
    path = as_scan(letter(tmp_path), tmp_path / "a.pdf")
    first = text(read(path))
    (file,) = (tmp_path / "kept" / "ocr").iterdir()
    file.write_bytes(file.read_bytes()[:100])
    assert text(read(path)) == first
    (tmp_path / "kept" / "ocr").chmod(0o500)
    assert text(read(path)) == first


def test_the_oldest_pages_make_room_for_new_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "_MOST_KEPT", 1000)
    held = scans.Kept(tmp_path, "a", Program("tesseract", "1"))
    for page in range(1, 9):
        held.put(page, scans.Scan(Stance(10, 10, 1.0), (), ((1.0, 1.0, 2.0, 2.0),) * 10))
        file = next(one for one in tmp_path.iterdir() if one.name.startswith(f"a-{page}-"))
        os.utime(file, (page, page))
    held.prune()
    assert 0 < sum(one.stat().st_size for one in tmp_path.iterdir()) <= 1000
    assert held.get(8)
    assert held.get(1) is None


def test_a_huge_page_is_drawn_smaller_and_a_tiny_one_larger() -> None:
    class Page:
        def __init__(self, side: float) -> None:
            self.side = side

        def get_size(self) -> tuple[float, float]:
            return self.side, self.side

        def render(self, scale: float, grayscale: bool) -> Page:
            self.scale = scale
            return self

        def to_pil(self) -> Image.Image:
            return Image.new("L", (round(self.side * self.scale), round(self.side * self.scale)))

    assert picture(Page(14_400)).image.width <= 5_000
    assert picture(Page(100)).image.width >= 2_300


@given(st.sampled_from([0, 90, 180, 270]), st.floats(-0.05, 0.05), st.floats(10, 90), st.floats(10, 190))
def test_the_way_back_to_the_page_is_the_way_the_image_came(turn: int, skew: float, x: float, y: float) -> None:
    """A point goes with the image through turning and straightening, and comes back to where it was."""
    sides = (100, 200) if turn in (0, 180) else (200, 100)
    turned = {0: (x, y), 90: (200 - y, x), 180: (100 - x, 200 - y), 270: (y, 100 - x)}[turn]
    stance = Stance(*sides, 2.0, turn, 0.0)
    back = stance.shown(turned[0], turned[1], turned[0], turned[1])
    assert back == pytest.approx((x / 2, y / 2, x / 2, y / 2))
    tilted = replace(stance, skew=skew).shown(sides[0] / 2, sides[1] / 2, sides[0] / 2, sides[1] / 2)
    assert tilted == pytest.approx((25, 50, 25, 50)), "the middle stays where it is"


# Signs


def lines(*texts: str) -> list[ReadLine]:
    made = []
    for number, line in enumerate(texts):
        words, x = [], 100.0
        for word in line.split():
            words.append(ReadWord(word, x, 0, x + 10 * len(word), 20, 90))
            x += 10 * len(word) + 6
        made.append(ReadLine(tuple(words), 40.0 * number, 20.0))
    return made


def mended(*texts: str) -> list[str]:
    return [" ".join(word.text for word in line.words) for line in mend([lines(*texts)])[0]]


@pytest.mark.parametrize(
    ("read_as", "meant"),
    [
        ("etter loven $ 6-2 første ledd", "etter loven § 6-2 første ledd"),
        ("omsorgstjenesteloven 5 6-2 nr. 10", "omsorgstjenesteloven § 6-2 nr. 10"),
        ("helse- og omsorgstenestelova 8 6-2 har", "helse- og omsorgstenestelova § 6-2 har"),
        ("spesialisthelsetjenesteloven, særlig 85 2-1 e, 3-8", "spesialisthelsetjenesteloven, særlig §§ 2-1 e, 3-8"),
        ("jf. forskriften $$ 3 og 4", "jf. forskriften §§ 3 og 4"),
        ("kommunen — som tidligere", "kommunen – som tidligere"),
        ("* melde fra", "• melde fra"),
        ("» — pasientar og pårørande", "• pasientar og pårørande"),
        ("2. — Bakgrunn og rettsgrunnlag", "2. Bakgrunn og rettsgrunnlag"),
        ("1. —ansvars- og oppgavefordeling", "1. ansvars- og oppgavefordeling"),
    ],
)
def test_signs_that_are_certain_are_put_back(read_as: str, meant: str) -> None:
    assert mended(read_as) == [meant]


@pytest.mark.parametrize(
    "text",
    ["klokken 8 10-12 hver dag", "de 5 6-2 kamper", "i kommunen", "I kommunen", "å melde", "5 Økonomi", "8 dager"],
)
def test_what_may_be_meant_is_left_alone(text: str) -> None:
    assert mended(text) == [text]


def test_headings_in_the_sequence_get_their_sign_and_others_keep_their_number() -> None:
    read_as = ("8 1 Parter", "5 2 Formål", "$ 3 Oppgaver", "$ 4 Avvik", "8 6 Varighet", "9 Vedlegg", "5 5 Økonomi")
    assert mended(*read_as) == ["§ 1 Parter", "§ 2 Formål", "§ 3 Oppgaver", "§ 4 Avvik", "§ 6 Varighet", "9 Vedlegg",
                                "§ 5 Økonomi"]
    assert mended("8 1 Parter", "82 Formål", "$3 Oppgaver", "84 Avvik") == [
        "§ 1 Parter", "§2 Formål", "§3 Oppgaver", "§4 Avvik",
    ]
    assert mended("5 1 Parter", "8 2 Formål") == ["5 1 Parter", "8 2 Formål"]
    assert mended("81 Parter", "82 Formål", "83 Avvik") == ["81 Parter", "82 Formål", "83 Avvik"]
    assert mended("$ I Parter", "$ 2 Formål") == ["§ 1 Parter", "§ 2 Formål"]
    assert mended("$1 Parter", "52 Formål", "$3 Avvik") == ["§1 Parter", "§2 Formål", "§3 Avvik"]


def test_letters_that_were_bullets_are_told_by_those_beside_them() -> None:
    assert mended("* melde fra", "e holde kurs", "o svare") == ["• melde fra", "• holde kurs", "• svare"]
    assert mended("e holde kurs") == ["e holde kurs"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=12), max_size=8))
def test_mending_never_loses_a_word(texts: list[str]) -> None:
    given_lines = lines(*[text for text in texts if text.split()])
    (out,) = mend([given_lines])
    assert len(out) == len(given_lines)
    for before, after in zip(given_lines, out, strict=True):
        assert len(before.words) - 1 <= len(after.words) <= len(before.words)
        assert all(word.text for word in after.words)


def test_a_missing_program_is_found_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*arguments: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 30)

    monkeypatch.setattr("analyser.pdf.tesseract.subprocess.run", gone)
    monkeypatch.setattr("analyser.pdf.tesseract.shutil.which", lambda name: "/finnes/ikke/tesseract")
    assert program() is None


@pytest.mark.usefixtures("with_ocr")
@pytest.mark.parametrize("turn", [0, 1.5], ids=str)
def test_a_quote_is_marked_line_by_line(tmp_path: Path, turn: float) -> None:
    """A level page of few lines was taken for a slanted one, and its lines' marks ran into each other."""
    found = engine.extract(as_scan(letter(tmp_path), tmp_path / "a.pdf", turn)).flow.text
    start = found.text.index("Begge parter")
    marked = found[start : found.text.index("året.", start)].boxes()
    assert len(marked) == 3
    assert all(box.bottom - box.top < 19 for box in marked)
    assert [box.top for box in marked] == sorted(box.top for box in marked)
