"""What a user gets from `pip install .`: rules and registry inside, a command that works from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import EXAMPLES, ROOT, assessed

_CLEAN = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as pip builds it (with the build tool of this environment, so without the network)."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out), str(ROOT)],
        check=True,
    )
    return next(out.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_holds_every_rule_and_data_file(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    rules = {f"analyser/data/rules/{path.relative_to(ROOT / 'rules').as_posix()}" for path in files_in(ROOT / "rules")}
    package = {path.relative_to(ROOT).as_posix() for path in files_in(ROOT / "analyser")}
    assert rules | package <= inside
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    assert not any(name.startswith(("tests/", "agreements/")) for name in inside)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


@pytest.mark.slow
def test_the_installed_command_judges_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """The wheel's own environment borrows this one's dependencies, so that nothing is downloaded."""
    home = tmp_path / "env"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True, capture_output=True, text=True,
    ).stdout.strip()
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", str(wheel)], check=True,
    )
    # A .pth comes after the environment's own packages, so that the installed `analyser` is the one found.
    borrowed = next(path for path in sys.path if path.endswith("site-packages"))
    (Path(site) / "borrowed.pth").write_text(borrowed, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    done = subprocess.run(
        [home / "bin" / "analyser", "score", EXAMPLES[0], "--format", "json"],
        cwd=elsewhere, env=_CLEAN, capture_output=True, text=True, encoding="utf-8", check=False,
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record == json.loads(assessed(EXAMPLES[0]).to_json())
    where = subprocess.run(
        [python, "-c", "import analyser; print(analyser.__file__)"],
        cwd=elsewhere, env=_CLEAN, check=True, capture_output=True, text=True,
    )
    assert where.stdout.startswith(site)


def test_everything_imported_is_declared_and_everything_declared_is_imported() -> None:
    import ast

    names = {
        "yaml": "PyYAML", "sklearn": "scikit-learn", "PIL": "pillow", "sqlalchemy": "SQLAlchemy",
        "docx": "python-docx",
    }
    optional = {"distributed", "psycopg"}
    at_work_only = {"pyarrow"}  # pandas writes Parquet with it
    found: set[str] = set()
    for path in (ROOT / "analyser").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found.add((node.module or "").split(".")[0])
    third_party = {names.get(name, name) for name in found - set(sys.stdlib_module_names) - {"analyser", ""}}
    declared = {dependency.split(">")[0].split("[")[0] for dependency in PROJECT["dependencies"]}
    assert third_party - optional == declared - at_work_only


def test_every_declared_dependency_is_pinned() -> None:
    for lock, declared in (
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ):
        lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
        assert all("==" in line and "://" not in line for line in lines), lock
        pinned = {plain(line.split("==")[0]) for line in lines}
        own = {"avtaleanalyse"}  # the developers' extra asks for the project's own other extras
        assert {plain(one.split(">")[0].split("[")[0]) for one in declared} - own <= pinned, lock


def plain(name: str) -> str:
    return name.lower().replace("_", "-")


def test_the_licence_is_mit() -> None:
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
