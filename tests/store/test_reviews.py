"""Reviews: only added, and when two save at once both texts are kept and the second is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from analyser.errors import AnalyserError
from analyser.store import NATIONAL, Review, ReviewConflict, Store, StoreError
from store.conftest import Place
from store.making import judged, pdf, sha

KEY = sha(pdf(1))


@pytest.fixture
def kept(store: Store) -> Store:
    """A store with one agreement."""
    store.add("1.pdf", pdf(1), judged(pdf(1)), "Kari")
    return store


def test_a_review_is_there_after_a_restart(kept: Store, place: Place) -> None:
    saved = kept.save_review(KEY, "samisk", 2, "Gjelder også språk.", "Kari", 0)
    again = place.open()
    assert again.standing(KEY) == {"samisk": saved}
    assert again.history(KEY) == [saved]
    assert saved == Review(
        saved.id, KEY, "samisk", 2, "Gjelder også språk.", "Kari", saved.made_at, number=1, reviewed=False
    )
    assert saved.made_at.utcoffset() == timedelta(0)
    again.close()


def test_each_change_is_a_row_and_the_last_one_stands(kept: Store) -> None:
    first = kept.save_review(KEY, "samisk", 2, "To.", "Kari", 0)
    second = kept.save_review(KEY, "samisk", None, "Usikker.", "Ola", first.number or 0)
    other = kept.save_review(KEY, "lm", 0, "", "Ola", 0)
    assert [one.number for one in (first, second, other)] == [1, 2, 1]
    assert kept.standing(KEY) == {"samisk": second, "lm": other}
    assert kept.history(KEY) == [first, second, other]


def test_an_agreement_is_marked_as_reviewed_and_opened_again(kept: Store) -> None:
    done = kept.save_review(KEY, "", None, "Ferdig.", "Kari", 0, reviewed=True)
    assert kept.standing(KEY)[""].reviewed is True
    kept.save_review(KEY, "", None, "", "Kari", done.number or 0, reviewed=False)
    assert kept.standing(KEY)[""].reviewed is False


def test_the_second_of_two_reviewers_is_told_and_neither_text_is_lost(kept: Store) -> None:
    first = kept.save_review(KEY, "samisk", 2, "Karis tekst", "Kari", 0)
    with pytest.raises(ReviewConflict) as raised:
        kept.save_review(KEY, "samisk", 1, "Olas tekst", "Ola", 0)
    conflict = raised.value
    assert conflict.standing == first
    assert (conflict.set_aside.comment, conflict.set_aside.level, conflict.set_aside.number) == ("Olas tekst", 1, None)
    assert conflict.kind == "samtidig_vurdering"
    assert isinstance(conflict, AnalyserError)
    assert str(conflict) == (
        "Kari lagret en vurdering her mens du skrev, og den står. Din er tatt vare på i historikken. Les den andre, "
        "og lagre på nytt hvis du fortsatt mener noe annet."
    )
    assert kept.standing(KEY) == {"samisk": first}
    assert kept.history(KEY) == [first, conflict.set_aside]
    after = kept.save_review(KEY, "samisk", 1, "Olas tekst", "Ola", first.number or 0)
    assert (after.number, kept.standing(KEY)["samisk"]) == (2, after)


def test_several_texts_can_be_set_aside(kept: Store) -> None:
    kept.save_review(KEY, "lm", 2, "en", "Kari", 0)
    for text in ("to", "tre"):
        with pytest.raises(ReviewConflict):
            kept.save_review(KEY, "lm", 2, text, "Ola", 0)
    assert [(one.comment, one.number) for one in kept.history(KEY)] == [("en", 1), ("to", None), ("tre", None)]


def test_when_twenty_save_at_once_one_stands_and_all_are_kept(kept: Store) -> None:
    def save(number: int) -> Review | ReviewConflict:
        try:
            return kept.save_review(KEY, "samisk", number % 4, f"tekst {number}", f"leser {number}", 0)
        except ReviewConflict as conflict:
            return conflict

    with ThreadPoolExecutor(20) as pool:
        said = list(pool.map(save, range(20)))
    (standing,) = [one for one in said if isinstance(one, Review)]
    conflicts = [one for one in said if isinstance(one, ReviewConflict)]
    assert {one.standing for one in conflicts} == {standing}
    assert kept.standing(KEY) == {"samisk": standing}
    assert {one.comment for one in kept.history(KEY)} == {f"tekst {number}" for number in range(20)}
    assert set(kept.history(KEY)) == {standing, *(one.set_aside for one in conflicts)}


def test_a_review_after_one_that_does_not_exist_is_refused(kept: Store) -> None:
    with pytest.raises(StoreError, match="bygger på en som ikke finnes") as raised:
        kept.save_review(KEY, "samisk", 1, "", "Kari", 3)
    assert raised.value.kind == "ugyldig_vurdering"
    assert kept.history(KEY) == []


@pytest.mark.parametrize(("construct", "level", "seen"), [("ukjent", 1, 0), ("lm", 4, 0), ("lm", -1, 0), ("lm", 1, -1)])
def test_what_is_no_review_is_refused(kept: Store, construct: str, level: int, seen: int) -> None:
    with pytest.raises(StoreError, match="gjelder ett av de ti kriteriene"):
        kept.save_review(KEY, construct, level, "", "Kari", seen)
    assert kept.history(KEY) == []


def test_a_national_review_stands_beside_the_secretariats(kept: Store) -> None:
    own = kept.save_review(KEY, "brukermedvirkning", 2, "", "Kari", 0)
    national = kept.save_review(KEY, f"{NATIONAL}brukermedvirkning", 1, "", "Nina", 0)
    kept.save_review(KEY, f"{NATIONAL}", None, "", "Nina", 0, reviewed=True)
    assert (own.number, national.number) == (1, 1)
    assert kept.standing(KEY)["brukermedvirkning"] == own
    assert kept.standing(KEY)[f"{NATIONAL}brukermedvirkning"] == national
    with pytest.raises(StoreError, match="gjelder ett av de ti kriteriene"):
        kept.save_review(KEY, f"{NATIONAL}ukjent", 1, "", "Nina", 0)


def test_what_stands_is_asked_of_all_agreements_at_once(kept: Store, statements: list[str]) -> None:
    for number in (2, 3):
        kept.add(f"{number}.pdf", pdf(number), judged(pdf(number)), "Kari")
    for key in (KEY, sha(pdf(2))):
        kept.save_review(key, "lm", 0, "", "Kari", 0)
        kept.save_review(key, "lm", 3, "", "Kari", 1)
    with pytest.raises(ReviewConflict):
        kept.save_review(KEY, "lm", 1, "", "Ola", 0)
    each = {key: kept.standing(key) for key in (KEY, sha(pdf(2)))}
    statements.clear()
    assert kept.all_standing() == each
    assert len([one for one in statements if one.startswith("SELECT")]) == 1
