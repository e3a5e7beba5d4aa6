"""Spoilt PDF files by the thousand: `python tools/fuzz.py [--count 5000] [--seed 1] [--keep FOLDER]`.

Takes the example agreements, as they are and with their streams unpacked, spoils them (bits, lengths, numbers, objects,
references, cuts, halves of two files) and has each judged in a worker. Prints what came of them. Whatever made the
program itself fail, or cost a worker its life, is put into FOLDER. Seeded: file N of a seed is always the same.
Scanned pages are not read here (no search path, so no tesseract): it would take hours and test tesseract.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, EncodedStreamObject

from analyser.assessment import Assessment, Failure, Record, from_json
from analyser.pdf.limits import Limits
from analyser.pool import Pool

AGREEMENTS = Path(__file__).parent.parent / "agreements"
LIMITS = Limits(seconds=20)
FAULTS = ("intern_feil", "usant_sitat")
"""Kinds of failure that are the program's own fault."""
LOST = ("tidsfrist", "krasj", "avbrutt", "minne", "for_dyp")
"""Kinds that cost a worker its life, or nearly: they are allowed for hostile files, and worth looking at."""

Mutator = Callable[[bytes, bytes, random.Random], bytes]
_NUMBER = re.compile(rb"-?\b\d+(?:\.\d+)?\b")
_LENGTH = re.compile(rb"/(?:Length|Size|Count|N|First|Prev|W|Width|Height|Predictor|Columns)\s+(\d+)")
_OBJECT = re.compile(rb"\d+ \d+ obj\b(.*?)endobj", re.DOTALL)
_REFERENCE = re.compile(rb"\b\d+ 0 R\b")
_NAME = re.compile(rb"/[A-Za-z]+\d*")
_KEYWORD = re.compile(rb"\b(?:endobj|endstream|stream|obj|xref|trailer|startxref|BT|ET|Tj|TJ|Tm|cm|q|Q)\b")
_ODD = (b"0", b"-1", b"1", b"65536", b"2147483647", b"-2147483648", b"4294967296", b"9" * 30, b"1e9", b"0.001", b"nan")


def flip(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A few bits turned over."""
    spoilt = bytearray(data)
    for _ in range(chance.choice((1, 4, 16, 200))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def truncate(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """The end missing."""
    return data[: chance.randrange(8, len(data))]


def cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A piece missing in the middle."""
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:start] + data[min(end, start + 5000) :]


