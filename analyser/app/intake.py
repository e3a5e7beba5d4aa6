"""One agreement taken in: read and judged in a worker, and kept in the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from analyser.engine import Judged
from analyser.errors import AnalyserError
from analyser.pool import Pool
from analyser.store import Store

State = Literal["new", "known", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file; `message` (Norwegian) says why it was refused."""

    name: str
    state: State
    sha256: str
    message: str = ""


def take(store: Store, pool: Pool, name: str, content: bytes, by: str, fellesskap: str = "") -> Outcome:
    """Judge a file and keep it, unless its content is known; never raises for a fault of file, pool or store."""
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        if store.find(sha256):
            return Outcome(name, "known", sha256)
        judged = _judged(pool, content)
        if judged.record.error:
            return Outcome(name, "refused", sha256, judged.record.error.message)
        new = store.add(name, content, judged, by, fellesskap)
        if not new and store.find(sha256) is None:  # it is there, with an assessment that cannot be read
            store.rejudge(sha256, judged)
            new = True
    except AnalyserError as error:
        return Outcome(name, "refused", sha256, str(error))
    return Outcome(name, "new" if new else "known", sha256)


def again(store: Store, pool: Pool, sha256: str) -> str:
    """Judge an agreement in the store anew; why that could not be done (Norwegian), or ""."""
    try:
        store.rejudge(sha256, pool.judge(store.pdf(sha256)))
    except AnalyserError as error:
        return str(error)
    return ""


def _judged(pool: Pool, content: bytes) -> Judged:
    with TemporaryDirectory(prefix="analyser-") as folder:
        path = Path(folder) / "fil.pdf"  # never the name that was given, which may say anything
        path.write_bytes(content)
        return pool.judge(path)
