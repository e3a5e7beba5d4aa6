"""What has been read is kept by its content, and never trusted when there is anything wrong with it."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import time
import zlib
from pathlib import Path

import pypdf
import pytest
from conftest import AGREEMENTS

from analyser import engine
from analyser.batch.kept import Kept, tidy

PDF = AGREEMENTS / "mal-delavtale-6-nynorsk.pdf"
RULES = engine.default_ruleset()


class Trap:
    """A pickle that does harm when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.mkdir, ("ikke-lag-denne",)


def entry(folder: Path) -> Path:
    found, = (path for path in folder.rglob("*") if path.is_file())
    return found


def test_the_same_content_is_read_once_whatever_its_name(tmp_path: Path) -> None:
    kept, copy = Kept(tmp_path / "cache"), tmp_path / "annet-navn.pdf"
    shutil.copy(PDF, copy)
    first, second = kept.read_file(PDF, RULES), kept.read_file(copy, RULES)
    assert kept.hits == 1
    assert second.source.file == str(copy)
    assert engine.assess(second, RULES).constructs == engine.assess(first, RULES).constructs


@pytest.mark.parametrize("damage", [lambda data: data[:40], lambda data: b"", lambda data: data[:-1] + b"x",
                                    lambda data: b"x" * 32 + data[32:]])
def test_what_is_damaged_is_read_anew(damage: object, tmp_path: Path) -> None:
    Kept(tmp_path).read_file(PDF, RULES)
    place = entry(tmp_path)
    whole = place.read_bytes()
    place.write_bytes(damage(whole))  # type: ignore[operator]
    kept = Kept(tmp_path)
    assert engine.assess(kept.read_file(PDF, RULES), RULES) == engine.analyse(PDF)
    assert kept.hits == 0
    assert entry(tmp_path).read_bytes() == whole


def test_something_else_than_a_document_is_read_anew(tmp_path: Path) -> None:
    Kept(tmp_path).read_file(PDF, RULES)
    content = zlib.compress(pickle.dumps(["noe annet"]))
    entry(tmp_path).write_bytes(hashlib.sha256(content).digest() + content)
    kept = Kept(tmp_path)
    kept.read_file(PDF, RULES)
    assert kept.hits == 0


def test_a_pickle_without_the_right_digest_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Kept(tmp_path / "cache").read_file(PDF, RULES)
    entry(tmp_path / "cache").write_bytes(bytes(32) + zlib.compress(pickle.dumps(Trap())))
    Kept(tmp_path / "cache").read_file(PDF, RULES)
    assert not (tmp_path / "ikke-lag-denne").exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="bare root kan gi bort filer")
def test_what_another_user_put_there_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Kept(tmp_path / "cache").read_file(PDF, RULES)
    content = zlib.compress(pickle.dumps(Trap()))
    place = entry(tmp_path / "cache")
    place.write_bytes(hashlib.sha256(content).digest() + content)
    os.chown(place, 65534, 65534)
    Kept(tmp_path / "cache").read_file(PDF, RULES)
    assert not (tmp_path / "ikke-lag-denne").exists()


def test_another_program_keeps_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Kept(tmp_path).read_file(PDF, RULES)
    monkeypatch.setattr(engine, "program_sha256", lambda: "f" * 64)
    other = Kept(tmp_path)
    other.read_file(PDF, RULES)
    assert other.hits == 0
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 2


def test_what_programs_no_longer_in_use_kept_is_taken_away(tmp_path: Path) -> None:
    Kept(tmp_path).read_file(PDF, RULES)
    for name, days in (("0" * 16, 31), ("1" * 16, 29), (engine.program_sha256()[:16], 99)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "fil").touch()
        os.utime(tmp_path / name, (time.time() - days * 86_400,) * 2)
    tidy(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"1" * 16, engine.program_sha256()[:16]}
    tidy(tmp_path / "mangler")
    assert Kept(tmp_path).read_file(PDF, RULES)


def test_a_document_with_pages_not_read_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lacked OCR one day may have it the next."""
    monkeypatch.setenv("PATH", "")
    writer = pypdf.PdfWriter()
    for part in (PDF, AGREEMENTS / "delavtale-8-skannet.pdf"):
        writer.append(part)
    writer.write(tmp_path / "blandet.pdf")
    monkeypatch.setenv("ANALYSER_CACHE", str(tmp_path / "annet"))
    kept = Kept(tmp_path / "cache")
    for _ in range(2):
        document = kept.read_file(tmp_path / "blandet.pdf", RULES)
        if not document.source.unread:
            pytest.skip("tekstgjenkjenning virker uten PATH her")
    assert kept.hits == 0


def test_a_cache_that_cannot_be_written_to_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    kept = Kept(tmp_path / "cache")
    assert engine.assess(kept.read_file(PDF, RULES), RULES) == engine.analyse(PDF)
    assert engine.judge_file(tmp_path / "mangler.pdf", RULES, None, kept.read_file) == engine.judge_file(
        tmp_path / "mangler.pdf", RULES
    )
