"""Wrong use of the command line is told in Norwegian, with what to do next, and gives status 2."""

from __future__ import annotations

import sys

import pytest

from analyser.cli import main


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["analyser", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("duties", "Mangler FIL. Se analyser duties --help."),
        ("scor", "Ukjent kommando «scor». Mente du score? Se analyser --help."),
        ("score --formt json a.pdf", "Ukjent valg --formt. Mente du --format? Se analyser score --help."),
        ("score --format xml a.pdf", "Ugyldig verdi for --format. Velg table eller json. Se analyser score --help."),
        ("sample ut --n mange", "Ugyldig verdi for --n. Se analyser sample --help."),
        ("duties a.pdf b.pdf", "For mange argumenter: b.pdf. Se analyser duties --help."),
    ],
)
def test_wrong_use_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: str, said: str
) -> None:
    assert run(monkeypatch, *arguments.split()) == 2
    assert capsys.readouterr().err.strip() == said


def test_no_arguments_give_the_help(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch) == 2
    shown = capsys.readouterr()
    assert "Vurder avtaler" in shown.out + shown.err


def test_a_command_that_has_failed_files_still_gives_status_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "duties", "finnes-ikke.pdf") == 1
    assert "Fant ikke filen" in capsys.readouterr().err
