"""One agreement or some: levels, duties, why a rule fires, the text as understood."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.base import (
    SOME_FAILED,
    File,
    Format,
    FormatOption,
    Paths,
    closest,
    finish,
    pdfs,
    rules_in_force,
    stop,
)

if TYPE_CHECKING:
    from analyser.assessment import Record
    from analyser.engine import Understood
    from analyser.errors import AnalyserError
    from analyser.rules import Ruleset

commands = typer.Typer()


@commands.command()
def score(paths: Paths, format: FormatOption = Format.table) -> None:
    """Vurder avtaler: nivå 0–3 per kriterium, med begrunnelse og belegg."""
    from analyser import show
    from analyser.errors import AnalyserError

    table = format is Format.table
    records = []
    try:
        for record in _records(paths, rules_in_force()):
            records.append(record)
            show.assessment(record) if table else typer.echo(record.to_json())
    except AnalyserError as error:
        stop(str(error))
    if table:
        show.levels(records)
    finish([record for record in records if record.status == "failed"])


@commands.command()
def duties(file: File) -> None:
    """Vis ansvarstabellen: hvem skal gjøre hva, når, hvordan og på hvis regning."""
    from analyser import engine, show

    record = engine.analyse_file(file, rules_in_force())
    if record.status == "failed":
        finish([record])
    else:
        show.duties(record)


@commands.command()
def explain(
    rule: Annotated[str, typer.Argument(help="Regelens id, for eksempel vedlikehold/a_intervall.", metavar="REGEL")],
    file: File,
) -> None:
    """Vis hvor en regel slår til i en avtale, og hva som mangler der den nesten gjør det."""
    from analyser import show

    ruleset = rules_in_force()
    known = {one.id: one for one in ruleset.rules}
    if rule not in known:
        stop(f"Ukjent regel «{rule}».{closest(rule, known)}")
    show.explanation(known[rule], _understand(file, ruleset))


@commands.command("show-text")
def show_text(file: File) -> None:
    """Vis avsnitt og setninger slik programmet har forstått dem."""
    from analyser import show

    show.text(_understand(file, rules_in_force()))


def _understand(file: Path, ruleset: Ruleset) -> Understood:
    from analyser import engine
    from analyser.errors import AnalyserError

    try:
        return engine.understand(engine.extract(file), ruleset.vocabulary)
    except AnalyserError as error:
        finish([engine.failure(file, error, ruleset)])
        raise typer.Exit(SOME_FAILED) from error


def _records(paths: Sequence[Path], ruleset: Ruleset) -> Iterator[Record]:
    """Judge every file, in the order given, on all cores, with progress on stderr."""
    from analyser.engine import failure
    from analyser.pool import Pool, cores
    from analyser.show import progress

    files = [file for path in paths for file in pdfs(path)]
    with Pool(min(cores(), len(files))) as pool:
        judged = pool.judge_all(file for file in files if not os.path.isdir(file))
        for file in progress(files):
            yield failure(file, _empty_folder(), ruleset) if os.path.isdir(file) else next(judged).record


def _empty_folder() -> AnalyserError:
    from analyser.errors import UnreadablePdf

    return UnreadablePdf("tom_mappe", "Mappen inneholder ingen PDF-filer.")
