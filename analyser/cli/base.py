"""What the commands share: arguments, the rules, how a command ends."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

# Everything that reads PDFs or rules is imported where it is used: `analyser --help` must answer at once.
if TYPE_CHECKING:
    from analyser.assessment import Failure
    from analyser.rules import Ruleset

SOME_FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
"""Exit statuses; the last is what typer gives for Ctrl-C."""


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"


Paths = Annotated[
    list[Path],
    typer.Argument(help="PDF-filer, eller mapper som det letes etter PDF-filer i.", metavar="STI…", readable=False),
]
File = Annotated[Path, typer.Argument(help="PDF-filen med avtalen.", metavar="FIL", readable=False)]
Out = Annotated[Path, typer.Argument(help="Mappen som analyser batch skrev til.", metavar="UT", readable=False)]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table: lesbar tabell. json: ett JSON-objekt per linje.")
]


def rules_in_force() -> Ruleset:
    """The program's rules, with a word on stderr about each that was left out."""
    from analyser.engine import default_ruleset
    from analyser.errors import RuleProblem

    try:
        ruleset = default_ruleset()
    except RuleProblem as error:
        stop(f"Reglene kan ikke brukes:\n{error}")
    for fault in ruleset.faults:
        typer.echo(f"Utelatt regel: {fault}", err=True)
    return ruleset


def pdfs(path: Path) -> list[Path]:
    """The PDF files below a folder, sorted; anything else, and a folder without PDFs, as it is."""
    if not os.path.isdir(path):  # never raises, unlike Path.is_dir
        return [path]
    found = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    return sorted(one for one in found if one.suffix.lower() == ".pdf") or [path]


def closest(word: str, known: Collection[str]) -> str:
    """A question about what may have been meant, or ""."""
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f" Mente du «{close[0]}»?" if close else ""


def finish(failures: Sequence[Failure]) -> None:
    """Name the files that failed, last, and exit with the status that says so."""
    for failure in failures:
        typer.echo(f"Ikke vurdert: {failure.file}: {failure.error.message}", err=True)
    if failures:
        raise typer.Exit(SOME_FAILED)


def stop(message: str) -> NoReturn:
    """Say what is wrong with how the command was used, and exit with the status that says so."""
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_USE)
