"""A real server and a real browser for the app's tests."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import AGREEMENTS, ROOT
from playwright.sync_api import Browser, Page, expect, sync_playwright

WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 420, "height": 900}
SECONDS = 30
FIRST = tuple(
    AGREEMENTS / f"{name}.pdf"
    for name in ("overordnet-ostre-agder", "delavtale-5-ansvarstabell", "tenesteavtale-2-etne")
)
"""What `server` has judged already when the tests begin."""
_FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


class Server:
    """A running `streamlit run streamlit_app.py` with a data folder of its own."""

    def __init__(self, data: Path, settings: Path = ROOT, port: int = 0, **environment: str) -> None:
        self.data, self.port = data, port or free_port()
        self._folder = settings  # where Streamlit looks for .streamlit/secrets.toml
        self.url = f"http://localhost:{self.port}"
        self.log = data / "server.log"
        self._environment = {**os.environ, "ANALYSER_DATA": str(data), "PYTHONPATH": str(ROOT), **environment}
        self._environment.pop("ANALYSER_DATABASE_URL", None)
        self.start()

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [
            sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py"), "--server.headless=true",
            f"--server.port={self.port}",
        ]
        self.data.mkdir(exist_ok=True)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + SECONDS
        while not self._answers():
            assert self._process.poll() is None, self.log.read_text(encoding="utf-8")
            assert time.monotonic() < until, self.log.read_text(encoding="utf-8")
            time.sleep(0.1)

    def _answers(self) -> bool:
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
        return False

    def kill(self) -> None:
        """End it as a power cut would, with whatever it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def restart(self) -> None:
        """Kill it, and start anew on the same port and data."""
        self.kill()
        self.start()


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serve(data: Path, settings: Path = ROOT, port: int = 0, **environment: str) -> Iterator[Server]:
    """A server of the test's own, for what must not disturb the others."""
    server = Server(data, settings, port, **environment)
    try:
        yield server
    finally:
        server.kill()


def fill(data: Path, *paths: Path) -> None:
    """Judge agreements straight into the store of a data folder."""
    from analyser.app.intake import take
    from analyser.pool import Pool
    from analyser.store import Store

    with Pool() as pool:
        store = Store.open(folder=data)
        for path in paths:
            assert take(store, pool, path.name, path.read_bytes(), "test").message == ""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that tests share; it starts with the agreements in FIRST. Add to it, but archive nothing of it."""
    data = tmp_path_factory.mktemp("data")
    fill(data, *FIRST)
    with serve(data) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("Chromium finnes ikke her (sudo apt-get install chromium)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh browser window, wide; `page.set_viewport_size(NARROW)` makes it a phone's."""
    context = browser.new_context(viewport=WIDE, locale="nb-NO")
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    expect.set_options(timeout=SECONDS * 1000)
    yield page
    context.close()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails, with the list, on serious and critical faults of accessibility on the page as it stands."""
    return check_accessible


def check_accessible(page: Page) -> None:
    """Run axe-core on the page."""
    settled(page)
    found = Axe().run(page).response["violations"]
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not grave, "\n".join(
        f"{one['id']}: {one['help']}\n    {node['html'][:300]}" for one in grave for node in one["nodes"]
    )


_QUIET = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = app?.dataset.testScriptState !== "notRunning" || document.querySelector('[data-stale="true"]');
  window.quiet = busy ? 0 : (window.quiet || 0) + 1;
  return window.quiet > 8;
}"""


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn the run to its end, and no other has begun for a moment after."""
    page.evaluate("window.quiet = 0")
    page.wait_for_function(_QUIET, polling=50)


def upload(page: Page, server: Server, *paths: Path) -> None:
    """Drop files on the page Avtaler and wait until all have been taken in or refused."""
    page.goto(server.url)
    settled(page)
    page.locator('input[type="file"]').set_input_files([str(path) for path in paths])
    page.locator(".st-key-opplasting_ferdig").wait_for()
    settled(page)
