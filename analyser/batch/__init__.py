"""Every agreement in a folder judged, on all cores or on a cluster, into data files that are the same every time.

A run keeps a journal of what is done, and goes on from it after an interruption; what has been read of a file is kept
by its content, so that new rules judge it without reading it again.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from analyser import engine
from analyser.batch import cluster
from analyser.batch.journal import NO_ROOM, Journal
from analyser.batch.journal import BatchProblem as BatchProblem
from analyser.batch.kept import cache_folder, tidy
from analyser.batch.results import RUN, Manifest, manifest
from analyser.batch.work import CACHED, READ, Done, Task, done
from analyser.batch.writing import write
from analyser.engine import Judged
from analyser.pool import WorkerLost, Workers, cores
from analyser.rules import Ruleset, load_ruleset

JOURNAL = "journal"
Shown = Callable[[int, int], None]
"""Told how many files are done, of how many."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to do: the folder of agreements, where the data go, the rules, the day that age is counted to, and where
    the work is done (`scheduler`: a Dask cluster's address; `workers`: processes here, one a core when None)."""

    folder: Path
    out: Path
    rules: Path | None = None
    day: date | None = None
    workers: int | None = None
    scheduler: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run went: what was read, fetched from what was kept, or done before an interruption; and its time."""

    started: str
    seconds: float
    read: int
    cached: int
    resumed: int
    workers: int
    scheduler: str


def run(order: Order, shown: Shown = lambda done, total: None) -> Manifest:
    """Judge every PDF file below the folder and write the data; raises BatchProblem when that cannot be done.

    Interrupted, it can be run again and goes on.
    """
    started, begun = datetime.now(UTC), time.monotonic()
    names = _names(order.folder)
    ruleset, day = load_ruleset(order.rules), _day(order)
    tidy(cache_folder())
    task = Task(str(order.folder.absolute()), str(order.rules.absolute()) if order.rules else "", day)
    journal = Journal(_made(order.out) / JOURNAL, _identity(task, ruleset))
    try:
        left = [name for name in names if not journal.holds(name, order.folder / name)]
        course = _Course(order, journal, ruleset, shown, len(names), len(left))
        with closing(_in_order(names, left, _answers(order, task, left), course)) as results:
            made = write(order.out, results, engine.ruleset_id(ruleset), day)
        seconds = round(time.monotonic() - begun, 1)
        _tell(order, course, started.isoformat(timespec="seconds"), seconds)
    except OSError as error:
        raise BatchProblem(NO_ROOM.format(error.strerror)) from error
    finally:
        journal.close()
    (order.out / JOURNAL).unlink()
    return made


@dataclass(slots=True)
class _Course:
    """A run under way: puts down what comes of each file, and counts."""

    order: Order
    journal: Journal
    ruleset: Ruleset
    shown: Shown
    total: int
    left: int
    how: Counter[str] = field(default_factory=Counter)

    def put(self, request: str, answer: str | WorkerLost) -> str:
        """Put down what came of one file; returns its name."""
        name = json.loads(request)
        if isinstance(answer, WorkerLost):
            failed = engine.failure(self.order.folder / name, answer, self.ruleset)
            one = done(Judged(failed, None), name)
        else:
            one = Done.of(answer)
        self.journal.add(name, one)
        self.how[one.how] += 1
        self.show()
        return str(name)

    def show(self) -> None:
        """Tell how far the run has come."""
        self.shown(self.total - self.left + self.how.total(), self.total)


def _in_order(
    names: list[str], left: list[str], answers: Generator[tuple[str, str | WorkerLost]], course: _Course
) -> Generator[Done]:
    """What came of each file, in order, as soon as it can be told; answers come in any order."""
    waiting = set(left)
    course.show()
    with closing(answers):
        for name in names:
            while name in waiting:
                waiting.discard(course.put(*next(answers)))
            yield course.journal.read(name)


def _tell(order: Order, course: _Course, started: str, seconds: float) -> None:
    """Write down how the run went."""
    workers = 0 if order.scheduler else order.workers or cores()
    resumed = course.total - course.left
    told = Run(started, seconds, course.how[READ], course.how[CACHED], resumed, workers, order.scheduler)
    (order.out / RUN).write_text(json.dumps(asdict(told), indent=2) + "\n", encoding="utf-8")


def _answers(order: Order, task: Task, left: list[str]) -> Generator[tuple[str, str | WorkerLost]]:
    """The answers for these files, as they come."""
    requests = map(json.dumps, left)
    if not left:
        return
    if order.scheduler:
        yield from cluster.answers(order.scheduler, task, requests)
    else:
        with Workers(task.job, min(order.workers or cores(), len(left))) as workers:
            yield from workers.as_done(requests)


def _names(folder: Path) -> list[str]:
    """The PDF files below the folder as paths in it, sorted."""
    if not os.path.isdir(folder):
        raise BatchProblem(f"Fant ikke mappen {folder}. Oppgi mappen med avtalene.")
    found = (os.path.relpath(os.path.join(at, name), folder) for at, _, names in os.walk(folder) for name in names)
    names = sorted(Path(name).as_posix() for name in found if name.lower().endswith(".pdf"))
    if not names:
        raise BatchProblem(f"Fant ingen PDF-filer i {folder}. Oppgi mappen med avtalene.")
    return names


def _made(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchProblem(f"Kan ikke lage mappen {out}: {error.strerror}. Velg en annen mappe.") from error
    return out


def _day(order: Order) -> str:
    """The day given, else that of the data in place or of the run that was cut off, else today."""
    if order.day:
        return order.day.isoformat()
    with suppress(BatchProblem):
        return manifest(order.out).reference_date
    return Journal.said(order.out / JOURNAL).get("day") or date.today().isoformat()


def _identity(task: Task, ruleset: Ruleset) -> dict[str, str]:
    """What must be the same for a run to go on from what another has done."""
    return {"program": engine.program_sha256(), "rules": ruleset.sha256, "day": task.day}
