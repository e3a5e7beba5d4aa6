"""The whole flow on the example agreements, and on files that cannot be judged."""

from __future__ import annotations

import os
import pickle
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from conftest import EXAMPLES, SCAN, assessed
from reportlab.pdfgen.canvas import Canvas

import analyser
from analyser import engine
from analyser.assessment import CONSTRUCTS, Assessment, Failure, from_json
from analyser.errors import AnalyserError
from analyser.vocabulary import Vocabulary


def names(path: Path) -> str:
    return path.stem


def squeezed(text: str) -> str:
    """Only the letters and digits, so that line breaks, hyphens and quotation marks do not matter."""
    return re.sub(r"[\W_]+", "", text).lower()


@pytest.mark.parametrize("path", EXAMPLES, ids=names)
def test_every_example_is_judged_in_full(path: Path) -> None:
    result = assessed(path)
    assert list(result.constructs) == list(CONSTRUCTS)
    assert all(one.level in (0, 1, 2, 3) and one.state == "assessed" for one in result.constructs.values())
    assert all(one.reason for one in result.constructs.values())
    assert result.document.title
    assert result.document.pages == len(pypdfium2.PdfDocument(path))
    assert from_json(result.to_json()) == result


@pytest.mark.parametrize("path", EXAMPLES, ids=names)
def test_every_quote_is_true(path: Path) -> None:
    """What pdfium itself reads inside the boxes is the quote, letter by letter."""
    result, pdf = assessed(path), pypdfium2.PdfDocument(path)
    shown = [evidence for one in result.constructs.values() for evidence in one.evidence]
    nearest = [one.nearest for construct in result.constructs.values() for one in construct.missing if one.nearest]
    for one in {(place.span, place.quote): place for place in [*shown, *nearest, *result.duties]}.values():
        inside = "".join(read_box(pdf, page, box) for page, box in zip(one.box_pages, one.boxes, strict=True))
        assert squeezed(one.quote) in squeezed(inside)
        assert one.page == one.box_pages[0]


def read_box(pdf: pypdfium2.PdfDocument, number: int, box: tuple[float, ...]) -> str:
    page = pdf[number - 1]
    x0, top, x1, bottom = box
    height = page.get_height()
    return str(page.get_textpage().get_text_bounded(x0 - 0.5, height - bottom - 0.5, x1 + 0.5, height - top + 0.5))


@pytest.mark.parametrize("path", EXAMPLES, ids=names)
def test_the_matched_words_lie_in_the_quote(path: Path) -> None:
    for construct in assessed(path).constructs.values():
        for one in construct.evidence:
            assert 0 <= one.match[0] < one.match[1] <= len(one.quote)


@pytest.mark.parametrize("path", EXAMPLES, ids=names)
def test_what_is_found_has_evidence_and_what_is_not_says_where_it_looked(path: Path) -> None:
    criteria = engine.default_ruleset().criteria.constructs
    for name, construct in assessed(path).constructs.items():
        evident = {one.element for one in construct.evidence if one.strength == "full"}
        known = criteria[name].elements.items()
        evident |= {element for element, body in known if body.when and body.when.holds(evident)}
        assert {element for element, found in construct.elements.items() if found} <= evident, name
        for one in construct.missing:
            assert not construct.elements.get(one.element), name
            assert one.lacks, name


def test_the_same_file_gives_the_same_record() -> None:
    assert analyser.analyse(EXAMPLES[0]).to_json() == assessed(EXAMPLES[0]).to_json()


def test_judging_again_from_kept_extraction_gives_the_same_record() -> None:
    rules = analyser.load_ruleset()
    kept = pickle.loads(pickle.dumps(engine.extract(EXAMPLES[0])))
    assert engine.assess(engine.understand(kept, rules.vocabulary), rules) == assessed(EXAMPLES[0])


def test_judging_again_from_a_kept_document_gives_the_same_record() -> None:
    rules = analyser.load_ruleset()
    kept = pickle.loads(pickle.dumps(engine.understand_file(EXAMPLES[0], rules)))
    assert engine.assess(engine.renewed(kept, EXAMPLES[0], rules), rules) == assessed(EXAMPLES[0])
    assert engine.renewed(kept, "flyttet.pdf", rules).source.file == "flyttet.pdf"


