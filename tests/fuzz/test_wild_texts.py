"""Texts that nobody would write, laid out as nobody would lay them: read, understood and judged without a fault."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyser import engine
from analyser.assessment import from_json
from analyser.layout import Flow, flow
from analyser.pdf.page import CellBox, Grid, PdfInfo, PdfPage, PdfText, Word
from analyser.text import Glyphs

WIDTH, HEIGHT = 595.0, 842.0
FIELD = """
Kommunen kommunen skal må kan Helseforetaket sykehuset partene Partene plikter å har ansvar for ikke melde varsle meldes
bli blir varslet innen tre dager hvert år hver part avtalen Avtalen revideres evalueres gjelder fra til og eller som at
når dersom jf. § 6-2 nr. pkt. kap. 1 1. 1.1 2.3.4 a) b) (1) • - – o : ; . , / ( ) « » " … .... ____ side Side av 9
Vedlegg Delavtale Samarbeidsavtale mellom HF RHF kommune Bodø Nordlandssykehuset samisk tolk bruker pårørende lærings-
mestringskurs samarbeids- utvalget 1.1.2020 31. desember 2022 mai 01.02.03 99.99.9999 det er seg den andre begge ingen
Formål Ansvar oppgaver Avvik Oppsigelse Underskrift ﬁ ß İ Á 𝔸
"""
OF_THE_FIELD = [*FIELD.split(), "\u00ad", "\ufeff", "\ufffd", "e\u0301", "\u202e"]
WORDS = st.one_of(
    st.sampled_from(OF_THE_FIELD), st.sampled_from(OF_THE_FIELD), st.sampled_from(OF_THE_FIELD),
    st.text(st.characters(codec="utf-8", exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=14),
)  # fmt: skip
LINES = st.tuples(
    st.sampled_from([60.0, 60.0, 60.0, 75.0, 300.0, 310.0]), st.sampled_from([10.0, 10.0, 10.0, 8.0, 13.0, 1.1]),
    st.booleans(), st.lists(WORDS, min_size=1, max_size=14), st.sampled_from([12.0, 12.0, 24.0, 0.0, -40.0, 300.0]),
)  # fmt: skip
PAGES = st.lists(st.lists(LINES, max_size=14), min_size=1, max_size=3)
GRIDS = st.lists(st.floats(0, 800), min_size=2, max_size=5, unique=True)


def document(pages: list[list[tuple[float, float, bool, list[str], float]]], edges: list[float]) -> PdfText:
    """A file as the reader gives it, the words one behind the other on their lines."""
    glyphs, made = Glyphs(), []
    for number, lines in enumerate(pages, 1):
        words, base = [], 60.0
        for left, size, bold, texts, down in lines:
            base, x = base + down, left
            for text in texts:
                start, x1 = len(glyphs), x + 0.5 * size * len(text)
                for index, char in enumerate(text):
                    box = (x + 0.5 * size * index, base - 0.8 * size, x + 0.5 * size * (index + 1), base + 0.2 * size)
                    add(glyphs, char, number, box)
                words.append(Word(start, len(glyphs), x, x1, base, size, bold, 0))
                add(glyphs, " ", number, (x1, base, x1, base))
                x = x1 + 0.3 * size
        made.append(PdfPage(number, WIDTH, HEIGHT, 0, tuple(words), grids(edges), False))
    return PdfText(glyphs, tuple(made), PdfInfo(), ())


def add(glyphs: Glyphs, char: str, page: int, box: tuple[float, float, float, float]) -> None:
    glyphs.chars.append(char)
    glyphs.page.append(page)
    for target, side in zip((glyphs.x0, glyphs.top, glyphs.x1, glyphs.bottom), box, strict=True):
        target.append(side)


def grids(edges: list[float]) -> tuple[Grid, ...]:
    tops = sorted(edges)
    rows = [(CellBox(55, top, 290, bottom), CellBox(290, top, 560, bottom)) for top, bottom in pairwise(tops)]
    return (Grid(tuple(rows)),) if len(rows) > 1 else ()


def covered(found: Flow) -> str:
    """The blocks put together, which must be all of the text."""
    return "\n".join(found.text.text[one.start : one.end] for one in found.blocks)


WILD = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@WILD
@given(PAGES, GRIDS)
def test_any_page_becomes_one_flow_that_its_blocks_cover(pages: list, edges: list[float]) -> None:  # type: ignore[type-arg]
    pdf = document(pages, edges)
    found = flow(pdf)
    assert covered(found) == found.text.text
    assert len(found.text.text) == len(found.text.places)
    for block in found.blocks:
        assert 0 <= block.start <= block.end <= len(found.text.text)


@WILD
@given(PAGES, GRIDS)
def test_any_text_is_understood_and_judged(pages: list, edges: list[float]) -> None:  # type: ignore[type-arg]
    """Sections, parties, facts, clauses, duties and levels, and a record in which every quote is true."""
    rules = engine.default_ruleset()
    found = flow(document(pages, edges))
    source = engine.Extracted("a.pdf", "", len(pages), (), (), found.warnings, found, PdfInfo(), "all")
    read = engine.understand(source, rules.vocabulary)
    record = engine.assess(read, rules)
    assert from_json(record.to_json()) == record
    text = found.text.text
    for clause in read.clauses:
        assert 0 <= clause.start < clause.end <= len(text)
    starts = [section.start for section in read.sections]
    assert starts == sorted(starts)
    for construct in record.constructs.values():
        for one in construct.evidence:
            assert one.quote == text[one.span[0] : one.span[1]]
