"""A run from end to end: the same data every time, whatever happens on the way."""

from __future__ import annotations

import csv
import json
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from conftest import ROOT

from analyser import engine
from analyser.assessment import Assessment
from analyser.batch import BatchProblem, Order, run
from analyser.batch.results import manifest, read, records
from analyser.corpus import frames

from .conftest import DAY, NAMES, data, stopping_at, told

FILES = [
    "=kopi av Ås.PDF", "delavtale-10-to-spalter.pdf", "delavtale-5-ansvarstabell.pdf", "fonna/tenesteavtale-2-etne.pdf",
    "mal-delavtale-6-nynorsk.pdf", "nettside.pdf", "tjenesteavtale-2-indre-finnmark.pdf", "tom.pdf",
]


def test_records_are_what_the_library_says_in_order_of_the_files(folder: Path, whole: Path) -> None:
    rules = engine.default_ruleset()
    expected = [
        replace(judged, record=replace(judged.record, file=name))
        for name in FILES
        for judged in [engine.judge_file(folder / name, rules, DAY)]
    ]
    assert list(read(whole)) == expected
    assert list(records(whole)) == [judged.record for judged in expected]


def test_the_manifest_says_what_the_data_are(whole: Path) -> None:
    said = manifest(whole)
    assert (said.counts.files, said.counts.assessed, said.counts.failed) == (8, 6, 2)
    assert said.counts.pages == sum(one.document.pages for one in records(whole) if isinstance(one, Assessment))
    assert said.ruleset == engine.ruleset_id(engine.default_ruleset())
    assert said.reference_date == DAY.isoformat()
    assert set(data(whole)) == {*said.data, "manifest.json"}
    how = told(whole)
    assert (how["read"], how["cached"]) in ((8, 0), (7, 1)), "the copy may have been read by the other worker"


def test_running_twice_gives_the_same_bytes_and_reads_no_pdf_again(folder: Path, whole: Path, tmp_path: Path) -> None:
    run(Order(folder, tmp_path, day=DAY, workers=1))
    assert data(tmp_path) == data(whole)
    assert (told(tmp_path)["read"], told(tmp_path)["cached"]) == (2, 6), "only what cannot be read is tried again"
    assert not (tmp_path / "journal").exists()


def test_bad_files_are_listed_with_their_reason(whole: Path) -> None:
    with (whole / "failures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [(row["file"], row["kind"]) for row in rows] == [("nettside.pdf", "ikke_pdf"), ("tom.pdf", "tom")]
    assert all(row["message"].endswith(".") for row in rows)


@pytest.mark.parametrize(("name", "table"), [("agreements", frames.agreements), ("findings", frames.findings),
                                             ("duties", frames.duties)])
def test_tables_hold_what_the_records_do(name: str, table: frames.Callable, whole: Path) -> None:  # type: ignore[name-defined]
    expected = table(records(whole))
    found = pyarrow.parquet.read_table(whole / f"{name}.parquet")
    assert found.column_names == list(expected.columns)
    assert found.num_rows == len(expected) > 5
    assert found.column("file").to_pylist() == list(expected["file"])
    assert found.schema.metadata is None
    with (whole / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[0] == found.column_names
    assert len(rows) == found.num_rows + 1


def test_a_spreadsheet_opens_the_csv_as_text_in_norwegian(whole: Path) -> None:
    for path in whole.glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@", "\t")], path.name
    assert "'=kopi av Ås.PDF" in (whole / "agreements.csv").read_text(encoding="utf-8-sig")


def test_an_interrupted_run_goes_on_where_it_stopped(folder: Path, whole: Path, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Order(folder, tmp_path, day=DAY, workers=2), stopping_at(3, stop))
    with pytest.raises(BatchProblem, match=r"ingen ferdig kjøring .* Kjør analyser batch"):
        read(tmp_path)
    run(Order(folder, tmp_path, workers=1))
    assert data(tmp_path) == data(whole), "also the day is that of the run that was cut off"
    assert told(tmp_path)["resumed"] == 3


@pytest.mark.slow
def test_a_killed_run_gives_the_same_data_when_run_again(folder: Path, whole: Path, tmp_path: Path) -> None:
    arguments = ("batch", str(folder), "--out", str(tmp_path), "--date", DAY.isoformat())
    process = subprocess.Popen([sys.executable, "-m", "analyser", *arguments])
    journal = tmp_path / "journal"
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > 3):
        time.sleep(0.01)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    assert cli(*arguments).returncode == 1
    assert data(tmp_path) == data(whole)
    assert int(str(told(tmp_path)["resumed"])) >= 2


def test_a_file_that_changed_since_the_interruption_is_judged_again(folder: Path, tmp_path: Path) -> None:
    own, out = tmp_path / "avtaler", tmp_path / "ut"
    shutil.copytree(folder, own)

    def swap() -> None:
        shutil.copy(own / "mal-delavtale-6-nynorsk.pdf", own / "=kopi av Ås.PDF")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Order(own, out, workers=1), stopping_at(2, swap))
    run(Order(own, out, workers=1))
    first = next(records(out))
    assert isinstance(first, Assessment)
    assert first.document.template
    assert told(out)["resumed"] == 1


