"""The whole way through the app, as a secretariat goes it: from a PDF to a protocol with its own judgement in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from conftest import AGREEMENTS
from playwright.sync_api import Page, expect

from analyser.assessment import LEVELS
from analyser.store import Store
from app.conftest import Server, serve, settled, upload

ETNE = AGREEMENTS / "tenesteavtale-2-etne.pdf"
COMMENT = "Tolk er avtalt muntlig; se referat."


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Server]:
    """A server with nothing in it."""
    with serve(tmp_path / "data") as running:
        yield running


@pytest.mark.slow
def test_from_upload_to_quote_to_own_level_to_restart_to_export(empty: Server, page: Page, tmp_path: Path) -> None:
    upload(page, empty, ETNE)
    record = Store.open(folder=empty.data).agreements()[0].assessment
    own = 3 - (record.constructs["samisk"].level or 0)
    levels_are_in_the_table(page, [str(one.level) for one in record.constructs.values()])
    page.get_by_role("link", name="Åpne avtalen").click()
    page.get_by_role("tab", name="Kriterier", exact=True).click()
    a_quote_is_shown_on_its_page(page)
    own_level(page, own, record.constructs["samisk"].level)
    empty.restart()
    page.goto(empty.url)
    expect(page.get_by_text("Viser 1 av 1 avtaler")).to_be_visible()
    expect(page.locator("[role=gridcell]", has_text=f"{own} ✎")).to_have_count(1)
    page.goto(f"{empty.url}/avtale?avtale={record.sha256}")
    page.get_by_role("tab", name="Vurdering", exact=True).click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Samisk befolkning"))
    expect(row).to_contain_text(f"{own} {LEVELS[own]}")
    expect(page.get_by_role("region", name="Historikk")).to_contain_text(COMMENT)
    page.get_by_role("tab", name="Eksport", exact=True).click()
    exports_open_and_hold_the_own_judgement(page, tmp_path, f"{own} {LEVELS[own]}")


def levels_are_in_the_table(page: Page, levels: list[str]) -> None:
    cells = page.get_by_test_id("data-grid-canvas").first.locator("[role=gridcell]")
    cells.nth(12).wait_for(state="attached")
    assert [text.strip() for text in cells.all_text_contents()][3:13] == levels


def a_quote_is_shown_on_its_page(page: Page) -> None:
    button = page.get_by_role("button", name="Vis på side").first
    number = str(button.text_content()).split()[-1]
    button.click()
    expect(page.get_by_role("img", name=f"Side {number} i avtalen som bilde").first).to_be_visible()
    settled(page)


def own_level(page: Page, level: int, machine: int | None) -> None:
    page.get_by_role("tab", name="Vurdering", exact=True).click()
    settled(page)
    page.get_by_role("radio", name="Samisk befolkning").first.click()
    page.get_by_role("radio", name=f"programmet ({machine})").wait_for()
    settled(page)
    page.get_by_role("radio", name=f"{level} {LEVELS[level]}", exact=True).click()
    page.get_by_label("Kommentar").fill(COMMENT)
    page.get_by_role("button", name="Lagre vurderingen").click()
    expect(page.get_by_text("Lagret.")).to_be_visible()


def exports_open_and_hold_the_own_judgement(page: Page, folder: Path, level: str) -> None:
    document = docx.Document(str(saved(page, folder, "DOCX")))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert level in "\n".join([*cells, *(one.text for one in document.paragraphs)])
    book = openpyxl.load_workbook(saved(page, folder, "XLSX"))
    assert COMMENT in {str(cell) for sheet in book for row in sheet.values for cell in row}
    reader = pypdf.PdfReader(saved(page, folder, "(PDF)"))
    assert any("/Annots" in one for one in reader.pages)
    assert COMMENT in saved(page, folder, "JSON").read_text(encoding="utf-8")


def saved(page: Page, folder: Path, kind: str) -> Path:
    """Press the button for this kind of file, and keep what comes under its own name."""
    with page.expect_download() as download:
        page.get_by_role("button", name=kind).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
