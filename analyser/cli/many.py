"""Every agreement in a folder, and the report on them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from analyser.cli.base import INTERRUPTED, SOME_FAILED, Out, rules_in_force, stop

commands = typer.Typer()


@commands.command()
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

    rules_in_force()
    try:
        with show.counted() as shown:
            made = run(Order(folder, out, day=date.date() if date else None, scheduler=scheduler), shown)
    except KeyboardInterrupt:
        typer.echo("\nDet som er gjort, er lagret: kjør samme kommando på nytt for å gå videre.", err=True)
        raise typer.Exit(INTERRUPTED) from None
    except AnalyserError as error:
        stop(str(error))
    counts = made.counts
    typer.echo(f"{out}: {counts.assessed} avtaler vurdert, {counts.pages} sider")
    if counts.failed:
        typer.echo(f"{counts.failed} av {counts.files} filer kunne ikke vurderes, se {out / 'failures.csv'}", err=True)
        raise typer.Exit(SOME_FAILED)


@commands.command()
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
        paths = make(out, previous, rules_in_force(), date.today())
    except AnalyserError as error:
        stop(str(error))
    for path in paths:
        typer.echo(path)
