"""Disks and databases that fail: the message says what to do next, and what was there stays as it was."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from psycopg import errors
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from analyser.store import Store, StoreError, database
from analyser.store.database import FILE
from analyser.store.errors import told
from store.conftest import Place
from store.making import judged, pdf, sha

NOBODY = 65534
UNIX = pytest.mark.skipif(os.name != "posix", reason="slik prøves det bare på Unix")


def fill(folder: Path, count: int = 3) -> None:
    """Keep some agreements, with enough text that the database has many pages."""
    store = Store.open(folder)
    for number in range(count):
        words = " ".join(f"ord{number}x{word}" for word in range(4000))
        store.add(f"{number}.pdf", pdf(number), judged(pdf(number), text=words), "Kari")
    store.close()


def save_many(store: Store, sha256: str) -> None:
    """Review one construct again and again, until something stops it."""
    for number in range(100):
        store.save_review(sha256, "samisk", 1, "y" * 9000, "Kari", number)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _truncated(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _wrong_in_the_middle(content: bytes) -> bytes:
    noise = random.Random(6).randbytes(8192)
    middle = len(content) // 2
    return content[:middle] + noise + content[middle + len(noise) :]


def _no_header(content: bytes) -> bytes:
    return b"\x00" * 100 + content[100:]


def _another_file(content: bytes) -> bytes:
    return b"%PDF-1.7 dette er ingen database " * 200


@pytest.mark.parametrize("damage", [_truncated, _wrong_in_the_middle, _no_header, _another_file])
def test_a_damaged_database_is_told_of_and_left_untouched(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    fill(tmp_path)
    path = tmp_path / FILE
    path.write_bytes(damage(path.read_bytes()))
    before = contents(tmp_path)
    with pytest.raises(StoreError, match=r"er skadet og er ikke rørt\. .*analyser backup") as raised:
        Store.open(tmp_path)
    assert raised.value.kind == "skadet_database"
    assert str(path) in str(raised.value)
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before
    assert {name: after[name] for name in after.keys() - before.keys() if not name.endswith("-shm")} in (
        {}, {f"{FILE}-wal": b""}
    )  # fmt: skip


def test_damage_met_while_in_use_is_told_of(tmp_path: Path) -> None:
    fill(tmp_path)
    store = Store.open(tmp_path)
    path = tmp_path / FILE
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    with pytest.raises(StoreError, match="er skadet") as raised:
        store.search("ord1x17")
    assert raised.value.kind == "skadet_database"
    store.close()


@pytest.mark.parametrize("left", [None, b""])
def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(tmp_path: Path, left: bytes | None) -> None:
    fill(tmp_path)
    path = tmp_path / FILE
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    before = contents(tmp_path)
    with pytest.raises(StoreError, match=r"avtaler\.db der er borte eller tom") as raised:
        Store.open(tmp_path)
    assert raised.value.kind == "mangler_database"
    assert contents(tmp_path) == before


def test_an_empty_file_from_a_start_that_was_stopped_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"")
    store = Store.open(tmp_path)
    assert store.agreements() == []
    store.close()


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("opptatt")
    for folder in (tmp_path / "data", tmp_path / "data" / "under"):
        with pytest.raises(StoreError, match=r"kan ikke skrives til.*ANALYSER_DATA") as raised:
            Store.open(folder)
        assert raised.value.kind == "skrivebeskyttet"


def test_a_full_disk_loses_nothing_that_was_saved(small_disk: Path) -> None:
    fill(small_disk)
    store = Store.open(small_disk)
    key = sha(pdf(0))
    saved = store.save_review(key, "lm", 2, "før", "Kari", 0)
    kept = {one.sha256 for one in store.agreements()}
    big = pdf(9, 3_000_000)
    with pytest.raises(StoreError, match=r"ikke mer plass på disken .*Frigjør plass og prøv igjen") as raised:
        store.add("stor.pdf", big, judged(big), "Kari")
    assert raised.value.kind == "full_disk"
    (small_disk / "fyll").write_bytes(b"x" * (shutil.disk_usage(small_disk).free))
    with pytest.raises(StoreError, match="ikke mer plass") as raised:
        save_many(store, key)
    assert raised.value.kind == "full_disk"
    said = len(store.history(key))
    (small_disk / "fyll").unlink()
    assert {one.sha256 for one in store.agreements()} == kept
    assert store.standing(key)["lm"] == saved
    assert not list(small_disk.rglob("*.tmp"))
    store.save_review(key, "oversikt", 3, "etter", "Kari", 0)
    assert store.add("liten.pdf", pdf(8), judged(pdf(8)), "Kari") is True
    store.close()
    again = Store.open(small_disk)
    assert len(again.history(key)) == said + 1
    again.close()


@UNIX
def test_a_file_that_may_not_grow_is_told_of(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    code = """
import resource, signal, sys
from pathlib import Path
from tempfile import TemporaryDirectory
from analyser.store import Store, StoreError
from store.making import judged, pdf, sha
from store.test_faults import save_many
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store.open(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
big = pdf(9, 300_000)
for attempt in (
    lambda: store.add("stor.pdf", big, judged(big), "Kari"),
    lambda: save_many(store, sha(pdf(0))),
):
    try:
        attempt()
    except StoreError as error:
        print(error.kind)
print(len(store.agreements()))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(("tests", *sys.path))},
    )  # fmt: skip
    assert done.stdout.split() == ["full_disk", "diskfeil", "1"]
    store = Store.open(tmp_path)
    assert [one.number for one in store.history(sha(pdf(0)))] == list(range(1, len(store.history(sha(pdf(0)))) + 1))
    store.close()


