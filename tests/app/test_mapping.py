"""Kartlegging: the same report as on the command line, over what the user sees, to read and to download."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from app.conftest import NARROW, WIDE, Server, settled


def at(page: Page, server: Server, chapter: str = "") -> None:
    """Open the page, and a chapter of it."""
    page.goto(f"{server.url}/kartlegging")
    settled(page)
    if chapter:
        page.get_by_role("combobox", name="Kapittel").click()
        page.get_by_role("option", name=chapter, exact=True).click()
        expect(page.locator(".kartlegging h2").first).to_have_text(chapter)
        settled(page)


@pytest.mark.slow
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_chapters_are_read_one_at_a_time_by_everyone(
    page: Page, server: Server, axe: Callable[[Page], None], size: dict[str, int]
) -> None:
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    at(page, server)
    expect(page.locator(".kartlegging .figures div")).not_to_have_count(0)
    axe(page)
    at(page, server, "Resultater")
    chart = page.locator(".kartlegging .chart img").first
    assert chart.get_attribute("alt")
    assert chart.evaluate("img => img.naturalWidth") > 100
    assert page.locator(".kartlegging table").count() > 5
    axe(page)


@pytest.mark.slow
def test_the_report_is_downloaded_as_word_html_and_workbook(page: Page, server: Server) -> None:
    at(page, server)
    held = {}
    for kind, label in (("docx", "Word"), ("html", "Nettside (HTML)"), ("xlsx", "Tabellene i Excel")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename == f"kartlegging.{kind}"
        held[kind] = Path(download.value.path()).read_bytes()
    text = [paragraph.text for paragraph in docx.Document(io.BytesIO(held["docx"])).paragraphs]
    assert "Kartlegging av samarbeidsavtaler" in text
    assert b"<h1>Kartlegging av samarbeidsavtaler</h1>" in held["html"]
    assert len(openpyxl.load_workbook(io.BytesIO(held["xlsx"])).sheetnames) > 5


@pytest.mark.slow
def test_narrowing_to_a_topic_counts_only_its_agreements(page: Page, server: Server) -> None:
    at(page, server)
    counted = page.get_by_text("filer teller med")
    before = counted.inner_text()
    page.get_by_text("Velg ut avtaler").click()
    page.get_by_role("combobox", name="Kapittel").click(trial=True)  # stands still: what is above has opened
    page.get_by_role("combobox", name="Tema").click()
    page.get_by_role("option", name="overordnet samarbeidsavtale").click()
    expect(counted).not_to_have_text(before)
    assert counted.inner_text().startswith("1 av ")
