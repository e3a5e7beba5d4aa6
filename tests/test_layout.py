"""Pages to one flow: columns, running lines, hyphens, lists, tables, notes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from analyser.layout import Block, Flow, flow
from analyser.pdf.reader import read_pdf
from tests.pdf.drawing import BOLD, FONT, HEIGHT, LONG, draw, table, wrap, write

Page = Callable[[Canvas], object]


def read(tmp_path: Path, *pages: Page, rotate: int = 0) -> Flow:
    return flow(read_pdf(draw(tmp_path / "a.pdf", *pages, rotate=rotate)))


def texts(found: Flow) -> list[str]:
    return [found.text.text[block.start : block.end] for block in found.blocks]


def looks(found: Flow) -> list[tuple[str, str, str]]:
    return [(block.kind, block.marker, text) for block, text in zip(found.blocks, texts(found), strict=True)]


def lines(*written: str, y: float = 100, x: float = 70, size: float = 10) -> Page:
    return lambda canvas: write(canvas, x, y, written, size)


def test_wrapped_lines_become_a_paragraph(tmp_path: Path) -> None:
    assert texts(read(tmp_path, lines(*wrap(LONG, 400)))) == [LONG]


def test_a_short_line_ends_a_paragraph_without_any_gap(tmp_path: Path) -> None:
    found = read(tmp_path, lines(*wrap(LONG, 400), *wrap("Partene møtes. " + LONG, 400)))
    assert texts(found) == [LONG, "Partene møtes. " + LONG]


def test_headings_tell_size_weight_and_gap(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 70, 100, wrap(LONG, 400))
        write(canvas, 70, 180, ["4.2 Kommunens oppgaver"], 14, BOLD)
        write(canvas, 70, 200, wrap(LONG, 400))

    heading = read(tmp_path, page).blocks[1]
    assert (heading.size, heading.bold) == (1.4, True)
    assert heading.gap > 0.5


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = wrap(LONG, 200), wrap(LONG.upper(), 200)

    def page(canvas: Canvas) -> None:
        write(canvas, 70, 60, ["Delavtale om lærings- og mestringstilbud mellom kommunen og sykehuset"], 14)
        write(canvas, 70, 100, left)
        write(canvas, 310, 104, right)

    assert texts(read(tmp_path, page))[1:] == [LONG, LONG.upper()]


def test_two_columns_drawn_line_by_line_are_read_by_column(tmp_path: Path) -> None:
    left, right = wrap(LONG, 200), wrap("Sykehuset " + LONG, 200)

    def page(canvas: Canvas) -> None:
        for index, (one, other) in enumerate(zip(left, right, strict=False)):
            write(canvas, 70, 100 + 12 * index, [one])
            write(canvas, 310, 100 + 12 * index, [other])

    assert texts(read(tmp_path, page))[0] == LONG


def test_running_headers_footers_and_page_numbers_are_taken_out(tmp_path: Path) -> None:
    def page(number: int) -> Page:
        def drawn(canvas: Canvas) -> None:
            write(canvas, 70, 40, ["Delavtale 2 – Eksempel kommune"], 8)
            write(canvas, 70, 100, [f"Avsnitt {number} handler om noe annet enn de andre sidene."])
            write(canvas, 270, 810, [f"Side {number} av 3"], 8)

        return drawn

    found = read(tmp_path, page(1), page(2), page(3))
    assert len(found.blocks) == 3
    assert found.running == ("Delavtale 2 – Eksempel kommune", "Side 1 av 3")


def test_header_and_footer_of_a_single_page_are_taken_out(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 70, 30, ["Delavtale 10 – forebygging"], 8)
        write(canvas, 70, 70, ["Delavtale 10"], 16, BOLD)
        write(canvas, 70, 100, ["Avtalen gjelder fra 2024."])
        write(canvas, 70, 815, ["Fiktiv avtale"], 8)
        write(canvas, 480, 815, ["Side 1"], 8)

    found = read(tmp_path, page)
    assert texts(found) == ["Delavtale 10", "Avtalen gjelder fra 2024."]
    assert found.running == ("Delavtale 10 – forebygging", "Fiktiv avtale Side 1")


def test_headings_at_the_top_of_pages_are_not_running_lines(tmp_path: Path) -> None:
    found = read(tmp_path, *[lines(f"Vedlegg {number}", "", "", "Tekst. " * number) for number in (1, 2, 3)])
    assert [text for text in texts(found) if text.startswith("Vedlegg")] == ["Vedlegg 1", "Vedlegg 2", "Vedlegg 3"]


def test_a_lone_page_number_is_taken_out(tmp_path: Path) -> None:
    def page(number: int) -> Page:
        return lambda canvas: (write(canvas, 70, 100, ["Tekst. " * number]), write(canvas, 290, 815, [str(number)]))

    found = read(tmp_path, page(1), page(2))
    assert texts(found) == ["Tekst.", "Tekst. Tekst."]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("om samar-", "beid mellom partene", "om samarbeid mellom partene"),
        ("om lærings-", "og mestringstilbud", "om lærings- og mestringstilbud"),
        ("bruk av e-", "læring og nettkurs", "bruk av e-læring og nettkurs"),
        ("styret for HF-", "et og kommunen", "styret for HF-et og kommunen"),
        ("loven § 6-", "2 nr. 10", "loven § 6-2 nr. 10"),
        ("i Nord-", "Norge", "i Nord-Norge"),
        ("om mestrings\xad", "tilbud i kommunen", "om mestringstilbud i kommunen"),
        ("kommuner og/", "eller sykehus", "kommuner og/eller sykehus"),
    ],
)
def test_hyphens_at_line_ends(tmp_path: Path, first: str, second: str, joined: str) -> None:
    filled = wrap(LONG, 300)[0]

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 10)
        y = HEIGHT - 100
        for line in (filled, first, second):
            canvas.drawString(70, y, line)
            y -= 12

    path = draw(tmp_path / "a.pdf", page, lambda canvas: write(canvas, 70, 100, wrap(LONG, 60)))
    text = str(flow(read_pdf(path)).text)
    assert joined in text.replace("\n", " ") or joined in text.replace("\n", "")


def test_lists_with_their_markers_and_hanging_lines(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        y = write(canvas, 70, 100, ["Kommunen skal:"])
        items = (("•", LONG[:130]), ("–", "svare sykehuset"), ("a)", "melde fra"), ("1.", "sende epikrise"))
        for marker, text in items:
            write(canvas, 80, y, [marker])
            y = write(canvas, 95, y, wrap(text, 300))

    assert looks(read(tmp_path, page)) == [
        ("text", "", "Kommunen skal:"),
        ("item", "•", LONG[:130].strip()),
        ("item", "–", "svare sykehuset"),
        ("item", "a)", "melde fra"),
        ("item", "1.", "sende epikrise"),
    ]


def test_section_numbers_stay_in_the_text(tmp_path: Path) -> None:
    assert looks(read(tmp_path, lines("1. Formål", "", "", "6.2 Avvik", "", "", "§ 3 Virkeområde"))) == [
        ("text", "", "1. Formål"), ("text", "", "6.2 Avvik"), ("text", "", "§ 3 Virkeområde"),
    ]


def test_a_sentence_goes_on_over_a_page_break(tmp_path: Path) -> None:
    wrapped = wrap(LONG, 400)
    found = read(tmp_path, lines(*wrapped[:2], y=740), lines(*wrapped[2:], "", "Ny tekst.", y=80))
    assert texts(found) == [LONG, "Ny tekst."]


def test_table_rows_carry_their_column_headings(tmp_path: Path) -> None:
    named = ["Tema", "Kommunen", "Helseforetaket"]
    rows = [named, ["Melding", LONG[:105], "svarer innen tre dager"], ["Kurs", "", "x"]]
    found = read(tmp_path, lambda canvas: table(canvas, 70, 100, [90, 180, 150], rows))
    assert texts(found) == ["\t".join(row) for row in rows]
    header, first, _ = found.blocks
    assert (header.header, first.header) == (True, False)
    assert [cell.column for cell in first.cells] == rows[0]
    assert [found.text.text[cell.start : cell.end] for cell in first.cells] == rows[1]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_a_page_break(tmp_path: Path, repeated: bool) -> None:
    head = ["Tema", "Kommunen"]
    upper = [head, ["Melding", "sender melding innen tre dager"]]
    lower = [head, ["Svar", "svarer sykehuset samme dag"]] if repeated else [["Svar", "svarer sykehuset samme dag"]]
    found = read(
        tmp_path,
        lambda canvas: table(canvas, 70, 700, [90, 280], upper),
        lambda canvas: (table(canvas, 70, 80, [90, 280], lower), write(canvas, 70, 300, ["Etter."])),
    )
    rows = [block for block in found.blocks if block.kind == "row"]
    assert {block.table for block in rows} == {1}
    assert [cell.column for cell in rows[-1].cells] == head
    assert sum(block.header for block in rows) == 1 + repeated


def test_a_row_torn_by_a_page_break_is_one_row(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        lambda canvas: table(canvas, 70, 700, [90, 280], [["Tema", "Kommunen"], ["Melding", "sender melding om"]]),
        lambda canvas: table(canvas, 70, 80, [90, 280], [["", "utskriving"], ["Svar", "svarer"]]),
    )
    assert texts(found) == ["Tema\tKommunen", "Melding\tsender melding om utskriving", "Svar\tsvarer"]


def test_two_tables_on_a_page_are_two(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, 70, 100, [90, 100], [["A", "B"], ["en", "to"]])
        write(canvas, 70, 200, ["Mellom tabellene."])
        table(canvas, 70, 220, [90, 100], [["C", "D"], ["tre", "fire"]])

    assert [block.table for block in read(tmp_path, page).blocks] == [1, 1, 0, 2, 2]


def test_an_unruled_table_with_plain_columns(tmp_path: Path) -> None:
    rows = [("Tema", "Kommunen", "Sykehuset"), ("Melding", "sender", "mottar"), ("Kurs", "deltar", "holder"),
            ("Plan", "lager", "leser"), ("Svar", "venter", "svarer")]

    def page(canvas: Canvas) -> None:
        write(canvas, 70, 100, wrap(LONG, 400))
        for index, row in enumerate(rows):
            for x, cell in zip((70, 220, 370), row, strict=True):
                write(canvas, x, 180 + 15 * index, [cell], 10, FONT if index else BOLD)

    found = read(tmp_path, page)
    assert texts(found)[1:] == ["\t".join(row) for row in rows]
    assert [cell.column for cell in found.blocks[2].cells] == list(rows[0])


def test_footnotes_are_notes_and_their_marks_leave_the_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        write(canvas, 70, 100, wrap(LONG, 400))
        canvas.setFont(FONT, 10)
        canvas.drawString(70, HEIGHT - 200, "Se veilederen")
        canvas.setFont(FONT, 6)
        canvas.drawString(133, HEIGHT - 196, "1")
        write(canvas, 70, 700, ["1 Helsedirektoratets veileder fra 2015."], 8)

    found = read(tmp_path, page)
    assert looks(found)[1:] == [
        ("text", "", "Se veilederen"), ("note", "1", "Helsedirektoratets veileder fra 2015."),
    ]


def test_lines_of_a_table_of_contents_stay_apart(tmp_path: Path) -> None:
    contents = [f"{number} {name} {'.' * dots} {page}" for number, name, dots, page in (
        (1, "Parter", 100, 2), (2, "Formål med avtalen", 80, 3), (3, "Avvik", 101, 4))]
    assert len(read(tmp_path, lines(*contents)).blocks) == 3


def test_a_turned_page_reads_like_any_other(tmp_path: Path) -> None:
    assert texts(read(tmp_path, lines(*wrap(LONG, 400), y=400), rotate=90)) == [LONG]


def test_every_character_is_placed_on_its_page(tmp_path: Path) -> None:
    found = read(tmp_path, lines(*wrap(LONG, 300)), lines("Andre side."))
    for index, char in enumerate(found.text.text):
        if not char.isspace():
            assert found.text.glyphs.chars[found.text.places[index]] == char
    assert found.text[found.blocks[-1].start :].page == 2


def check_cover(found: Flow) -> None:
    """The blocks cover the text once, in order, parted by line breaks."""
    at = 0
    for block in found.blocks:
        assert block.start == at
        assert block.end >= block.start
        check_cells(block)
        at = block.end + 1
    assert at == len(found.text) + 1 if found.blocks else len(found.text) == 0


def check_cells(block: Block) -> None:
    at = block.start
    for cell in block.cells:
        assert cell.start == at
        at = cell.end + 1
    assert not block.cells or at == block.end + 1


WORDS = st.sampled_from(["kommunen", "skal", "•", "a)", "1.", "6-", "2", "samar-", "og", "§", "(se", "x\xady", "–"])
PRINTED = st.tuples(
    st.floats(20, 500), st.floats(20, 820), st.lists(WORDS, min_size=1, max_size=8), st.sampled_from([8, 10, 14])
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=st.lists(st.lists(PRINTED, max_size=25), min_size=1, max_size=3), ruled=st.booleans())
def test_blocks_cover_whatever_is_printed_once_and_in_order(
    tmp_path: Path, pages: list[list[tuple[float, float, list[str], int]]], ruled: bool
) -> None:
    def drawn(page: list[tuple[float, float, list[str], int]]) -> Page:
        def draw_page(canvas: Canvas) -> None:
            for x, y, words, size in page:
                write(canvas, x, y, [" ".join(words)], size)
            if ruled:
                table(canvas, 60, 300, [90, 200], [["Tema", "Kommunen"], ["", "sender"]])

        return draw_page

    found = read(tmp_path, *map(drawn, pages))
    check_cover(found)
    placed = [place for place in found.text.places if place >= 0]
    assert len(placed) == len(set(placed))


def test_a_header_row_need_not_be_bold(tmp_path: Path) -> None:
    def plain(rows: list[list[str]]) -> Page:
        def page(canvas: Canvas) -> None:
            table(canvas, 70, 100, [120, 120, 120], [["", "", ""], *rows])

        return page

    rows = [["Nettverk", "Arbeider med", "Møter"], ["Kreft", "Lindring og omsorg", "Vår og høst"]]
    named = read(tmp_path, plain(rows))
    assert [block.header for block in named.blocks] == [True, False]


def test_labels_in_the_first_column_are_no_header(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        table(canvas, 70, 100, [90, 200], [["Part", "Eksempel kommune"]])
        table(canvas, 70, 118, [90, 200], [["Gjelder", "fra 1. januar 2024 og til den blir sagt opp"]])

    assert not any(block.header for block in read(tmp_path, page).blocks)


def test_a_word_torn_in_a_narrow_cell_is_whole(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for left, width in ((70, 100), (170, 90)):
            canvas.rect(left, HEIGHT - 140, width, 40)
        write(canvas, 76, 112, ["Hjelpemidler"])
        write(canvas, 176, 112, ["behandlingshjelpem", "idler og"])

    assert texts(read(tmp_path, page)) == ["Hjelpemidler\tbehandlingshjelpemidler og"]


def test_a_damaged_text_layer_is_mended_and_told(tmp_path: Path) -> None:
    lost = LONG.replace("å", "a").replace("ø", "o") + " Partene ma sorge for at tilbudet er kjent for innbyggerne."
    found = read(tmp_path, lines(*wrap(lost, 400)))
    assert "må sørge for" in str(found.text)
    assert "Tekstlaget er skadet" in found.warnings[0]
    check_cover(found)


def test_a_file_without_text_gives_an_empty_flow(tmp_path: Path) -> None:
    found = read(tmp_path, lambda canvas: None)
    assert (str(found.text), found.blocks) == ("", ())
    assert found.warnings == ("Side 1 har ingen tekst.",)
