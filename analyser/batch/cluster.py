"""The same work on a Dask cluster: its workers read the files where they lie, in a folder that all of them share.

On each worker the files are judged in processes of their own, as they are here, so that the results are the same.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError
from functools import cache
from importlib import import_module
from itertools import islice
from threading import Lock
from typing import Any

from analyser import engine
from analyser.batch.journal import BatchProblem
from analyser.batch.work import Task
from analyser.pool import WorkerLost, Workers

PATIENCE = 10
"""Seconds to wait for the scheduler to answer."""
_ONE = Lock()
_AHEAD = 3
"""Files for each thread of the cluster that are handed out at a time."""


def answers(address: str, task: Task, requests: Iterable[str]) -> Iterator[tuple[str, str | WorkerLost]]:
    """Each request with its answer, as soon as it is there; a worker that is lost has its files done by another."""
    with _connected(address) as client:
        program, source = engine.program_sha256(), iter(requests)
        threads = sum(client.nthreads().values())
        if not threads:
            raise BatchProblem(f"Klyngen på {address} har ingen arbeidere. Start dem (dask worker), og prøv igjen.")
        yield from _as_done(client, task, program, source, threads * _AHEAD)


def _as_done(
    client: Any, task: Task, program: str, source: Iterator[str], most: int
) -> Iterator[tuple[str, str | WorkerLost]]:
    asked: dict[str, str] = {}

    def submit(count: int) -> list[Any]:
        futures = []
        for request in islice(source, count):
            futures.append(client.submit(answer, task, program, request, pure=False))
            asked[futures[-1].key] = request
        return futures

    waiting = _dask().as_completed(submit(most), loop=client.loop)
    for future in waiting:
        found = _result(future)
        yield asked.pop(future.key), found
        future.release()
        waiting.update(submit(1))


def _result(future: Any) -> str | WorkerLost:
    try:
        found: str | WorkerLost = future.result()
        return found
    except _dask().KilledWorker:
        return WorkerLost("avbrutt", _KILLED, again=False)
    except (OSError, CancelledError) as error:
        raise BatchProblem(_GONE) from error


def answer(task: Task, program: str, request: str) -> str | WorkerLost:
    """What a worker of the cluster does: as here, in a process of its own."""
    if engine.program_sha256() != program:
        raise BatchProblem("En arbeider på klyngen har en annen utgave av programmet. Installer samme utgave på alle.")
    if not os.path.isdir(task.folder):
        raise BatchProblem(f"En arbeider på klyngen finner ikke mappen {task.folder}. Den må være delt, med samme sti.")
    try:
        return workers_of(task, _dask().get_worker().state.nthreads).answer(request)
    except WorkerLost as lost:
        return lost


def workers_of(task: Task, threads: int) -> Workers:
    """The processes of this worker, one for each of its threads, started when first needed; they end when it does."""
    with _ONE:
        return _workers(task, threads)


@cache
def _workers(task: Task, threads: int) -> Workers:
    return Workers(task.job, threads)


def _dask() -> Any:
    """Hardly typed, and there only where the extra `dask` is installed."""
    try:
        return import_module("distributed")
    except ImportError as error:
        raise BatchProblem(_NO_DASK) from error


def _connected(address: str) -> Any:
    dask = _dask()
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is told by our own messages
    try:
        return dask.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BatchProblem(
            f"Får ikke kontakt med Dask på {address}. Kontroller adressen, og at planleggeren er startet "
            "(dask scheduler)."
        ) from error


_NO_DASK = "--scheduler krever Dask, som ikke er installert. Installer det: pip install 'avtaleanalyse[dask]'"
_KILLED = (
    "Arbeideren på klyngen som leste filen, ble stanset flere ganger. Kontroller at maskinene har ledig minne, og prøv "
    "igjen."
)
_GONE = (
    "Mistet kontakten med Dask-klyngen. Start den på nytt, og kjør samme kommando igjen; det som er gjort, er lagret."
)
