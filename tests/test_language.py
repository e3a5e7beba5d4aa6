"""Sentences and words of Norwegian agreement text."""

import pytest

from analyser.language import nlp, sentences, words


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen er inngått etter § 6-2 første ledd nr. 3.|Oppsigelsestiden er ett år.",
        "Fristen er 1. januar hvert år.|Deretter gjelder forskriften.",
        "Utgiftene, f.eks. reise og lønn m.v., dekkes av hver part.|Satsen er eks. mva. og oppgis i kr. per døgn.",
        "Jf. kap. 4 og pkt. 5.2 bokst. b.|Møtet er kl. 14.00 i uke 10.|Ny innkalling sendes.",
        "Innan 3. kvartal skal planen vere klar.|Seinare endringar vert melde.",
        "Saken avgjøres i SSU.|3 uker senere sendes svaret.",
        "Helse Førde HF v/ adm. direktør signerer.|St. Olavs hospital HF får kopi.",
        "Hva koster det?|Hver part betaler sitt.|Slik er det!",
        "Se www.helse-forde.no eller e-post@kommune.no.|Der ligger avtalen.",
        "Det gjelder § 2-1 e.|Neste ledd gjelder ikke.",
        "Kommunen (jf. § 3-1) skal svare.|«Partane» er begge.",
        "Revidert 01.03.2024.|Gjelder fra 1. mai 2024.",
    ],
)
def test_sentences_end_where_they_end(text: str) -> None:
    assert parts(text.replace("|", " ")) == text.split("|")


def test_a_line_break_parts_sentences_and_white_space_belongs_to_none() -> None:
    assert parts("  Første linje\nandre linje  ") == ["Første linje", "andre linje"]


def test_sentences_of_a_stretch_keep_the_places_of_the_whole_text() -> None:
    text = "Overskrift Første. Andre."
    assert [text[a:b] for a, b in sentences(text, 11)] == ["Første.", "Andre."]


def test_words_stand_where_they_stand() -> None:
    text = "Lærings-  og mestringstilbud, jf. § 6-2 (LMS)."
    found = words(text)
    expected = ["Lærings-", "og", "mestringstilbud", ",", "jf.", "§", "6-2", "(", "LMS", ")", "."]
    assert [word for word, _ in found] == expected
    assert all(text.startswith(word, at) for word, at in found)


def test_abbreviations_are_one_word() -> None:
    assert [word for word, _ in words("adm. dir. jfr. pkt. 3")][:3] == ["adm.", "dir", "."]
    assert [word for word, _ in words("bl.a. m.v. kl. 12")] == ["bl.a.", "m.v.", "kl.", "12"]


@pytest.mark.parametrize(
    "chunk",
    ["skal", "møte,", "slik:", "avtalen.", "nr.", "XD.", "og.", "HF.", "IP-en.", "A-b.", "a,", "Kl.", "ÅR;", "ås-en,"],
)
def test_what_is_parted_without_the_tokenizer_is_parted_as_it_would(chunk: str) -> None:
    for form in (chunk, chunk.upper(), chunk.capitalize()):
        assert list(words(form)) == [(token.text, token.idx) for token in nlp().tokenizer(form)]
