"""Printed lines without a gap between title, heading and text, and words broken off at the end of short lines."""

from pathlib import Path

import pytest

from analyser.layout import flow
from analyser.pdf.reader import read_pdf
from tests.pdf.drawing import LONG, draw, wrap, write

TITLE = "Tjenesteavtale 2 mellom Helse Fonna HF og Etne kommune"


def texts(path: Path, lines: list[str], size: float = 10) -> list[str]:
    found = flow(read_pdf(draw(path / "a.pdf", lambda canvas: write(canvas, 70, 100, lines, size))))
    return [found.text.text[block.start : block.end] for block in found.blocks]


@pytest.mark.parametrize(
    "heading", ["1 Formål", "1. Formål", "1: Formål", "1 – Formål", "1-1 Formål", "§ 1 Formål", "Artikkel 1 Formål"]
)
def test_title_and_first_heading_were_glued(heading: str, tmp_path: Path) -> None:
    lines = [TITLE, heading, "Avtalen skal bidra til god samhandling.", heading.replace("1", "2").replace("2-2", "1-2")]
    assert texts(tmp_path, lines) == lines


def test_title_and_first_sentence_were_glued(tmp_path: Path) -> None:
    assert texts(tmp_path, [TITLE, "Kommunen skal melde fra innen 14 dager."])[0] == TITLE


def test_a_title_of_two_lines_stays_whole(tmp_path: Path) -> None:
    lines = ["Tjenesteavtale 2 om rehabilitering, læring og", "mestring mellom Helse Fonna HF og", "Etne kommune"]
    assert texts(tmp_path, lines)[0].startswith("Tjenesteavtale 2 om rehabilitering, læring og mestring")


@pytest.mark.parametrize("labels", ["Pkt. 1: Pkt. 2:", "Steg 1: Steg 2:", "Del A Del B", "1 2", "1.1 1.2"])
def test_a_heading_in_a_narrow_column_was_glued_to_its_neighbours(labels: str, tmp_path: Path) -> None:
    words = labels.split()
    one, two = " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])
    first = [f"{one} Formål med avtalen", "Avtalen skal bidra til", "samhandling."]
    second = [f"{two} Oppgaver og ansvar", "Kommunen skal melde fra", "om behov."]
    assert texts(tmp_path, first + second) == [
        first[0], "Avtalen skal bidra til samhandling.", second[0], "Kommunen skal melde fra om behov.",
    ]


def test_a_number_in_running_text_opens_nothing(tmp_path: Path) -> None:
    lines = ["Kommunen skal følge tjenesteavtale", "2 Rehabilitering og delavtalene 3 og", "5 Utskriving av pasienter."]
    assert texts(tmp_path, lines) == [" ".join(lines)]


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [("Helse-", "foretaket skal svare.", "Helseforetaket"), ("Sam\xad", "arbeidsutvalget skal møtes.", "Samarb")],
)
def test_a_word_broken_off_on_a_short_line_was_torn(first: str, second: str, word: str, tmp_path: Path) -> None:
    found = texts(tmp_path, [*wrap(LONG, 400), first, second])
    assert any(word in text for text in found)


def test_a_list_of_dashes_is_not_joined(tmp_path: Path) -> None:
    found = texts(tmp_path, ["Kommunen skal:", "- melde fra", "- svare", "Det gjelder", "- alle"])
    assert found == ["Kommunen skal:", "melde fra", "svare", "Det gjelder", "alle"]
