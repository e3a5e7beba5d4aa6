"""The flow goes one way: a module imports only what stands before it."""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import analyser

PACKAGE = Path(analyser.__file__).parent
ORDER = (
    "errors", "once", "text", "pdf", "spelling", "repair", "layout", "language", "slow", "terms", "vocabulary",
    "registry", "headings", "kinds", "opening", "sections", "parties", "facts", "grammar", "halves", "subjects",
    "context", "clauses", "duties", "reading", "levels", "yamlfile", "rulemodels", "rules", "conditions", "sieve",
    "matching", "trial", "rulecheck", "scoring", "assessment", "palette", "cells", "document", "engine", "usage",
    "evaluate", "pool", "store", "corpus", "batch", "study", "report", "export", "app", "show", "wronguse", "cli",
    "__main__",
)
LAZY = {"__init__": {"engine", "rules"}}
"""The package's own door names what it will import when asked."""


def part(path: Path) -> str:
    """The part of the flow a file belongs to: its top-level module or package."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Parts of the flow that a file imports, at the top or anywhere inside."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module == "analyser":
            names = [f"analyser.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
            assert node.level == 0, f"{path}: relative import"
        else:
            continue
        yield from (name.split(".")[1] for name in names if name.startswith("analyser."))


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_what_stands_before_it(path: Path) -> None:
    own = part(path)
    allowed = LAZY.get(own) or {own, *ORDER[: ORDER.index(own)]}
    assert set(imports(path)) <= allowed


def test_every_part_in_the_order_exists() -> None:
    assert {part(path) for path in FILES} == {*ORDER, *LAZY}


def test_help_answers_within_half_a_second() -> None:
    def seconds() -> float:
        """Of processor time, so that other work on the machine does not count."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "analyser", "--help"], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 0.5


def test_import_and_help_stay_light() -> None:
    heavy = ("spacy", "pypdfium2", "pdfplumber", "sklearn", "pandas", "pydantic", "yaml")
    code = f"import sys, analyser.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}


def test_no_function_is_longer_than_forty_five_lines() -> None:
    functions = (
        (f"{path.name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1)
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert {name: length for name, length in functions if length > 45} == {}
