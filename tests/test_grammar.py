"""Sentences by their build: subordinate clauses, main verb, actors, names, passives, governed actors, halves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.grammar import Names, Sentence, Side, governed, word_set
from analyser.halves import second_half
from analyser.rules import read_vocabulary

VOCABULARY = read_vocabulary(Path(__file__).parents[1] / "rules")


def sentence(text: str, names: Mapping[str, Side] | None = None, kind: str = "text") -> Sentence:
    """A sentence whose words and signs are parted by spaces."""
    words = text.split()
    return Sentence(words, VOCABULARY.find(words), Names(names or {}), kind)


def subordinate(text: str) -> str:
    """The words that stand in subordinate clauses."""
    one = sentence(text)
    return " ".join(word for word, sub in zip(one.words, one.sub, strict=True) if sub)


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("Kommunen sender melding .", ""),
        ("Kommunen , som har plassen , svarer innen en uke .", "som har plassen"),
        ("Når pasienten er klar , skal kommunen svare .", "Når pasienten er klar"),
        ("Skulle partene bli uenige , avgjør utvalget saken .", "Skulle partene bli uenige"),
        ("Sykehuset varsler så snart pasienten er klar , og kommunen svarer .", "så snart pasienten er klar"),
        ("Så sender kommunen melding .", ""),
        ("Partene er enige om at kommunen sender melding .", "Partene er enige om at"),
        ("Det er sykehuset som bestiller transport .", "Det er"),
        ("Dersom fristen ryker , sender kommunen avvik , som sykehuset besvarer .",
         "Dersom fristen ryker som sykehuset besvarer ."),
    ],
)  # fmt: skip
def test_words_in_subordinate_clauses(text: str, inside: str) -> None:
    assert subordinate(text).replace(" ,", "") == inside


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Kommunen skal sende melding .", "skal"),
        ("Innen to dager svarer kommunen på meldingen .", "svarer"),
        ("Når pasienten skrives ut , sender sengeposten epikrise .", "sender"),
        ("Helseforetaket som eier utstyret , dekkjer utgiftene .", "dekkjer"),
        ("Ansvar og oppgaver", ""),
    ],
)
def test_the_verb_of_the_main_clause(text: str, verb: str) -> None:
    one = sentence(text)
    assert (one.words[one.verb] if one.verb >= 0 else "") == verb


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UNN sender epikrise", [("UNN", "helseforetak")]),
        ("UNNs poliklinikk", [("UNNs", "helseforetak")]),
        ("unn sender epikrise", []),
        ("helse fonna svarer", [("helse fonna", "helseforetak")]),
        ("i Os kommune og i Osen", [("Os", "kommune")]),
    ],
)
def test_names_of_parties_with_their_genitive(text: str, found: list[tuple[str, Side]]) -> None:
    words = text.split()
    names = Names({"UNN": "helseforetak", "Helse Fonna": "helseforetak", "Os": "kommune"})
    hits = names.find(words, [word.lower() for word in words])
    assert [(" ".join(words[start:end]), side) for (start, end), side in hits] == found


def test_the_longest_of_actors_that_begin_at_one_word_counts() -> None:
    one = sentence("Helse Fonna HF sender melding .", {"Helse": "kommune", "Helse Fonna HF": "helseforetak"})
    assert one.actors[0][:2] == ((0, 3), "helseforetak")


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("Meldingen sendes av kommunen .", True),
        ("Meldinga skal sendast av kommunen .", True),
        ("Planen skal bli sendt til kommunen .", True),
        ("Kommunen sender meldingen .", False),
    ],
)
def test_passives_of_bokmål_and_nynorsk(text: str, passive: bool) -> None:
    assert sentence(text).passive is passive


def test_an_actor_after_a_preposition_is_no_subject() -> None:
    one = sentence("Sykehuset sender melding til kommunen .")
    assert [governed(one, span[0]) for span, _, _ in one.actors] == [False, True]


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("Kommunen sender søknad ; sykehuset svarer innen en uke .", "sykehuset"),
        ("Kommunen sender søknad , og sykehuset skal svare .", "og"),
        ("Kommunen sender søknad ; kopi til fastlegen .", ""),
        ("Kommunen sender søknad og plan .", ""),
    ],
)
def test_where_the_second_half_begins(text: str, half: str) -> None:
    one = sentence(text)
    at = second_half(one)
    assert (one.words[at] if at else "") == half


WORDS = st.sampled_from(
    sorted(word_set("kommunen sykehuset skal sender som at så snart når , ; og er det ikke partene enige om til UNN"))
)


@given(st.lists(WORDS, min_size=1, max_size=20), st.sampled_from(["text", "item", "cell"]))
def test_any_words_have_a_build(words: list[str], kind: str) -> None:
    one = sentence(" ".join(words), {"UNN": "helseforetak"}, kind)
    assert len(one.sub) == len(one.finite) == len(words)
    assert -1 <= one.verb < len(words)
    assert 0 <= second_half(one) < len(words)
    assert all(0 <= start < end <= len(words) for (start, end), _, _ in one.actors)


@pytest.mark.parametrize("word", ["fagområdet", "ansvarsområdet", "forvaltningsområdet", "fagområda"])
def test_a_field_was_read_as_a_council(word: str) -> None:
    councils = {"kk_rolle", "vh_organ", "fp_hvem", "lv_organord", "overskrift_organ", "bm_organ"}
    assert VOCABULARY.find([word]).keys().isdisjoint(councils)
    assert councils <= VOCABULARY.find(["ytrerådet"]).keys()
