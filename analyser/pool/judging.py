"""The job of judging one file, as a worker does it."""

from __future__ import annotations

from pathlib import Path

from analyser import engine
from analyser.assessment import from_json
from analyser.document import DocumentText
from analyser.engine import Judged
from analyser.pool.worker import Answer
from analyser.rules import Ruleset, load_ruleset

BETWEEN = "\t"
"""Between the record and the text in an answer; never in either, since JSON escapes it."""


def judging(rules: str) -> Answer:
    """With the rules of a folder ("" for the program's own): a path in, the record and the text as JSON out."""
    ruleset = loaded(rules)

    def answer(request: str) -> str:
        return written(engine.judge_file(Path(request), ruleset))

    return answer


def loaded(rules: str) -> Ruleset:
    """The rules of a folder ("" for the program's own), with all else that is loaded once."""
    own = engine.load()
    return load_ruleset(rules) if rules else own


def written(judged: Judged) -> str:
    """What came of a file, as one line of text."""
    return judged.record.to_json() + BETWEEN + (judged.text.to_json() if judged.text else "")


def read(answer: str) -> Judged:
    """What `written` wrote."""
    record, _, text = answer.partition(BETWEEN)
    return Judged(from_json(record), DocumentText.from_json(text) if text else None)
