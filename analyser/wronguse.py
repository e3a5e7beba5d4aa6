"""What Typer says of wrong use, in Norwegian: Typer itself speaks only English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_COMMAND = re.compile(r"No such command '([^']*)'\.?(?: Did you mean (.*)\?)?")
_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)")
_CHOICES = re.compile(r"is not one of (.*)")
_QUOTED = re.compile(r"'([^']*)'")


def message(error: Any) -> str:
    """One of Typer's usage errors (an exception with `format_message`), told with what to do next."""
    return " ".join(_sentences(error))


def _sentences(error: Any) -> Iterator[str]:
    said = error.format_message()
    match type(error).__name__:
        case "MissingParameter":
            yield f"Mangler {error.param.metavar or error.param.name}."
        case "NoSuchOption":
            yield f"Ukjent valg {error.option_name}."
            if error.possibilities:
                yield f"Mente du {' eller '.join(sorted(error.possibilities))}?"
        case "BadParameter" if error.param is not None:
            yield f"Ugyldig verdi for {error.param.opts[0]}."
            if choices := _CHOICES.search(said):
                yield f"Velg {' eller '.join(_QUOTED.findall(choices[1]))}."
        case _:
            yield from _other(said)
    if error.ctx is not None:
        yield f"Se {error.ctx.command_path} --help."


def _other(said: str) -> Iterator[str]:
    if found := _COMMAND.match(said):
        yield f"Ukjent kommando «{found[1]}»."
        if found[2]:
            yield f"Mente du {' eller '.join(_QUOTED.findall(found[2]))}?"
    elif found := _EXTRA.match(said):
        yield f"For mange argumenter: {found[1]}."
    else:
        yield f"Feil bruk: {said}"
