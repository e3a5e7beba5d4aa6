"""Assessments as tables."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES, assessed

from analyser.assessment import Dates, Failure, Fault, RulesetId
from analyser.corpus.frames import AGREEMENT, agreements, duties, findings, year
from analyser.levels import CONSTRUCTS

RECORDS = [assessed(path) for path in EXAMPLES]
FAILURE = Failure("x.pdf", Fault("uten_tekst", "Ingen tekst."), RulesetId("1", "f"))


def test_one_row_per_assessed_agreement_with_the_agreed_columns() -> None:
    frame = agreements([*RECORDS, FAILURE])
    assert list(frame.columns) == list(AGREEMENT)
    assert len(frame) == len(RECORDS)
    assert [str(frame[name].dtype) for name in CONSTRUCTS] == ["Int64"] * len(CONSTRUCTS)


def test_parties_give_municipalities_trust_fellesskap_region_and_county() -> None:
    frame = agreements(RECORDS).set_index("title")
    row = frame.loc["Delavtale 13 – Barn og unge som trenger hjelp fra flere"]
    assert row["municipalities"] == ["5025", "5026"]
    assert row["trusts"] == ["stolav"]
    assert row["region"] == "Helse Midt-Norge RHF"
    assert row["county"] == "Trøndelag"
    assert row["parties"] == "St. Olavs hospital HF, Røros kommune, Holtålen kommune"


def test_a_template_without_municipalities_belongs_to_the_fellesskap_of_its_trust() -> None:
    frame = agreements(RECORDS)
    row = frame[frame["template"]].iloc[0]
    assert row["municipalities"] == []
    assert row["fellesskap"] == ["sor-rogaland"]
    assert row["county"] == ""


def test_a_level_that_was_not_assessed_is_missing_and_never_zero() -> None:
    from dataclasses import replace

    first = RECORDS[0]
    unread = replace(first.constructs["lm"], level=None, state="not_assessed")
    frame = agreements([replace(first, constructs={**first.constructs, "lm": unread})])
    assert frame["lm"].isna().tolist() == [True]


@pytest.mark.parametrize("table", [agreements, findings, duties])
def test_an_empty_corpus_keeps_its_columns_and_their_kinds(table: object) -> None:
    full, empty = table(RECORDS), table([])  # type: ignore[operator]
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert len(empty) == 0


def test_findings_and_duties_hold_every_piece_of_evidence_and_every_duty() -> None:
    evidence = sum(len(one.evidence) for record in RECORDS for one in record.constructs.values())
    assert len(findings(RECORDS)) == evidence
    assert len(duties(RECORDS)) == sum(len(record.duties) for record in RECORDS)
    assert set(duties(RECORDS)["side"]) <= {"kommune", "helseforetak", "begge", ""}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (Dates("2018-01-01", "2019", "2021-06"), 2021),
        (Dates("2018-01-01", "2019", None), 2019),
        (Dates("2018-01-01"), 2018),
        (Dates(), None),
    ],
)
def test_the_year_is_that_of_the_last_revision(dates: Dates, expected: int | None) -> None:
    assert year(dates) == expected
