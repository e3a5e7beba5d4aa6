"""Backups: consistent while the store is in use, checked file by file, and restored for real."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from analyser.cli import app
from analyser.store import Store, StoreError
from analyser.store.database import FILE
from store.conftest import Place
from store.making import judged, pdf, sha

KEY = sha(pdf(0))


def fill(store: Store, count: int = 3) -> None:
    """Keep some agreements and two reviews."""
    for number in range(count):
        store.add(f"{number}.pdf", pdf(number), judged(pdf(number)), "Kari")
    store.save_review(KEY, "lm", 1, "Første", "Kari", 0)
    store.save_review(KEY, "lm", 2, "Andre", "Ola", 1)


def restored(kind: str, target: Path, tmp_path: Path) -> Store:
    """Do as the report says, and open what came back."""
    folder = tmp_path / "tilbake"
    if kind == "zip":
        with ZipFile(target) as archive:
            archive.extractall(folder)
    else:
        shutil.copytree(target, folder)
    return Store.open(folder)


@pytest.mark.parametrize("kind", ["zip", "folder"])
def test_a_backup_is_restored_with_all_it_held(tmp_path: Path, kind: str) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    store.archive(sha(pdf(1)), "Ola")
    target = tmp_path / "kopier" / ("kopi.zip" if kind == "zip" else "kopi")
    report = store.backup(target)
    assert (report.agreements, report.reviews, report.files, report.size) == (3, 2, 3, 3 * len(pdf(0)))
    assert (report.missing, report.database, report.target) == ((), True, target)
    assert list(target.parent.iterdir()) == [target]
    again = restored(kind, target, tmp_path)
    assert again.agreements() == store.agreements()
    assert again.history(KEY) == store.history(KEY)
    assert [again.pdf(sha(pdf(number))).read_bytes() for number in range(3)] == [pdf(number) for number in range(3)]
    assert again.search("melde") == store.search("melde")
    assert again.save_review(KEY, "lm", 3, "", "Kari", 2).number == 3
    assert again.add("9.pdf", pdf(9), judged(pdf(9)), "Kari") is True
    store.close()
    again.close()


def test_a_backup_taken_while_the_store_is_in_use_is_whole(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    enough = threading.Event()

    def work() -> None:
        number = 10
        while not enough.is_set():
            store.add(f"{number}.pdf", pdf(number, 5000), judged(pdf(number, 5000)), "Kari")
            store.save_review(sha(pdf(number, 5000)), "lm", 1, "", "Kari", 0)
            number += 1

    worker = threading.Thread(target=work)
    worker.start()
    reports = [store.backup(tmp_path / f"kopi{number}") for number in range(8)]
    enough.set()
    worker.join()
    assert reports[-1].agreements > reports[0].agreements
    for report in reports:
        with closing(sqlite3.connect(report.target / FILE)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        again = Store.open(report.target)
        assert (len(again.agreements()), report.missing) == (report.agreements, ())
        assert all(sha(again.pdf(one.sha256).read_bytes()) == one.sha256 for one in again.agreements())
        again.close()
    store.close()


def _gone(path: Path) -> None:
    path.unlink()


def _damaged(path: Path) -> None:
    path.write_bytes(b"ikke det som sto der")


@pytest.mark.parametrize("hurt", [_gone, _damaged])
def test_a_pdf_that_is_gone_or_damaged_is_named_and_the_rest_copied(
    tmp_path: Path, hurt: Callable[[Path], None]
) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    hurt(store.pdf(sha(pdf(1))))
    report = store.backup(tmp_path / "kopi")
    assert (report.missing, report.agreements, report.files) == (("1.pdf",), 3, 2)
    again = Store.open(report.target)
    assert len(again.agreements()) == 3
    with pytest.raises(StoreError, match="er borte"):
        again.pdf(sha(pdf(1)))
    assert again.pdf(KEY).read_bytes() == pdf(0)
    store.close()
    again.close()


def test_a_target_that_is_there_is_left_alone(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    (tmp_path / "kopi.zip").write_text("noe annet")
    with pytest.raises(StoreError, match=r"kopi\.zip finnes allerede\. Velg et navn") as raised:
        store.backup(tmp_path / "kopi.zip")
    assert raised.value.kind == "finnes_allerede"
    assert (tmp_path / "kopi.zip").read_text() == "noe annet"
    store.close()


@pytest.mark.parametrize("name", ["kopi", "kopi.zip"])
def test_a_backup_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, small_disk: Path, name: str) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    big = random.Random(8).randbytes(3_000_000)
    store.add("stor.pdf", big, judged(big), "Kari")
    with pytest.raises(StoreError, match="ikke mer plass"):
        store.backup(small_disk / name)
    assert list(small_disk.iterdir()) == []
    store.close()


def test_an_empty_store_gives_no_backup_that_looks_like_one(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "data")
    with pytest.raises(StoreError, match="Det er ingen avtaler i") as raised:
        store.backup(tmp_path / "kopi")
    assert raised.value.kind == "tomt_lager"
    assert not (tmp_path / "kopi").exists()
    store.close()


def test_with_postgresql_the_files_are_copied_and_the_database_is_left_to_pg_dump(
    postgres: Place, tmp_path: Path
) -> None:
    store = postgres.open()
    fill(store)
    report = store.backup(tmp_path / "kopi")
    assert (report.database, report.agreements, report.reviews, report.files) == (False, 3, 2, 3)
    assert not (tmp_path / "kopi" / FILE).exists()
    again = Store.open(tmp_path / "kopi", postgres.url)
    assert again.pdf(KEY).read_bytes() == pdf(0)
    store.close()
    again.close()


def test_a_postgresql_store_is_restored_from_pg_dump_and_the_files(postgres: Place, tmp_path: Path) -> None:
    if not shutil.which("pg_dump"):
        pytest.skip("pg_dump er ikke installert her")
    assert postgres.url
    store = postgres.open()
    fill(store)
    kept, history = store.agreements(), store.history(KEY)
    dump = tmp_path / "avtaler.dump"
    subprocess.run(["pg_dump", "--format=custom", f"--file={dump}", postgres.url], check=True)
    store.backup(tmp_path / "kopi")
    store.save_review(KEY, "lm", 0, "etterpå", "Kari", 2)
    store.close()
    subprocess.run(["pg_restore", "--clean", f"--dbname={postgres.url}", str(dump)], check=True)
    again = Store.open(tmp_path / "kopi", postgres.url)
    assert (again.agreements(), again.history(KEY)) == (kept, history)
    assert again.save_review(KEY, "lm", 3, "", "Kari", 2).number == 3
    again.close()


def test_the_command_says_what_was_copied_and_how_to_get_it_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    store.close()
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path / "data"))
    for name, how in (("kopi.zip", "pakk den ut i en tom mappe"), ("kopi", "legg den der den skal være")):
        done = CliRunner().invoke(app, ["backup", str(tmp_path / name)])
        assert (done.exit_code, done.stderr) == (0, "")
        assert done.stdout == (
            f"Sikkerhetskopi: {tmp_path / name}\n3 avtaler, 2 gjennomganger, 3 PDF-filer (0.0 MB).\n"
            f"Slik henter du den tilbake: stopp appen, {how}, og start den med ANALYSER_DATA satt til mappen.\n"
        )


def test_the_command_names_what_is_missing_and_exits_with_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(tmp_path / "data")
    fill(store)
    store.pdf(KEY).unlink()
    store.close()
    monkeypatch.setenv("ANALYSER_DATA", str(tmp_path / "data"))
    done = CliRunner().invoke(app, ["backup", str(tmp_path / "kopi")])
    assert done.exit_code == 1
    assert "Borte eller skadet i datamappen: 0.pdf. Last dem opp i appen på nytt." in done.stdout


def test_the_command_says_what_to_do_with_postgresql(
    postgres: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = postgres.open()
    fill(store)
    store.close()
    monkeypatch.setenv("ANALYSER_DATA", str(postgres.folder))
    monkeypatch.setenv("ANALYSER_DATABASE_URL", postgres.url or "")
    done = CliRunner().invoke(app, ["backup", str(tmp_path / "kopi")])
    assert done.exit_code == 0
    assert "Ta pg_dump først og kjør så denne kommandoen" in done.stdout


def test_the_command_tells_of_a_fault_and_exits_with_two(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "analyser", "backup", str(tmp_path / "kopi")], capture_output=True, text=True,
        env={"ANALYSER_DATABASE_URL": "tull", "ANALYSER_DATA": str(tmp_path)},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("ANALYSER_DATABASE_URL er ikke en adresse til PostgreSQL.")
    assert "Traceback" not in ran.stderr
