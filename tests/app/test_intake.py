"""One file taken in: new, known, or refused with words that help; never an exception."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import AGREEMENTS

from analyser.app.intake import take
from analyser.engine import Judged
from analyser.errors import AnalyserError
from analyser.pool import Pool
from analyser.store import Store

ETNE = AGREEMENTS / "tenesteavtale-2-etne.pdf"


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(1) as workers:
        yield workers


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(folder=tmp_path)


def test_a_file_is_judged_once_and_known_after_whatever_it_is_called(store: Store, pool: Pool) -> None:
    content = ETNE.read_bytes()
    first = take(store, pool, "avtale.pdf", content, "kari@fonna.no", "fonna")
    assert (first.state, first.message, first.sha256) == ("new", "", hashlib.sha256(content).hexdigest())
    kept = store.find(first.sha256)
    assert kept is not None
    assert (kept.name, kept.by, kept.fellesskap) == ("avtale.pdf", "kari@fonna.no", ("fonna",))
    assert kept.assessment.file == "avtale.pdf"
    assert take(store, pool, "samme avtale.pdf", content, "ola@fonna.no").state == "known"
    assert len(store.agreements()) == 1


HOSTILE = ("../../x.pdf", "/etc/passwd", "=cmd()|x.pdf", "<script>alert(1)</script>.pdf", "", ".")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name_and_never_a_path(store: Store, pool: Pool, name: str, tmp_path: Path) -> None:
    before = set(tmp_path.parent.rglob("x.pdf"))
    outcome = take(store, pool, name, ETNE.read_bytes(), "test")
    assert outcome.state == "new"
    kept = store.find(outcome.sha256)
    assert kept is not None
    assert "/" not in kept.name
    assert set(tmp_path.parent.rglob("x.pdf")) == before
    assert store.pdf(outcome.sha256).read_bytes() == ETNE.read_bytes()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen er tom (0 byte)"),
        (b"PK\x03\x04 dette er en docx", "ikke en PDF"),
        (ETNE.read_bytes()[:3000], "skadet eller ufullstendig"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_not_kept(
    store: Store, pool: Pool, content: bytes, said: str
) -> None:
    outcome = take(store, pool, "feil.pdf", content, "test")
    assert outcome.state == "refused"
    assert said in outcome.message
    assert store.agreements() == []


class BrokenPool(Pool):
    def judge(self, path: Path) -> Judged:
        raise AnalyserError("Leseprosessen kom ikke i gang.")


def test_a_fault_of_the_pool_is_told_like_any_other(store: Store) -> None:
    outcome = take(store, BrokenPool(1), "a.pdf", b"%PDF-1.7", "test")
    assert (outcome.state, outcome.message) == ("refused", "Leseprosessen kom ikke i gang.")
