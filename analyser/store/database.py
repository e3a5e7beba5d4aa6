"""Opening the database: SQLite in the data folder, or PostgreSQL by address; always brought up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from analyser.store.errors import StoreError, fault, told

FILE = "avtaler.db"
BUSY_SECONDS = 30
CONNECT_SECONDS = 5
MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 6_171_974
"""One program at a time migrates a PostgreSQL database; any number that nothing else there uses."""


@dataclass(frozen=True, slots=True)
class Database:
    """An open database: `reader` for looking, `writer` for transactions that add rows."""

    reader: Engine
    writer: Engine
    where: str
    """What to call it in messages; without the password."""
    path: Path | None
    """The file, for SQLite."""


def open_sqlite(folder: Path, has_files: bool) -> Database:
    """Open, make or bring up to date the database file in this folder; a damaged one is left as it is."""
    path = folder / FILE
    with told(str(path)):
        folder.mkdir(parents=True, exist_ok=True)
        _examine(path, has_files)
        engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_SECONDS, "isolation_level": None}
        )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return _migrated(Database(engine, engine.execution_options(writes=True), str(path), path))


def _examine(path: Path, has_files: bool) -> None:
    """Look without touching: the file may be damaged, from a newer program, or gone while the PDFs are there."""
    tables: set[str] = set()
    if path.exists() and path.stat().st_size:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)) as found:
            if found.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise fault("skadet_database", str(path))
            tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if has_files and "agreement" not in tables:
        raise StoreError(
            "mangler_database",
            f"Mappen {path.parent} har avtaler, men databasen {path.name} der er borte eller tom. Legg en "
            "sikkerhetskopi av hele mappen i dens sted, sett ANALYSER_DATABASE_URL hvis databasen er PostgreSQL, eller "
            "velg en annen mappe med ANALYSER_DATA.",
        )


def _prepare(connection: Any, _: object) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Who is going to write takes the lock at once: a look that later turns into a write could not wait for it."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def open_postgres(address: str) -> Database:
    """Open and bring up to date the PostgreSQL database at this address."""
    url = _address(address)
    where = url.render_as_string(hide_password=True)
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_SECONDS})
    except ImportError as error:
        raise StoreError(
            "mangler_psycopg", "PostgreSQL trenger en pakke som ikke er her: pip install 'avtaleanalyse[postgres]'."
        ) from error
    with told(where):
        return _migrated(Database(engine, engine, where, None))


def _address(address: str) -> URL:
    """The address with the driver we use; raises StoreError when it is none of PostgreSQL's."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = URL.create("ukjent")
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg") or not url.database:
        raise StoreError(
            "ugyldig_adresse",
            "ANALYSER_DATABASE_URL er ikke en adresse til PostgreSQL. Den skal se slik ut: "
            "postgresql://bruker:passord@maskin:5432/database. Uten den brukes SQLite i datamappen.",
        )
    return url.set(drivername="postgresql+psycopg")


def _migrated(database: Database) -> Database:
    """Bring the tables up to date, in one transaction, one program at a time."""
    script = Config()
    script.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.writer.begin() as connection:
        if database.path is None:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        _refuse_newer(connection, script, database.where)
        script.attributes["connection"] = connection
        try:
            command.upgrade(script, "head")
        except (ValueError, KeyError) as error:  # an older row that cannot be read
            raise fault("lagringsfeil", database.where, error) from error
    return database


def _refuse_newer(connection: Connection, script: Config, where: str) -> None:
    known = {one.revision for one in ScriptDirectory.from_config(script).walk_revisions()}
    found: set[str] = set()
    if inspect(connection).has_table("alembic_version"):
        found = set(connection.scalars(text("SELECT version_num FROM alembic_version")))
    if not found <= known:
        raise StoreError(
            "nyere_database",
            f"Databasen {where} er laget av en nyere utgave av programmet og er ikke rørt. Oppgrader programmet.",
        )
