"""Agreements whose headings are numbered in rare ways, look like text, or are not there at all."""

from dataclasses import replace
from pathlib import Path

import pytest
from markdown_flow import flow_from_markdown

from analyser.clauses import Clause, find_clauses
from analyser.layout import Block, Flow
from analyser.rules import read_vocabulary
from analyser.sections import NEVER_COUNTS, Section, find_sections, unplaced
from analyser.vocabulary import Vocabulary

TITLE = "Tjenesteavtale 2 mellom Helse Fonna HF og Etne kommune"
CHAPTERS = (
    ("Formål", "Avtalen skal bidra til bedre samhandling."),
    ("Oppgaver og ansvar", "Kommunen skal melde fra om behov for kurs innen 14 dager."),
    ("Pasientflyt", "Helse Fonna HF skal holde startkurs to ganger i året."),
    ("Avvik", "Partene skal melde avvik i avvikssystemet innen 7 dager."),
)
KINDS = ["tittel", "formål", "oppgaver", "annet", "avvik"]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(Path(__file__).parents[1] / "rules")


def flow_of(*lines: str) -> Flow:
    """Lines as blocks that all look alike, list labels as markers."""
    flow = flow_from_markdown("\n\n".join(lines))
    return replace(flow, blocks=tuple(replace(block, size=1.0, bold=False) for block in flow.blocks))


def sections(vocabulary: Vocabulary, *lines: str) -> list[Section]:
    return list(find_sections(flow_of(*lines), vocabulary))


def clauses(vocabulary: Vocabulary, *lines: str) -> list[Clause]:
    flow = flow_of(*lines)
    return list(find_clauses(flow, find_sections(flow, vocabulary), vocabulary, {}))


@pytest.mark.parametrize(
    "numbers",
    [
        "a. b. c. d.", "(1) (2) (3) (4)", "(a) (b) (c) (d)", "A) B) C) D)", "1: 2: 3: 4:", "1_– 2_– 3_– 4_–",
        "1_- 2_- 3_- 4_-", "1-1 1-2 1-3 1-4", "Pkt._1: Pkt._2: Pkt._3: Pkt._4:", "Punkt_1 Punkt_2 Punkt_3 Punkt_4",
        "Steg_1: Steg_2: Steg_3: Steg_4:", "Artikkel_1 Artikkel_2 Artikkel_3 Artikkel_4", "i) ii) iii) iv)",
        "A: B: C: D:", "1.) 2.) 3.) 4.)",
    ],
)
@pytest.mark.parametrize("item", [False, True])
def test_rare_numbering_made_the_whole_agreement_a_title(numbers: str, item: bool, vocabulary: Vocabulary) -> None:
    flow = flow_of(TITLE, *(line for number, (heading, text) in zip(numbers.split(), CHAPTERS, strict=True)
                            for line in (f"{number.replace('_', ' ')} {heading}", text)))
    if item and numbers[0] in "a(Ai":
        blocks = [with_marker(flow, index) for index in range(len(flow.blocks))]
        flow = replace(flow, blocks=tuple(blocks))
    found = find_sections(flow, vocabulary)
    assert [section.kind for section in found] == KINDS
    assert [section.depth for section in found] == [1] * 5


def with_marker(flow: Flow, index: int) -> Block:
    """The block as layout gives it: its label is the marker of a list item."""
    block = flow.blocks[index]
    label, _, _ = flow.text.text[block.start : block.end].partition(" ")
    if not label.endswith((")", ".")) or index == 0 or index % 2 == 0:
        return block
    return replace(block, kind="item", marker=label, start=block.start + len(label) + 1)


def test_labels_of_a_list_are_still_no_chapters(vocabulary: Vocabulary) -> None:
    items = ("(1) Avvik", "(2) Revisjon", "(3) Oppfølging")
    found = sections(vocabulary, TITLE, "1 Oppgaver", "Partene skal samarbeide om følgende:", *items)
    assert [section.kind for section in found] == ["tittel", "oppgaver"]


def test_steps_in_a_chapter_leave_its_kind_alone(vocabulary: Vocabulary) -> None:
    steps = ("Trinn 1: Kontakt", "Enhetene skal ta kontakt innen 7 dager.", "Trinn 2: Møte", "Lederne skal møtes.")
    found = sections(vocabulary, TITLE, "4 Uenighet", *steps, "5 Avvik", "Avvik skal meldes.")
    assert [(section.kind, section.depth) for section in found[1:]] == [
        ("uenighet", 1), ("uenighet", 2), ("uenighet", 2), ("avvik", 1),
    ]


