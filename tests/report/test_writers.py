"""The three files: structure that readers, screen readers and spreadsheets can rely on, and text that stays text."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ElementTree
import zipfile
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from analyser.palette import LEVEL_PAINTS
from analyser.report import charts, sheets, web, word
from analyser.report.model import Chart, Column, Level, Paragraph, Report, Section, Series, Share, Table, flat

from .conftest import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VOID = {"meta", "img", "br", "link", "hr", "input"}


@cache
def docx(report: Report) -> bytes:
    return word.docx(report)


@cache
def html(report: Report) -> str:
    return web.html(report)


@cache
def xlsx(report: Report) -> Any:
    return load_workbook(io.BytesIO(sheets.xlsx(report)))


def body(report: Report) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(docx(report))) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def small(*parts: Any) -> Report:
    return Report("Tittel", "Undertittel", (("Dato", "i dag"),), (Section("en", "En", parts),))


def test_word_headings_are_real_and_follow_the_sections(report: Report) -> None:
    document = Document(io.BytesIO(docx(report)))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings == [section.title for section in flat(report.sections)]


def test_word_has_a_field_for_contents_with_every_chapter_in_it(report: Report) -> None:
    codes = [one.text for one in body(report).iter(f"{W}instrText")]
    assert any(code and code.strip().startswith("TOC") for code in codes)
    links = {one.get(f"{W}anchor") for one in body(report).iter(f"{W}hyperlink")}
    marks = {one.get(f"{W}name") for one in body(report).iter(f"{W}bookmarkStart")}
    assert links <= marks
    assert len(marks) == len(list(flat(report.sections)))
    kinds = [one.get(f"{W}fldCharType") for one in body(report).iter(f"{W}fldChar")]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")


def test_word_says_its_language_and_that_of_quotes(report: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(report))) as archive:
        assert re.search(r'<w:lang w:val="nb-NO"', archive.read("word/styles.xml").decode())
        assert "<dc:language>nb-NO</dc:language>" in archive.read("docProps/core.xml").decode()
        assert 'w:lang w:val="nn-NO"' in archive.read("word/document.xml").decode()


def test_word_tables_repeat_their_header_and_have_a_numbered_caption(report: Report) -> None:
    tables = [one for one in body(report).iter(f"{W}tbl") if one.find(f"{W}tblPr/{W}tblBorders") is not None]
    wanted = list(report.tables())
    assert len(tables) == len(wanted)
    assert all(one.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for one in tables)
    captions = [one.text for one in Document(io.BytesIO(docx(report))).paragraphs if one.style.name == "Caption"]
    assert captions == [f"Tabell {number}. {one.caption}" for number, one in enumerate(wanted, 1)]


def test_word_pictures_have_their_alternative_text(report: Report) -> None:
    described = [one.get("descr") for one in body(report).iter() if one.tag.endswith("}docPr")]
    assert described == [part.alt for part in report.parts() if isinstance(part, Chart)]


def test_word_text_ends_with_the_description_of_the_page(report: Report) -> None:
    assert body(report)[0][-1].tag == f"{W}sectPr"


class Outline(HTMLParser):
    """Checks that elements close in order, and keeps what is asked about."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


def test_the_page_is_well_formed_and_has_its_landmarks(report: Report) -> None:
    page = Outline(html(report))
    assert page.open == []
    assert page.all("html") == [{"lang": "nb"}]
    assert [len(page.all(tag)) for tag in ("main", "header", "nav", "h1")] == [1, 1, 1, 1]
    ids = [attributes["id"] for _, attributes in page.seen if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(one["href"])[1:] for one in page.all("a")} <= set(ids)


def test_the_page_needs_nothing_from_elsewhere(report: Report) -> None:
    page = Outline(html(report))
    assert all(str(one["src"]).startswith("data:image/svg+xml;base64,") for one in page.all("img"))
    assert not page.all("script")
    assert not page.all("link")
    assert "url(" not in html(report)


def test_tables_and_pictures_of_the_page_can_be_read_aloud(report: Report) -> None:
    page = Outline(html(report))
    assert all(one["alt"] for one in page.all("img"))
    assert len(page.all("caption")) == len(page.all("table")) == len(list(report.tables()))
    assert all(one.get("scope") in ("col", "row", "colgroup") for one in page.all("th"))


