"""The command line as a user meets it: results on stdout, messages on stderr, exit status 0, 1 and 2."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import AGREEMENTS, EXAMPLES, SCAN, assessed

import analyser

TABLE = next(path for path in EXAMPLES if "ansvarstabell" in path.name)


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analyser", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def test_score_prints_what_the_library_says() -> None:
    done = run("score", TABLE, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [assessed(TABLE).to_json()]


def test_score_as_a_table_says_level_reason_and_evidence() -> None:
    done = run("score", TABLE)
    assert done.returncode == 0, done.stderr
    for name, construct in assessed(TABLE).constructs.items():
        assert f"{name}" in done.stdout
        assert construct.reason.split()[0] in done.stdout
    assert "delvis ivaretatt" in done.stdout or "ivaretatt" in done.stdout


@pytest.mark.usefixtures("without_ocr")
def test_a_folder_is_walked_and_what_fails_is_named_last() -> None:
    done = run("score", AGREEMENTS, "--format", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [record["file"] for record in records] == [str(path) for path in sorted(AGREEMENTS.glob("*.pdf"))]
    assert [record["file"] for record in records if record["status"] == "failed"] == [str(SCAN)]
    assert SCAN.name in done.stderr.splitlines()[-1]


def test_input_order_is_kept_and_bad_files_do_not_stop_the_others(tmp_path: Path) -> None:
    empty, missing = tmp_path / "tom.pdf", tmp_path / "finnes-ikke.pdf"
    empty.touch()
    done = run("score", empty, TABLE, missing, tmp_path / "mappe", "--format", "json")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [record["status"] for record in records] == ["failed", "assessed", "failed", "failed"]
    assert [line.split(": ")[0] for line in done.stderr.splitlines()[-3:]] == ["Ikke vurdert"] * 3


def test_a_folder_without_pdfs_is_a_failed_line(tmp_path: Path) -> None:
    done = run("score", tmp_path, "--format", "json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["kind"] == "tom_mappe"


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",), ("score", TABLE, "--format", "xml"), ("finnes-ikke",), ("explain", "finnes/ikke", TABLE),
        ("evaluate", "finnes-ikke"), ("check-rules", "finnes-ikke"),
    ],
)
def test_wrong_arguments_give_status_two_and_nothing_on_stdout(arguments: tuple[str | Path, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_duties_shows_who_shall_do_what() -> None:
    done = run("duties", TABLE)
    assert done.returncode == 0, done.stderr
    assert "kommune" in done.stdout
    assert "helseforetak" in done.stdout


@pytest.mark.parametrize("command", ["duties", "show-text"])
def test_commands_on_one_file_say_what_is_wrong_with_it(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path / "finnes-ikke.pdf")
    assert done.returncode == 1
    assert "Ikke vurdert" in done.stderr


def test_show_text_has_every_heading() -> None:
    done = run("show-text", TABLE)
    assert done.returncode == 0, done.stderr
    for heading in ("3 Ansvar og oppgaver", "4 Avvik", "6 Revisjon og varighet"):
        assert heading in done.stdout


def test_explain_says_where_a_rule_fires() -> None:
    evidence = assessed(TABLE).constructs["forpliktelse"].evidence[0]
    done = run("explain", evidence.rule, TABLE)
    assert done.returncode == 0, done.stderr
    assert "slår til" in done.stdout


def test_explain_suggests_the_rule_that_was_meant() -> None:
    rule = analyser.load_ruleset().rules[0].id
    done = run("explain", rule + "x", TABLE)
    assert done.returncode == 2
    assert f"Mente du «{rule}»" in done.stderr


def test_check_rules_finds_the_programs_own_rules_sound() -> None:
    done = run("check-rules")
    assert done.returncode == 0, done.stdout
    assert "0 feil" in done.stdout


def test_a_rule_set_that_cannot_be_used_gives_status_two(tmp_path: Path) -> None:
    (tmp_path / "kriterier.yml").write_text("version: [", encoding="utf-8")
    done = run("check-rules", tmp_path)
    assert done.returncode == 2
    assert "kriterier.yml:" in done.stderr


def test_help_is_norwegian_and_names_every_command() -> None:
    done = run("--help")
    for command in ("score", "duties", "explain", "show-text", "check-rules", "evaluate"):
        assert command in done.stdout
    assert "Vurder avtaler" in done.stdout
