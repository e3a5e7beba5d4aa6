"""Coded agreements with damaged text layers: `python tools/damage.py noise|english GOLD_FOLDER OUT`.

noise: 2 % of all letters read wrongly, as a poor scan gives; english: æ ø å lost, as an English OCR gives. The folder
holds src/*.md and gold.jsonl; OUT gets pdf/*.pdf and gold.jsonl, which `analyser evaluate` reads. Seeded: the same
damage every time.
"""

from __future__ import annotations

import random
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from make_pdf import make

RATE = 0.02
LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
LOOK_ALIKES = {"e": "ec", "l": "1i", "i": "l1", "o": "0c", "m": "rn", "n": "ru", "r": "nv", "s": "5", "t": "f"}
ENGLISH = {"æ": ("ae", "e", "ee"), "ø": ("o", "o", "p", "0"), "å": ("a",), "§": ("$",)}
MARKS = re.compile(r"^(<!--.*-->|[#\s>*|-]+|\d+\.\s)")


def noise(text: str, chance: random.Random) -> str:
    """The text with a share of its letters misread: a look-alike, another letter, or none."""
    return "".join(_misread(char, chance) if char.isalpha() and chance.random() < RATE else char for char in text)


def _misread(char: str, chance: random.Random) -> str:
    choices = [*LOOK_ALIKES.get(char.lower(), ""), chance.choice(LETTERS), ""]
    return chance.choice(choices)


def english(text: str, chance: random.Random) -> str:
    """The text as an English OCR reads it."""
    return "".join(chance.choice(ENGLISH[char.lower()]) if char.lower() in ENGLISH else char for char in text)


def damage(markdown: str, kind: str, chance: random.Random) -> str:
    """The markdown with its words damaged and its marks left alone."""
    spoil = {"noise": noise, "english": english}[kind]
    return "\n".join(_line(line, spoil, chance) for line in markdown.split("\n"))


def _line(line: str, spoil: Callable[[str, random.Random], str], chance: random.Random) -> str:
    marks = MARKS.match(line)
    start = marks.end() if marks else 0
    return line[:start] + spoil(line[start:], chance)


def build(kind: str, gold: Path, out: Path) -> None:
    """Write the damaged PDFs and the coding beside them."""
    (out / "pdf").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted((gold / "src").glob("*.md")):
            spoiled = Path(folder) / source.name
            spoiled.write_text(damage(source.read_text("utf-8"), kind, random.Random(source.stem)), "utf-8")
            make(spoiled, out / "pdf" / f"{source.stem}.pdf", "plain")
    shutil.copy(gold / "gold.jsonl", out / "gold.jsonl")


if __name__ == "__main__":
    build(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
