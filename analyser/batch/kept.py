"""What has been read of a file, kept by its content, so that other rules can judge it without reading it again.

The files are pickles: they lie in the user's own cache folder, under the digest of the program that made them, and
begin with the digest of their content. What is damaged, strange or made by another program is read anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import time
import zlib
from contextlib import suppress
from pathlib import Path

from analyser import engine
from analyser.engine import Understood
from analyser.pdf.limits import DEFAULT
from analyser.rules import Ruleset

_DIGEST = 32
_NAME = 16
"""Signs of a program's digest in the name of its folder."""
_DAYS = 30
"""What a program has kept goes when no run of it has begun for so long."""


class Kept:
    """A folder of kept documents; `hits` counts those that were found there."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.hits = folder / engine.program_sha256()[:_NAME], 0

    def read_file(self, path: str | Path, ruleset: Ruleset) -> Understood:
        """As `engine.understand_file`, from what is kept where there is something."""
        place = self._place(Path(path))
        found = _load(place) if place else None
        if found:
            self.hits += 1
            return engine.renewed(found, path, ruleset)
        document = engine.understand_file(path, ruleset)
        if place and not document.source.unread:  # a page that was not read today may be another day
            with suppress(OSError):
                _save(place, document)
        return document

    def _place(self, path: Path) -> Path | None:
        """Where the document of a file is kept, by what is in the file; None for what will not be read anyway."""
        try:
            if not path.is_file() or path.stat().st_size > DEFAULT.bytes:
                return None
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            return None
        return self._folder / digest[:2] / digest


def _load(place: Path) -> Understood | None:
    try:
        if os.stat(place).st_uid != _me():
            return None
        data = place.read_bytes()
        if hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
            return None
        found = pickle.loads(zlib.decompress(data[_DIGEST:]))
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError):
        return None
    return found if isinstance(found, Understood) else None


def _save(place: Path, document: Understood) -> None:
    """All or nothing: another process may be looking for the same file."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = zlib.compress(pickle.dumps(document, pickle.HIGHEST_PROTOCOL), 1)
    new = place.with_name(f"{place.name}.{os.getpid()}")
    new.write_bytes(hashlib.sha256(content).digest() + content)
    new.replace(place)


def tidy(folder: Path) -> None:
    """Take away what programs no longer in use have kept: a country takes more than a gigabyte."""
    with suppress(OSError):
        own = folder / engine.program_sha256()[:_NAME]
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.utime(own)
        for other in folder.iterdir():
            if time.time() - other.stat().st_mtime > _DAYS * 86_400:
                shutil.rmtree(other, ignore_errors=True)


def _me() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def cache_folder() -> Path:
    """The folder that ANALYSER_CACHE names, or the user's own for such things."""
    from platformdirs import user_cache_path

    named = os.environ.get("ANALYSER_CACHE")
    return (Path(named) if named else user_cache_path("avtaleanalyse")) / "lest"
