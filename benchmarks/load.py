"""The app under load: sessions without a browser that upload, open, comment and save, all at once, on this machine.

`python benchmarks/load.py [SESSIONS [SECONDS]]` (25 and 120 when not given). Every session speaks to a real server as a
browser does, over its websocket. Each uploads agreements nobody else has, and afterwards the store is read: every
agreement must have the title its own session gave it, and every comment that the page said was saved must be there, on
the agreement it was written about, by nobody else's hand.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import psutil
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from analyser.store import Store

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tools"))
PATIENCE = 90
PAGES = 10
"""Uploads after which a session starts anew, as people close a window and open another."""


@dataclass
class Tally:
    """What all sessions together have seen."""

    uploads: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)


class Session:
    """One browser window without a browser."""

    def __init__(self, url: str, socket: Any) -> None:
        self._url, self._socket = url, socket
        self.id, self.html, self.page, self.tabs = "", "", "", ""
        self._pages: dict[str, str] = {}
        self._widgets: dict[str, str] = {}
        self.kept: dict[str, WidgetState] = {}

    async def run(self, query: str = "", page: str = "", *pressed: WidgetState) -> None:
        """Ask for a run of the page and read what it draws until it has ended."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_script_hash = query, self._pages.get(page, "")
        state.widget_states.widgets.extend([*self.kept.values(), *pressed])
        await self._socket.send(message.SerializeToString())
        self.html = ""
        while (said := await self._read()).WhichOneof("type") != "script_finished" or said.script_finished == 2:
            self._note(said)

    async def _read(self) -> ForwardMsg:
        said = ForwardMsg()
        said.ParseFromString(await asyncio.wait_for(self._socket.recv(), PATIENCE))
        return said

    def _note(self, said: ForwardMsg) -> None:
        match said.WhichOneof("type"):
            case "new_session":
                self.id = said.new_session.initialize.session_id
            case "navigation":
                self._pages = {one.url_pathname: one.page_script_hash for one in said.navigation.app_pages}
            case "delta":
                self._draw(said.delta)

    def _draw(self, delta: Any) -> None:
        if delta.WhichOneof("type") == "add_block":
            self.tabs = delta.add_block.tab_container.id or self.tabs
            return
        kind = delta.new_element.WhichOneof("type")
        element = getattr(delta.new_element, kind) if kind else None
        if kind == "exception":
            raise RuntimeError(f"{element.type}: {element.message}")
        if kind == "html":
            self.html += element.body
        elif name := getattr(element, "id", ""):
            self._widgets[name.split("-", 6)[-1]] = name

    def widget(self, begins: str, ends: str = "") -> str:
        """The id of the widget whose key begins and ends like this; raises KeyError when it was not drawn."""
        for key, name in reversed(self._widgets.items()):
            if key.startswith(begins) and key.endswith(ends):
                return name
        raise KeyError(f"{begins}…{ends}")

    async def upload(self, name: str, content: bytes) -> None:
        """Drop a file on the page and wait until it has been judged."""
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.file_names.append(name)
        message.file_urls_request.session_id = self.id
        await self._socket.send(message.SerializeToString())
        while (said := await self._read()).WhichOneof("type") != "file_urls_response":
            self._note(said)
        urls = said.file_urls_response.file_urls[0]
        async with httpx.AsyncClient(base_url=self._url, timeout=PATIENCE) as client:
            await client.get("/_stcore/health")
            proof = {"X-Xsrftoken": client.cookies.get("_streamlit_xsrf", "")}
            (await client.put(urls.upload_url, files={"file": (name, content)}, headers=proof)).raise_for_status()
        state = WidgetState(id=self.widget("opplasting_"))
        file = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=len(content))
        file.file_id = urls.file_id
        file.file_urls.CopyFrom(urls)
        await self.run("", "", state)


async def visit(url: str, number: int, until: float, tally: Tally) -> None:
    """One user's two minutes: upload, open, write, save, again and again."""
    made = 0
    while time.monotonic() < until:
        try:
            origin, address = url, url.replace("http", "ws") + "/_stcore/stream"
            async with websockets.connect(
                address, subprotocols=["streamlit"], origin=origin, max_size=None, open_timeout=PATIENCE
            ) as socket:
                session = Session(url, socket)
                await session.run()
                for _ in range(PAGES):
                    if time.monotonic() >= until:
                        return
                    made += 1
                    await work(session, f"økt {number} avtale {made}", tally)
        except Exception as error:  # whatever goes wrong is counted, and the session opens another window
            tally.errors.append(f"økt {number}: {error!r}")


