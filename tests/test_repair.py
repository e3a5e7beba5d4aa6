"""Text layers that lost æ, ø and å: detected, mended where certain, left alone where sound."""

from __future__ import annotations

import random

import pytest

from analyser.repair import is_damaged, is_lost, repair
from analyser.spelling import speller
from analyser.text import INSERTED, Glyphs, PlacedText

SOUND = """Kommunen og helseforetaket skal samarbeide om lærings- og mestringstilbud for pasienter og pårørende. Det
skal være kjent for innbyggerne hvilke tilbud som finnes, og partene skal sørge for at opplæringen er tilgjengelig
for å bidra til å forebygge sykdom. Når pasienten er utskrivningsklar, må sykehuset melde fra så snart som mulig, og
kommunen får beskjed om når oppfølgingen skal starte. Avtalen gjelder også for samiske pasienter. Partene møtes fire
ganger i året, og møtene ledes av kommunen og helseforetaket annethvert år. Ansvaret for gjennomføring ligger hos
ledelsen i kommunen og i foretaket. Avvik skal meldes og følges opp, og uenighet løses på lavest mulig nivå. Avtalen
er et vedlegg til den overordnede samarbeidsavtalen, jf. helse- og omsorgstjenesteloven § 6-2."""


def placed(text: str) -> PlacedText:
    glyphs = Glyphs(chars=list(text))
    return glyphs.span(0, len(text))


def lose(text: str) -> str:
    """What English OCR makes of the letters."""
    chance = random.Random(1)
    readings = {"æ": ["ae", "e"], "ø": ["o", "p", "0"], "å": ["a"], "§": ["$"]}
    return "".join(chance.choice(readings[char]) if char in readings else char for char in text)


def mended(text: str) -> str:
    """The text after repair, as a part of a document that is damaged throughout."""
    return repair([placed(text), placed(lose(SOUND))]).parts[0].text


def test_sound_text_comes_back_untouched() -> None:
    part = placed(SOUND)
    repaired = repair([part])
    assert repaired.parts == [part]
    assert repaired.warnings == ()


def test_damage_is_found_and_most_of_it_mended() -> None:
    damaged = lose(SOUND)
    assert is_damaged(damaged)
    repaired = repair([placed(damaged)])
    wrong = [pair for pair in zip(SOUND.split(), repaired.parts[0].text.split(), strict=True) if pair[0] != pair[1]]
    assert len(wrong) <= 2
    assert "ord er rettet" in repaired.warnings[0]


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("leering og mestring", "læring og mestring"),
        ("et pgkende behov", "et økende behov"),
        ("tilgjengelig for a bidra", "tilgjengelig for å bidra"),
        ("onsvaret for kornrnune", "ansvaret for kommune"),
        ("det skal vare kjent", "det skal være kjent"),
        ("Kommunen ma sorge for", "Kommunen må sørge for"),
        ("kommunen bor vurdere", "kommunen bør vurdere"),
        ("leeringsnettverk i kommunen", "læringsnettverk i kommunen"),
        ("loven $ 6-2", "loven § 6-2"),
        ("omsorgstjenesteloven S 6-2", "omsorgstjenesteloven § 6-2"),
        ("f0lge opp", "følge opp"),
        ("0KONOMI", "ØKONOMI"),
    ],
)
def test_repairs(read: str, meant: str) -> None:
    assert mended(read) == meant


@pytest.mark.parametrize(
    "text", ["bokstav a og b", "§ 2-1 a fjerde ledd", "mor eller far", "for kommunen", "i Kirkenes", "mal for avtaler"]
)
def test_words_that_may_be_right_are_left_alone(text: str) -> None:
    assert mended(text) == text


def test_a_repaired_letter_keeps_the_place_of_what_it_replaces() -> None:
    text = "leering $ 6"
    part = repair([placed(text), placed(lose(SOUND))]).parts[0]
    assert part.text == "læring § 6"
    assert list(part.places) == [0, 1, 3, 4, 5, 6, 7, 8, 9, 10]
    assert INSERTED not in part.places


def test_the_paragraph_sign_is_mended_in_sound_text() -> None:
    repaired = repair([placed(SOUND + " Se også forskriften $ 3.")])
    assert repaired.parts[0].text.endswith("forskriften § 3.")
    assert "§" in repaired.warnings[0]


def test_text_in_another_language_is_not_taken_for_damage() -> None:
    assert not is_damaged("The hospital and the municipality agree to cooperate on patient education. " * 10)


def test_misread_letters_are_found_where_no_letter_is_lost() -> None:
    chance = random.Random(3)
    letters = "abdefghijklmnoprstuvxz"
    noisy = "".join(
        chance.choice(letters) if char.isalpha() and chance.random() < 0.04 else char for char in 4 * SOUND
    )
    assert is_damaged(noisy)
    left = repair([placed(noisy)]).parts[0].text.split()
    before = sum(one != other for one, other in zip((4 * SOUND).split(), noisy.split(), strict=True))
    assert sum(one != other for one, other in zip((4 * SOUND).split(), left, strict=True)) < 0.7 * before


def test_the_word_list_is_sorted_and_of_the_field() -> None:
    words = speller().words
    assert len(words) > 1500
    assert {"brukermedvirkning", "brukarmedverknad", "pårørende", "helseføretak", "utskrivningsklar"} <= words
    assert all(word == word.lower() and word.isalpha() for word in words)


def test_what_our_own_reading_got_wrong_is_not_blamed_on_the_file() -> None:
    warning = repair([placed(lose(SOUND))], scanned=True).warnings[0]
    assert "ord var lest feil og er rettet" in warning
    assert "Kjør norsk tekstgjenkjenning" not in warning


SAMI = """Boarráseamos sohkabealit leat vuolláičállán soahpamuša mii gusto buot suohkaniidda. Ja go pasieanta lea
gárvvis galgá buohcciviessu dieđihit suohkanii ovdal go son vuolgá ruoktot. Dát lea dehálaš go olbmot dárbbašit veahki
ja dahje
bálvalusaid iežaset gillii. Guovddáš ja suohkan leat ovttas ovddasvástideaddjit."""


def shifted(text: str) -> str:
    """What a font without codes gives: the numbers of its letters for the letters."""
    return "".join(char if char.isspace() else chr(max(ord(char) - 29, 33)) for char in text)


def misread(text: str, every: int) -> str:
    chance = random.Random(1)
    return "".join(chance.choice("clitfrn|") if char.isalpha() and not index % every else char
                   for index, char in enumerate(text))


@pytest.mark.parametrize("scanned", [True, False])
def test_a_page_in_a_font_without_codes_is_lost(scanned: bool) -> None:
    assert is_lost(shifted(SOUND), scanned)
    assert not is_lost(SOUND, scanned)
    assert not is_lost(shifted(SOUND[:60]), scanned), "too little to tell"


def test_a_scan_read_beyond_recognition_is_lost_and_one_with_some_faults_is_not() -> None:
    assert is_lost(misread(SOUND, 3), scanned=True)
    assert not is_lost(misread(SOUND, 40), scanned=True)
    assert not is_lost(lose(SOUND), scanned=True)


def test_a_page_in_sami_is_not_taken_for_a_font_without_codes() -> None:
    assert not is_lost(SAMI, scanned=False)
