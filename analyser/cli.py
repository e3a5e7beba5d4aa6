"""The command line: results on stdout, progress and messages on stderr, exit status 0, 1 or 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

# Everything that reads PDFs or rules is imported where it is used: `analyser --help` must answer at once.
if TYPE_CHECKING:
    from analyser.assessment import Failure, Record
    from analyser.engine import Understood
    from analyser.errors import AnalyserError
    from analyser.rules import Ruleset
    from analyser.study.workbook import Coding

SOME_FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130
"""Exit statuses; the last is what typer gives for Ctrl-C."""

app = typer.Typer(
    help="Leser samarbeidsavtaler mellom helseforetak og kommuner og viser, med belegg, hvor gode de er.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)


def main() -> NoReturn:
    """Run the command line; wrong use is told in Norwegian, on stderr."""
    from analyser import wronguse

    try:
        status = app(prog_name="analyser", standalone_mode=False)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        if error.format_message():  # nothing to say: the help has been printed
            typer.echo(wronguse.message(error), err=True)
        status = WRONG_USE
    if status == INTERRUPTED:
        typer.echo("Avbrutt.", err=True)
    sys.exit(status if isinstance(status, int) else 0)


class Format(StrEnum):
    """How results are printed."""

    table = "table"
    json = "json"


Paths = Annotated[
    list[Path],
    typer.Argument(help="PDF-filer, eller mapper som det letes etter PDF-filer i.", metavar="STI…", readable=False),
]
File = Annotated[Path, typer.Argument(help="PDF-filen med avtalen.", metavar="FIL", readable=False)]
FormatOption = Annotated[
    Format, typer.Option("--format", help="table: lesbar tabell. json: ett JSON-objekt per linje.")
]


@app.command()
def score(paths: Paths, format: FormatOption = Format.table) -> None:
    """Vurder avtaler: nivå 0–3 per kriterium, med begrunnelse og belegg."""
    from analyser import show
    from analyser.errors import AnalyserError

    table = format is Format.table
    records = []
    try:
        for record in _records(paths, _ruleset()):
            records.append(record)
            show.assessment(record) if table else typer.echo(record.to_json())
    except AnalyserError as error:
        _stop(str(error))
    if table:
        show.levels(records)
    _finish([record for record in records if record.status == "failed"])


@app.command("app")
def open_app(
    paths: Annotated[
        list[Path], typer.Argument(help="Avtaler, eller mapper med avtaler, som skal inn i appen.", metavar="[STI…]")
    ] = [],  # noqa: B006 - Typer reads the default, nothing writes to it
) -> None:
    """Åpne appen i nettleseren; avtalene i STI blir vurdert og lagt inn først."""
    from rich.console import Console
    from rich.progress import track

    from analyser.app import start
    from analyser.errors import AnalyserError

    files = [file for path in paths for file in _pdfs(path)]
    try:
        start.check()
        taken = track(start.taken(files), "Vurderer avtalene", len(files), console=Console(stderr=True))
        refused = [one for one in taken if one.state == "refused"] if files else []
    except AnalyserError as error:
        _stop(str(error))
    for one in refused:
        typer.echo(f"Ikke vurdert: {one.name}: {one.message}", err=True)
    start.serve()


@app.command()
def duties(file: File) -> None:
    """Vis ansvarstabellen: hvem skal gjøre hva, når, hvordan og på hvis regning."""
    from analyser import engine, show

    record = engine.analyse_file(file, _ruleset())
    if record.status == "failed":
        _finish([record])
    else:
        show.duties(record)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="Regelens id, for eksempel vedlikehold/a_intervall.", metavar="REGEL")],
    file: File,
) -> None:
    """Vis hvor en regel slår til i en avtale, og hva som mangler der den nesten gjør det."""
    from analyser import show

    ruleset = _ruleset()
    known = {one.id: one for one in ruleset.rules}
    if rule not in known:
        _stop(f"Ukjent regel «{rule}».{_closest(rule, known)}")
    show.explanation(known[rule], _understand(file, ruleset))


@app.command("show-text")
def show_text(file: File) -> None:
    """Vis avsnitt og setninger slik programmet har forstått dem."""
    from analyser import show

    show.text(_understand(file, _ruleset()))


@app.command("check-rules")
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
        files = [file for folder in over for file in _pdfs(folder)]
        show.rule_report(report, firings(show.progress(files), load_ruleset(path)) if files else {})
    except RuleProblem as error:
        _stop(str(error))
    if report.faults:
        raise typer.Exit(WRONG_USE)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="gold.jsonl, eller mappen den ligger i.", metavar="GULL")],
    format: FormatOption = Format.table,
    details: Annotated[bool, typer.Option("--details", help="List opp hver uenighet med koderne.")] = False,
) -> None:
    """Mål programmet mot menneskelige kodere: enighet, kappa, gjenfunne belegg og fakta."""
    from analyser import engine, show
    from analyser.errors import AnalyserError
    from analyser.evaluate import evaluate as measure

    ruleset = _ruleset()
    try:
        result = measure(gold, lambda path: engine.analyse_file(path, ruleset))
    except AnalyserError as error:
        _stop(str(error))
    if format is Format.json:
        typer.echo(result.to_json(details))
    else:
        show.evaluation(result, details)
    _finish(result.failures)


@app.command()
def batch(
    folder: Annotated[
        Path, typer.Argument(help="Mappen med avtalene; undermapper er med.", metavar="MAPPE", readable=False)
    ],
    out: Annotated[Path, typer.Option("--out", help="Mappen som dataene skrives til.", metavar="UT")],
    scheduler: Annotated[
        str, typer.Option("--scheduler", help="Bruk en Dask-klynge, som må nå mappen med samme sti.", metavar="ADRESSE")
    ] = "",
    date: Annotated[
        datetime | None,
        typer.Option("--date", help="Dagen alder regnes til; uten: som sist, første gang i dag.", formats=["%Y-%m-%d"]),
    ] = None,
) -> None:
    """Vurder alle avtaler i en mappe, og skriv dataene. Avbrutt kan den kjøres på nytt og går videre."""
    from analyser import show
    from analyser.batch import Order, run
    from analyser.errors import AnalyserError

    _ruleset()
    try:
        with show.counted() as shown:
            made = run(Order(folder, out, day=date.date() if date else None, scheduler=scheduler), shown)
    except KeyboardInterrupt:
        typer.echo("\nDet som er gjort, er lagret: kjør samme kommando på nytt for å gå videre.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except AnalyserError as error:
        _stop(str(error))
    counts = made.counts
    typer.echo(f"{out}: {counts.assessed} avtaler vurdert, {counts.pages} sider")
    if counts.failed:
        typer.echo(f"{counts.failed} av {counts.files} filer kunne ikke vurderes, se {out / 'failures.csv'}", err=True)
        raise typer.Exit(SOME_FAILED)


Out = Annotated[Path, typer.Argument(help="Mappen som analyser batch skrev til.", metavar="UT", readable=False)]


@app.command()
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
        _stop(f"{target} finnes fra før. Flytt eller gi den nytt navn, så ingen koding går tapt.")
    try:
        drawn = draw(records(out), n, seed)
    except AnalyserError as error:
        _stop(str(error))
    workbook.write(drawn, _ruleset().criteria, seed, target)
    typer.echo(f"{target}: {n} avtaler å kode. Gi hver koder sin egen kopi.")


@app.command()
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
        _stop(str(error))
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


@app.command()
def report(
    out: Out,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="Mappen fra en tidligere kartlegging: vis hva som er endret.", metavar="UT2"),
    ] = None,
) -> None:
    """Lag kartleggingsrapporten som DOCX, HTML og XLSX, i mappen rapport under UT."""
    from datetime import date

    from analyser.errors import AnalyserError
    from analyser.report import make

    try:
        paths = make(out, previous, _ruleset(), date.today())
    except AnalyserError as error:
        _stop(str(error))
    for path in paths:
        typer.echo(path)


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="Ny mappe, eller ny fil som slutter på .zip.", metavar="MÅL")],
) -> None:
    """Ta sikkerhetskopi av appens lager: avtaler, vurderinger og PDF-filer, også mens appen er i bruk."""
    from analyser.errors import AnalyserError
    from analyser.store import Store
    from analyser.store.backup import described

    try:
        done = Store.open().backup(target)
    except AnalyserError as error:
        _stop(str(error))
    typer.echo(described(done))
    if done.missing:
        raise typer.Exit(SOME_FAILED)


def _ruleset() -> Ruleset:
    """The program's rules, with a word on stderr about each that was left out."""
    from analyser.engine import default_ruleset
    from analyser.errors import RuleProblem

    try:
        ruleset = default_ruleset()
    except RuleProblem as error:
        _stop(f"Reglene kan ikke brukes:\n{error}")
    for fault in ruleset.faults:
        typer.echo(f"Utelatt regel: {fault}", err=True)
    return ruleset


