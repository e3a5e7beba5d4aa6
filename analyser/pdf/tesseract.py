"""The tesseract program: whether it is there, and what it reads in one image."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple
from xml.etree import ElementTree

LANGUAGE = "nor"
DPI = 200
"""Of the images that are read: 300 takes half as long again and reads no better."""
_WINDOWS = Path(os.environ.get("PROGRAMFILES", "")) / "Tesseract-OCR" / "tesseract.exe"
"""Where its installer puts it; it does not set the search path."""
_ONE_CORE = {"OMP_THREAD_LIMIT": "1"}
"""Several files are read at once; more threads for one page only get in the way of the others."""
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (\S+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_CONFIDENCE = re.compile(r"x_wconf (\d+)")
_SKEW = re.compile(r"Deskew angle: (-?[\d.]+)")
_TURN = re.compile(r"Rotate: (\d+)")
_RAISED = re.compile(r"[A-ZÆØ0-9bdfhijklt§$&!?/()]")
_HANGING = re.compile(r"[gjpqyQ§$()/]")
_BODY, _ASCENT, _DESCENT = 0.53, 0.2, 0.21
"""Of a font's size: how high letters such as x are, how far others rise above them, and hang below the line."""
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"}


class ReadWord(NamedTuple):
    """A word with its rectangle in pixels, and how sure the program is of it (0–100)."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: int
    stroke: float = 0.0
    """How thick its letters are drawn, as a share of the size of its type."""


class ReadLine(NamedTuple):
    """A line of words with its baseline and the size of its type, in pixels."""

    words: tuple[ReadWord, ...]
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Program:
    """An installed tesseract that has Norwegian; it works `until` a time on time's monotonic clock."""

    path: str
    version: str

    def lines(self, image: Path, until: float) -> tuple[ReadLine, ...]:
        """What stands in the image."""
        page = ElementTree.fromstring(self._run(image, until, "-l", LANGUAGE, "--psm", "3", "hocr").stdout)
        return tuple(line for element in page.iter() if element.get("class") in _LINES for line in _line(element))

    def skew(self, image: Path, until: float) -> float:
        """How far the lines are from level, in radians; 0.0 where there is no telling."""
        found = _SKEW.search(self._run(image, until, "-l", LANGUAGE, "--psm", "2").stderr)
        return float(found[1]) if found else 0.0

    def turn(self, image: Path, until: float) -> int:
        """Degrees (0, 90, 180, 270) to turn the image clockwise so that it stands upright; 0 if there is no telling."""
        try:
            found = _TURN.search(self._run(image, until, "--psm", "0").stdout)
        except subprocess.CalledProcessError:  # too few letters, or no data for telling directions
            return 0
        return int(found[1]) if found else 0

    def _run(self, image: Path, until: float, *options: str) -> subprocess.CompletedProcess[str]:
        call = [self.path, str(image), "stdout", "--dpi", str(DPI), *options]
        return subprocess.run(
            call, capture_output=True, check=True, encoding="utf-8", errors="replace",
            timeout=max(until - monotonic(), 0.01), env={**os.environ, **_ONE_CORE},
        )


def program() -> Program | None:
    """The installed program, None where it or its Norwegian is missing."""
    path = shutil.which("tesseract") or (str(_WINDOWS) if _WINDOWS.is_file() else None)
    return _known(path) if path else None


@cache
def _known(path: str) -> Program | None:
    """Ask the program for its version and languages, once."""
    try:
        answers = [
            subprocess.run([path, ask], capture_output=True, timeout=30, check=True).stdout.decode("utf-8", "replace")
            for ask in ("--version", "--list-langs")
        ]
    except (OSError, subprocess.SubprocessError):
        return None
    return Program(path, answers[0].split("\n")[0].strip()) if LANGUAGE in answers[1].split() else None


def _line(element: Any) -> Iterator[ReadLine]:
    """The line, unless it is empty or lacks a place."""
    title = element.get("title", "")
    box, size = _numbers(_BOX, title), _numbers(_SIZE, title)
    words = tuple(word for child in element.iter() if child.get("class") == "ocrx_word" for word in _word(child))
    if not (box and size and words):
        return
    slope, above = _numbers(_BASELINE, title) or (0.0, 0.0)
    yield ReadLine(words, box[3] + above + slope * (box[2] - box[0]) / 2, _type_size(words) or size[0])


def _type_size(words: tuple[ReadWord, ...]) -> float:
    """The size of type that the heights of the words speak for; tesseract's own is often that of the lines around."""
    plain = [word for word in words if word.text.isalpha() and "å" not in word.text.lower()]  # rings rise differently
    sizes = sorted((word.bottom - word.top) / _height(word.text) for word in plain)
    return sizes[len(sizes) // 2] if sizes else 0.0


def _height(text: str) -> float:
    """How high a word is drawn, as a share of its font's size."""
    return _BODY + bool(_RAISED.search(text)) * _ASCENT + bool(_HANGING.search(text)) * _DESCENT


def _word(element: Any) -> Iterator[ReadWord]:
    title, text = element.get("title", ""), "".join(element.itertext()).strip()
    box, sure = _numbers(_BOX, title), _numbers(_CONFIDENCE, title)
    if text and box and sure:
        yield ReadWord(text, box[0], box[1], box[2], box[3], int(sure[0]))


def _numbers(pattern: re.Pattern[str], title: str) -> tuple[float, ...]:
    match = pattern.search(title)
    return tuple(map(float, match.groups())) if match else ()