def test_a_changed_rule_set_judges_without_reading_again(folder: Path, whole: Path, tmp_path: Path) -> None:
    rules, out = tmp_path / "rules", tmp_path / "ut"
    shutil.copytree(ROOT / "rules", rules)
    for path in (rules / "vedlikehold").glob("a_*.yml"):
        path.unlink()
    run(Order(folder, out, rules=rules, day=DAY, workers=1))
    assert told(out)["cached"] == 6
    assert manifest(out).ruleset.sha256 != manifest(whole).ruleset.sha256
    own = engine.load_ruleset(rules)
    assert [one.to_json() for one in records(out)] == [
        replace(engine.judge_file(folder / name, own, DAY).record, file=name).to_json() for name in FILES
    ]


def test_age_is_counted_to_the_day_of_the_first_run_unless_another_is_given(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "avtaler"
    own.mkdir()
    shutil.copy(folder / "tjenesteavtale-2-indre-finnmark.pdf", own)
    run(Order(own, tmp_path / "ut", day=date(2021, 10, 1), workers=1))
    young = data(tmp_path / "ut")
    run(Order(own, tmp_path / "ut", workers=1))
    assert data(tmp_path / "ut") == young
    run(Order(own, tmp_path / "ut", day=date(2041, 10, 1), workers=1))
    assert data(tmp_path / "ut") != young
    old, = records(tmp_path / "ut")
    assert isinstance(old, Assessment)
    assert any("20 år" in one.explanation for one in old.document.staleness)


def test_progress_counts_to_the_end(folder: Path, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    run(Order(folder, tmp_path, workers=1), lambda done, total: seen.append((done, total)))
    assert seen == [(count, 8) for count in range(9)]


def test_what_is_no_folder_of_agreements_is_told_so(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BatchProblem, match=r"Fant ikke mappen .*Oppgi mappen med avtalene"):
        run(Order(tmp_path / "borte", tmp_path / "ut"))
    with pytest.raises(BatchProblem, match="Fant ingen PDF-filer"):
        run(Order(tmp_path, tmp_path / "ut"))
    (tmp_path / "fil").touch()
    with pytest.raises(BatchProblem, match=r"Kan ikke lage mappen .*Velg en annen mappe"):
        run(Order(folder, tmp_path / "fil" / "ut"))


@pytest.mark.parametrize("content", ["", "[]", '{"program": {}}'])
def test_a_damaged_manifest_is_told_so(content: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(BatchProblem, match=r"manifest\.json er skadet .* Kjør analyser batch på nytt"):
        read(tmp_path)


def test_a_run_into_a_folder_with_a_damaged_manifest_mends_it(folder: Path, whole: Path, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{", encoding="utf-8")
    run(Order(folder, tmp_path, workers=1))
    assert manifest(tmp_path).counts == manifest(whole).counts


def test_damaged_data_are_told_so(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    (tmp_path / "assessments.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(BatchProblem, match="skadet"):
        list(read(tmp_path))


def cli(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "analyser", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_says_what_came_of_it(folder: Path, whole: Path, tmp_path: Path) -> None:
    done = cli("batch", folder, "--out", tmp_path, "--date", DAY.isoformat())
    assert done.returncode == 1
    assert done.stdout == f"{tmp_path}: 6 avtaler vurdert, {manifest(whole).counts.pages} sider\n"
    assert f"2 av 8 filer kunne ikke vurderes, se {tmp_path / 'failures.csv'}" in done.stderr
    assert data(tmp_path) == data(whole)


def test_a_bar_shows_rate_and_remaining_time(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    said = cli("batch", folder, "--out", tmp_path).stderr
    assert "8/8" in said
    assert "filer/s" in said
    assert "igjen" in said


def test_wrong_use_of_the_command_gives_status_two(folder: Path, tmp_path: Path) -> None:
    for wrong in ((tmp_path / "borte", "--out", tmp_path), (folder,), (folder, "--out", tmp_path, "--date", "i går")):
        done = cli("batch", *wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr
        assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_ctrl_c_stops_cleanly_and_says_how_to_go_on(folder: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "analyser", "batch", str(folder), "--out", str(tmp_path)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    while process.poll() is None and not (tmp_path / "journal").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "kjør samme kommando på nytt for å gå videre" in said
    assert "Traceback" not in said


def test_data_name_files_as_the_folder_does_wherever_it_lies(folder: Path, whole: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "annet sted")
    run(Order(tmp_path / "annet sted", tmp_path / "ut", day=DAY, workers=1))
    assert data(tmp_path / "ut") == data(whole)
    assert str(folder) not in (whole / "assessments.jsonl").read_text(encoding="utf-8")
    assert json.loads((whole / "assessments.jsonl").read_text(encoding="utf-8").splitlines()[0])["file"] == FILES[0]
    assert len(NAMES) == 5
