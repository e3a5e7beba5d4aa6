"""Agreements and assessments: what is kept, what is found again, and that nothing is ever changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
import pytest
from conftest import EXAMPLES

from analyser.engine import default_ruleset, judge_file
from analyser.store import Store, StoreError
from store.conftest import Place
from store.making import AGDER, AHUS, BERGEN, NORDRE_FOLLO, failed, judged, pdf, sha


def test_what_is_added_is_found_again_after_a_restart(place: Place) -> None:
    path = EXAMPLES[0]
    content, said = path.read_bytes(), judge_file(path, default_ruleset())
    before = datetime.now(UTC)
    first = place.open()
    assert first.add(path.name, content, said, "kari@agder.no", "agder") is True
    first.close()
    store = place.open()
    (found,) = store.agreements()
    assert store.find(sha(content)) == found
    assert (found.sha256, found.name, found.by, found.archived) == (sha(content), path.name, "kari@agder.no", False)
    assert "agder" in found.fellesskap
    assert before <= found.added_at <= datetime.now(UTC)
    assert found.added_at.utcoffset() == timedelta(0)
    assert found.assessment.file == path.name
    assert found.assessment.constructs == said.record.constructs
    assert found.assessment.document == said.record.document
    assert store.text(found.sha256) == said.text
    assert store.pdf(found.sha256).read_bytes() == content
    store.close()


def test_the_same_content_is_kept_once_under_its_first_name(store: Store) -> None:
    assert store.add("a.pdf", pdf(1), judged(pdf(1)), "Kari") is True
    assert store.add("b.pdf", pdf(1), judged(pdf(1), title="Ny"), "Ola", "bergen") is False
    (found,) = store.agreements()
    assert (found.name, found.by, found.assessment.document.title) == ("a.pdf", "Kari", "Samarbeidsavtale")
    assert found.fellesskap == ("agder",)


def test_the_newest_agreement_stands_first(store: Store) -> None:
    for number in range(4):
        store.add(f"{number}.pdf", pdf(number), judged(pdf(number)), "Kari")
    assert [one.name for one in store.agreements()] == ["3.pdf", "2.pdf", "1.pdf", "0.pdf"]


def test_an_agreement_belongs_to_the_fellesskap_of_its_trusts_and_of_who_added_it(store: Store) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1), parties=[AGDER]), "Kari")
    store.add("2.pdf", pdf(2), judged(pdf(2), parties=[AGDER, BERGEN]), "Kari", "innlandet")
    store.add("3.pdf", pdf(3), judged(pdf(3), parties=[]), "Kari")
    assert [one.fellesskap for one in store.agreements()] == [(), ("agder", "bergen", "innlandet"), ("agder",)]
    assert [one.name for one in store.agreements("agder")] == ["2.pdf", "1.pdf"]
    assert [one.name for one in store.agreements("innlandet")] == ["2.pdf"]
    assert store.agreements("finnmark") == []
    assert store.search("melde", "bergen") == {sha(pdf(2))}


def test_a_trust_in_two_fellesskap_is_settled_by_the_municipalities(store: Store) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1), parties=[AHUS]), "Kari")
    store.add("2.pdf", pdf(2), judged(pdf(2), parties=[AHUS, NORDRE_FOLLO]), "Kari")
    assert [one.fellesskap for one in store.agreements()] == [("ahus",), ("ahus", "oslo")]


def test_the_newest_assessment_counts(store: Store) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1), text="Første tekst"), "Kari")
    store.add("2.pdf", pdf(2), judged(pdf(2)), "Kari")
    assert store.find(sha(pdf(1))).assessment.constructs["samisk"].level == 1  # type: ignore[union-attr]
    store.rejudge(sha(pdf(1)), judged(pdf(1), text="Andre lesning", parties=[BERGEN], level=3))
    found = store.find(sha(pdf(1)))
    assert found is not None
    assert (found.assessment.constructs["samisk"].level, found.assessment.file) == (3, "1.pdf")
    assert found.fellesskap == ("bergen",)
    assert store.text(sha(pdf(1))).text == "Andre lesning"
    assert (store.search("første"), store.search("lesning")) == (set(), {sha(pdf(1))})
    assert [one.name for one in store.agreements("agder")] == ["2.pdf"]
    assert [one.name for one in store.agreements()] == ["2.pdf", "1.pdf"]


def test_another_program_sees_what_this_one_rejudged(place: Place) -> None:
    one, other = place.open(), place.open()
    one.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    assert other.agreements() == one.agreements()
    one.rejudge(sha(pdf(1)), judged(pdf(1), level=3))
    assert other.agreements()[0].assessment.constructs["lm"].level == 3
    one.close()
    other.close()


def test_an_archived_agreement_can_be_taken_back(store: Store) -> None:
    key = sha(pdf(1))
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    store.add("2.pdf", pdf(2), judged(pdf(2)), "Kari")
    for archived in (True, False, True):
        (store.archive if archived else store.restore)(key, "Ola")
        assert {one.name: one.archived for one in store.agreements()} == {"1.pdf": archived, "2.pdf": False}
    assert store.pdf(key).is_file()


def test_a_file_that_could_not_be_judged_is_not_kept(store: Store) -> None:
    with pytest.raises(StoreError, match=r"ikke vurderes og er ikke lagret\. Ingen av sidene har tekst") as raised:
        store.add("1.pdf", pdf(1), failed(pdf(1)), "Kari")
    assert raised.value.kind == "ikke_vurdert"
    assert store.agreements() == []


def test_a_failed_second_reading_leaves_the_first(store: Store) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    with pytest.raises(StoreError, match="kunne ikke vurderes"):
        store.rejudge(sha(pdf(1)), failed(pdf(1)))
    assert store.agreements()[0].assessment.status == "assessed"


def test_the_assessment_of_another_file_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="gjelder en annen fil") as raised:
        store.add("1.pdf", pdf(1), judged(pdf(2)), "Kari")
    assert raised.value.kind == "annen_fil"
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    with pytest.raises(StoreError, match="gjelder en annen fil"):
        store.rejudge(sha(pdf(1)), judged(pdf(2)))


@pytest.mark.parametrize("sha256", ["", "f" * 64, "../../etc/passwd", "a\x00b", "\ud800", "%"])
def test_an_agreement_that_is_not_there(store: Store, sha256: str) -> None:
    assert store.find(sha256) is None
    assert store.history(sha256) == []
    assert store.standing(sha256) == {}
    for ask in (store.text, store.pdf, lambda key: store.archive(key, "Kari"), lambda key: store.restore(key, "Kari")):
        with pytest.raises(StoreError, match="finnes ikke i lageret") as raised:
            ask(sha256)
        assert raised.value.kind == "ukjent_avtale"
    with pytest.raises(StoreError, match="finnes ikke i lageret"):
        store.save_review(sha256, "samisk", 1, "", "Kari", 0)


def test_a_lost_pdf_is_told_of_and_comes_back_with_the_next_upload(store: Store) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    path = store.pdf(sha(pdf(1)))
    path.unlink()
    with pytest.raises(StoreError, match=r"PDF-filen til «1\.pdf» er borte") as raised:
        store.pdf(sha(pdf(1)))
    assert raised.value.kind == "mangler_fil"
    assert store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari") is False
    assert store.pdf(sha(pdf(1))).read_bytes() == pdf(1)
    path.write_bytes(b"x" * len(pdf(1)))
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    assert store.pdf(sha(pdf(1))).read_bytes() == pdf(1)


def test_files_lie_in_the_data_folder_by_content(store: Store) -> None:
    store.add("../../ute.pdf", pdf(1), judged(pdf(1)), "Kari")
    key = sha(pdf(1))
    assert [one for one in (store.folder / "files").rglob("*") if one.is_file()] == [store.pdf(key)]
    assert store.pdf(key) == store.folder / "files" / key[:2] / f"{key}.pdf"
    assert store.agreements()[0].name == "ute.pdf"


def test_nothing_is_ever_updated_or_deleted(store: Store, statements: list[str]) -> None:
    key = sha(pdf(1))
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    store.rejudge(key, judged(pdf(1)))
    store.save_review(key, "samisk", 1, "", "Kari", 0)
    store.save_review(key, "samisk", 2, "", "Kari", 1)
    store.archive(key, "Kari")
    store.restore(key, "Kari")
    first = {statement.split()[0] for statement in statements}
    assert "INSERT" in first
    assert first <= {"INSERT", "SELECT", "BEGIN", "COMMIT"}


def test_a_listing_reads_no_text_and_each_assessment_once(store: Store, statements: list[str]) -> None:
    for number in range(3):
        store.add(f"{number}.pdf", pdf(number), judged(pdf(number)), "Kari")
    store.agreements()
    statements.clear()
    assert len(store.agreements()) == 3
    selected = [statement for statement in statements if statement.startswith("SELECT")]
    assert selected
    assert not [statement for statement in selected if "judgement.text" in statement or "judgement.record" in statement]


def test_the_store_is_where_the_environment_says(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANALYSER_DATA", str(place.folder))
    if place.url:
        monkeypatch.setenv("ANALYSER_DATABASE_URL", place.url)
    store = Store.open()
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    assert store.folder == place.folder
    assert (place.folder / "avtaler.db").exists() == (place.url is None)
    store.close()
    again = place.open()
    assert len(again.agreements()) == 1
    again.close()


def test_without_settings_the_store_is_in_the_users_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name, author: asked.append(name) or str(tmp_path / "d"))
    store = Store.open()
    assert (asked, store.folder) == (["avtaleanalyse"], tmp_path / "d")
    store.close()
