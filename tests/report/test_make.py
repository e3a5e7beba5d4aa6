"""From a batch run's folder to the files of the report, and what is said when that cannot be done."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from conftest import AGREEMENTS
from openpyxl import load_workbook
from typer.testing import CliRunner

from analyser.batch import Order, run
from analyser.cli import app
from analyser.engine import default_ruleset
from analyser.errors import AnalyserError
from analyser.report import ReportError, make, write
from analyser.report.model import Report

NAMES = ("kartlegging.docx", "kartlegging.html", "kartlegging.xlsx")


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a batch run wrote."""
    folder, out = tmp_path_factory.mktemp("inn"), tmp_path_factory.mktemp("ut")
    for name in ("delavtale-5-ansvarstabell.pdf", "tenesteavtale-2-etne.pdf"):
        shutil.copy(AGREEMENTS / name, folder)
    (folder / "tom.pdf").write_bytes(b"")
    run(Order(folder, out, day=date(2026, 1, 1), workers=1))
    return out


def test_the_command_writes_three_files_and_says_where(out: Path) -> None:
    done = CliRunner().invoke(app, ["report", str(out), "--previous", str(out)])
    assert done.exit_code == 0, done.output
    assert done.stdout.split() == [str(out / "rapport" / name) for name in NAMES]
    assert "Endringer siden forrige kartlegging" in (out / "rapport" / NAMES[1]).read_text("utf-8")
    assert load_workbook(out / "rapport" / NAMES[2])["Avtaler"].max_row == 3


def test_a_folder_that_no_batch_wrote_to_is_refused_in_words(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["report", str(tmp_path)])
    assert done.exit_code == 2
    assert "analyser batch" in done.stderr


def test_measured_agreement_is_taken_in_and_a_broken_file_is_named(out: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(out, tmp_path / "ut")
    (folder / "validitet.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReportError, match=r"validitet\.json kan ikke leses .* «analyser agreement» på nytt"):
        make(folder, None, default_ruleset(), date(2026, 1, 1))


def test_a_report_that_cannot_be_written_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "rapport").write_text("i veien", encoding="utf-8")
    with pytest.raises(AnalyserError, match=r"kan ikke skrives til .*rapport .*Lukk filene hvis de er åpne"):
        write(Report("T", "U", (), ()), tmp_path / "rapport")