@pytest.fixture
def read_only(small_disk: Path) -> Iterator[Path]:
    """A store on a disk that has become read-only, for the superuser too."""
    fill(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    yield small_disk
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)


def test_a_read_only_disk_is_told_of(read_only: Path) -> None:
    before = contents(read_only)
    for folder in (read_only, read_only / "ny"):
        with pytest.raises(StoreError, match=r"kan ikke skrives til\. Gi brukeren") as raised:
            Store.open(folder)
        assert raised.value.kind == "skrivebeskyttet"
    assert contents(read_only) == before


def test_a_disk_that_becomes_read_only_while_in_use_is_told_of(small_disk: Path) -> None:
    fill(small_disk)
    store = Store.open(small_disk)
    remount = ["mount", "-o", "remount,ro", str(small_disk)]
    assert len(store.agreements()) == 3
    store.close()
    subprocess.run(remount, check=True)
    for attempt in (
        lambda: store.add("9.pdf", pdf(9), judged(pdf(9)), "Kari"),
        lambda: store.save_review(sha(pdf(0)), "lm", 1, "", "Kari", 0),
    ):
        with pytest.raises(StoreError, match="kan ikke skrives til") as raised:
            attempt()
        assert raised.value.kind == "skrivebeskyttet"


@contextmanager
def anyone() -> Iterator[None]:
    """Without the superuser's powers, if we have them."""
    user = os.geteuid()
    os.seteuid(user or NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)


@UNIX
def test_a_folder_without_leave_to_write_is_told_of() -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "data"
        fill(folder)
        for path in (folder / FILE, folder, Path(place)):
            path.chmod(0o444 if path.is_file() else 0o555)
        before = contents(folder)
        for wanted in (folder, Path(place) / "ny"):
            with anyone(), pytest.raises(StoreError, match=r"kan ikke skrives til\. Gi brukeren") as raised:
                Store.open(wanted)
            assert raised.value.kind == "skrivebeskyttet"
        assert contents(folder) == before
        for path in (Path(place), folder):
            path.chmod(0o755)


def test_a_database_held_by_another_program_is_waited_for_and_then_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, 1)
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    store = Store.open(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"er opptatt av noe annet\. Ingenting ble lagret\. Prøv igjen") as raised:
            store.save_review(sha(pdf(0)), "lm", 1, "", "Kari", 0)
        assert raised.value.kind == "opptatt"
        assert store.history(sha(pdf(0))) == []
        other.execute("ROLLBACK")
    assert store.save_review(sha(pdf(0)), "lm", 1, "", "Kari", 0).number == 1
    store.close()


@pytest.mark.parametrize(
    "url",
    ["tull", "http://localhost/x", "sqlite:///x.db", "postgresql://bruker@maskin:port/db", "postgresql://maskin", "://"],
)
def test_an_address_that_is_none_is_told_of(tmp_path: Path, url: str) -> None:
    with pytest.raises(StoreError, match=r"ikke en adresse til PostgreSQL\. .* postgresql://") as raised:
        Store.open(tmp_path, url)
    assert raised.value.kind == "ugyldig_adresse"


