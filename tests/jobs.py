"""Jobs for workers in tests: what a hostile file may make its reader do."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from analyser.pool.judging import judging

Answer = Callable[[str], str]


def misbehaving(log: str = "") -> Answer:
    """Does what the file's name says, and judges the file where the name says nothing; notes each attempt in `log`."""
    judge = judging("")
    acts: dict[str, Callable[[], object]] = {
        "henger": lambda: time.sleep(600),
        "snurrer": _spin,
        "drept": lambda: os.kill(os.getpid(), signal.SIGKILL),
        "avbryter": os.abort,
        "krasjer": lambda: ctypes.string_at(0),
        "slutter": lambda: os._exit(3),
        "prater": lambda: (print("noe annet\n" * 3, flush=True), os.write(1, b"mer\n")),
        "sprekker": lambda: bytearray(40_000_000_000),
    }

    def answer(request: str) -> str:
        _note(log, request)
        for name, act in acts.items():
            if name in request:
                act()
        if "uheldig" in request and attempts(Path(log), request) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return judge(request)

    return answer


def _spin() -> None:
    """Never lets go of the interpreter, nor heeds a polite signal."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        pass


def _note(log: str, request: str) -> None:
    if log:
        with open(log, "a", encoding="utf-8") as notes:
            notes.write(f"{os.getpid()} {request}\n")


def attempts(log: Path, request: str) -> int:
    """How many times a worker has been given the request."""
    return sum(line.endswith(f" {request}") for line in log.read_text(encoding="utf-8").splitlines())


def growing() -> Answer:
    """Holds more and more memory, as a library that leaks would."""
    held: list[bytes] = []

    def answer(request: str) -> str:
        held.append(os.urandom(1) * int(request))
        return f"{os.getpid()} {len(held)}"

    return answer


def broken() -> Answer:
    """A job that cannot be made."""
    sys.exit("reglene mangler")


def marking() -> Answer:
    """Marks files, and never gets done with one whose name says so."""
    from analyser.app.agreement.marking import answer

    return lambda request: str(_spin()) if "henger" in request else answer(request)
