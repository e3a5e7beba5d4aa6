"""PDF files by content: written once, whole or not at all, and never changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile


@dataclass(frozen=True, slots=True)
class Files:
    """The folder of PDF files; the name of each is the SHA-256 of its content."""

    folder: Path

    def path(self, sha256: str) -> Path:
        """Where the file with this content is, or would be."""
        return self.folder / sha256[:2] / f"{sha256}.pdf"

    def keep(self, content: bytes) -> None:
        """Write the file, unless it is there already; on the disk for good when this returns."""
        sha256 = hashlib.sha256(content).hexdigest()
        if self.content(sha256) is not None:  # a damaged file is written anew
            return
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".tmp", delete=False) as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                os.replace(file.name, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(file.name)
                raise
        for folder in (path.parent, self.folder):
            _sync(folder)

    def content(self, sha256: str) -> bytes | None:
        """The content, or None when the file is gone, cannot be read, or no longer holds what it did."""
        with suppress(OSError):
            content = self.path(sha256).read_bytes()
            if hashlib.sha256(content).hexdigest() == sha256:
                return content
        return None

    def any(self) -> bool:
        """Whether a file has ever been kept here."""
        return next(self.folder.glob("*/*.pdf"), None) is not None


def _sync(folder: Path) -> None:
    """Make a rename last through a power cut; Windows has no such call and needs none."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
