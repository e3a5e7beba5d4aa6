"""The Word protocol opens, has real headings and repeated header rows, and says what the record says."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from analyser.assessment import CONSTRUCTS, LEVELS
from analyser.export import protocol
from analyser.palette import paint
from analyser.store import NATIONAL, Review
from export.samples import MADE, NASTY, RULES, agreement, nasty, reviews

PAPER: Any = Document(io.BytesIO(protocol.docx(agreement(), reviews(), RULES, MADE)))
TEXT = "\n".join(paragraph.text for paragraph in PAPER.paragraphs)


def table(first: str) -> Any:
    return next(one for one in PAPER.tables if one.rows[0].cells[0].text == first)


def test_headings_are_real_and_in_order() -> None:
    styled = [(one.style.name, one.text) for one in PAPER.paragraphs]
    headings = [(style, text) for style, text in styled if style.startswith(("Heading", "Title"))]
    assert headings[0] == ("Title", "Vurdering av samarbeidsavtale")
    chapters = [text for style, text in headings if style == "Heading 1"]
    assert chapters == ["Fakta", "Nivåer", "Kriterium for kriterium", "Oppgavefordeling", "Gjennomgang", "Om metoden"]
    level = agreement().constructs["samisk"].level
    assert level is not None
    assert ("Heading 2", f"Samisk befolkning: {level} {LEVELS[level]}") in headings


def test_every_table_with_headings_repeats_them_on_the_next_page() -> None:
    repeated = [one for one in PAPER.tables if one.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert len(repeated) == len(PAPER.tables) - 1  # all but the facts, whose labels stand to the left


def test_levels_are_said_in_number_words_and_colour() -> None:
    rows = {row.cells[0].text: row for one in PAPER.tables for row in one.rows if len(one.columns) == 4}
    samisk = rows["Samisk befolkning"]
    assert [samisk.cells[at].text for at in (2, 3)] == ["0 ikke omtalt", "1 omtalt"]
    shade = samisk.cells[2]._tc.find(f".//{qn('w:shd')}").get(qn("w:fill"))
    assert f"#{shade}" == paint(0).paper
    assert rows["Konkretisering"].cells[3].text == "–"


def test_every_construct_gives_its_reason_and_the_advice_in_nynorsk() -> None:
    for name in CONSTRUCTS:
        assert agreement().constructs[name].reason in TEXT
    assert RULES.advice["samisk", "tiltak"].nn in TEXT
    assert RULES.advice["konkretisering", "a"].nn not in TEXT


def test_quotes_stand_with_section_and_page_in_their_own_language() -> None:
    best = next(one for one in agreement().constructs["lm"].evidence if one.quote != one.lead_in)
    cells = [row.cells for one in PAPER.tables if one.rows[0].cells[-1].text == "Side" for row in one.rows]
    row = next(row for row in cells if " ".join(best.quote.split()) in row[0].text)
    assert (row[2].text, row[3].text) == (best.section, str(best.page))
    assert {run._r.find(f".//{qn('w:lang')}").get(qn("w:val")) for run in row[0].paragraphs[0].runs} == {"nn-NO"}


def test_reviews_say_who_and_when() -> None:
    rows = [[cell.text for cell in row.cells] for row in PAPER.tables[-1].rows]
    assert rows[1] == [
        "Samisk befolkning", "1 omtalt", "=Nevnt i innleiinga", "kari@example.no", "1. mars 2026 kl. 14.05",
    ]
    assert rows[2][:2] == ["Avtalen som helhet", "ferdig gjennomgått"]


def test_the_document_has_a_language_page_numbers_and_a_title() -> None:
    assert PAPER.core_properties.language == "nb-NO"
    assert PAPER.core_properties.title == f"Vurdering: {agreement().document.title}"
    foot = PAPER.sections[0].footer._element.xml
    assert "PAGE" in foot
    assert "NUMPAGES" in foot
    assert "prosjektets egne" in TEXT


def test_a_title_that_is_a_formula_or_holds_control_characters_is_text() -> None:
    paper = Document(io.BytesIO(protocol.docx(nasty(), {}, RULES, MADE)))
    assert NASTY.replace("\x0b", "") in [paragraph.text for paragraph in paper.paragraphs]
    assert "Ingen har gjennomgått avtalen ennå" in "\n".join(paragraph.text for paragraph in paper.paragraphs)


def test_an_agreement_without_a_title_had_an_empty_line_for_it() -> None:
    record = replace(agreement(), document=replace(agreement().document, title=""), file="C:\\avtaler\\delavtale 5.pdf")
    paper = Document(io.BytesIO(protocol.docx(record, {}, RULES, MADE)))
    assert paper.core_properties.title == "Vurdering: delavtale 5.pdf"
    assert [one.text for one in paper.paragraphs[:2]] == ["Vurdering av samarbeidsavtale", "delavtale 5.pdf"]
    facts = {row.cells[0].text: row.cells[1].text for row in paper.tables[0].rows}
    assert (facts["Tittel"], facts["Fil"]) == ("ikke funnet", "delavtale 5.pdf")


def test_a_construct_that_was_not_assessed_is_never_level_0() -> None:
    none = replace(agreement().constructs["lm"], level=None, state="not_assessed", evidence=(), missing=())
    record = replace(agreement(), constructs={**agreement().constructs, "lm": none}, duties=())
    paper = Document(io.BytesIO(protocol.docx(record, {}, RULES, MADE)))
    text = [paragraph.text for paragraph in paper.paragraphs]
    assert "Læring og mestring: – ikke vurdert" in text
    assert "Programmet fant ingen plikter i avtalen." in text


def test_what_the_national_body_wrote_is_not_left_out() -> None:
    national = Review(9, agreement().sha256, f"{NATIONAL}samisk", 2, "Tolk er avtalt", "nina@example.no", MADE, 1)
    standing = {**reviews(), national.construct: national}
    table = Document(io.BytesIO(protocol.docx(agreement(), standing, RULES, MADE))).tables[-1]
    assert [cell.text for cell in table.rows[-1].cells[:4]] == [
        "Samisk befolkning (NK LMH)", "2 delvis ivaretatt", "Tolk er avtalt", "nina@example.no",
    ]  # fmt: skip
