"""Workers that hang, die or run out of memory, and files that make them do so: the pool goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import make_hostile
import psutil
import pytest
from conftest import EXAMPLES, assessed
from jobs import attempts

from analyser import engine
from analyser.assessment import Assessment, Failure
from analyser.engine import Judged
from analyser.pdf.limits import Limits
from analyser.pool import Job, Pool, PoolProblem, Workers

SHORT = Limits(seconds=6)
GOOD = EXAMPLES[0]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(2, limits=SHORT) as one:
        yield one


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "forsok.txt"


@pytest.fixture
def harmed(log: Path) -> Iterator[Pool]:
    """A pool whose workers do what the names of the files say."""
    with Pool(2, limits=SHORT, job=Job("jobs:misbehaving", (str(log),))) as one:
        yield one


def copies(folder: Path, *names: str) -> list[Path]:
    """The same good agreement under names that make the worker misbehave."""
    made = [folder / f"{name}.pdf" for name in names]
    for path in made:
        path.write_bytes(GOOD.read_bytes())
    return made


def fault(judged: Judged) -> tuple[str, str]:
    assert isinstance(judged.record, Failure)
    assert judged.text is None
    return judged.record.error.kind, judged.record.error.message


def test_the_pool_says_what_the_library_says(pool: Pool) -> None:
    judged = pool.judge(GOOD)
    assert judged == engine.judge_file(GOOD, engine.default_ruleset())
    assert judged.record == assessed(GOOD)


def test_results_come_in_the_order_of_the_paths(pool: Pool, tmp_path: Path) -> None:
    paths = [*EXAMPLES[:3], tmp_path / "mangler.pdf", tmp_path, *EXAMPLES[3:]]
    records = [judged.record for judged in pool.judge_all(paths)]
    assert [record.file for record in records] == list(map(str, paths))
    assert [record.status == "failed" for record in records] == [path not in EXAMPLES for path in paths]


def test_paths_are_taken_a_few_at_a_time(pool: Pool) -> None:
    taken: list[int] = []

    def paths() -> Iterator[Path]:
        for number in range(1000):
            taken.append(number)
            yield Path(f"/mangler/{number}.pdf")

    results = pool.judge_all(paths())
    first = next(results)
    results.close()  # type: ignore[attr-defined]
    assert first.record.file == "/mangler/0.pdf"
    assert len(taken) <= 20


def test_several_threads_may_ask_at_once(pool: Pool) -> None:
    answers: dict[Path, Judged] = {}
    threads = [
        threading.Thread(target=lambda path=path: answers.update({path: pool.judge(path)})) for path in EXAMPLES[:8]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {path: judged.record for path, judged in answers.items()} == {path: assessed(path) for path in EXAMPLES[:8]}


def test_a_name_that_is_no_text_comes_through(pool: Pool, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/linje\nskift\xe5.pdf"))
    path.write_bytes(GOOD.read_bytes())
    assert isinstance(pool.judge(path).record, Assessment)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["henger", "snurrer"])
def test_a_worker_that_hangs_is_ended_and_its_file_not_tried_again(
    name: str, harmed: Pool, log: Path, tmp_path: Path
) -> None:
    bad, good = copies(tmp_path, name, "annen")
    begun = time.monotonic()
    results = list(harmed.judge_all([bad, good, GOOD]))
    kind, message = fault(results[0])
    assert kind == "tidsfrist"
    assert "6 sekunder" in message
    assert "prøv igjen" in message
    assert time.monotonic() - begun < 4 * SHORT.seconds
    assert [judged.record.status for judged in results[1:]] == ["assessed", "assessed"]
    assert [attempts(log, str(path)) for path in (bad, good, GOOD)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("drept", "avbrutt", "manglet minne"), ("avbryter", "krasj", "SIGABRT"), ("krasjer", "krasj", "SIGSEGV"),
        ("slutter", "krasj", "kode 3"),
    ],
)
def test_a_file_that_kills_its_worker_is_tried_once_more_and_no_other_file_suffers(
    name: str, kind: str, says: str, harmed: Pool, log: Path, tmp_path: Path
) -> None:
    bad, *good = copies(tmp_path, name, "en", "to", "tre")
    results = list(harmed.judge_all([good[0], bad, *good[1:]]))
    found, message = fault(results[1])
    assert (found, says in message) == (kind, True)
    assert [judged.record.status for judged in results] == ["assessed", "failed", "assessed", "assessed"]
    assert attempts(log, str(bad)) == 2
    assert [attempts(log, str(path)) for path in good] == [1, 1, 1]


def test_a_worker_killed_by_chance_costs_no_result(harmed: Pool, log: Path, tmp_path: Path) -> None:
    unlucky, = copies(tmp_path, "uheldig")
    assert harmed.judge(unlucky).record.status == "assessed"
    assert attempts(log, str(unlucky)) == 2


def test_what_a_library_prints_is_no_answer(harmed: Pool, tmp_path: Path) -> None:
    chatty, = copies(tmp_path, "prater")
    assert harmed.judge(chatty).record.status == "assessed"


def test_memory_beyond_the_limit_is_refused(tmp_path: Path) -> None:
    bad, = copies(tmp_path, "sprekker")
    with Pool(1, job=Job("jobs:misbehaving")) as pool:
        kind, message = fault(pool.judge(bad))
        assert pool.judge(GOOD).record.status == "assessed"
    assert kind in ("minne", "krasj")
    assert "minne" in message


def test_a_file_that_takes_all_memory_or_nests_too_deep_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(error: Exception) -> Callable[..., None]:
        def extract(_: Path) -> None:
            raise error

        return extract

    for error, kind, says in ((MemoryError(), "minne", "for mye minne"), (RecursionError(), "for_dyp", "lag")):
        monkeypatch.setattr(engine, "extract", raising(error))
        found, message = fault(engine.judge_file(GOOD, engine.default_ruleset()))
        assert (found, says in message, "Lag PDF-en på nytt" in message) == (kind, True, True)


def workers_of(pid: int) -> set[psutil.Process]:
    return {one for one in psutil.Process(pid).children(recursive=True) if _is_worker(one)}


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "analyser.pool.worker" in process.cmdline()
    except psutil.Error:
        return False


def living(processes: set[psutil.Process]) -> list[psutil.Process]:
    return [one for one in processes if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]


def test_an_idle_worker_that_is_killed_is_replaced() -> None:
    """With one pipe for all workers the whole pool broke."""
    with Pool(1) as pool:
        pool.judge(GOOD)
        for worker in workers_of(os.getpid()):
            worker.kill()
        assert pool.judge(GOOD).record == assessed(GOOD)


def one_of(others: set[psutil.Process]) -> psutil.Process:
    """A worker that is not among these, as soon as there is one: those just lost may not yet have been replaced."""
    until = time.monotonic() + 30
    while not (found := workers_of(os.getpid()) - others):
        assert time.monotonic() < until, "no worker came"
        time.sleep(0.05)
    return next(iter(found))


def test_workers_killed_in_the_middle_of_their_work_cost_nothing() -> None:
    """A worker killed while it wrote its answer left the shared pipe locked."""
    kills, others = 0, workers_of(os.getpid())
    with Pool(2) as pool:
        before = pool.judge(GOOD)
        results = []
        for judged in pool.judge_all([GOOD] * 90):
            results.append(judged)
            if len(results) in (10, 40, 70):
                kills += 1
                one_of(others).kill()
    lost = [judged for judged in results if judged != before]
    assert (len(results), kills) == (90, 3)
    assert [fault(judged)[0] for judged in lost] == ["avbrutt"] * len(lost)
    assert len(lost) <= 1, "only a file whose worker was killed twice is lost"


def test_a_worker_that_has_grown_too_large_is_replaced() -> None:
    with Workers(Job("jobs:growing"), 1, Limits(memory=600_000_000)) as workers:
        seen = [workers.answer(str(60_000_000)).split() for _ in range(16)]
    assert len({pid for pid, _ in seen}) > 1
    assert max(int(held) for _, held in seen) * 60 <= 420


def test_a_job_that_cannot_be_made_is_no_fault_of_the_file() -> None:
    with Workers(Job("jobs:broken"), 1) as workers, pytest.raises(PoolProblem, match=r"kommer ikke.*check-rules"):
        workers.answer("")


def test_a_closed_pool_says_so_and_leaves_no_process() -> None:
    others = workers_of(os.getpid())
    with Pool(2) as pool:
        pool.judge(GOOD)
        started = workers_of(os.getpid()) - others
        assert len(started) == 2
    assert not living(started)
    with pytest.raises(PoolProblem, match="avbrutt"):
        pool.judge(GOOD)


def test_closing_wakes_those_who_wait(log: Path, tmp_path: Path) -> None:
    bad, = copies(tmp_path, "henger")
    pool = Pool(1, job=Job("jobs:misbehaving", (str(log),)))
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            pool.judge(bad)
        except PoolProblem as error:
            ended.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    while not log.exists():
        time.sleep(0.05)
    pool.close()
    for thread in threads:
        thread.join(10)
    assert len(ended) == 2


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(how: signal.Signals, tmp_path: Path, log: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from analyser.pool import Pool, Job\n"
        "with Pool(2, job=Job('jobs:misbehaving', (sys.argv[1],))) as pool: list(pool.judge_all([Path(sys.argv[2])]))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen([sys.executable, "-c", code, str(log), str(GOOD.parent)], env=environment,
                               stderr=subprocess.DEVNULL)
    while len(started := workers_of(process.pid)) < 2:
        time.sleep(0.05)
    process.send_signal(how)
    process.wait(10)
    psutil.wait_procs(started, 10)
    assert not living(started)


READ = {
    "feil-xref", "xref-i-ring", "mange-objekter", "mange-streker", "javascript", "vedlegg", "uten-koder",
}
REFUSED = {
    "passord": "kryptert", "avkortet": "skadet", "mange-sider": "for_stor", "sidetre-i-ring": "for_stor",
    "enorm-side": "uten_tekst", "forskjovet": "uten_tekst",
    "bildebombe": "uten_tekst", "bombe": "uten_tekst", "bombe-i-bombe": "uten_tekst",
}


@pytest.fixture(scope="module")
def peak() -> list[int]:
    """Bytes of memory the workers held while they read the hostile files."""
    return []


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, peak: list[int]) -> dict[str, Judged]:
    """What comes of each hostile file, with the limits as they are."""
    folder = tmp_path_factory.mktemp("fiendtlig")
    make_hostile.make(folder)
    paths, done = sorted(folder.glob("*.pdf")), threading.Event()

    def watch() -> None:
        while not done.wait(0.05):
            for worker in workers_of(os.getpid()):
                with suppress(psutil.Error):
                    peak.append(worker.memory_info().rss)

    thread = threading.Thread(target=watch)
    with Pool(2) as pool:
        thread.start()
        judged = list(pool.judge_all([*paths, GOOD]))
    done.set()
    thread.join()
    assert judged[-1].record == assessed(GOOD)
    return {path.stem: one for path, one in zip(paths, judged, strict=False)}


@pytest.mark.slow
def test_hostile_files_are_read_or_refused_and_the_pool_goes_on(hostile: dict[str, Judged]) -> None:
    assert set(hostile) == set(make_hostile.MAKERS)
    for name, judged in hostile.items():
        record = judged.record
        if name in READ:
            assert isinstance(record, Assessment), name
        else:
            assert isinstance(record, Failure), name
            assert record.error.message.endswith("."), name
            assert record.error.kind == REFUSED.get(name, record.error.kind), name
            assert record.error.kind != "intern_feil", record.error.message


@pytest.mark.slow
def test_embedded_files_and_scripts_are_not_read_nor_run(hostile: dict[str, Judged]) -> None:
    for name in ("javascript", "vedlegg"):
        text = hostile[name].text
        assert text
        assert "Kommunen skal svare innen 24 timer." in text.text
        assert "kostnader" not in text.text


@pytest.mark.slow
def test_memory_of_a_worker_stays_below_the_limit(hostile: dict[str, Judged], peak: list[int]) -> None:
    assert hostile
    assert 100_000_000 < max(peak) < Limits().memory


def test_answers_as_they_are_done_leave_none_out() -> None:
    with Workers(Job("jobs:growing"), 2) as workers:
        found = dict(workers.as_done(map(str, range(60))))
        assert set(found) == set(map(str, range(60)))
        some = workers.as_done(map(str, range(1000)))
        next(some)
        some.close()  # type: ignore[attr-defined]
        assert dict(workers.as_done(["7"])).keys() == {"7"}
        assert list(workers.as_done([])) == []


def cli(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analyser", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.slow
def test_score_goes_on_past_a_file_that_kills_its_reader(tmp_path: Path) -> None:
    bad = tmp_path / "bombe.pdf"
    bad.write_bytes(make_hostile.text_bomb())
    done = cli("score", GOOD, bad, EXAMPLES[1], "--format", "json")
    assert done.returncode == 1
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == ["assessed", "failed", "assessed"]
    assert done.stdout.splitlines()[0] == assessed(GOOD).to_json()
    assert "bombe.pdf" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_ctrl_c_ends_score_with_a_word(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.pdf").write_bytes(GOOD.read_bytes())
    command = [sys.executable, "-m", "analyser", "score", str(tmp_path), "--format", "json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdout
    process.stdout.readline()
    started = workers_of(process.pid)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Avbrutt." in said
    assert "Traceback" not in said
    assert not living(started)
