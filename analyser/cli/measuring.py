"""How good the rules and the program are: the rule check, gold, a sample to code, agreement between coders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analyser.cli.base import WRONG_USE, Format, FormatOption, Out, finish, pdfs, rules_in_force, stop

if TYPE_CHECKING:
    from analyser.study.workbook import Coding

commands = typer.Typer()


@commands.command("check-rules")
def check_rules(
    path: Annotated[
        Path | None, typer.Argument(help="Mappe med regler; uten: programmets egne.", metavar="[STI]")
    ] = None,
    over: Annotated[
        list[Path], typer.Option("--over", help="Tell hvor ofte hver regel slår til i avtalene her.", metavar="MAPPE")
    ] = [],  # noqa: B006 - Typer reads the default, nothing writes to it
) -> None:
    """Kontroller reglene: format, eksempler, og mønstre som aldri kan slå til."""
    from analyser import show
    from analyser.errors import RuleProblem
    from analyser.rulecheck import check
    from analyser.rules import load_ruleset
    from analyser.usage import firings

    try:
        report = check(path)
        files = [file for folder in over for file in pdfs(folder)]
        show.rule_report(report, firings(show.progress(files), load_ruleset(path)) if files else {})
    except RuleProblem as error:
        stop(str(error))
    if report.faults:
        raise typer.Exit(WRONG_USE)


@commands.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="gold.jsonl, eller mappen den ligger i.", metavar="GULL")],
    format: FormatOption = Format.table,
    details: Annotated[bool, typer.Option("--details", help="List opp hver uenighet med koderne.")] = False,
) -> None:
    """Mål programmet mot menneskelige kodere: enighet, kappa, gjenfunne belegg og fakta."""
    from analyser import engine, show
    from analyser.errors import AnalyserError
    from analyser.evaluate import evaluate as measure

    ruleset = rules_in_force()
    try:
        result = measure(gold, lambda path: engine.analyse_file(path, ruleset))
    except AnalyserError as error:
        stop(str(error))
    if format is Format.json:
        typer.echo(result.to_json(details))
    else:
        show.evaluation(result, details)
    finish(result.failures)


@commands.command()
def sample(
    out: Out,
    n: Annotated[int, typer.Option("--n", help="Hvor mange avtaler.", metavar="TALL")] = 30,
    seed: Annotated[int, typer.Option("--seed", help="Samme frø gir samme utvalg.", metavar="TALL")] = 1,
) -> None:
    """Trekk et tilfeldig utvalg innen tema, region og nivå, og lag en arbeidsbok å kode i."""
    from analyser.batch.results import records
    from analyser.errors import AnalyserError
    from analyser.study import workbook
    from analyser.study.sample import draw

    target = out / f"koding-{n}.xlsx"
    if target.exists():
        stop(f"{target} finnes fra før. Flytt eller gi den nytt navn, så ingen koding går tapt.")
    try:
        drawn = draw(records(out), n, seed)
    except AnalyserError as error:
        stop(str(error))
    workbook.write(drawn, rules_in_force().criteria, seed, target)
    typer.echo(f"{target}: {n} avtaler å kode. Gi hver koder sin egen kopi.")


@commands.command()
def agreement(
    paths: Annotated[
        list[Path],
        typer.Argument(
            help="En eller to utfylte arbeidsbøker, og mappen fra analyser batch.", metavar="A.xlsx [B.xlsx] [UT]"
        ),
    ],
    format: FormatOption = Format.table,
) -> None:
    """Mål enighet mellom kodere og mellom maskin og koder: prosent, kappa og alfa, med intervaller."""
    from analyser import show
    from analyser.errors import AnalyserError
    from analyser.study import agreement as study

    try:
        codings, out = _codings(paths)
        comparisons = list(study.compare(codings))
    except AnalyserError as error:
        stop(str(error))
    if out:
        (out / study.FILE).write_text(study.to_json(comparisons), encoding="utf-8")
    typer.echo(study.to_json(comparisons)) if format is Format.json else show.comparisons(comparisons)


def _codings(paths: Sequence[Path]) -> tuple[list[Coding], Path | None]:
    """What coders and machine judged, and the folder the machine's levels came from."""
    from analyser.batch.results import records
    from analyser.study.agreement import ComparisonError, machine_coding
    from analyser.study.workbook import read

    books = [path for path in paths if not os.path.isdir(path)]
    folders = [path for path in paths if os.path.isdir(path)]
    codings = list(map(read, books))
    if len(codings) + len(folders) < 2 or len(folders) > 1 or not codings:
        raise ComparisonError(
            "Gi minst to å sammenligne: to arbeidsbøker, eller en arbeidsbok og mappen fra analyser batch."
        )
    for one in codings:
        if one.unfilled:
            typer.echo(f"{one.coder}: {one.unfilled} linjer uten nivå er ikke med.", err=True)
    if folders:
        codings.append(machine_coding(records(folders[0]), codings[0].files))
    return codings, folders[0] if folders else None
