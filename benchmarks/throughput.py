"""Pages a second on one core: bare pdfplumber text against full judging, and judging again from what is kept.

`python benchmarks/throughput.py [FOLDER…]` (agreements/ when none is given). Every way reads the same files in the
same run: file after file, each way in turn, for five rounds, each in a process of its own: pdfplumber with Python's
settings as they come, as anyone would run it, our own ways with the program loaded. *Warm* is the sum of each file's
best round: words and sentences of these very files may be remembered from the round before.
*Cold* is the one round of a fresh process, with rules, word lists and tokenizer loaded and nothing else remembered.
Seconds are of processor time, so that other work on the machine counts little. Peak memory is of a process that only
judges.
"""

from __future__ import annotations

import cProfile
import os
import pickle
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import product
from math import inf
from pathlib import Path

ROUNDS = 5
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"

Way = Callable[[Sequence[Path]], object]


def main() -> None:
    """Measure and print."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if sys.argv[1:2] == ["--cold"]:
        return print(timed(full, ready(sys.argv[2:])))
    if sys.argv[1:2] == ["--peak"]:
        return print_peak([Path(name) for name in sys.argv[2:]])
    if sys.argv[1:2] == ["--way"]:
        return serve(sys.argv[2], [Path(name) for name in sys.argv[3:]])
    files = readable(sys.argv[1:] or ["agreements"])
    best, pages = race(files), bare(files)
    print(f"{len(files)} files, {pages} pages, one core, best of {ROUNDS}")
    for name, seconds in best.items():
        print_speed(name, pages, best[PEER], seconds)
    cold = min(float(alone("--cold", *map(str, files))) for _ in range(ROUNDS))
    print_speed("full judging, cold", pages, best[PEER], cold)
    print_stages(files)
    print(alone("--peak", *map(str, files)), end="")
    return None


def race(files: Sequence[Path]) -> dict[str, float]:
    """Seconds that each way takes for all files, each file at its best of the rounds."""
    command = [sys.executable, __file__, "--way"]
    ways = {
        name: subprocess.Popen([*command, name, *map(str, files)], stdin=-1, stdout=-1, text=True) for name in WAYS
    }
    best: dict[str, dict[Path, float]] = {name: {} for name in WAYS}
    for _, file in product(range(ROUNDS), files):
        for name, way in ways.items():
            best[name][file] = min(asked(way, [file]), best[name].get(file, inf))
    for way in ways.values():
        way.communicate()
    return {name: sum(seconds.values()) for name, seconds in best.items()}


def serve(name: str, files: Sequence[Path]) -> None:
    """Make a way ready, and time one file for each line on standard input."""
    way = WAYS[name](files if name == PEER else ready(files))
    for line in sys.stdin:
        print(timed(way, [Path(line.rstrip("\n"))]), flush=True)


def asked(peer: subprocess.Popen[str], files: Sequence[Path]) -> float:
    """Seconds that the process beside this one takes for a file."""
    assert peer.stdin is not None
    assert peer.stdout is not None
    print(*files, file=peer.stdin, flush=True)
    return float(peer.stdout.readline())


def print_speed(name: str, pages: int, base: float, seconds: float) -> None:
    """One line of the table."""
    share = f"{1000 * seconds / pages:6.2f} ms a page   {base / seconds:5.1f} x pdfplumber"
    print(f"{name:40} {pages / seconds:8.1f} pages/s   {share}")


def alone(*arguments: str) -> str:
    """What this script prints in a process of its own."""
    return subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True).stdout


def readable(names: Sequence[str]) -> list[Path]:
    """The PDF files that can be judged."""
    from analyser.engine import extract, load
    from analyser.errors import AnalyserError

    load()
    found = []
    for path in (file for name in names for file in sorted(Path(name).rglob("*.pdf"))):
        try:
            extract(path)
        except AnalyserError:
            continue
        found.append(path)
    return found


def ready(names: Sequence[str | Path]) -> list[Path]:
    """The files, with all that is loaded once in place."""
    from analyser.engine import load

    load()
    return [Path(name) for name in names]


def timed(way: Way, files: Sequence[Path]) -> float:
    """Seconds of processor time that one round takes."""
    begun = time.process_time()
    way(files)
    return time.process_time() - begun


def bare(files: Sequence[Path]) -> int:
    """Text of every page with pdfplumber and nothing else; returns the number of pages."""
    import pdfplumber

    pages = 0
    for path in files:
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                page.extract_text()
                page.close()
                pages += 1
    return pages


def full(files: Sequence[Path]) -> None:
    """PDF to record, with the record written as JSON."""
    from analyser.engine import analyse

    for path in files:
        analyse(path).to_json()


def from_text(files: Sequence[Path]) -> Way:
    """Judging from pickled extraction: what a changed vocabulary asks for."""
    from analyser.engine import assess, default_ruleset, extract, understand

    rules = default_ruleset()
    kept = {path: pickle.dumps(extract(path)) for path in files}

    def judge(files: Sequence[Path]) -> None:
        for path in files:
            assess(understand(pickle.loads(kept[path]), rules.vocabulary), rules).to_json()

    return judge


def from_understanding(files: Sequence[Path]) -> Way:
    """Judging from pickled documents: what changed rules ask for."""
    from analyser.engine import assess, default_ruleset, renewed, understand_file

    rules = default_ruleset()
    kept = {path: pickle.dumps(understand_file(path, rules)) for path in files}

    def judge(files: Sequence[Path]) -> None:
        for path in files:
            assess(renewed(pickle.loads(kept[path]), path, rules), rules).to_json()

    return judge


PEER = "pdfplumber extract_text"
WAYS: dict[str, Callable[[Sequence[Path]], Way]] = {
    PEER: lambda _: bare,
    "full judging": lambda _: full,
    "judging again, kept text": from_text,
    "judging again, kept understanding": from_understanding,
}
STAGES = (
    ("pdf/reader.py", "read_pdf"), ("layout.py", "flow"), ("sections.py", "find_sections"),
    ("parties/__init__.py", "find_parties"), ("facts/__init__.py", "facts"), ("clauses.py", "find_clauses"),
    ("duties.py", "find_duties"), ("reading.py", "read"), ("matching.py", "match"), ("scoring.py", "judge"),
    ("engine.py", "construct"), ("assessment.py", "to_json"),
)


def print_stages(files: Sequence[Path]) -> None:
    """Where the time of full judging goes, by stage, as cProfile sees it."""
    full(files)  # warm
    profile = cProfile.Profile()
    profile.runcall(full, files)
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(values[3] for (_, _, name), values in stats.items() if name == "full")
    print("share of full judging (under the profiler):")
    for file, stage in STAGES:
        spent = max(
            values[3] for (path, _, name), values in stats.items()
            if name == stage and path.endswith(f"analyser/{file}")
        )
        print(f"  {stage:16} {spent / whole:6.1%}")


def print_peak(files: Sequence[Path]) -> None:
    """Judge the files and print the largest memory this process has held."""
    full(files)
    print(f"peak memory of a judging process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
