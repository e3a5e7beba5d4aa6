"""What is done so far, on disk at once, so that a run which was cut off goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from analyser.batch.work import Done
from analyser.errors import AnalyserError

_SYNC_SECONDS = 1.0
"""A power cut costs at most this much; a killed program nothing."""


class BatchProblem(AnalyserError):
    """The run as a whole cannot go on; the message says what to do."""

    kind = "kjoring"


class Journal:
    """A file of lines: first what the run is, then for each file its name and what came of it."""

    def __init__(self, path: Path, run: Mapping[str, str]) -> None:
        """Open the journal; another run's is begun anew, and a half-written line at its end goes."""
        self._file = _opened(path)
        self._places: dict[str, tuple[int, str]] = {}
        self._synced = 0.0
        header = json.dumps(run, sort_keys=True).encode() + b"\n"
        if self._file.readline() == header:
            self._read(len(header))
        else:
            self._file.seek(0)
            self._file.truncate()
            self._append(header)

    def _read(self, place: int) -> None:
        """Learn where each file's line stands."""
        for line in self._file:
            name, digest = _told(line)
            if name is None:
                break
            self._places[name] = (place, digest)
            place += len(line)
        self._file.seek(place)
        self._file.truncate()

    @staticmethod
    def said(path: Path) -> dict[str, str]:
        """What the journal there says of its run; nothing where there is none."""
        with suppress(OSError, ValueError), path.open("rb") as file:
            return dict(json.loads(file.readline()))
        return {}

    def holds(self, name: str, path: Path) -> bool:
        """Whether the file is done, and still is what it was."""
        return name in self._places and self._places[name][1] == _digest(path)

    def add(self, name: str, done: Done) -> None:
        """Put down what came of one file."""
        body = f"{json.dumps(name)}\t{done.line()}".encode()
        check = hashlib.sha256(body).hexdigest()[:16].encode()
        self._places[name] = (self._file.seek(0, os.SEEK_END), done.sha256)
        self._append(check + b"\t" + body + b"\n")

    def _append(self, line: bytes) -> None:
        try:
            self._file.write(line)
            self._file.flush()
            if time.monotonic() - self._synced > _SYNC_SECONDS:
                os.fsync(self._file.fileno())
                self._synced = time.monotonic()
        except OSError as error:
            raise BatchProblem(NO_ROOM.format(error.strerror)) from error

    def read(self, name: str) -> Done:
        """What came of a file."""
        self._file.seek(self._places[name][0])
        return Done.of(self._file.readline()[:-1].decode().split("\t", 2)[2])

    def close(self) -> None:
        """Put what is left on disk."""
        with suppress(OSError):
            os.fsync(self._file.fileno())
        self._file.close()


def _opened(path: Path) -> BinaryIO:
    try:
        file = path.open("a+b")
    except OSError as error:
        raise BatchProblem(f"Kan ikke skrive til {path.parent}: {error.strerror}. Velg en annen mappe.") from error
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise BatchProblem(f"En annen kjøring skriver til {path.parent}. Vent til den er ferdig.") from error
    file.seek(0)
    return file


def _told(line: bytes) -> tuple[str | None, str]:
    """The file a line is about and the digest of its content; None when the line is not whole."""
    check, _, body = line[:-1].partition(b"\t")
    if not line.endswith(b"\n") or hashlib.sha256(body).hexdigest()[:16].encode() != check:
        return None, ""
    name, _, digest, _ = body.split(b"\t", 3)
    return json.loads(name), digest.decode()


def _digest(path: Path) -> str:
    """As in the record: "" where there is no file to read."""
    if not os.path.isfile(path):  # a pipe would be read for ever
        return ""
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


NO_ROOM = (
    "Kan ikke skrive resultatene: {}. Skaff mer plass, og kjør samme kommando på nytt; det som er gjort, er lagret."
)
