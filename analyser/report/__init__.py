"""The kartlegging report: one content, written as DOCX, HTML and XLSX."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyser.errors import AnalyserError
from analyser.report.model import Report

if TYPE_CHECKING:
    from analyser.rules import Ruleset

NAME, FOLDER = "kartlegging", "rapport"
"""What the files are called, and the folder beside the data where they are put."""


class ReportError(AnalyserError):
    """A report that could not be made."""

    kind = "rapportfeil"


def make(out: Path, previous: Path | None, ruleset: Ruleset, made: date) -> tuple[Path, ...]:
    """Report on what `analyser batch` wrote to a folder, against an earlier one when given; gives the paths."""
    from analyser.batch.results import read
    from analyser.corpus import Corpus
    from analyser.report.content import build

    validity = _validity(out)
    before = Corpus.of(read(previous)) if previous else None
    return write(build(Corpus.of(read(out)), ruleset, made, validity, before), out / FOLDER)


def _validity(out: Path) -> Mapping[str, Any] | None:
    """Agreement with coders, where it has been measured."""
    from analyser.study.agreement import FILE

    path = out / FILE
    if not path.is_file():
        return None
    try:
        measured: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ReportError(
            f"{path} kan ikke leses ({error}). Kjør «analyser agreement» på nytt, eller flytt filen."
        ) from error
    return measured


def write(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write the report in all three forms; gives the paths."""
    from analyser.report import sheets, web, word

    contents = {"docx": word.docx(report), "html": web.html(report).encode("utf-8"), "xlsx": sheets.xlsx(report)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, content in contents.items():
            (folder / f"{NAME}.{ending}").write_bytes(content)
    except OSError as error:
        raise ReportError(
            f"Rapporten kan ikke skrives til {folder} ({error.strerror}). Lukk filene hvis de er åpne, og se at det er "
            "plass og rett til å skrive der."
        ) from error
    return tuple(folder / f"{NAME}.{ending}" for ending in contents)