def test_a_server_that_does_not_answer_is_told_of_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"svarer ikke\. .*Sjekk at serveren er i gang") as raised:
        Store.open(tmp_path, "postgresql://bruker:hemmelig@127.0.0.1:1/avtaler")
    assert raised.value.kind == "svarer_ikke"
    assert "bruker:***@127.0.0.1:1/avtaler" in str(raised.value)
    assert "hemmelig" not in str(raised.value)


def test_a_database_that_does_not_exist_is_told_of(tmp_path: Path, own_database: str) -> None:
    with pytest.raises(StoreError, match=r'svarer ikke\. .*database "finnes_ikke" does not exist'):
        Store.open(tmp_path, own_database.rsplit("/", 1)[0] + "/finnes_ikke")


@pytest.mark.parametrize("scheme", ["postgres", "postgresql+psycopg"])
def test_other_ways_of_writing_the_address(tmp_path: Path, own_database: str, scheme: str) -> None:
    store = Store.open(tmp_path, own_database.replace("postgresql", scheme))
    assert store.find("x") is None
    store.close()


def test_postgresql_without_its_package_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'avtaleanalyse\[postgres\]'") as raised:
        Store.open(tmp_path, "postgresql://bruker@127.0.0.1/avtaler")
    assert raised.value.kind == "mangler_psycopg"


def test_a_server_that_was_restarted_is_reached_again(tmp_path: Path, own_database: str) -> None:
    store = Store.open(tmp_path, own_database)
    store.agreements()
    other = Store.open(tmp_path, own_database)
    with other._database.reader.connect() as connection:
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
        assert connection.execute(text(ended + "AND pid <> pg_backend_pid()")).all()
    assert isinstance(store.agreements(), list)
    store.close()
    other.close()


def test_a_postgresql_that_may_only_be_read_is_told_of(postgres: Place) -> None:
    assert postgres.url
    store = postgres.open()
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    name = postgres.url.rsplit("/", 1)[1]
    with store._database.writer.begin() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET default_transaction_read_only = on"))
    store.close()
    try:
        with pytest.raises(StoreError, match="kan ikke skrives til") as raised:
            store.save_review(sha(pdf(1)), "lm", 1, "", "Kari", 0)
        assert raised.value.kind == "skrivebeskyttet"
        assert len(store.agreements()) == 1
    finally:
        with store._database.writer.begin() as connection:
            connection.execute(text("SET TRANSACTION READ WRITE"))
            connection.execute(text(f"ALTER DATABASE {name} RESET default_transaction_read_only"))
        store.close()


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (errors.DiskFull(), "full_disk"), (errors.InsufficientPrivilege(), "skrivebeskyttet"),
        (errors.TooManyConnections(), "opptatt"), (errors.UndefinedTable("relation mangler"), "lagringsfeil"),
    ],
)  # fmt: skip
def test_what_postgresql_says_is_told_in_plain_words(said: errors.Error, kind: str) -> None:
    with pytest.raises(StoreError) as raised, told("postgresql://maskin/avtaler"):
        raise OperationalError("INSERT", {}, said)
    assert raised.value.kind == kind
    assert "postgresql://maskin/avtaler" in str(raised.value)
    assert ("relation mangler" in str(raised.value)) == (kind == "lagringsfeil")


@pytest.mark.parametrize("record", ["{}", "ikke JSON", '{"status": "assessed", "file": "x"}', ""])
def test_one_assessment_that_could_not_be_read_stopped_every_list(tmp_path: Path, record: str) -> None:
    fill(tmp_path, 3)
    broken = sha(pdf(1))
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        connection.execute("UPDATE judgement SET record = ? WHERE sha256 = ?", (record, broken))
        connection.commit()
    store = Store.open(tmp_path)
    assert {one.sha256 for one in store.agreements()} == {sha(pdf(0)), sha(pdf(2))}
    assert [one.sha256 for one in store.unread()] == [broken]
    assert store.unread("finnmark") == []
    assert store.find(broken) is None
    assert store.pdf(broken).read_bytes() == pdf(1)
    store.rejudge(broken, judged(pdf(1)))
    assert len(store.agreements()) == 3
    assert store.unread() == []
    store.close()
