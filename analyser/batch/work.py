"""What a worker of the batch does with one file: judge it, from what is kept where it has been read before."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from analyser import engine
from analyser.batch.kept import Kept, cache_folder
from analyser.engine import Judged
from analyser.pool import Job
from analyser.pool.judging import BETWEEN, loaded, written
from analyser.pool.worker import Answer

READ, CACHED = "lest", "hentet"


@dataclass(frozen=True, slots=True)
class Task:
    """What is the same for every file of a run: the folder, the rules and the day that age is counted to."""

    folder: str
    rules: str
    day: str

    @property
    def job(self) -> Job:
        """The job for workers."""
        return Job("analyser.batch.work:judging", (self.folder, self.rules, self.day))


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file: how, its content's digest, and the record and the text as lines of JSON."""

    how: str
    sha256: str
    record: str
    text: str

    def line(self) -> str:
        """As one line of text."""
        return BETWEEN.join((self.how, self.sha256, self.record, self.text))

    @staticmethod
    def of(line: str) -> Done:
        """What `line` wrote."""
        return Done(*line.split(BETWEEN))


def judging(folder: str, rules: str, day: str) -> Answer:
    """With the folder, rules and day of a task: a name in the folder (as JSON) in, `Done` as a line out."""
    ruleset, kept, until = loaded(rules), Kept(cache_folder()), date.fromisoformat(day)

    def answer(request: str) -> str:
        name, before = json.loads(request), kept.hits
        judged = engine.judge_file(Path(folder, name), ruleset, until, kept.read_file)
        return done(judged, name, CACHED if kept.hits > before else READ).line()

    return answer


def done(judged: Judged, name: str, how: str = READ) -> Done:
    """What came of a file, its record naming it as the folder does, wherever the folder lies."""
    record = replace(judged.record, file=engine.shown(Path(name)))
    written_record, _, text = written(Judged(record, judged.text)).partition(BETWEEN)
    return Done(how, record.sha256, written_record, text)
