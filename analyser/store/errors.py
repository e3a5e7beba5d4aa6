"""What can go wrong with the store, in words that say what to do next."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from analyser.errors import AnalyserError
from analyser.store.records import Review


class StoreError(AnalyserError):
    """The store cannot do what was asked; `kind` is the word for programs."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


class ReviewConflict(AnalyserError):
    """Someone saved in between: theirs stands, and this one is kept, set aside."""

    kind = "samtidig_vurdering"

    def __init__(self, standing: Review, set_aside: Review) -> None:
        super().__init__(
            f"{standing.reviewer} lagret en vurdering her mens du skrev, og den står. Din er tatt vare på i "
            "historikken. Les den andre, og lagre på nytt hvis du fortsatt mener noe annet."
        )
        self.standing = standing
        self.set_aside = set_aside


_MESSAGES = {
    "skrivebeskyttet": "{where} kan ikke skrives til. Gi brukeren som kjører programmet skriverett der, eller velg en "
    "annen mappe (datamappen velges med ANALYSER_DATA).",
    "full_disk": "Det er ikke mer plass på disken ({where}). Ingenting er ødelagt, men det siste ble ikke lagret. "
    "Frigjør plass og prøv igjen.",
    "diskfeil": "Disken ville ikke skrive eller lese {where}. Det siste ble ikke lagret. Sjekk at den har plass "
    "og er i orden, og prøv igjen.",
    "skadet_database": "Databasen {where} er skadet og er ikke rørt. Flytt hele datamappen unna, ta vare "
    "på den, og legg en sikkerhetskopi (laget med «analyser backup») i dens sted.",
    "opptatt": "Databasen {where} er opptatt av noe annet. Ingenting ble lagret. Prøv igjen om litt.",
    "svarer_ikke": "Databasen {where} svarer ikke. Ingenting ble lagret. Sjekk at serveren er i gang, og at "
    "ANALYSER_DATABASE_URL er riktig. Den sa: {said}",
    "lagringsfeil": "Lageret {where} kunne ikke brukes. Ingenting ble lagret. Meld fra om dette: {said}",
}
_ERRNO = {
    errno.ENOSPC: "full_disk", errno.EDQUOT: "full_disk", errno.EFBIG: "full_disk",
    errno.EIO: "diskfeil",
    errno.EACCES: "skrivebeskyttet", errno.EPERM: "skrivebeskyttet", errno.EROFS: "skrivebeskyttet",
    errno.ENOTDIR: "skrivebeskyttet", errno.EEXIST: "skrivebeskyttet",
}  # fmt: skip
_SQLITE = {
    sqlite3.SQLITE_FULL: "full_disk", sqlite3.SQLITE_IOERR: "diskfeil", sqlite3.SQLITE_READONLY: "skrivebeskyttet",
    sqlite3.SQLITE_CANTOPEN: "skrivebeskyttet", sqlite3.SQLITE_PERM: "skrivebeskyttet",
    sqlite3.SQLITE_CORRUPT: "skadet_database", sqlite3.SQLITE_NOTADB: "skadet_database",
    sqlite3.SQLITE_BUSY: "opptatt", sqlite3.SQLITE_LOCKED: "opptatt",
}  # fmt: skip
_SQLSTATE = {"53100": "full_disk", "25006": "skrivebeskyttet", "42501": "skrivebeskyttet", "53300": "opptatt"}


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn whatever the database or the disk says into a StoreError about `where`; who came first is no fault."""
    try:
        yield
    except exc.IntegrityError:
        raise
    except (exc.DBAPIError, sqlite3.Error, OSError, exc.TimeoutError) as error:
        raise fault(_kind(error), where, error) from error


def fault(kind: str, where: str, said: object = "") -> StoreError:
    """The error of this kind, about `where`."""
    cause = said.orig if isinstance(said, exc.DBAPIError) else said
    first = next(iter(str(cause).strip().splitlines()), "")
    return StoreError(kind, _MESSAGES[kind].format(where=where, said=first))


def _kind(error: Exception) -> str:
    cause = error.orig if isinstance(error, exc.DBAPIError) else error
    match cause:
        case sqlite3.Error():
            # The low byte is the fault; the rest says where in SQLite it was met.
            return _SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, "lagringsfeil")
        case OSError():
            return _ERRNO.get(cause.errno or 0, "lagringsfeil")
        case exc.TimeoutError():
            return "opptatt"
    state = getattr(cause, "sqlstate", None)
    lost = isinstance(error, exc.OperationalError) and state is None
    return "svarer_ikke" if lost else _SQLSTATE.get(state or "", "lagringsfeil")
