"""Every agreement in a folder judged, on all cores or on a cluster, into data files that are the same every time.

A run keeps a journal of what is done, and goes on from it after an interruption; what has been read of a file is kept
by its content, so that new rules judge it without reading it again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from analyser import engine
from analyser.batch import cluster
from analyser.batch.journal import BatchProblem as BatchProblem
from analyser.batch.journal import Journal
from analyser.batch.results import MANIFEST, RUN, Manifest, manifest
from analyser.batch.work import CACHED, READ, Done, Task, done
from analyser.batch.writing import write
from analyser.engine import Judged
from analyser.pool import WorkerLost, Workers, cores
from analyser.rules import Ruleset, load_ruleset

JOURNAL = "journal"
Answers = Iterable[tuple[str, str | WorkerLost]]
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
    task = Task(str(order.folder.absolute()), str(order.rules.absolute()) if order.rules else "", day)
    journal = Journal(_made(order.out) / JOURNAL, _identity(task, ruleset))
    try:
        left = [name for name in names if not journal.holds(name, order.folder / name)]
        before = len(names) - len(left)
        how = _judge(order, task, left, journal, ruleset, lambda count: shown(before + count, len(names)))
        made = write(order.out, journal.read(names), engine.ruleset_id(ruleset), day)
        told = Run(
            started.isoformat(timespec="seconds"), round(time.monotonic() - begun, 1), how[READ], how[CACHED],
            before, 0 if order.scheduler else order.workers or cores(), order.scheduler,
        )
        (order.out / RUN).write_text(json.dumps(asdict(told), indent=2) + "\n", encoding="utf-8")
    finally:
        journal.close()
    (order.out / JOURNAL).unlink()
    return made


def _judge(
    order: Order, task: Task, left: list[str], journal: Journal, ruleset: Ruleset, shown: Callable[[int], None]
) -> dict[str, int]:
    """Judge what is left, putting each down as it is done; how many were read and fetched."""
    how = {READ: 0, CACHED: 0}
    shown(0)
    for count, (request, answer) in enumerate(_answers(order, task, left), 1):
        name = json.loads(request)
        one = _failed(order.folder, name, answer, ruleset) if isinstance(answer, WorkerLost) else Done.of(answer)
        journal.add(name, one)
        how[one.how] += 1
        shown(count)
    return how


def _answers(order: Order, task: Task, left: list[str]) -> Iterator[tuple[str, str | WorkerLost]]:
    """The answers for these files, as they come."""
    requests = map(json.dumps, left)
    if not left:
        return
    if order.scheduler:
        yield from cluster.answers(order.scheduler, task, requests)
    else:
        with Workers(task.job, min(order.workers or cores(), len(left))) as workers:
            yield from workers.as_done(requests)


def _failed(folder: Path, name: str, lost: WorkerLost, ruleset: Ruleset) -> Done:
    return done(Judged(engine.failure(folder / name, lost, ruleset), None), name)


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
    if (order.out / MANIFEST).exists():
        return manifest(order.out).reference_date
    return Journal.said(order.out / JOURNAL).get("day") or date.today().isoformat()


def _identity(task: Task, ruleset: Ruleset) -> dict[str, str]:
    """What must be the same for a run to go on from what another has done."""
    return {"program": engine.program_sha256(), "rules": ruleset.sha256, "day": task.day}
