"""The tool that makes example PDFs: same bytes every time, all the text there, the look that was asked for."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest
from conftest import AGREEMENTS, ROOT

sys.path.insert(0, str(ROOT / "tools"))

from make_pdf import LOOKS, read, render

MARKDOWN = """<!-- header: Topptekst -->
<!-- look: columns -->
# Tittel

Første linje
Andre linje med **fet** og <tegn>.

## 1 Oppgaver

Kommunen skal:

- melde avvik
  - innen sju dager
- ha frisklivssentral

| **Tema** | **Kommunen** |
| --- | --- |
| Avvik | Melder |
"""


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf))


def test_markdown_is_parted_into_blocks() -> None:
    source = read(MARKDOWN)
    assert source.running == {"header": "Topptekst", "look": "columns"}
    assert source.blocks == [
        ("heading", (1, "Tittel")),
        ("text", ["Første linje", "Andre linje med **fet** og <tegn>."]),
        ("heading", (2, "1 Oppgaver")),
        ("text", ["Kommunen skal:"]),
        ("item", (0, "-", "melde avvik")),
        ("item", (1, "-", "innen sju dager")),
        ("item", (0, "-", "ha frisklivssentral")),
        ("table", [["**Tema**", "**Kommunen**"], ["Avvik", "Melder"]]),
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_source_gives_the_same_bytes(look: str) -> None:
    assert render(read(MARKDOWN), look) == render(read(MARKDOWN), look)


@pytest.mark.parametrize("look", ["plain", "columns", "ruled"])
def test_all_the_text_is_there(look: str) -> None:
    text = text_of(render(read(MARKDOWN), look))
    for part in ("Topptekst", "Side 1", "Andre linje med fet og <tegn>.", "• ", "innen sju dager", "Melder"):
        assert part in text


def test_a_scan_has_pages_and_no_text() -> None:
    pdf = render(read(MARKDOWN), "scan")
    assert len(pypdfium2.PdfDocument(pdf)) == 1
    assert text_of(pdf) == ""


def test_only_the_ruled_look_draws_lines() -> None:
    def paths(look: str) -> int:
        page = pypdfium2.PdfDocument(render(read(MARKDOWN), look))[0]
        return sum(item.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH for item in page.get_objects())

    assert paths("plain") == 0
    assert paths("ruled") > 0


MADE = [path for path in sorted((AGREEMENTS / "kilder").glob("*.md")) if "<!-- look:" in path.read_text("utf-8")]


@pytest.mark.parametrize("source", MADE, ids=lambda path: path.stem)
def test_the_examples_are_what_their_sources_give(source: Path) -> None:
    parted = read(source.read_text(encoding="utf-8"))
    kept = (AGREEMENTS / f"{source.stem}.pdf").read_bytes()
    assert text_of(kept) == text_of(render(parted, parted.running["look"]))


def test_italics_and_escaped_marks_are_not_printed_as_marks() -> None:
    text = text_of(render(read("# Avtale\n\n2\\. *Avvik.* Pris 2 * 3 og *også* dette.\n"), "plain"))
    assert "2. Avvik. Pris 2 * 3 og også dette." in text
