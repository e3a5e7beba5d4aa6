"""A consistent copy while the store is in use: the database as of one moment, then the files it refers to."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import func, select

from analyser.store.database import FILE, Database
from analyser.store.errors import StoreError, told
from analyser.store.files import Files
from analyser.store.models import Agreement, ReviewRow
from analyser.store.records import Backup

_POSTGRES = (
    "Databasen er PostgreSQL og er ikke med, bare PDF-filene. Ta pg_dump først og kjør så denne kommandoen; "
    "da er alle filene databasen viser til, med. Hent den tilbake med pg_restore."
)


@dataclass(frozen=True, slots=True)
class _Contents:
    """What the database, as copied, holds."""

    agreements: Sequence[tuple[str, str]]
    """Content and name of each."""
    reviews: int


def back_up(database: Database, files: Files, target: Path) -> Backup:
    """Copy to a new folder, or to a .zip; the target is there whole or not at all."""
    target = target.absolute()
    if target.exists():
        raise StoreError("finnes_allerede", f"{target} finnes allerede. Velg et navn som ikke er i bruk.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=f".{target.name}.") as place:
        copy = Path(place) / "kopi"
        copy.mkdir()
        contents = _copy_database(database, copy)
        if not contents.agreements:
            raise StoreError("tomt_lager", f"Det er ingen avtaler i {database.where}, så det er ikke noe å kopiere.")
        report = _copy_files(contents, files, Files(copy / "files"), target, database.path is not None)
        if target.suffix.lower() == ".zip":
            copy = _zipped(copy)
        os.rename(copy, target)
    return report


def _copy_database(database: Database, copy: Path) -> _Contents:
    """Copy the SQLite file with SQLite's own means, and say what is in the copy; PostgreSQL is only asked."""
    if database.path is None:
        with told(database.where), database.reader.connect() as connection:
            rows = connection.execute(select(Agreement.sha256, Agreement.name)).all()
            reviews = connection.scalar(select(func.count()).select_from(ReviewRow)) or 0
            return _Contents([(sha256, name) for sha256, name in rows], reviews)
    with closing(sqlite3.connect(database.path)) as source, closing(sqlite3.connect(copy / FILE)) as kept:
        source.backup(kept)
        kept.execute("PRAGMA journal_mode = DELETE")
        rows = kept.execute("SELECT sha256, name FROM agreement").fetchall()
        (reviews,) = kept.execute("SELECT count(*) FROM review").fetchone()
        return _Contents(rows, reviews)


def _copy_files(contents: _Contents, files: Files, kept: Files, target: Path, database: bool) -> Backup:
    size, missing = 0, []
    for sha256, name in contents.agreements:
        content = files.content(sha256)
        if content is None:
            missing.append(name)
        else:
            kept.keep(content)
            size += len(content)
    count = len(contents.agreements)
    return Backup(target, count, contents.reviews, count - len(missing), size, tuple(missing), database)


def _zipped(copy: Path) -> Path:
    path = copy.with_suffix(".zip")
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(copy.rglob("*")):
            archive.write(file, file.relative_to(copy))
    return path


def described(backup: Backup) -> str:
    """What was copied, and how to get it back, for the person who asked for it."""
    copied = f"{backup.agreements} avtaler, {backup.reviews} gjennomganger"
    lines = [f"Sikkerhetskopi: {backup.target}", f"{copied}, {backup.files} PDF-filer ({backup.size / 1e6:.1f} MB)."]
    if backup.missing:
        lines.append(f"Borte eller skadet i datamappen: {', '.join(backup.missing)}. Last dem opp i appen på nytt.")
    if not backup.database:
        lines.append(_POSTGRES)
    unpack = "pakk den ut i en tom mappe" if backup.target.suffix.lower() == ".zip" else "legg den der den skal være"
    lines.append(f"Slik henter du den tilbake: stopp appen, {unpack}, og start den med ANALYSER_DATA satt til mappen.")
    return "\n".join(lines)
