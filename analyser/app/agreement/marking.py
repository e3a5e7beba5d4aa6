"""The marked PDF made in a worker process: what a hostile file does to its reader ends there."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter

from analyser.errors import AnalyserError
from analyser.export.annotated import AnnotationError, Marking, written
from analyser.pdf.limits import Limits
from analyser.pool import Job, Workers

LIMITS = Limits(seconds=30)
"""An agreement takes about a second."""


class Marker:
    """Marks files one at a time in a process of its own."""

    def __init__(self, job: Job | None = None, limits: Limits = LIMITS) -> None:
        self._workers = Workers(job or Job(f"{__name__}:marker"), 1, limits)
        self.problems: dict[str, str] = {}
        """Why a file could not be marked the last time that was asked for."""

    def close(self) -> None:
        """End the process."""
        self._workers.close()

    def pdf(self, path: Path, wanted: Marking) -> bytes:
        """The file with this written into it; raises AnalyserError, in Norwegian, where that cannot be done."""
        try:
            made = self._made(path, wanted)
        except AnalyserError as error:
            self.problems[wanted.sha256] = str(error)
            raise
        self.problems.pop(wanted.sha256, None)
        return made

    def _made(self, path: Path, wanted: Marking) -> bytes:
        """The file comes by the disk: it may be large, and answers are lines."""
        with TemporaryDirectory(prefix="analyser-") as folder:
            target = Path(folder) / "merket.pdf"
            request = [str(path), str(target), _adapter().dump_python(wanted, mode="json")]
            if problem := json.loads(self._workers.answer(json.dumps(request))):
                raise AnnotationError(problem)
            return target.read_bytes()


def marker() -> Callable[[str], str]:
    """The job of the worker."""
    return answer


def answer(request: str) -> str:
    """Write the file that the request asks for, or say why that cannot be done."""
    path, target, wanted = json.loads(request)
    try:
        Path(target).write_bytes(written(Path(path), _adapter().validate_python(wanted)))
    except AnalyserError as error:
        return json.dumps(str(error))
    return json.dumps("")


@cache
def _adapter() -> TypeAdapter[Marking]:
    return TypeAdapter(Marking)
