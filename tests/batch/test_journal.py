"""The journal: nothing that is done is lost, and nothing half-done is taken for done."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from analyser.batch.journal import BatchProblem, Journal
from analyser.batch.work import Done

RUN = {"program": "a", "rules": "b", "day": "2026-03-01"}
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ONE, TWO = Done("lest", EMPTY, '{"file":"en"}', ""), Done("hentet", EMPTY, '{"file":"to"}', '{"text":"æøå"}')


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of two files that were done before the run was cut off."""
    journal = Journal(tmp_path / "journal", RUN)
    journal.add("en.pdf", ONE)
    journal.add("mappe/to\udce5\n.pdf", TWO)
    journal.close()
    (tmp_path / "en.pdf").touch()
    return tmp_path / "journal"


def test_what_was_added_is_read_back_in_any_order(path: Path) -> None:
    journal = Journal(path, RUN)
    assert [journal.read(name) for name in ("mappe/to\udce5\n.pdf", "en.pdf")] == [TWO, ONE]
    journal.add("en.pdf", TWO)
    assert journal.read("en.pdf") == TWO, "the last word counts"


def test_a_file_is_done_as_long_as_it_is_what_it_was(path: Path) -> None:
    journal, file = Journal(path, RUN), path.with_name("en.pdf")
    assert journal.holds("en.pdf", file)
    assert not journal.holds("tre.pdf", file)
    file.write_bytes(b"%PDF-")
    assert not journal.holds("en.pdf", file)


def test_a_pipe_in_the_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ror.pdf")
    journal = Journal(tmp_path / "journal", RUN)
    journal.add("ror.pdf", Done("lest", "", "{}", ""))
    assert journal.holds("ror.pdf", tmp_path / "ror.pdf")


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_cut_off_is_not_done_and_what_comes_after_is_whole(cut: int, path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-cut])
    for _ in range(2):
        journal = Journal(path, RUN)
        assert journal.read("en.pdf") == ONE
        with pytest.raises(KeyError):
            journal.read("mappe/to\udce5\n.pdf")
        journal.close()
    journal = Journal(path, RUN)
    journal.add("tre.pdf", TWO)
    journal.close()
    assert Journal(path, RUN).read("en.pdf") == ONE
    assert Journal(path, RUN).read("tre.pdf") == TWO


def test_a_damaged_line_and_what_follows_is_done_again(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b'"file":"en"', b'"file":"EN"'))
    journal = Journal(path, RUN)
    assert not journal.holds("en.pdf", path.with_name("en.pdf"))


@pytest.mark.parametrize("key", RUN)
def test_another_run_begins_anew(key: str, path: Path) -> None:
    other = Journal(path, {**RUN, key: "annet"})
    assert not other.holds("en.pdf", path.with_name("en.pdf"))
    other.close()
    assert Journal.said(path)[key] == "annet"


def test_a_journal_that_is_no_journal_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "journal").write_bytes(b"\x00\xff noe annet")
    assert Journal.said(tmp_path / "journal") == {}
    assert Journal.said(tmp_path / "mangler") == {}
    journal = Journal(tmp_path / "journal", RUN)
    journal.add("en.pdf", ONE)
    assert journal.read("en.pdf") == ONE


def test_two_runs_never_write_to_one_folder(path: Path) -> None:
    first = Journal(path, RUN)
    with pytest.raises(BatchProblem, match=r"En annen kjøring skriver til .*Vent"):
        Journal(path, RUN)
    first.close()
    Journal(path, RUN).close()


def test_a_full_disk_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(path, RUN)

    class Full:
        def seek(self, *_: int) -> int:
            return 0

        def write(self, _: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal, "_file", Full())
    with pytest.raises(BatchProblem, match=r"No space left.*Skaff mer plass, og kjør samme kommando på nytt"):
        journal.add("tre.pdf", ONE)


def test_a_folder_that_cannot_be_written_to_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(BatchProblem, match=r"Kan ikke skrive til .*Velg en annen mappe"):
        Journal(tmp_path / "mangler" / "journal", RUN)