def double(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A piece put in again somewhere else."""
    start, to = (chance.randrange(len(data)) for _ in range(2))
    return data[:to] + data[start : start + chance.choice((20, 300, 5000))] + data[to:]


def splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The head of one file on the tail of another."""
    return data[: chance.randrange(8, len(data))] + other[chance.randrange(len(other)) :]


def number(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A number changed to an odd one."""
    return _replaced(data, _NUMBER, lambda _: chance.choice(_ODD), chance)


def length(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A length, count or size changed."""
    return _replaced(data, _LENGTH, lambda match: match[0].replace(match[1], chance.choice(_ODD)), chance)


def swap(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """One object in the place of another."""
    bodies = [match[1] for match in _OBJECT.finditer(data)]
    return _replaced(data, _OBJECT, lambda match: match[0].replace(match[1], chance.choice(bodies)), chance)


def point(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """References that point elsewhere, perhaps back to where they stand."""
    others = _REFERENCE.findall(data)
    return _replaced(data, _REFERENCE, lambda _: chance.choice(others), chance)


def rename(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A name changed to another that the file has."""
    others = _NAME.findall(data)
    return _replaced(data, _NAME, lambda _: chance.choice(others), chance)


def forget(data: bytes, _: bytes, chance: random.Random) -> bytes:
    """A keyword left out, or changed to another."""
    others = [b"", *set(_KEYWORD.findall(data))]
    return _replaced(data, _KEYWORD, lambda _: chance.choice(others), chance)


MUTATORS: tuple[Mutator, ...] = (
    flip, truncate, cut, double, splice, number, length, swap, point, rename, forget,
)


def _replaced(
    data: bytes, pattern: re.Pattern[bytes], new: Callable[[re.Match[bytes]], bytes], chance: random.Random
) -> bytes:
    """One to five matches replaced."""
    matches = list(pattern.finditer(data))
    chosen = chance.sample(matches, min(len(matches), chance.choice((1, 1, 2, 5))))
    for match in sorted(chosen, key=lambda match: -match.start()):
        data = data[: match.start()] + new(match) + data[match.end() :]
    return data


def seeds(folder: Path = AGREEMENTS) -> list[bytes]:
    """The examples, each as it is and with its streams unpacked: in those a changed number is still a number."""
    found = []
    for path in sorted(folder.glob("*.pdf")):
        found.append(path.read_bytes())
        found.append(unpacked(path))
    return found


def unpacked(path: Path) -> bytes:
    """The file with its streams as plain text."""
    writer, out = PdfWriter(clone_from=PdfReader(path)), io.BytesIO()
    for index, item in enumerate(writer._objects):
        if isinstance(item, EncodedStreamObject) and item.get("/Subtype") != "/Image":
            plain = DecodedStreamObject()
            plain.update({key: item[key] for key in item if key not in ("/Filter", "/DecodeParms", "/Length")})
            plain.set_data(item.get_data())
            writer._objects[index] = plain
    writer.write(out)
    return out.getvalue()


def spoilt(files: list[bytes], seed: int, index: int) -> bytes:
    """File `index` of a seed."""
    chance = random.Random(f"{seed} {index}")
    data = chance.choice(files)
    for _ in range(chance.choice((1, 1, 2, 4))):
        data = chance.choice(MUTATORS)(data, chance.choice(files), chance) or b"%PDF-"
    return data


def outcome(record: Record) -> str:
    """What came of a file, in a word; raises when the record does not keep its contract."""
    assert from_json(record.to_json()) == record
    if isinstance(record, Assessment):
        return "assessed"
    assert record.error.message.endswith("."), record.error.message
    return record.error.kind


def run(count: int, seed: int, workers: int, files: list[bytes]) -> Iterator[tuple[int, bytes, Record, str]]:
    """Judge so many spoilt files: number, content, record and outcome of each."""
    with tempfile.TemporaryDirectory(prefix="analyser-fuzz-") as folder, Pool(workers, limits=LIMITS) as pool:

        def paths() -> Iterator[Path]:
            for index in range(count):
                path = Path(folder) / f"{index}.pdf"
                path.write_bytes(spoilt(files, seed, index))
                yield path

        for index, judged in enumerate(pool.judge_all(paths())):
            yield index, (path := Path(folder) / f"{index}.pdf").read_bytes(), judged.record, outcome(judged.record)
            path.unlink()


def main(count: int, seed: int, workers: int, keep: Path | None) -> int:
    """Print what came of the files; the number of those that made the program itself fail."""
    os.environ["PATH"] = ""
    begun, outcomes = time.monotonic(), Counter[str]()
    for index, content, record, kind in run(count, seed, workers, seeds()):
        outcomes[kind] += 1
        if kind in FAULTS + LOST and isinstance(record, Failure):
            print(f"{seed}-{index}: {kind}: {record.error.message}")
            if keep:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{seed}-{index}-{kind}.pdf").write_bytes(content)
        if index % 500 == 499:
            print(f"{index + 1} etter {time.monotonic() - begun:.0f} s: {dict(outcomes.most_common())}", flush=True)
    print(f"{count} filer, {time.monotonic() - begun:.0f} s: {dict(outcomes.most_common())}")
    return sum(outcomes[kind] for kind in FAULTS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    sys.exit(main(**vars(parser.parse_args())) > 0)
