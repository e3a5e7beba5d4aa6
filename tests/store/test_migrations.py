"""Databases of other versions: older ones are brought up to date with all they hold, newer ones are left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from analyser.store import Store, StoreError
from analyser.store.database import FILE, MIGRATIONS
from analyser.store.models import Base
from store.conftest import PROCESSES, Place
from store.making import judged, pdf, sha

KEY = sha(pdf(1))
WHEN = datetime(2025, 5, 17, 12, 30, tzinfo=UTC)


@contextmanager
def raw(place: Place) -> Iterator[Connection]:
    """The database as it is, without the store."""
    place.folder.mkdir(exist_ok=True)
    url = place.url.replace("postgresql:", "postgresql+psycopg:") if place.url else f"sqlite:///{place.folder / FILE}"
    engine = create_engine(url)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def make_first_version(place: Place) -> None:
    """A store as revision 1 left it: one agreement, and a review of it."""
    said = judged(pdf(1), title="Avtale om ÅPEN retur", text="Kommunen melder fra om avvik.")
    assert said.text is not None
    with raw(place) as connection:
        script = Config()
        script.set_main_option("script_location", str(MIGRATIONS))
        script.attributes["connection"] = connection
        command.upgrade(script, "1")
        given = {"sha": KEY, "now": WHEN, "record": said.record.to_json(), "text": said.text.to_json(), "ok": False}
        for statement in (
            "INSERT INTO agreement VALUES (:sha, 'Gammel.pdf', 64, 'Kari', :now, 'agder')",
            "INSERT INTO judgement (sha256, ruleset, judged_at, record, text) VALUES (:sha, 'x', :now, :record, :text)",
            "INSERT INTO belonging VALUES (1, 'agder')",
            "INSERT INTO review (sha256, construct, level, comment, reviewer, made_at, number, reviewed) "
            "VALUES (:sha, 'lm', 3, 'Bra', 'Ola', :now, 1, :ok)",
        ):
            used = {name: value for name, value in given.items() if f":{name}" in statement}
            connection.execute(text(statement), used)
    files = place.folder / "files" / KEY[:2]
    files.mkdir(parents=True)
    (files / f"{KEY}.pdf").write_bytes(pdf(1))


def test_an_older_database_is_brought_up_to_date_with_all_it_holds(place: Place) -> None:
    make_first_version(place)
    store = place.open()
    (found,) = store.agreements()
    assert (found.name, found.by, found.added_at, found.fellesskap) == ("Gammel.pdf", "Kari", WHEN, ("agder",))
    assert found.archived is False
    assert found.assessment.document.title == "Avtale om ÅPEN retur"
    for words in ("åpen retur", "AVVIK melder", "gammel.pdf"):
        assert store.search(words) == {KEY}
    review = store.standing(KEY)["lm"]
    assert (review.level, review.comment, review.made_at, review.number) == (3, "Bra", WHEN, 1)
    assert store.pdf(KEY).read_bytes() == pdf(1)
    store.archive(KEY, "Kari")
    assert store.save_review(KEY, "lm", 2, "", "Ola", 1).number == 2
    store.rejudge(KEY, judged(pdf(1)))
    store.close()
    again = place.open()
    assert again.agreements()[0].archived is True
    again.close()


def test_a_new_database_has_the_tables_of_the_models(place: Place) -> None:
    place.open().close()
    with raw(place) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_migrated_database_has_the_tables_of_the_models(place: Place) -> None:
    make_first_version(place)
    place.open().close()
    with raw(place) as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_a_database_of_a_newer_program_is_left_alone(place: Place) -> None:
    place.open().close()
    with raw(place) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '99'"))
    before = (place.folder / FILE).read_bytes() if place.url is None else b""
    with pytest.raises(StoreError, match=r"laget av en nyere utgave .* Oppgrader programmet") as raised:
        place.open()
    assert raised.value.kind == "nyere_database"
    assert before == ((place.folder / FILE).read_bytes() if place.url is None else b"")
    with raw(place) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "99"


def test_a_migration_that_fails_leaves_the_older_database_as_it_was(place: Place) -> None:
    make_first_version(place)
    with raw(place) as connection:
        connection.execute(text("UPDATE judgement SET record = 'ikke JSON'"))
    with pytest.raises(StoreError, match=r"kunne ikke brukes.* Meld fra om dette: Expecting value"):
        place.open()
    with raw(place) as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "1"
        assert connection.scalar(text("SELECT count(*) FROM judgement")) == 1
        assert not connection.dialect.has_table(connection, "searchable")


def _start(place: Place) -> None:
    place.open().close()


def test_programs_that_start_at_once_make_one_database(place: Place) -> None:
    started = [PROCESSES.Process(target=_start, args=(place,)) for _ in range(6)]
    for one in started:
        one.start()
    for one in started:
        one.join(60)
    assert [one.exitcode for one in started] == [0] * 6
    store = place.open()
    assert store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari") is True
    store.close()


def test_sqlite_is_in_wal_mode_and_waits_for_the_disk(tmp_path: Path) -> None:
    store = Store.open(tmp_path)
    with store._database.reader.connect() as connection:
        asked = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                 ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]  # fmt: skip
    assert asked == ["wal", 2, 1, 30000]
    store.close()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
