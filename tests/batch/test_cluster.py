"""The same work on a Dask cluster of one scheduler and two workers, each a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from analyser.batch import BatchProblem, Order, cluster, run
from analyser.batch.work import Task

from .conftest import DAY, data, stopping_at, told

pytest.importorskip("distributed", reason="tillegget dask er ikke installert")


class Cluster:
    """A scheduler and its workers, started as their owners would."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.workers = folder, list[subprocess.Popen[bytes]]()
        file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
        self.address = self._address(file)

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        return subprocess.Popen(
            [sys.executable, "-m", "distributed.cli.dask_" + command[0], "--host", "127.0.0.1", *command[1:]],
            env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd=self.folder,
        )

    @staticmethod
    def _address(file: Path) -> str:
        import json

        for _ in range(600):
            if file.exists() and (text := file.read_text(encoding="utf-8")):
                return str(json.loads(text)["address"])
            time.sleep(0.1)
        raise AssertionError("the scheduler did not start")

    def add(self, count: int) -> None:
        for _ in range(count):
            self.workers.append(self._start("worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard"))
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(sum(one.poll() is None for one in self.workers), timeout=60)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    one = Cluster(tmp_path_factory.mktemp("dask"))
    yield one
    one.close()


def test_a_cluster_without_workers_is_told_so(dask: Cluster, folder: Path, tmp_path: Path) -> None:
    if dask.workers:
        pytest.skip("klyngen har fått arbeidere")
    with pytest.raises(BatchProblem, match=r"har ingen arbeidere. Start dem \(dask worker\)"):
        run(Order(folder, tmp_path, scheduler=dask.address))


@pytest.mark.slow
def test_a_cluster_gives_the_same_bytes(dask: Cluster, folder: Path, whole: Path, tmp_path: Path) -> None:
    dask.add(2)
    run(Order(folder, tmp_path, day=DAY, scheduler=dask.address))
    assert data(tmp_path) == data(whole)
    assert told(tmp_path)["scheduler"] == dask.address


@pytest.mark.slow
def test_a_worker_killed_in_the_middle_loses_nothing(dask: Cluster, folder: Path, whole: Path, tmp_path: Path) -> None:
    dask.add(2 - sum(one.poll() is None for one in dask.workers))
    victim = dask.workers[-1]
    own = psutil.Process(victim.pid)

    def kill() -> None:
        children.extend(own.children(recursive=True))
        victim.send_signal(signal.SIGKILL)
        victim.wait()

    children: list[psutil.Process] = []
    run(Order(folder, tmp_path, day=DAY, scheduler=dask.address), stopping_at(2, kill))
    assert victim.returncode == -signal.SIGKILL
    assert data(tmp_path) == data(whole)
    assert psutil.wait_procs(children, 20)[1] == [], "its own workers end with it"


@pytest.mark.slow
def test_an_interrupted_run_on_a_cluster_goes_on_here(dask: Cluster, folder: Path, whole: Path, tmp_path: Path) -> None:
    dask.add(2 - sum(one.poll() is None for one in dask.workers))

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Order(folder, tmp_path, day=DAY, scheduler=dask.address), stopping_at(3, stop))
    run(Order(folder, tmp_path, workers=1))
    assert told(tmp_path)["resumed"] == 3
    assert data(tmp_path) == data(whole)


@pytest.mark.slow
def test_a_cluster_that_is_lost_is_told_so_and_what_is_done_is_kept(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 2)
    (tmp_path / "dask").mkdir()
    lost, out = Cluster(tmp_path / "dask"), tmp_path / "ut"
    try:
        lost.add(1)
        with pytest.raises(BatchProblem, match=r"Mistet kontakten .*kjør samme kommando igjen"):
            run(Order(folder, out, day=DAY, scheduler=lost.address), stopping_at(2, lost.scheduler.kill))
    finally:
        lost.close()
    run(Order(folder, out, workers=1))
    assert int(str(told(out)["resumed"])) >= 2
    assert data(out) == data(whole)


def test_an_address_nobody_answers_at_is_told_so(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    for address in ("tcp://127.0.0.1:9", "ikke en adresse"):
        with pytest.raises(BatchProblem, match=r"Får ikke kontakt med Dask på .*Kontroller adressen"):
            run(Order(folder, tmp_path, scheduler=address))


def test_without_dask_the_message_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BatchProblem, match=r"--scheduler krever Dask.*pip install 'avtaleanalyse\[dask\]'"):
        run(Order(folder, tmp_path, scheduler="tcp://127.0.0.1:8786"))


def test_a_worker_that_is_not_like_us_refuses_the_work(tmp_path: Path) -> None:
    from analyser.engine import program_sha256

    with pytest.raises(BatchProblem, match="annen utgave av programmet"):
        cluster.answer(Task(str(tmp_path), "", "2026-03-01"), "f" * 64, '"en.pdf"')
    with pytest.raises(BatchProblem, match="Den må være delt, med samme sti"):
        cluster.answer(Task(str(tmp_path / "borte"), "", "2026-03-01"), program_sha256(), '"en.pdf"')


def test_many_threads_of_a_worker_share_its_processes() -> None:
    task = Task("/mappe", "", "2026-03-01")
    made: list[object] = []

    def count() -> None:
        made.append(cluster.workers_of(task, 2))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, made))) == 1