def test_text_from_agreements_is_text_everywhere(report: Report) -> None:
    assert "<script" not in html(report)
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; $x_1$ =1+1" in html(report)
    texts = ["".join(one.itertext()) for one in body(report).iter(f"{W}tc")]
    assert HOSTILE in texts
    titles = [cell.value for cell in xlsx(report)["Avtaler"]["B"]]
    assert HOSTILE in titles


@pytest.mark.parametrize("text", ["=1+1", "+47 22", "-1", "@SUM(A1)", "\x00bel\x07l\x1b", "\ud800", "x" * 40_000, ""])
def test_any_text_can_be_written(text: str) -> None:
    table = Table(text, (Column(text), Column("To")), ((text, text), (text,)), text, text or "Ark")
    one = small(Paragraph(text), table, Chart(text, text, (text,), (Series(text, (1,), LEVEL_PAINTS[0]),), text, table))
    assert word.docx(one)
    assert Outline(web.html(one)).open == []
    book = load_workbook(io.BytesIO(sheets.xlsx(one)))
    assert {cell.data_type for row in book.worksheets[1].iter_rows() for cell in row} <= {"s", "n"}


def test_no_cell_of_the_workbook_is_a_formula_and_headings_stay_in_sight(report: Report) -> None:
    for sheet in xlsx(report).worksheets[1:]:
        assert sheet.freeze_panes == "B2"
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_workbook_has_a_sheet_for_each_table_of_numbers(report: Report) -> None:
    wanted = [one for one in (*report.tables(), *report.data) if one.sheet]
    names = xlsx(report).sheetnames
    assert len(names) == len(wanted) + 1 == len({name.lower() for name in names})
    assert max(map(len, names)) <= 31


def test_the_front_sheet_leads_to_every_other(report: Report) -> None:
    front = xlsx(report).worksheets[0]
    links = [cell.hyperlink.location for cell in front["A"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in xlsx(report).sheetnames[1:]]


def test_numbers_of_the_workbook_are_numbers_and_small_shares_are_counts() -> None:
    rows = (("a", 1234, Share(1, 8), Level(2)), ("b", 0, Share(5, 40), Level(None)), ("gruppe",))
    one = small(Table("T", (Column("N"), Column("A"), Column("S"), Column("L")), rows, sheet="T"))
    sheet = load_workbook(io.BytesIO(sheets.xlsx(one)))["T"]
    assert [cell.value for cell in sheet[2]] == ["a", 1234, "1\u00a0av\u00a08", 2]
    assert [cell.value for cell in sheet[3]] == ["b", 0, 0.125, None]
    assert sheet["C3"].number_format == "0.0 %"


def chart(*values: tuple[int, ...]) -> Chart:
    series = tuple(Series(f"s{at}", one, LEVEL_PAINTS[at], "//") for at, one in enumerate(values))
    labels = tuple(f"$linje_{at}$" for at in range(len(values[0])))
    return Chart("Figur", "Alt", labels, series, "Antall", Table("T", (Column("N"),), ()))


def test_a_chart_is_the_same_every_time_and_stands_alone() -> None:
    one = chart((1, 2), (3, 0))
    assert charts.svg(one) == charts.svg(one)
    assert ElementTree.fromstring(charts.svg(one)).tag.endswith("svg")
    assert charts.png(one).startswith(b"\x89PNG")


def test_numbers_are_written_on_the_bars_where_there_is_room() -> None:
    figure = charts.drawn(chart((300, 4000), (0, 1)))
    texts = {text.get_text() for text in figure.axes[0].texts}
    assert {"300", "4\u202f000"} <= texts
    assert "1" not in texts


def test_bars_are_told_apart_by_more_than_colour(report: Report) -> None:
    for part in report.parts():
        if isinstance(part, Chart) and len(part.series) > 1:
            assert len({one.hatch for one in part.series}) == len(part.series)


def test_a_chart_of_nothing_can_be_drawn() -> None:
    assert charts.svg(chart((0, 0)))
