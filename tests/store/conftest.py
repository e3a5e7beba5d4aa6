"""Every test of the store runs on SQLite and on PostgreSQL, where a server answers."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError

from analyser.store import Store

PROCESSES = multiprocessing.get_context("forkserver")
"""Programs of their own that start fast, and so collide more."""
PROCESSES.set_forkserver_preload(["analyser.store", "store.making", "psycopg"])
SERVER = "postgresql+psycopg://postgres@127.0.0.1:5432/"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the developer's own app uses is never touched."""
    for name in ("ANALYSER_DATA", "ANALYSER_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def own_database() -> Iterator[str]:
    """The address of a PostgreSQL database made for these tests only."""
    engine = create_engine(f"{SERVER}test", isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"store_{uuid.uuid4().hex}"
    try:
        with engine.connect() as server:
            server.execute(text(f"CREATE DATABASE {name}"))
    except OperationalError:
        pytest.skip("ingen PostgreSQL svarer på 127.0.0.1:5432: lageret er ikke prøvd mot PostgreSQL")
    yield f"postgresql://postgres@127.0.0.1:5432/{name}"
    with engine.connect() as server:
        server.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@dataclass(frozen=True)
class Place:
    """Where a store is; the tests open it as often as they like."""

    folder: Path
    url: str | None

    def open(self) -> Store:
        """Open the store that is there."""
        return Store.open(self.folder, self.url)


@pytest.fixture
def sqlite(tmp_path: Path) -> Place:
    """A place in SQLite where there is no store yet."""
    return Place(tmp_path / "data", None)


@pytest.fixture
def postgres(own_database: str, tmp_path: Path) -> Place:
    """A place in PostgreSQL where there is no store yet."""
    engine = create_engine(own_database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return Place(tmp_path / "data", own_database)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest) -> Place:
    """A place where there is no store yet, in each of the two."""
    found: Place = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An open, empty store."""
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What any database is told while the test runs."""
    said: list[str] = []

    def hear(*given: object) -> None:
        said.append(str(given[2]))

    event.listen(Engine, "before_cursor_execute", hear)
    yield said
    event.remove(Engine, "before_cursor_execute", hear)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for two megabytes; only the superuser can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("her kan ingen liten disk lages; grensen for filstørrelse er prøvd i stedet")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
