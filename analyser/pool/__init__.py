"""Files judged in worker processes, so that whatever a file does to its reader, the program goes on.

Pebble and concurrent.futures let all workers share one pipe and its lock: a worker that is killed when idle, or in the
middle of an answer, takes the others with it. Here every worker has its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import tee
from pathlib import Path

from analyser import engine
from analyser.engine import Judged
from analyser.pdf.limits import DEFAULT, Limits
from analyser.pool.judging import read
from analyser.pool.process import Job as Job
from analyser.pool.process import WorkerLost as WorkerLost
from analyser.pool.workers import PoolProblem as PoolProblem
from analyser.pool.workers import Workers as Workers
from analyser.pool.workers import cores as cores
from analyser.rules import Ruleset, load_ruleset


class Pool:
    """Judges files in `workers` processes (one a core when None), with the rules of a folder or the program's own."""

    def __init__(
        self, workers: int | None = None, rules: Path | None = None, limits: Limits = DEFAULT, job: Job | None = None
    ) -> None:
        self._rules = rules
        self._workers = Workers(job or Job("analyser.pool.judging:judging", (str(rules or ""),)), workers, limits)

    def __enter__(self) -> Pool:
        self._workers.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker, busy or not."""
        self._workers.close()

    def judge(self, path: Path) -> Judged:
        """Judge one file, waiting for a free worker; any thread may ask. A worker that is lost gives a Failure."""
        try:
            return read(self._workers.answer(str(path)))
        except WorkerLost as lost:
            return self._failed(path, lost)

    def judge_all(self, paths: Iterable[Path]) -> Iterator[Judged]:
        """Judge many files, side by side; results come in the order of the paths, which are taken a few at a time."""
        asked, kept = tee(paths)
        for path, answer in zip(kept, self._workers.answers(map(str, asked)), strict=True):
            yield self._failed(path, answer) if isinstance(answer, WorkerLost) else read(answer)

    def _failed(self, path: Path, lost: WorkerLost) -> Judged:
        return Judged(engine.failure(path, lost, self._ruleset), None)

    @cached_property
    def _ruleset(self) -> Ruleset:
        return load_ruleset(self._rules) if self._rules else engine.default_ruleset()