def test_a_kept_document_is_understood_anew_where_the_vocabulary_has_changed() -> None:
    rules = analyser.load_ruleset()
    known = {name: source for name, source in rules.vocabulary.sources.items() if name != "sak_siterer_avtalen"}
    other = replace(rules, vocabulary=Vocabulary(known))
    kept = engine.understand_file(EXAMPLES[0], rules)
    assert engine.renewed(kept, EXAMPLES[0], other).vocabulary == other.vocabulary.sha256 != rules.vocabulary.sha256
    assert engine.renewed(kept, EXAMPLES[0], rules).reading is kept.reading


def test_facts_of_a_known_agreement() -> None:
    document = assessed(next(path for path in EXAMPLES if "indre-finnmark" in path.name)).document
    assert document.topic == "2"
    assert {party.name for party in document.parties} == {
        "Finnmarkssykehuset HF", "Karasjok kommune", "Kautokeino kommune",
    }
    assert (document.language, document.template) == ("nb", False)
    assert (document.dates.signed, document.dates.in_force) == ("2021-06-18", "2021-09-01")
    assert document.saerlig_relevant


def test_a_template_has_no_made_up_parties() -> None:
    document = assessed(next(path for path in EXAMPLES if path.stem == "mal-delavtale-6-nynorsk")).document
    assert document.template
    assert document.language == "nn"
    assert [party.name for party in document.parties] == ["Helse Fonna HF"]


def test_the_duties_table_runs_over_the_page() -> None:
    duties = assessed(next(path for path in EXAMPLES if "ansvarstabell" in path.name)).duties
    assert {duty.page for duty in duties if duty.side == "kommune"} == {1, 2}
    assert {duty.page for duty in duties if duty.side == "helseforetak"} == {1, 2}


@pytest.mark.usefixtures("without_ocr")
def test_an_agreement_without_text_is_refused_with_advice() -> None:
    with pytest.raises(AnalyserError, match=r"sudo apt-get install tesseract-ocr tesseract-ocr-nor") as caught:
        analyser.analyse(SCAN)
    assert caught.value.kind == "uten_tekst"


def joined(path: Path, *parts: Path) -> Path:
    writer = pypdf.PdfWriter()
    for part in parts:
        writer.append(part)
    writer.write(path)
    return path


@pytest.mark.usefixtures("without_ocr")
def test_a_page_without_text_is_named_and_the_rest_is_judged(tmp_path: Path) -> None:
    result = analyser.analyse(joined(tmp_path / "a.pdf", EXAMPLES[0], SCAN))
    last = result.document.pages
    assert result.document.pages_without_text == (last,)
    assert any(f"Side {last} " in warning for warning in result.document.warnings)
    states = {one.level: one.state for one in result.constructs.values()}
    assert None in states, "what was not found may stand on the page that was not read: never level 0"
    assert 0 not in states
    assert {state for level, state in states.items() if level} == {"assessed"}


def test_a_blank_page_hides_nothing(tmp_path: Path) -> None:
    blank = write_pages(tmp_path / "tom.pdf", 0, blank=True)
    result = analyser.analyse(joined(tmp_path / "a.pdf", EXAMPLES[0], blank))
    assert result.document.pages_without_text == (result.document.pages,)
    assert {one.state for one in result.constructs.values()} == {"assessed"}


def test_a_pipe_named_pdf_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    """Hashing the refused file read from the pipe for ever."""
    pipe = tmp_path / "ror.pdf"
    os.mkfifo(pipe)
    record = engine.analyse_file(pipe, engine.default_ruleset())
    assert (record.status, record.sha256) == ("failed", "")
    assert record.error is not None
    assert "ikke en vanlig fil" in record.error.message


def test_a_name_that_is_too_long_is_a_missing_file() -> None:
    record = engine.analyse_file("x" * 300 + ".pdf", engine.default_ruleset())
    assert record.error is not None
    assert record.error.kind == "mangler"


