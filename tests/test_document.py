"""The text of a document: what it holds, and that it survives being written and read."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES, SCAN

from analyser.assessment import Assessment
from analyser.document import DocumentText
from analyser.engine import default_ruleset, judge_file


def test_the_spans_of_the_record_are_those_of_the_text() -> None:
    judged = judge_file(EXAMPLES[0], default_ruleset())
    assert isinstance(judged.record, Assessment)
    assert judged.text
    for construct in judged.record.constructs.values():
        for evidence in construct.evidence:
            assert judged.text.text[slice(*evidence.span)] == evidence.quote


def test_every_clause_stands_in_its_section() -> None:
    text = judge_file(EXAMPLES[0], default_ruleset()).text
    assert text
    assert text.clauses
    for clause in text.clauses:
        section = text.sections[clause.section]
        assert section.start <= clause.start <= clause.end <= section.end


def test_a_text_survives_being_written_and_read() -> None:
    text = judge_file(EXAMPLES[0], default_ruleset()).text
    assert text
    assert DocumentText.from_json(text.to_json()) == text


@pytest.mark.usefixtures("without_ocr")
def test_a_file_that_cannot_be_judged_has_no_text() -> None:
    judged = judge_file(SCAN, default_ruleset())
    assert judged.record.status == "failed"
    assert judged.text is None
