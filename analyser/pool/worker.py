"""The worker's side: a process that keeps itself within the limits and answers one request a line.

Started by `process.Worker` as `python -m analyser.pool.worker FACTORY LIMITS ARGUMENT…`. Lines of plain text go both
ways, never pickled objects: what a hostile file may have done to a worker ends with the worker.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from typing import BinaryIO

from analyser.pdf.limits import Limits

READY, MORE, LAST = b"=", b"+", b"-"
"""First byte of a line: ready for work; an answer; an answer after which the worker ends, having grown too large."""

Answer = Callable[[str], str]
"""What a job does with one request; neither text holds a line break."""


def main(factory: str, limits: str, *arguments: str) -> None:
    """Make the job and answer until the other side hangs up."""
    bounds, out = Limits(**json.loads(limits)), _own_output()
    _confine(bounds)
    answer = _made(factory)(*arguments)
    _say(out, READY)
    for line in sys.stdin.buffer:
        _allow_seconds(bounds.seconds)
        said = answer(json.loads(line))
        large = _largest() > bounds.memory // 2
        _say(out, LAST if large else MORE, said)
        if large:
            return


def _own_output() -> BinaryIO:
    """The pipe for answers; whatever a library prints goes elsewhere."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _say(out: BinaryIO, mark: bytes, text: str = "") -> None:
    out.write(mark + text.encode() + b"\n")
    out.flush()


def _made(factory: str) -> Callable[..., Answer]:
    module, _, name = factory.partition(":")
    made: Callable[..., Answer] = getattr(import_module(module), name)
    return made


def _confine(limits: Limits) -> None:
    """Let the kernel hold the process to its memory; Windows has no such limits, and macOS knows only some."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))


def _allow_seconds(seconds: int) -> None:
    """Processor time for the next file, so that a worker whose program is gone does not go on for ever."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _largest() -> int:
    """Bytes of memory the process has held at most."""
    with suppress(ImportError):
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    return 0


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main(*sys.argv[1:])