@pytest.mark.usefixtures("without_ocr")
def test_nothing_is_assessed_when_most_pages_have_no_text(tmp_path: Path) -> None:
    table = next(path for path in EXAMPLES if "to-spalter" in path.name)
    result = analyser.analyse(joined(tmp_path / "a.pdf", table, SCAN, SCAN))
    assert result.document.pages_without_text == (2, 3)
    assert {(one.state, one.level) for one in result.constructs.values()} == {("not_assessed", None)}
    assert all("kunne ikke leses (side 2, 3)" in one.reason for one in result.constructs.values())


def write_pages(path: Path, pages: int, blank: bool = False) -> Path:
    canvas = Canvas(str(path))
    if blank:
        canvas.showPage()
    for number in range(pages):
        canvas.drawString(72, 720, f"Side {number + 1}. Kommunen skal melde avvik.")
        canvas.showPage()
    canvas.save()
    return path


def encrypted(path: Path, user: str, owner: str) -> Path:
    writer = pypdf.PdfWriter(clone_from=EXAMPLES[0])
    writer.encrypt(user, owner, algorithm="AES-256")
    writer.write(path)
    return path


def bad_file(kind: str, folder: Path) -> Path:
    """A file of the kind that cannot be judged."""
    path = folder / f"{kind}.pdf"
    whole = EXAMPLES[0].read_bytes()
    contents = {
        "tom": b"", "avkortet": whole[: len(whole) // 3], "docx": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
        "jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "soppel": b"%PDF-1.7\n" + bytes(range(256)) * 40,
    }
    if kind in contents:
        path.write_bytes(contents[kind])
    elif kind == "passord":
        encrypted(path, "hemmelig", "eier")
    elif kind == "ingen_sider":
        pypdf.PdfWriter().write(path)
    elif kind == "to_tusen_sider":
        write_pages(path, 2000)
    elif kind == "mappe":
        path.mkdir()
    return path


KINDS = (
    "mangler", "tom", "avkortet", "docx", "jpg", "soppel", "passord", "ingen_sider", "to_tusen_sider", "mappe",
)


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_file_gives_a_failed_record_with_a_clear_message(kind: str, tmp_path: Path) -> None:
    path = bad_file(kind, tmp_path)
    result = engine.analyse_file(path, analyser.load_ruleset())
    assert isinstance(result, Failure), result
    assert result.file == str(path)
    assert result.error.kind
    assert re.search(r"[A-ZÆØÅ].{15,}\.$", result.error.message), result.error
    assert "Traceback" not in result.error.message
    assert bool(result.sha256) == path.is_file()


def test_a_file_name_that_is_not_utf8_can_still_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/avtale-\xe6.pdf"))
    shutil.copy(EXAMPLES[0], path)
    result = engine.analyse_file(path, analyser.load_ruleset())
    assert result.status == "assessed"
    assert "avtale-\ufffd.pdf" in result.to_json()
    assert result.to_json().encode("utf-8")
    path.unlink()
    assert engine.analyse_file(path, analyser.load_ruleset()).to_json().encode("utf-8")


def test_a_fault_of_the_program_on_one_file_is_a_failed_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path) -> None:
        raise ZeroDivisionError("noe uventet")

    monkeypatch.setattr(engine, "read_pdf", broken)
    result = engine.analyse_file(EXAMPLES[0], analyser.load_ruleset())
    assert isinstance(result, Failure)
    assert result.error.kind == "intern_feil"
    assert "noe uventet" in result.error.message


def test_a_file_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    result = engine.analyse_file(encrypted(tmp_path / "eier.pdf", "", "eier"), analyser.load_ruleset())
    assert isinstance(result, Assessment)
    assert {name: one.level for name, one in result.constructs.items()} == {
        name: one.level for name, one in assessed(EXAMPLES[0]).constructs.items()
    }


def test_the_lead_in_of_a_list_is_quoted_once_before_its_items() -> None:
    result = assessed(next(path for path in EXAMPLES if "heroy" in path.name))
    quotes = [one.quote for one in result.constructs["konkretisering"].evidence]
    leads = {one.lead_in for one in result.constructs["konkretisering"].evidence if one.lead_in}
    assert leads
    assert all(quotes.count(lead) == 1 for lead in leads)
