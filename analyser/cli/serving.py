"""The app, and a copy of what it keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from analyser.cli.base import SOME_FAILED, pdfs, stop

commands = typer.Typer()


@commands.command("app")
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

    files = [file for path in paths for file in pdfs(path)]
    try:
        start.check()
        taken = track(start.taken(files), "Vurderer avtalene", len(files), console=Console(stderr=True))
        refused = [one for one in taken if one.state == "refused"] if files else []
    except AnalyserError as error:
        stop(str(error))
    for one in refused:
        typer.echo(f"Ikke vurdert: {one.name}: {one.message}", err=True)
    start.serve()


@commands.command()
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
        stop(str(error))
    typer.echo(described(done))
    if done.missing:
        raise typer.Exit(SOME_FAILED)
