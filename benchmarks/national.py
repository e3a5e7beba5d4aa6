"""The whole country at once: `python benchmarks/national.py [N] [FOLDER]` (500 agreements when no N is given, 5000 for
the country; FOLDER is for the corpus and the results, a temporary one that is removed when none is given).

Makes a corpus of N agreements and one of N/10 (tools/make_corpus.py), and measures on two cores: a first run of both,
so that cost per page and memory can be compared; the large one again with a changed rule set; and again from nothing,
killed at half way and taken up again, which must give the same bytes. A plain loop of pdfplumber's extract_text over a
sample in the same run is what speed is compared with. Seconds on the clock depend on what else the machine does;
seconds of processor time do not, so both are given, and the load.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]
SAMPLE = 24
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Measured:
    """One run: seconds on the clock and of processor time, and the memory of the process that leads it over time."""

    name: str
    pages: int
    clock: float
    processor: float
    memory: list[int]

    def line(self) -> str:
        """As a line of the table."""
        early, late = (max(part, default=0) / MEGABYTE for part in halves(self.memory))
        return (
            f"{self.name:34}{self.pages:7}{self.clock:9.1f}{self.processor:9.1f}{self.pages / self.clock:9.1f}"
            f"{1000 * self.processor / self.pages:9.2f}{early:8.0f}{late:7.0f}"
        )


def halves(values: list[int]) -> tuple[list[int], list[int]]:
    """The first half and the second."""
    middle = len(values) // 2
    return values[:middle], values[middle:]


def main() -> None:
    """Measure and print."""
    if sys.argv[1:2] == ["--run"]:
        return one_run(*map(Path, sys.argv[2:]))
    count = int(sys.argv[1]) if sys.argv[1:] else 500
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    with place() as home:
        measure(home, count)
    return None


@contextmanager
def place() -> Iterator[Path]:
    """Where corpus and results lie."""
    if sys.argv[2:]:
        home = Path(sys.argv[2])
        home.mkdir(parents=True, exist_ok=True)
        yield home
    else:
        with tempfile.TemporaryDirectory(prefix="avtaleanalyse-") as made:
            yield Path(made)


def measure(home: Path, count: int) -> None:
    """Make the corpora, run them, and print the table."""
    small, large = made(home / "liten", count // 10), made(home / "stor", count)
    base = plain_loop(home / "stor", large)
    print(f"{'':34}{'pages':>7}{'clock s':>9}{'cpu s':>9}{'pages/s':>9}{'ms cpu/p':>9}{'MB 1st':>8}{'2nd':>7}")
    first = [
        run(f"first run, {len(paths)} files", home / name, home / f"ut-{name}", home / f"cache-{name}", pages(paths))
        for name, paths in (("liten", small), ("stor", large))
    ]
    rules = changed_rules(home / "rules")
    run("changed rule set", home / "stor", home / "ut-endret", home / "cache-stor", pages(large), rules)
    killed(home, len(large), pages(large))
    print(f"pdfplumber extract_text: {1000 * base:.1f} ms of processor time a page; first run, two processes and all "
          f"writing: {base / (first[1].processor / first[1].pages):.1f} x faster a core")
    print(f"cost a page, {count} against {count // 10}: {ratio(first[1]) / ratio(first[0]):.2f}")


def ratio(one: Measured) -> float:
    """Processor seconds a page."""
    return one.processor / one.pages


def made(folder: Path, count: int) -> list[dict[str, object]]:
    """The truth of a corpus, made when it is not there."""
    truth = folder / "truth.json"
    if not truth.is_file():
        begun = time.monotonic()
        subprocess.run([sys.executable, ROOT / "tools" / "make_corpus.py", folder, str(count)], check=True)
        print(f"made {count} files in {time.monotonic() - begun:.0f} s")
    return list(json.loads(truth.read_text(encoding="utf-8")))


def pages(truth: list[dict[str, object]]) -> int:
    """Pages in all."""
    return sum(int(str(one["pages"])) for one in truth)


def plain_loop(folder: Path, truth: list[dict[str, object]]) -> float:
    """Processor seconds a page of pdfplumber's extract_text, over a sample."""
    import pdfplumber

    good = [one for one in truth if one["kind"] == "agreement"]
    count, begun = 0, time.process_time()
    for one in good[:: max(1, len(good) // SAMPLE)][:SAMPLE]:
        with pdfplumber.open(folder / str(one["file"])) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()
                count += 1
    return (time.process_time() - begun) / count


def changed_rules(folder: Path) -> Path:
    """The program's rules without one of them."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / "rules", folder)
    next(iter(sorted((folder / "vedlikehold").glob("*.yml")))).unlink()
    return folder


def one_run(folder: Path, out: Path, rules: Path | None = None) -> None:
    """What a process of its own does."""
    from analyser.batch import Order
    from analyser.batch import run as batch

    batch(Order(folder, out, rules))


def started(folder: Path, out: Path, cache: Path, rules: Path | None) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [sys.executable, __file__, "--run", str(folder), str(out), *([str(rules)] if rules else [])]
    return subprocess.Popen(command, env={**os.environ, "ANALYSER_CACHE": str(cache)})


def run(
    name: str, folder: Path, out: Path, cache: Path, count: int, rules: Path | None = None,
    watch: Callable[[subprocess.Popen[bytes]], bool] = lambda process: True,
) -> Measured:
    """Run to the end, or until `watch` says stop; prints and returns what was measured."""
    if not rules:
        shutil.rmtree(cache, ignore_errors=True)
    memory, begun, used = list[int](), time.monotonic(), children()
    process = started(folder / "avtaler", out, cache, rules)
    while process.poll() is None and watch(process):
        memory.append(held(process.pid))
        time.sleep(0.2)
    if process.wait() > 0:
        raise SystemExit(f"{name}: status {process.returncode}")
    done = Measured(name, count, time.monotonic() - begun, children() - used, memory)
    print(f"{done.line()}   load {os.getloadavg()[0]:.1f}", flush=True)
    return done


def killed(home: Path, files: int, count: int) -> None:
    """Killed at half way and run again, from nothing: the data must be those of the first run."""
    out, cache = home / "ut-drept", home / "cache-drept"
    shutil.rmtree(out, ignore_errors=True)

    done = Lines(out / "journal")

    def half(process: subprocess.Popen[bytes]) -> bool:
        if done.count() > files // 2:
            process.kill()
            return False
        return True

    run("killed at half way (cpu unknown)", home / "stor", out, cache, count // 2, watch=half)
    begun = time.monotonic()
    process = started(home / "stor" / "avtaler", out, cache, None)
    if process.wait():
        raise SystemExit(f"run again: status {process.returncode}")
    told = json.loads((out / "run.json").read_text(encoding="utf-8"))
    same = digests(out) == digests(home / "ut-stor")
    print(f"run again in {time.monotonic() - begun:.1f} s, {told['resumed']} files from before: "
          f"{'the same bytes' if same else 'OTHER BYTES'}")


class Lines:
    """Lines in a file that grows and may not be there yet."""

    def __init__(self, path: Path) -> None:
        self.path, self.read, self.found = path, 0, 0

    def count(self) -> int:
        """How many there are now."""
        if self.path.is_file():
            with self.path.open("rb") as file:
                file.seek(self.read)
                new = file.read()
            self.read, self.found = self.read + len(new), self.found + new.count(b"\n")
        return self.found


def digests(out: Path) -> dict[str, str]:
    """Every file but the one that says when."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in out.iterdir() if path.name != "run.json"
    }


def children() -> float:
    """Processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def held(process: int) -> int:
    """Bytes of memory a process holds."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
