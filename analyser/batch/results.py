"""A finished run read back: what `analyser batch` left in its folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from analyser.assessment import Record, RulesetId, from_json
from analyser.batch.journal import BatchProblem
from analyser.document import DocumentText
from analyser.engine import Judged

RECORDS, TEXTS, MANIFEST, RUN = "assessments.jsonl", "texts.jsonl", "manifest.json", "run.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is in the data."""

    files: int
    assessed: int
    failed: int
    pages: int


@dataclass(frozen=True, slots=True)
class Program:
    """Which program judged: its version, and a digest of all its code and what it stands on."""

    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the data are and what made them; the same every time the same is done (see `run.json` for when and how)."""

    program: Program
    ruleset: RulesetId
    reference_date: str
    """The day that age (`staleness`) is counted to: that of the first run into the folder, unless another was given."""
    counts: Counts
    data: dict[str, str]
    """Each data file and the sha256 of its content."""

    def to_json(self) -> str:
        """For people and programs."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def manifest(out: Path) -> Manifest:
    """The manifest of a finished run; raises BatchProblem when there is none."""
    try:
        said = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        program, counts, rules = Program(**said["program"]), Counts(**said["counts"]), said["ruleset"]
        ruleset = RulesetId(rules["version"], rules["sha256"], tuple(rules["faults"]))
        return Manifest(program, ruleset, said["reference_date"], counts, said["data"])
    except FileNotFoundError as error:
        raise BatchProblem(_NOTHING.format(out)) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BatchProblem(_DAMAGED.format(out / MANIFEST)) from error


def records(out: Path) -> Iterator[Record]:
    """The record of every file, in order of the files."""
    return (judged.record for judged in _read(out, texts=False))


def read(out: Path) -> Iterator[Judged]:
    """The record of every file with its text, in order of the files."""
    return _read(out, texts=True)


def _read(out: Path, texts: bool) -> Iterator[Judged]:
    manifest(out)
    return _judged(out, texts)


def _judged(out: Path, texts: bool) -> Iterator[Judged]:
    try:
        with (out / RECORDS).open(encoding="utf-8") as lines, (out / TEXTS).open(encoding="utf-8") as others:
            for line in lines:
                text = next(others).strip() if texts else ""
                yield Judged(from_json(line), DocumentText.from_json(text) if text else None)
    except (OSError, ValueError, StopIteration) as error:
        raise BatchProblem(_DAMAGED.format(out / RECORDS)) from error


_NOTHING = "Fant ingen ferdig kjøring i {0}. Kjør analyser batch MAPPE --out {0} først."
_DAMAGED = "{} er skadet eller laget av en annen utgave av programmet. Kjør analyser batch på nytt."
