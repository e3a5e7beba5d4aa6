"""The data files of a run, written from its journal and put in place together."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from analyser import engine
from analyser.assessment import Assessment, RulesetId, from_json
from analyser.batch.results import MANIFEST, RECORDS, TEXTS, Counts, Manifest, Program
from analyser.batch.tables import FILES, Tables
from analyser.batch.work import Done

DATA = (RECORDS, TEXTS, *FILES)


def write(out: Path, results: Iterable[Done], ruleset: RulesetId, day: str) -> Manifest:
    """Write everything beside what is there, then put it in its place; without a manifest a folder is not finished."""
    new = out / ".ny"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    counts = _write_data(new, results)
    digests = {name: _digest(new / name) for name in DATA}
    made = Manifest(Program(program_version(), engine.program_sha256()), ruleset, day, counts, digests)
    (new / MANIFEST).write_text(made.to_json(), encoding="utf-8")
    (out / MANIFEST).unlink(missing_ok=True)
    for name in (*DATA, MANIFEST):
        os.replace(new / name, out / name)
    new.rmdir()
    return made


def _write_data(folder: Path, results: Iterable[Done]) -> Counts:
    files = assessed = pages = 0
    with (folder / RECORDS).open("w", encoding="utf-8", newline="\n") as records, Tables(folder) as tables, \
            (folder / TEXTS).open("w", encoding="utf-8", newline="\n") as texts:
        for done in results:
            records.write(done.record + "\n")
            texts.write(done.text + "\n")
            record = from_json(done.record)
            tables.add(record)
            files += 1
            if isinstance(record, Assessment):
                assessed, pages = assessed + 1, pages + record.document.pages
    return Counts(files, assessed, files - assessed, pages)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program_version() -> str:
    """The version of this program; one that is not installed has no number."""
    try:
        return version("avtaleanalyse")
    except PackageNotFoundError:
        return "ikke installert"
