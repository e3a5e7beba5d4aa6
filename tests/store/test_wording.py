"""Odd names, comments and searches: nothing a person can type or upload is lost, and nothing breaks."""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from analyser.store import Store
from analyser.store.wording import UNNAMED, searched, shown_name, storable
from store.making import judged, pdf, sha

ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
"""Every code point there is, lone surrogates and NUL too."""
WRITTEN = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
ODD = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
KEY = sha(pdf(1))


@given(ANY_TEXT)
@example("../../etc/passwd")
@example("C:\\Windows\\avtale.pdf")
@example("..")
@example("a\x00b\n.pdf")
@example("av\u202efdp.exe")
@example("\ud800.pdf")
def test_a_shown_name_is_one_line_and_never_a_path(name: str) -> None:
    shown = shown_name(name)
    assert shown == shown_name(shown)
    assert PurePosixPath(shown).parts == PureWindowsPath(f"./{shown}").parts[-1:] == (shown,)
    assert shown not in (".", "..")
    assert not {unicodedata.category(char) for char in shown} & {"Cc", "Cs"}
    assert shown.encode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\Avtaler\\Ås.pdf", "Ås.pdf"), ("", UNNAMED),
        (" .. ", UNNAMED), ("a/", UNNAMED),
        ("Tjenesteavtale 3\n og\t5.pdf", "Tjenesteavtale 3 og5.pdf"), ("av\u202efdp.exe", "avfdp.exe"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"), ("=SUM(A1).pdf", "=SUM(A1).pdf"),
    ],
)  # fmt: skip
def test_what_a_name_is_shown_as(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@given(ANY_TEXT)
def test_storable_text_changes_only_what_no_database_takes(text: str) -> None:
    kept = storable(text)
    assert kept.encode().decode() == kept
    assert "\x00" not in kept
    if "\x00" not in text and not any(unicodedata.category(char) == "Cs" for char in text):
        assert kept == text


def test_nul_and_lone_surrogates_are_shown_as_unknown_characters() -> None:
    assert storable("a\x00b\ud800c 🎉") == "a\ufffdb\ufffdc 🎉"


@ODD
@given(ANY_TEXT, ANY_TEXT)
@example("NUL \x00 her", "\x00")
@example("=HYPERLINK('x')", "'; DROP TABLE review; --")
def test_any_comment_is_kept_and_given_back(store: Store, comment: str, reviewer: str) -> None:
    store.add("1.pdf", pdf(1), judged(pdf(1)), reviewer, comment)
    before = store.history(KEY)
    saved = store.save_review(KEY, "samisk", 1, comment, reviewer, len(before))
    assert (saved.comment, saved.reviewer) == (storable(comment), storable(reviewer))
    assert store.history(KEY) == [*before, saved]
    store.archive(KEY, reviewer)


@ODD
@given(ANY_TEXT)
@example("a\x00b")
def test_any_file_name_is_kept_as_it_is_shown(store: Store, name: str) -> None:
    content = pdf(len(store.agreements()) + 2)
    store.add(name, content, judged(content), "Kari")
    found = store.find(sha(content))
    assert found is not None
    assert found.name == found.assessment.file == shown_name(name)


@ODD
@given(st.data())
def test_any_words_of_the_text_are_found_in_either_case(store: Store, data: st.DataObject) -> None:
    text = data.draw(WRITTEN)
    content = pdf(len(store.agreements()) + 2)
    store.add("x.pdf", content, judged(content, text=text), "Kari")
    words = text.split()
    wanted = data.draw(st.lists(st.sampled_from(words), max_size=4)) if words else []
    change = data.draw(st.sampled_from([str, str.upper, str.lower]))
    if searched(change(" ".join(wanted))) == searched(" ".join(wanted)):  # not so for "ŉ" and "ı"
        assert sha(content) in store.search(change(" ".join(wanted)))


@ODD
@given(ANY_TEXT)
@example("%")
@example("_")
@example("\\")
@example("/")
@example("100 %")
@example("\x00")
@example("a" * 60_000)
@example("a b c d e f " * 1000)
def test_any_search_finds_just_what_holds_the_words(store: Store, words: str) -> None:
    text = "Minst 50 av 100 pasienter (50 %) under_strek og\\eller"
    store.add("1.pdf", pdf(1), judged(pdf(1), text=text), "Kari")
    whole = searched(f"1.pdf Samarbeidsavtale {text}")
    holds = all(word[:200] in whole for word in searched(words).split()[:50])
    assert store.search(words) == ({KEY} if holds else set())


def test_a_search_tells_ae_oe_and_aa_apart_but_not_case(store: Store) -> None:
    text = "Åpen retur til Øren, med avviks\u00admeldinger og \ufb01re særlige småord"
    store.add("Delavtale-5.pdf", pdf(1), judged(pdf(1), text=text), "Kari")
    there = ("ÅPEN", "åpen retur", "retur åpen", "A\u030apen", "ØREN", "æ", "melding", "", "delavtale-5", "FIRE")
    assert {words: store.search(words) for words in there} == {words: {KEY} for words in there}
    not_there = ("apen", "oren", "avviksmelding finnes", "smaaord", "samarbeidsavtalen")
    assert {words: store.search(words) for words in not_there} == {words: set() for words in not_there}


def test_the_migration_writes_the_same_words_as_the_store() -> None:
    from analyser.store.migrations.versions import r2_archive_and_search as revision

    text = "Åpen A\u030apen avviks\u00admelding \ufb01re ẞ \x00 \ud800  Ø\n"
    assert revision._searched(text) == searched(text)
