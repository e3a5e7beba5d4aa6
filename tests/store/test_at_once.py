"""Several programs at once, and programs that are killed: what was said to be saved is there."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import pytest

from analyser.levels import CONSTRUCTS
from analyser.store import ReviewConflict
from analyser.store.database import FILE
from store.conftest import PROCESSES, Place
from store.making import judged, pdf, sha

PROGRAMS, EACH = 4, 8
LONGEST_LIFE = 0.1
CHANCE = random.Random(4)


def _work(place: Place, reader: int) -> list[str]:
    """Add the agreements all programs add, review them all; what was added, and each comment that was saved."""
    store, said = place.open(), []
    for number in range(EACH):
        said += [f"added {number}"] if store.add(f"{number}.pdf", pdf(number), judged(pdf(number)), "x") else []
        for construct in CONSTRUCTS[:2]:
            seen = store.standing(sha(pdf(number))).get(construct)
            comment = f"{reader} {number} {construct}"
            with suppress(ReviewConflict):
                store.save_review(sha(pdf(number)), construct, 1, comment, f"{reader}", (seen and seen.number) or 0)
            said.append(comment)
    store.close()
    return said


def test_programs_that_add_and_review_at_once_lose_nothing(place: Place) -> None:
    with ProcessPoolExecutor(PROGRAMS, PROCESSES) as pool:
        said = [line for lines in pool.map(_work, [place] * PROGRAMS, range(PROGRAMS)) for line in lines]
    store = place.open()
    assert sorted(line for line in said if line.startswith("added")) == sorted(f"added {n}" for n in range(EACH))
    assert {one.sha256 for one in store.agreements()} == {sha(pdf(number)) for number in range(EACH)}
    kept = [review for number in range(EACH) for review in store.history(sha(pdf(number)))]
    assert sorted(one.comment for one in kept) == sorted(line for line in said if not line.startswith("added"))
    for number in range(EACH):
        for construct in CONSTRUCTS[:2]:
            taken = [one.number for one in store.history(sha(pdf(number))) if one.construct == construct and one.number]
            assert taken == list(range(1, len(taken) + 1))
    store.close()


def _save_for_ever(place: Place, round_: int, told: Connection) -> None:
    """Add agreements and review them without end, and tell of each when the store has said that it is saved."""
    store = place.open()
    for number in range(round_ * 10_000, round_ * 10_000 + 10_000):
        content = pdf(number, 20_000)
        store.add(f"{number}.pdf", content, judged(content), "Kari")
        told.send(("avtale", sha(content)))
        for level in range(3):
            saved = store.save_review(sha(content), "lm", level, f"nivå {level}", "Kari", level)
            told.send(("gjennomgang", saved))


def _started(place: Place, round_: int) -> tuple[BaseProcess, Connection]:
    hears, tells = PROCESSES.Pipe(duplex=False)
    program = PROCESSES.Process(target=_save_for_ever, args=(place, round_, tells))
    program.start()
    tells.close()
    return program, hears


def _killed(program: BaseProcess, hears: Connection) -> list[tuple[str, object]]:
    """What a program was told is saved before it was killed without warning, wherever it was."""
    said = [hears.recv()]
    time.sleep(CHANCE.uniform(0, LONGEST_LIFE))
    os.kill(program.pid or 0, signal.SIGKILL)
    with suppress(EOFError):
        while True:
            said.append(hears.recv())
    program.join()
    assert program.exitcode == -signal.SIGKILL
    return said


def _kill(place: Place, times: int) -> None:
    said: list[tuple[str, object]] = []
    for first in range(0, times, PROGRAMS):
        programs = [_started(place, number) for number in range(first, first + PROGRAMS)]
        said += [line for program, hears in programs for line in _killed(program, hears)]
    store = place.open()
    added = {key for what, key in said if what == "avtale"}
    assert len(added) >= times
    assert {one.sha256 for one in store.agreements()} >= added
    kept = {review for one in store.agreements() for review in store.history(one.sha256)}
    assert kept >= {review for what, review in said if what == "gjennomgang"}
    for one in store.agreements():
        assert hashlib.sha256(store.pdf(one.sha256).read_bytes()).hexdigest() == one.sha256
        assert store.text(one.sha256).text
    store.close()
    if place.url is None:
        with closing(sqlite3.connect(place.folder / FILE)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_program_killed_while_it_saves_loses_nothing_it_said_was_saved(place: Place) -> None:
    _kill(place, 8)


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing_that_was_said_to_be_saved(place: Place) -> None:
    _kill(place, 100)
