"""How the app starts: every page opens, `analyser app` judges what it is given, and wrong settings are told."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Page, expect

from analyser.app.start import door
from analyser.store import Store
from app.conftest import FIRST, SECONDS, Server, free_port, settled

PAGES = ("", "avtale", "sammenlign", "kartlegging", "regler", "metode")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_without_a_fault(page: Page, server: Server, name: str) -> None:
    page.goto(f"{server.url}/{name}")
    settled(page)
    expect(page.get_by_test_id("stMain").locator("h1, label").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


@contextmanager
def command(*arguments: str | Path, cwd: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`analyser app` in this folder, ended whatever happens."""
    own = {"ANALYSER_DATA": str(cwd / "data"), "STREAMLIT_SERVER_HEADLESS": "true", "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        [sys.executable, "-m", "analyser", "app", *map(str, arguments)], cwd=cwd, text=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **own, **environment},
        start_new_session=True,
    )  # fmt: skip
    try:
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def test_analyser_app_judges_what_it_is_given_and_becomes_the_server(tmp_path: Path, page: Page) -> None:
    missing, port = tmp_path / "finnes-ikke.pdf", str(free_port())
    with command(*FIRST, missing, cwd=tmp_path, STREAMLIT_SERVER_PORT=port) as running:
        assert running.stdout
        said = ""
        while f"http://localhost:{port}" not in said:
            line = running.stdout.readline()
            assert line, said
            said += line
        page.goto(f"http://localhost:{port}")
        expect(page.get_by_text(f"Viser {len(FIRST)} av {len(FIRST)} avtaler")).to_be_visible()
    assert "Vurderer avtalene" in said
    assert f"Ikke vurdert: {missing}: Filen kan ikke åpnes" in said
    assert "Email" not in said
    assert "External URL" not in said
    assert len(Store.open(folder=tmp_path / "data").agreements()) == len(FIRST)


def test_a_faulty_list_of_users_stops_the_start_and_says_where(tmp_path: Path) -> None:
    listed = tmp_path / "brukere.yml"
    listed.write_text("brukere:\n  kari@ahus.no: {navn: Kari, helsefellesskap: akershus}\n", encoding="utf-8")
    with command(cwd=tmp_path, ANALYSER_USERS=str(listed)) as running:
        said, _ = running.communicate(timeout=SECONDS)
    assert running.returncode == 2
    assert re.match(rf"{listed}:2: .*helsefellesskap «akershus» finnes ikke", said)


def test_the_door_has_its_settings_beside_it() -> None:
    """Streamlit reads .streamlit/config.toml in the folder of its script, also when it is started elsewhere."""
    assert door().is_file()
    assert 'address = "localhost"' in (door().parent / ".streamlit" / "config.toml").read_text(encoding="utf-8")


def test_the_first_page_is_there_within_three_seconds_on_a_warm_server(page: Page, server: Server) -> None:
    def seconds() -> float:
        begun = time.perf_counter()
        page.goto(server.url)
        expect(page.get_by_text(re.compile("Viser .* avtaler"))).to_be_visible()
        return time.perf_counter() - begun

    seconds()
    assert min(seconds() for _ in range(3)) < 3
