"""The README keeps its promises: every command, option, key and make target is there, and its examples work."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import typer.main
from conftest import AGREEMENTS, ROOT

from analyser import assessment
from analyser.cli import app
from analyser.rulecheck import check
from analyser.rulemodels import Alternative, Match, NoMatch, Rule

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def keys(kind: Any) -> Iterator[str]:
    """Every key of a record and of the records inside it."""
    for field in fields(kind):
        yield field.name
        yield from (key for inner in dataclasses_in(get_type_hints(kind)[field.name]) for key in keys(inner))


def dataclasses_in(hint: Any) -> Iterator[Any]:
    if is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from dataclasses_in(argument)


@pytest.mark.parametrize("key", sorted(set(keys(assessment.Assessment)) | set(keys(assessment.Failure))))
def test_every_json_key_is_documented(key: str) -> None:
    contract = README.split("## JSON contract")[1].split("\n## ")[0]
    assert f"`{key}`" in contract or re.search(rf"\(null, or .*\b{key}\b", contract)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str) -> None:
    line = next(line for line in README.splitlines() if line.startswith(f"| `analyser {name} "))
    options = {option for one in COMMANDS[name].params for option in one.opts if option.startswith("--")}
    assert set(re.findall(r"--[a-z]+", line)) == options - {"--help"}


def test_every_documented_command_exists() -> None:
    assert set(re.findall(r"`analyser ([a-z-]+)", README)) == set(COMMANDS)


def test_every_make_target_is_documented_and_the_other_way_round() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(shlex.split(next(line for line in makefile.splitlines() if line.startswith(".PHONY:"))[7:]))
    assert set(re.findall(r"make (run|test|[a-z]+)(?=`| +#)", README)) == targets - {"help"}


def test_the_example_rule_passes_the_rule_check(tmp_path: Path) -> None:
    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert block
    rules = tmp_path / "rules"
    for part in ("vokabular", "raad"):
        shutil.copytree(ROOT / "rules" / part, rules / part)
    shutil.copy(ROOT / "rules" / "kriterier.yml", rules)
    (rules / "vedlikehold").mkdir()
    (rules / "vedlikehold" / "a_eksempel.yml").write_text(textwrap.dedent(block[1]), encoding="utf-8")
    report = check(rules)
    assert [rule.rule for rule in report.rules] == ["vedlikehold/a_eksempel"]
    assert [str(fault) for fault in report.faults if "a_eksempel" in fault.path] == []


def test_every_key_of_a_rule_is_documented() -> None:
    steps = README.split("## How to add a rule")[1].split("\n## ")[0]
    known = {*Alternative.model_fields, *Rule.model_fields, *Match.model_fields, *NoMatch.model_fields} - {"status"}
    assert {name for name in known if not re.search(rf"`{name}[`:]|^ *(- )?{name}:", steps, re.MULTILINE)} == set()


@pytest.mark.slow
def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    block = re.search(r"```python\n(.*?)\nruleset", README, re.DOTALL)
    assert block
    monkeypatch.chdir(ROOT)
    names: dict[str, Any] = {}
    exec(block[1], names)
    record = json.loads(names["assessment"].to_json())
    assert record["status"] == "assessed"


def test_every_example_agreement_says_that_it_is_fictitious() -> None:
    sources = sorted((AGREEMENTS / "kilder").glob("*.md"))
    assert {path.stem for path in sources} == {path.stem for path in AGREEMENTS.glob("*.pdf")}
    assert len(sources) >= 12
    for path in sources:
        assert "Fiktiv eksempelavtale laget for testing." in path.read_text(encoding="utf-8"), path.name


def test_files_named_in_the_readme_exist() -> None:
    named = set(re.findall(r"`((?:analyser|rules|agreements|tests|benchmarks|tools)/[\w/.-]*)`", README))
    assert {name for name in named if not (ROOT / Path(name)).exists()} == set()
