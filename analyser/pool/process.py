"""A worker seen from the program: a process of its own, asked in lines, ended when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from threading import Timer

from analyser.errors import AnalyserError
from analyser.pdf.limits import Limits
from analyser.pool.worker import LAST

_START_SECONDS = 60
"""For a worker to make itself ready, also on a machine that has much else to do."""


@dataclass(frozen=True, slots=True)
class Job:
    """What workers do: `factory` ("module:function") makes, from `arguments`, the function that answers requests."""

    factory: str
    arguments: tuple[str, ...] = ()


class WorkerLost(AnalyserError):
    """A worker that ended instead of answering; `again` says whether another try may go better."""

    def __init__(self, kind: str, message: str, again: bool) -> None:
        super().__init__(message)
        self.kind, self.again = kind, again

    def __reduce__(self) -> tuple[type[WorkerLost], tuple[str, str, bool]]:
        return WorkerLost, (self.kind, str(self), self.again)


class Worker:
    """One process. Its pipes are its own, so that its end, however it comes, is no other worker's concern."""

    def __init__(self, job: Job, limits: Limits) -> None:
        command = [
            sys.executable, "-P", "-m", "analyser.pool.worker", job.factory, json.dumps(asdict(limits)), *job.arguments,
        ]
        self._seconds, self._late, self.last = limits.seconds, False, False
        # A new session: Ctrl-C is the program's to handle, and what the worker starts ends with it.
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=_environment(), start_new_session=True,
        )
        self._ready = False

    @property
    def alive(self) -> bool:
        """Whether the process is there and will take another request."""
        return not self.last and self._process.poll() is None

    def wait_ready(self) -> None:
        """Wait until the worker has made its job; raises WorkerLost when it never does."""
        if not self._ready:
            self._answered(None, max(self._seconds, _START_SECONDS))
            self._ready = True

    def ask(self, request: str) -> str:
        """The answer; raises WorkerLost when the process hangs or ends instead."""
        self.last = True  # Should this wait be broken off, the answer must not be taken for that of the next request.
        line = self._answered(json.dumps(request).encode() + b"\n", self._seconds)
        self.last = line.startswith(LAST)
        return line[1:-1].decode()

    def _answered(self, request: bytes | None, seconds: int) -> bytes:
        timer = Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            return self._exchange(request)
        finally:
            timer.cancel()

    def _exchange(self, request: bytes | None) -> bytes:
        into, out = self._process.stdin, self._process.stdout
        assert into
        assert out
        line = b""
        with suppress(OSError, ValueError):
            if request:
                into.write(request)
                into.flush()
            line = out.readline()
        if not line.endswith(b"\n"):
            raise self._lost()
        return line

    def _expire(self) -> None:
        self._late = True
        self._kill()

    def _lost(self) -> WorkerLost:
        with suppress(subprocess.TimeoutExpired):  # On its way out, it may need a moment to say how it ended.
            self._process.wait(1)
        self._kill()
        code = self._process.wait()
        if self._late or -code == getattr(signal, "SIGXCPU", 0):
            return WorkerLost("tidsfrist", _TOO_SLOW.format(self._seconds), again=False)
        if -code == getattr(signal, "SIGKILL", 0):
            return WorkerLost("avbrutt", _KILLED, again=True)
        return WorkerLost("krasj", _CRASHED.format(_how(code)), again=True)

    def _kill(self) -> None:
        """End the process, and what it has started."""
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def stop(self) -> None:
        """End the process and take it off the system's list."""
        if self._process.poll() is None:
            self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


def _environment() -> dict[str, str]:
    """The program's own, with its module path; one thread a library, since every core has its worker."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"), "1")
    return {**os.environ, **threads, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"}


def _how(code: int) -> str:
    if code >= 0:
        return f"kode {code}"
    with suppress(ValueError):
        return signal.Signals(-code).name
    return f"signal {-code}"


_TOO_SLOW = (
    "Filen tok mer enn {} sekunder å lese, og lesingen ble avbrutt. Lag PDF-en på nytt fra originaldokumentet, "
    "eller del den opp, og prøv igjen."
)
_KILLED = (
    "Lesingen av filen ble stanset utenfra to ganger, trolig fordi maskinen manglet minne. Lukk andre programmer og "
    "prøv igjen."
)
_CRASHED = (
    "Filen fikk leseprosessen til å stanse ({}). Den er trolig skadet eller krever for mye minne. Lag PDF-en på nytt "
    "fra originaldokumentet og prøv igjen."
)
