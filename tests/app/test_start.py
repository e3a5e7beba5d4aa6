"""The skeleton: the server answers, and every page can be opened."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from app.conftest import Server, settled


@pytest.mark.parametrize("name", ["", "avtale", "sammenlign", "kartlegging", "regler", "metode"])
def test_every_page_opens_without_a_fault(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/{name}")
    settled(page)
    expect(page.get_by_role("heading").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
