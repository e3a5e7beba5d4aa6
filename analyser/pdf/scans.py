"""One scanned page: read with tesseract, upright and level, and kept on disk so that it is read once."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyser.pdf.drawn import Corners
from analyser.pdf.tesseract import DPI, Program, ReadLine
from analyser.pdf.upright import Picture, Stance, picture

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_FORM = 1
"""Of what is kept; a higher number makes every page be read anew."""
_MOST_KEPT = 200_000_000
"""Bytes on disk, some 5,000 pages; the oldest go first."""
_SURE = 70
"""Mean confidence; text that stands sideways or upside down gives 35, noisy text 80."""
_LEAST_CONFIDENCE = 20
"""Of a word; what is less sure is dirt, a stamp or handwriting."""
_LONGEST_BULLET = 2
"""Characters."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What was read on a page image, in its pixels, and how that image was drawn from the page."""

    stance: Stance
    lines: tuple[ReadLine, ...]
    rules: tuple[Corners, ...]
    """Lines of tables."""

    @property
    def confidence(self) -> float:
        """How sure tesseract is, 0–100, by characters; 0.0 where it read nothing."""
        words = [word for line in self.lines for word in line.words]
        return sum(len(word.text) * word.confidence for word in words) / max(sum(len(word.text) for word in words), 1)


def scan(page: Any, program: Program, until: float) -> Scan:
    """Read a page as it stands or, where that gives nothing of worth, turned as its letters stand."""
    with tempfile.TemporaryDirectory(prefix="analyser-ocr-") as folder:
        file, drawn = Path(folder) / "side.ppm", picture(page)
        read = _level(drawn, program, file, until)
        if read.lines and read.confidence >= _SURE and not _sideways(read.lines):
            return read
        turn = program.turn(drawn.save(file), until)
        other = _level(drawn.turned(turn), program, file, until) if turn else read
    return max(read, other, key=lambda one: (not _sideways(one.lines), one.confidence))


def _level(drawn: Picture, program: Program, file: Path, until: float) -> Scan:
    level = drawn.straightened(program.skew(drawn.save(file), until))
    lines = program.lines(level.save(file), until)
    return Scan(level.stance, tuple(_weighed(level, line) for line in map(_clean, lines) if line.words), level.rules())


def _clean(line: ReadLine) -> ReadLine:
    """The line without dirt; what stands first may be a bullet, which tesseract is never sure of."""
    sure = [word.confidence >= _LEAST_CONFIDENCE for word in line.words]
    first = any(sure) and len(line.words[0].text) <= _LONGEST_BULLET
    return line._replace(words=tuple(word for index, word in enumerate(line.words) if sure[index] or first > index))


def _weighed(drawn: Picture, line: ReadLine) -> ReadLine:
    """The line with how thick each word is drawn, for its size."""
    strokes = drawn.strokes([(word.x0, word.top, word.x1, word.bottom) for word in line.words])
    words = zip(line.words, strokes, strict=True)
    return line._replace(words=tuple(word._replace(stroke=stroke / line.size) for word, stroke in words))


def _sideways(lines: Sequence[ReadLine]) -> bool:
    """Whether most words are higher than they are wide."""
    words = [word for line in lines for word in line.words if len(word.text) > 2]
    return 2 * sum(word.bottom - word.top > word.x1 - word.x0 for word in words) > len(words)


@dataclass(frozen=True, slots=True)
class Kept:
    """Scans kept on disk by file content, page and program; safe to delete at any time."""

    folder: Path
    digest: str
    program: Program

    def get(self, page: int) -> Scan | None:
        """The page as read before, if it was."""
        with suppress(OSError, ValueError):  # what cannot be read is read from the page again
            return _adapter().validate_json(self._file(page).read_bytes())
        return None

    def put(self, page: int, read: Scan) -> None:
        """Keep a page; without room or leave to write, it will be read again next time."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, suffix=".tmp", delete=False) as new:
                new.write(_adapter().dump_json(read))
            os.replace(new.name, self._file(page))

    def prune(self) -> None:
        """Delete the oldest where more is kept than allowed."""
        with suppress(OSError):
            files = sorted(((entry.stat().st_mtime, entry.stat().st_size, entry.path)
                            for entry in os.scandir(self.folder)), reverse=True)
            held = 0
            for _, size, path in files:
                held += size
                if held > _MOST_KEPT:
                    os.unlink(path)

    def _file(self, page: int) -> Path:
        how = hashlib.sha256(f"{self.program.version} {DPI} {_FORM}".encode()).hexdigest()[:8]
        return self.folder / f"{self.digest}-{page}-{how}.json"


def kept(digest: str, program: Program) -> Kept:
    """Scans of a file, in the folder that ANALYSER_CACHE names, or in the user's own for such things."""
    from platformdirs import user_cache_path

    folder = os.environ.get("ANALYSER_CACHE")
    return Kept((Path(folder) if folder else user_cache_path("avtaleanalyse")) / "ocr", digest, program)


@cache
def _adapter() -> TypeAdapter[Scan]:
    from pydantic import TypeAdapter

    return TypeAdapter(Scan)
