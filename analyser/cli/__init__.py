"""The command line: results on stdout, progress and messages on stderr, exit status 0, 1 or 2."""

from __future__ import annotations

import sys
from typing import NoReturn

import typer

from analyser.cli import judging, many, measuring, serving
from analyser.cli.base import INTERRUPTED, WRONG_USE

app = typer.Typer(
    help="Leser samarbeidsavtaler mellom helseforetak og kommuner og viser, med belegg, hvor gode de er.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)
for part in (serving, judging, many, measuring):
    app.add_typer(part.commands)


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
