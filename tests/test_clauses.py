"""Clauses in context: side, modality and flags of fresh sentences, lists, tables and what leans on what."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from clause_cases import CASES
from markdown_flow import flow_from_markdown

from analyser.clauses import Clause, find_clauses
from analyser.grammar import Side
from analyser.rules import read_vocabulary
from analyser.sections import find_sections
from analyser.vocabulary import Vocabulary

RULES = Path(__file__).parents[1] / "rules"
FLAGS = {"N": "negated", "L": "restated_law", "R": "by_reference"}


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(RULES)


def clauses(text: str, vocabulary: Vocabulary, names: Mapping[str, Side] | None = None) -> list[Clause]:
    flow = flow_from_markdown("# Tjenesteavtale 2\n\n" + text)
    found = find_clauses(flow, find_sections(flow, vocabulary), vocabulary, names or {})
    assert [clause.index for clause in found] == list(range(len(found)))
    for clause in found:
        assert flow.text.text[clause.start : clause.end] == clause.text
        assert all(clause.text.startswith(word, at) for word, at in zip(clause.words, clause.offsets, strict=True))
    return [clause for clause in found if clause.section.kind != "tittel"]


def _cases() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.strip().splitlines() if line.strip() and not line.startswith("#")]
    return [tuple("" if part.strip() == "." else part.strip() for part in line.split("|")) for line in lines]


@pytest.mark.parametrize(("heading", "lead_in", "text", "side", "modality", "flags"), _cases())
def test_a_sentence(
    vocabulary: Vocabulary, heading: str, lead_in: str, text: str, side: str, modality: str, flags: str
) -> None:
    body = f"{lead_in}\n\n- {text}\n" if lead_in else text + "\n"
    clause = clauses(f"## 5 {heading or 'Andre forhold'}\n\n{body}", vocabulary)[-1]
    assert clause.side == side
    if modality or "L" not in flags + "N" + "R":
        assert clause.modality == (modality or clause.modality)
    for flag, name in FLAGS.items():
        assert getattr(clause, name) == (flag in flags), name
    if "t" in flags.replace("T", ""):
        assert not clause.testable
    elif "T" in flags:
        assert clause.testable


def test_items_lean_on_their_lead_in_and_nested_items_on_both(vocabulary: Vocabulary) -> None:
    text = "## 5 Oppgaver\n\nKommunen skal\n\n- holde kurs i\n  - kosthold\n  - røykeslutt\n- svare\n"
    found = clauses(text, vocabulary)
    assert [clause.lead_in for clause in found] == [
        "", "Kommunen skal", "Kommunen skal holde kurs i", "Kommunen skal holde kurs i", "Kommunen skal",
    ]
    assert {clause.side for clause in found} == {"kommune"}
    assert {clause.modality for clause in found} == {"binding"}
    assert found[2].lead_in_span == (found[1].start, found[1].end)


TABLE = """## 5 Hvem gjør hva

| Tema | Kommunen | Sykehuset | Frist |
| --- | --- | --- | --- |
| Melding | Svarer på meldingen | Sender tidligmelding. Ringer ved endring. | 24 timer |
"""


def test_a_cell_takes_its_column_as_actor(vocabulary: Vocabulary) -> None:
    found = clauses(TABLE, vocabulary)
    assert [(clause.text, clause.column, clause.side) for clause in found if clause.row] == [
        ("Svarer på meldingen", "Kommunen", "kommune"),
        ("Sender tidligmelding.", "Sykehuset", "helseforetak"),
        ("Ringer ved endring.", "Sykehuset", "helseforetak"),
        ("24 timer", "Frist", ""),
    ]
    assert {clause.row for clause in found[1:]} == {"Melding"}
    assert "kommune" in found[1].context


def test_a_table_of_references_is_by_reference_in_every_cell(vocabulary: Vocabulary) -> None:
    rows = "| Tema | Hvor |\n| --- | --- |\n| Avvik | Overordnet samarbeidsavtale, punkt 12 |\n"
    assert [clause.by_reference for clause in clauses(f"## Resten\n\n{rows}", vocabulary)] == [True, True]


def test_a_column_of_those_who_answer_gives_the_row_its_actor(vocabulary: Vocabulary) -> None:
    rows = "| Når | Hva | Ansvar |\n| --- | --- | --- |\n| Mars | Sende ut kursplan | Frisklivssentralen |\n"
    found = clauses(f"## Årshjul\n\n{rows}", vocabulary)
    assert (found[1].side, found[1].actor) == ("kommune", "Frisklivssentralen")


def test_pronouns_take_the_side_of_the_sentence_before(vocabulary: Vocabulary) -> None:
    found = clauses("## 5 Oppgaver\n\nSengeposten ringer kommunen. Den sender deretter epikrise.\n", vocabulary)
    assert [clause.side for clause in found] == ["helseforetak", "helseforetak"]
    assert "rolle_hf" in found[1].before


def test_names_of_the_parties_stand_for_their_side(vocabulary: Vocabulary) -> None:
    text = "## 5 Oppgaver\n\nUNN skal sende epikrise. UNNs poliklinikk svarer kommunen. Det er kommunen si sak.\n"
    found = clauses(text, vocabulary, {"UNN": "helseforetak", "SI": "helseforetak"})
    assert [clause.side for clause in found] == ["helseforetak", "helseforetak", "kommune"]
    assert found[0].actor == "UNN"


def test_two_parties_in_one_sentence_make_two_clauses(vocabulary: Vocabulary) -> None:
    text = "## 5 Oppgaver\n\nKommunen sender søknad innen en uke, og sykehuset skal svare innen to dager.\n"
    assert [(clause.side, clause.modality) for clause in clauses(text, vocabulary)] == [
        ("kommune", "present"), ("helseforetak", "binding"),
    ]


def test_a_list_inside_a_sentence(vocabulary: Vocabulary) -> None:
    text = "## 5 Oppgaver\n\nKommunen skal: a) sende melding; b) føre journal og c) svare innen en uke.\n"
    found = clauses(text, vocabulary)
    assert [clause.lead_in for clause in found] == ["", *["Kommunen skal:"] * 3]
    assert {clause.side for clause in found} == {"kommune"}


def test_a_paragraph_number_is_no_part_of_the_clause(vocabulary: Vocabulary) -> None:
    found = clauses("## 5 Oppgaver\n\n5.1 Kommunen skal sende melding.\n\n5.2 Sykehuset skal svare.\n", vocabulary)
    assert [clause.words[0] for clause in found] == ["Kommunen", "Sykehuset"]


def test_the_purpose_section_makes_aims_of_duties_without_an_act(vocabulary: Vocabulary) -> None:
    assert clauses("## 3 Formål\n\nAlle skal få et godt tilbud.\n", vocabulary)[0].modality == "purpose"


def test_a_role_at_a_place_answers_for_its_row(vocabulary: Vocabulary) -> None:
    rows = "| Ergoterapeut i føretaket | skal prøve ut rullestol |\n| Legen på sengeposten | skal ringe |\n"
    found = clauses(f"## 5 Utskriving\n\n| Hvem | Hva |\n|---|---|\n{rows}", vocabulary)
    assert [(clause.side, clause.actor) for clause in found if clause.row] == [
        ("helseforetak", "Ergoterapeut"), ("helseforetak", "Legen")]
