"""Facts about the file: searchable, tagged, language, title, bookmarks, LIX."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from conftest import EXAMPLES, SCAN, assessed
from pypdf.generic import BooleanObject, ByteStringObject, DictionaryObject, NameObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

import analyser
from analyser.assessment import FileFacts, from_json
from analyser.facts.readability import lix
from analyser.pdf.reader import read_pdf


def letter(path: Path) -> Path:
    canvas = Canvas(str(path))
    canvas.drawString(70, 700, "Kommunen skal melde avvik.")
    canvas.save()
    return path


def test_an_accessible_file_is_known(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=letter(tmp_path / "a.pdf"))
    writer.add_metadata({"/Title": "Delavtale 3 – læring og mestring"})
    writer.add_outline_item(title="1 Formål", page_number=0)
    writer.root_object[NameObject("/Lang")] = TextStringObject("nb-NO")
    writer.root_object[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
    tree = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
    writer.root_object[NameObject("/StructTreeRoot")] = tree
    writer.write(tmp_path / "b.pdf")
    info = read_pdf(tmp_path / "b.pdf").info
    assert (info.title, info.language) == ("Delavtale 3 – læring og mestring", "nb-NO")
    assert (info.tagged, info.bookmarks) == (True, True)


def test_a_bare_file_states_nothing(tmp_path: Path) -> None:
    info = read_pdf(letter(tmp_path / "a.pdf")).info
    assert (info.tagged, info.bookmarks, info.language) == (False, False, "")


@pytest.mark.parametrize("title", [b"\xfe\xff\xd8\x00", b"\xfe\xff\x00A\x00\x00\x00B", b"\xfe\xff\x00x" * 3000])
def test_a_title_that_is_no_text_stops_nothing(tmp_path: Path, title: bytes) -> None:
    """Half of a pair of surrogates in the title made the whole file unreadable."""
    writer = pypdf.PdfWriter(clone_from=letter(tmp_path / "a.pdf"))
    writer._info[NameObject("/Title")] = ByteStringObject(title)  # type: ignore[index]
    writer.write(tmp_path / "b.pdf")
    stated = read_pdf(tmp_path / "b.pdf").info.title
    assert stated.encode("utf-8") is not None
    assert len(stated) < 1000


def test_the_record_tells_what_can_be_searched(tmp_path: Path) -> None:
    facts = assessed(EXAMPLES[0]).document.file
    assert facts
    assert facts.searchable == "all"
    assert facts.lix
    assert 30 < facts.lix < 60
    assert facts.reading in ("lettlest", "middels vanskelig", "vanskelig")


@pytest.mark.usefixtures("without_ocr")
def test_an_unread_page_is_not_searchable(tmp_path: Path) -> None:
    facts = analyser.analyse(joined(tmp_path)).document.file
    assert facts
    assert facts.searchable == "some"


@pytest.mark.usefixtures("with_ocr")
def test_what_only_we_have_read_is_not_searchable_for_others(tmp_path: Path) -> None:
    found = [analyser.analyse(path).document.file for path in (SCAN, joined(tmp_path))]
    assert [one.searchable for one in found if one] == ["none", "some"]


def joined(folder: Path) -> Path:
    writer = pypdf.PdfWriter()
    for part in (EXAMPLES[0], SCAN):
        writer.append(part)
    writer.write(folder / "begge.pdf")
    return folder / "begge.pdf"


def test_records_from_before_the_file_was_noted_can_still_be_read() -> None:
    line = assessed(EXAMPLES[0]).to_json()
    start = line.index(',"file":{"searchable"')
    old = from_json(line[:start] + line[line.index("}", start) + 1 :])
    assert old.document is not None
    assert old.document.file is None


def test_lix_is_words_to_the_sentence_and_the_share_of_long_words() -> None:
    sentences = ["Kommunen skal melde fra til sykehuset innen tre dager."] * 10  # 9 words, 2 of them long
    assert lix(sentences) == round(9 + 100 * 2 / 9)
    assert lix(["1. 2021 §"] * 100) is None
    assert lix(["Kort tekst."]) is None


@pytest.mark.parametrize(("value", "name"), [(12, "svært lettlest"), (30, "svært lettlest"), (31, "lettlest"),
                                             (45, "middels vanskelig"), (60, "vanskelig"), (75, "svært vanskelig")])
def test_every_lix_value_has_a_name(value: int, name: str) -> None:
    assert FileFacts("all", False, "", "", False, value).reading == name
    assert FileFacts("all", False, "", "", False, None).reading == ""