async def work(session: Session, mark: str, tally: Tally) -> None:
    """Upload one agreement of one's own, open it, and save a comment on it."""
    content = await asyncio.to_thread(agreement, mark)
    digest, begun = sha256(content).hexdigest(), time.monotonic()
    session.kept.clear()
    await session.run()
    await session.upload(f"{mark}.pdf", content)
    tally.uploads.append(time.monotonic() - begun)
    tally.titles[digest] = mark
    await session.run(f"avtale={digest}", "avtale")
    if mark not in session.html:
        raise AssertionError(f"the page of «{mark}» shows another agreement")
    session.kept["tab"] = WidgetState(id=session.tabs, string_value="Vurdering")
    await session.run(f"avtale={digest}", "avtale")
    begun = time.monotonic()
    session.kept["comment"] = WidgetState(id=session.widget(f"vurdering_{digest}", "_kommentar"), string_value=mark)
    save = WidgetState(id=session.widget(f"vurdering_{digest}", "_lagre"), trigger_value=True)
    await session.run(f"avtale={digest}", "avtale", save)
    if "sagt-success" not in session.html:
        raise AssertionError(f"the page did not say that «{mark}» was saved")
    tally.saves.append(time.monotonic() - begun)
    tally.comments[digest] = mark


def agreement(mark: str) -> bytes:
    """A short agreement of one's own as PDF."""
    import make_pdf

    markdown = (ROOT / "agreements" / "kilder" / "delavtale-5-ansvarstabell.md").read_text(encoding="utf-8")
    return make_pdf.render(make_pdf.read(markdown.replace("# Delavtale 5", f"# Delavtale {mark}", 1)), "ruled")


def memory(process: int) -> int:
    """Megabytes that the server and its workers hold together."""
    total, server = 0, psutil.Process(process)
    for one in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += one.memory_info().rss
    return total // 1_000_000


async def watch(process: int, until: float, seen: list[int]) -> None:
    """Note the server's memory every second."""
    while time.monotonic() < until:
        seen.append(memory(process))
        await asyncio.sleep(1)


async def load(url: str, process: int, sessions: int, seconds: int) -> tuple[Tally, list[int]]:
    """Run all sessions for so long, and let each end what it has begun."""
    tally, seen = Tally(), [memory(process)]
    until = time.monotonic() + seconds
    visits = [visit(url, number, until, tally) for number in range(1, sessions + 1)]
    await asyncio.gather(watch(process, until, seen), *visits)
    return tally, seen


def wrong(data: Path, tally: Tally) -> list[str]:
    """What the store has otherwise than the sessions were told."""
    store = Store.open(data)
    titles = {one.sha256: one.assessment.document.title for one in store.agreements()}
    faults = [
        f"{mark}: the title is «{titles.get(key)}»"
        for key, mark in tally.titles.items() if mark not in titles.get(key, "")
    ]
    for key, mark in tally.comments.items():
        said = [one.comment for one in store.history(key)]
        if said != [mark]:
            faults.append(f"{mark}: kept is {said}")
    return faults


def serve(data: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server of its own, on a free port."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", str(ROOT / "streamlit_app.py"), "--server.headless=true",
         f"--server.port={port}"],
        cwd=ROOT, env={**os.environ, "ANALYSER_DATA": str(data)}, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://localhost:{port}"
    for _ in range(300):
        try:
            httpx.get(f"{url}/_stcore/health")
            return process, url
        except httpx.HTTPError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


def main() -> None:
    """Load a server, and print what came of it; status 1 when anything was lost, mixed up or failed."""
    sessions, seconds = (int(one) for one in (sys.argv[1:] + ["25", "120"][len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        process, url = serve(Path(folder))
        try:
            tally, seen = asyncio.run(load(url, process.pid, sessions, seconds))
        finally:
            os.killpg(process.pid, signal.SIGTERM)
        faults = wrong(Path(folder), tally)
    print(f"{sessions} sessions, {seconds} s: {len(tally.uploads)} uploads judged, {len(tally.saves)} comments saved")
    for name, waits in (("upload to judged", tally.uploads), ("save", tally.saves)):
        if len(waits) > 1:
            late = statistics.quantiles(waits, n=20)[-1]
            print(f"  {name}: median {statistics.median(waits):.2f} s, 95 % within {late:.2f} s")
    third = max(1, len(seen) // 3)
    print(f"  memory of the server: start {seen[0]} MB, after a third {max(seen[:third])} MB, most {max(seen)} MB")
    print(f"  errors: {len(tally.errors)}, lost or mixed up: {len(faults)}")
    for line in (*tally.errors[:10], *faults[:10]):
        print(f"  {line}")
    raise SystemExit(1 if tally.errors or faults else 0)


if __name__ == "__main__":
    main()
