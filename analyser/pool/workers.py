"""Many workers at once: a request goes to one that is free, and one that is lost is replaced."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from itertools import islice
from queue import LifoQueue
from threading import Lock

from analyser.errors import AnalyserError
from analyser.pdf.limits import DEFAULT, Limits
from analyser.pool.process import Job, Worker, WorkerLost

_ATTEMPTS = 2
"""Workers that one request may cost."""
_STARTS = 3
"""Workers that may be lost on the way up before the fault is the machine's."""
_AHEAD = 8
"""Requests for each worker that are handed out before the first of their answers has been fetched."""


class PoolProblem(AnalyserError):
    """The pool itself cannot work, whatever the file."""

    kind = "leseprosess"


class Workers:
    """A fixed number of workers for one job; any thread may ask."""

    def __init__(self, job: Job, count: int | None = None, limits: Limits = DEFAULT) -> None:
        self.count = max(1, count or cores())
        self._job, self._limits = job, limits
        self._free: LifoQueue[Worker | None] = LifoQueue()
        for _ in range(self.count):
            self._free.put(None)
        self._started: set[Worker] = set()
        self._lock, self._closed = Lock(), False

    def __enter__(self) -> Workers:
        """Set all workers off, so that they make themselves ready side by side; else each starts when first needed."""
        for held in [self._free.get() for _ in range(self.count)]:
            self._free.put(held or self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker, busy or not; whoever waits for an answer gets a PoolProblem."""
        with self._lock:
            self._closed = True
            started, self._started = self._started, set()
        for worker in started:
            worker.stop()

    def answer(self, request: str) -> str:
        """The job's answer; raises WorkerLost when no worker lives to give one, PoolProblem when all is closed."""
        worker = self._free.get()
        try:
            for attempt in range(1, _ATTEMPTS + 1):
                worker = self._ready(worker)
                with suppress(_Again):
                    return self._asked(worker, request, attempt)
            raise AssertionError("the last attempt answers or raises")
        finally:
            self._free.put(worker)

    def _asked(self, worker: Worker, request: str, attempt: int) -> str:
        try:
            return worker.ask(request)
        except WorkerLost as lost:
            self._check_open()
            if lost.again and attempt < _ATTEMPTS:
                raise _Again from lost
            raise

    def _ready(self, worker: Worker | None) -> Worker:
        """This worker if it lives, else a new one; raises PoolProblem when none comes up."""
        lost: WorkerLost | None = None
        for _ in range(_STARTS + 1):
            self._check_open()
            if worker and worker.alive:
                try:
                    worker.wait_ready()
                    return worker
                except WorkerLost as error:
                    lost = error
            self._drop(worker)
            worker = self._start()
        raise PoolProblem(_NO_START) from lost

    def _start(self) -> Worker:
        try:
            worker = Worker(self._job, self._limits)
        except OSError as error:
            raise PoolProblem(_NO_START) from error
        with self._lock:
            self._started.add(worker)
        if self._closed:
            self._drop(worker)
        return worker

    def _drop(self, worker: Worker | None) -> None:
        if worker:
            with self._lock:
                self._started.discard(worker)
            worker.stop()

    def _check_open(self) -> None:
        if self._closed:
            raise PoolProblem("Lesingen ble avbrutt. Start den på nytt.")

    def answers(self, requests: Iterable[str]) -> Iterator[str | WorkerLost]:
        """The answers in the order of the requests, which are taken a few at a time."""
        threads = ThreadPoolExecutor(self.count)
        waiting: deque[Future[str | WorkerLost]] = deque()
        try:
            for request in requests:
                waiting.append(threads.submit(self._outcome, request))
                if len(waiting) >= self.count * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def as_done(self, requests: Iterable[str]) -> Iterator[tuple[str, str | WorkerLost]]:
        """Each request with its answer, as soon as it is there; requests are taken a few at a time."""
        threads, source = ThreadPoolExecutor(self.count), iter(requests)
        waiting: dict[Future[str | WorkerLost], str] = {}
        try:
            while True:
                for request in islice(source, self.count * _AHEAD - len(waiting)):
                    waiting[threads.submit(self._outcome, request)] = request
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    yield waiting.pop(future), future.result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def _outcome(self, request: str) -> str | WorkerLost:
        try:
            return self.answer(request)
        except WorkerLost as lost:
            return lost


class _Again(Exception):
    """Another attempt is due."""


def cores() -> int:
    """Processor cores this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


_NO_START = (
    "Leseprosessen kommer ikke i gang. Kontroller at reglene er i orden (analyser check-rules) og at maskinen har "
    "ledig minne, og prøv igjen."
)