def test_short_duties_under_a_title_were_part_of_the_title(vocabulary: Vocabulary) -> None:
    duties = ("Kommunen skal melde fra innen 14 dager.", "Helse Fonna HF skal holde startkurs to ganger i året.")
    found = sections(vocabulary, TITLE, *duties)
    assert [section.kind for section in found] == ["tittel", "annet"]


def test_an_agreement_without_headings_was_all_introduction(vocabulary: Vocabulary) -> None:
    opening = "Helse Fonna HF og Etne kommune er enige om følgende samarbeid om kurs for pasienter i regionen."
    duties = "Kommunen skal melde fra innen 14 dager. Helse Fonna HF skal holde startkurs to ganger i året."
    deviation = "Avvik skal meldes i avvikssystemet innen 7 dager. Den som mottar et avvik, skal svare innen 14 dager."
    found = sections(vocabulary, TITLE, opening, duties, deviation)
    assert [section.kind for section in found] == ["tittel", "bakgrunn", "annet", "avvik"]


def test_a_heading_over_the_signatures_alone_made_all_text_an_introduction(vocabulary: Vocabulary) -> None:
    found = sections(vocabulary, TITLE, *(text for _, text in CHAPTERS), "Underskrift", "Etne, 1. mai 2019")
    assert not {section.kind for section in found[1:-1]} & {"bakgrunn", *NEVER_COUNTS}
    assert found[-1].kind == "underskrift"


def test_a_list_stays_with_the_sentence_that_opens_it(vocabulary: Vocabulary) -> None:
    found = clauses(vocabulary, TITLE, "Kommunen skal:", "- melde fra innen 14 dager\n- oppnevne kontaktperson")
    assert [(clause.side, clause.modality) for clause in found[-2:]] == [("kommune", "binding")] * 2


def test_the_introduction_ends_at_the_first_heading(vocabulary: Vocabulary) -> None:
    opening = "Partene er enige om at avtalen skal gi pasientene i regionen et bedre tilbud."
    text = "Kommunen skal melde fra om behov innen 14 dager, og sykehuset skal svare innen 7 dager."
    found = sections(vocabulary, TITLE, opening, "1 Oppgaver", text)
    assert [section.kind for section in found] == ["tittel", "bakgrunn", "oppgaver"]


def test_a_list_of_parties_does_not_swallow_the_agreement(vocabulary: Vocabulary) -> None:
    duties = [text for _, text in CHAPTERS]
    found = sections(vocabulary, TITLE, "1 Parter", "Etne kommune og Helse Fonna HF.", *duties)
    assert found[1].kind == "parter"
    assert len(found[1].blocks) == 1
    assert not {section.kind for section in found[2:]} & NEVER_COUNTS


def test_a_numbered_lead_in_was_lost_in_the_section_before(vocabulary: Vocabulary) -> None:
    first = ("2 Oppgaver", "2.1 Kommunens ansvar", "Oppnevne koordinator innen 7 dager.")
    second = ("2.2 Helseforetaket skal:", "- holde kurs to ganger i året\n- veilede kommunen")
    found = clauses(vocabulary, TITLE, *first, *second)[1:]
    assert [(clause.section.number, clause.side, clause.modality) for clause in found] == [
        ("2.1", "kommune", "present"), *[("2.2", "helseforetak", "binding")] * 3,
    ]
    assert found[-1].lead_in == "Helseforetaket skal:"


@pytest.mark.parametrize("act", ["Oppnevne koordinator innen 7 dager.", "Sende henvisning til sykehuset."])
def test_infinitives_under_a_partys_heading_were_nobodys_duty(act: str, vocabulary: Vocabulary) -> None:
    clause = clauses(vocabulary, TITLE, "2 Oppgaver", "2.1 Kommunens ansvar", act)[-1]
    assert (clause.side, clause.modality, clause.testable) == ("kommune", "present", True)


def test_text_that_counts_nowhere_is_told(vocabulary: Vocabulary) -> None:
    flow = flow_of(TITLE, "1 Oppgaver", *(text for _, text in CHAPTERS))
    found = find_sections(flow, vocabulary)
    assert unplaced(found, flow) is None
    lost = [replace(section, kind="parter") for section in found]
    assert "aldri teller" in str(unplaced(lost, flow))
    assert unplaced([replace(section, kind="saksframlegg") for section in found], flow) is None


def test_a_short_agreement_without_duties_needs_no_warning(vocabulary: Vocabulary) -> None:
    flow = flow_of(TITLE, "1 Parter", "Etne kommune og Helse Fonna HF.")
    assert unplaced(find_sections(flow, vocabulary), flow) is None