def _understand(file: Path, ruleset: Ruleset) -> Understood:
    from analyser import engine
    from analyser.errors import AnalyserError

    try:
        return engine.understand(engine.extract(file), ruleset.vocabulary)
    except AnalyserError as error:
        _finish([engine.failure(file, error, ruleset)])
        raise typer.Exit(SOME_FAILED) from error


def _records(paths: Sequence[Path], ruleset: Ruleset) -> Iterator[Record]:
    """Judge every file, in the order given, on all cores, with progress on stderr."""
    from analyser.engine import failure
    from analyser.pool import Pool, cores
    from analyser.show import progress

    files = [file for path in paths for file in _pdfs(path)]
    with Pool(min(cores(), len(files))) as pool:
        judged = pool.judge_all(file for file in files if not os.path.isdir(file))
        for file in progress(files):
            yield failure(file, _empty_folder(), ruleset) if os.path.isdir(file) else next(judged).record


def _pdfs(path: Path) -> list[Path]:
    """The PDF files below a folder, sorted; anything else, and a folder without PDFs, as it is."""
    if not os.path.isdir(path):  # never raises, unlike Path.is_dir
        return [path]
    found = (Path(folder) / name for folder, _, names in os.walk(path) for name in names)
    return sorted(one for one in found if one.suffix.lower() == ".pdf") or [path]


def _empty_folder() -> AnalyserError:
    from analyser.errors import UnreadablePdf

    return UnreadablePdf("tom_mappe", "Mappen inneholder ingen PDF-filer.")


def _closest(word: str, known: Collection[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(word, known, 1)
    return f" Mente du «{close[0]}»?" if close else ""


def _finish(failures: Sequence[Failure]) -> None:
    """Name the files that failed, last, and exit with the status that says so."""
    for failure in failures:
        typer.echo(f"Ikke vurdert: {failure.file}: {failure.error.message}", err=True)
    if failures:
        raise typer.Exit(SOME_FAILED)


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(WRONG_USE)
