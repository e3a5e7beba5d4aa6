"""Machine against coders: the numbers are right on cases worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from test_assessment import sample

from analyser.assessment import CONSTRUCTS, Failure, Fault, Record, RulesetId
from analyser.evaluate import GoldError, evaluate, kappa, overlaps, read_gold

SENTENCE = "Kommunen skal melde avvik innen sju dager."


def coded(name: str, level: int, evidence: tuple[str, ...] = (SENTENCE,)) -> dict[str, object]:
    """A coder's judgement with the same level throughout and facts as in the sample record."""
    construct = {
        "level": level, "elements": ["c"], "by_reference": False, "explicit_absence": False, "evidence": evidence,
    }
    document = {
        "topic": "2", "topics": ["2"], "is_agreement": True, "language": "nb", "template": False,
        "parties": ["Karasjok kommune"], "signed": "2020-01-02", "in_force": "2020-02", "revised": None,
    }
    return {"name": name, "document": document, "constructs": dict.fromkeys(CONSTRUCTS, construct)}


def folder_with(tmp_path: Path, *agreements: dict[str, object]) -> Path:
    lines = [json.dumps(one, ensure_ascii=False) for one in agreements]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def judged(level: int) -> Record:
    one = replace(sample().constructs["lm"], level=level)
    return replace(sample(), constructs=dict.fromkeys(CONSTRUCTS, one))


def test_agreement_confusion_and_recall(tmp_path: Path) -> None:
    gold = folder_with(tmp_path, coded("a", 1), coded("b", 2, (SENTENCE, "Noe helt annet står her i avtalen.")))
    result = evaluate(gold, lambda path: judged(1))
    one = result.constructs[0]
    assert (one.coded, one.exact, one.not_assessed) == (2, 0.5, 0)
    assert one.confusion == ((0, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0), (0, 0, 0, 0))
    assert (one.sentences, one.sentences_found) == (3, 2)
    assert set(result.facts.values()) == {1.0}
    assert result.overall == {"exact": 0.5, "kappa": 0.0, "recall": 2 / 3}


def test_a_file_that_failed_counts_as_disagreement_and_is_named(tmp_path: Path) -> None:
    failed = Failure("a.pdf", Fault("mangler", "Fant ikke filen."), RulesetId("1", "f"))
    gold = folder_with(tmp_path, coded("a", 0), coded("b", 1))
    result = evaluate(gold, lambda path: failed if path.stem == "a" else judged(1))
    assert [one.file for one in result.failures] == ["a.pdf"]
    assert (result.constructs[0].exact, result.constructs[0].not_assessed) == (0.5, 1)
    assert set(result.facts.values()) == {0.5}
    assert {one.machine for one in result.disagreements} == {"ikke vurdert"}


def test_kappa_with_quadratic_weights() -> None:
    assert kappa([(0, 0), (1, 1), (2, 2), (3, 3)]) == pytest.approx(1.0)
    assert kappa([(0, 3), (3, 0)]) == pytest.approx(-1.0)
    # Mean squared distance of the pairs is 1/4; of all 16 pairings of the two columns it is 40/16.
    assert kappa([(0, 0), (1, 2), (2, 2), (3, 3)]) == pytest.approx(1 - (1 / 4) / (40 / 16))


def test_kappa_is_not_defined_when_all_is_one_level() -> None:
    assert kappa([]) is None
    assert kappa([(2, 2), (2, 2)]) is None
    assert kappa([(2, 2), (2, 1)]) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("sentence", "quote", "expected"),
    [
        (SENTENCE, "kommunen skal melde av-\nvik innen sju dager", True),
        ("lærings- og mestringssenteret holder kurs", "Lærings- og mestrings­senteret holder kurs i mars.", True),
        ("UNN skal:", "UNN skal:", True),
        ("Kommunen skal melde avvik innen sju dager, og sykehuset svarer.", SENTENCE, True),
        (SENTENCE, "Kommunen skal ha frisklivssentral.", False),
        ("Avtalen gjelder fra 1. mars.", "Partene møtes hvert år.", False),
        (SENTENCE, "", False),
    ],
)
def test_overlap_sets_space_and_hyphens_aside(sentence: str, quote: str, expected: bool) -> None:
    assert overlaps(sentence, quote) is expected


def test_details_name_what_a_rule_writer_should_look_at(tmp_path: Path) -> None:
    gold = folder_with(tmp_path, coded("a", 3, ("Noe helt annet står her i avtalen.",)))
    result = evaluate(gold, lambda path: judged(1))
    one = result.disagreements[0]
    assert (one.file, one.construct, one.coder, one.machine) == ("a", "konkretisering", "3 c", "1 c")
    assert one.missed == ("Noe helt annet står her i avtalen.",)
    assert one.found == ("forpliktelse/c_avvik (full): Kommunen skal melde avvik innen sju dager.",)
    plain = json.loads(result.to_json(details=True))
    assert len(plain["disagreements"]) == len(CONSTRUCTS)
    assert "disagreements" not in json.loads(result.to_json())


def test_pdfs_are_looked_for_in_pdf_or_beside_the_coding(tmp_path: Path) -> None:
    gold = folder_with(tmp_path, coded("a", 1))
    assert read_gold(gold / "gold.jsonl")[1] == tmp_path
    (tmp_path / "pdf").mkdir()
    assert read_gold(gold)[1] == tmp_path / "pdf"


def test_coding_that_cannot_be_read_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text('{"name": "a"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:1"):
        read_gold(tmp_path)
    with pytest.raises(GoldError, match="Finner ikke"):
        read_gold(tmp_path / "annet")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "er tom. Hver linje skal"),
        (b"\xff\xfe", "kan ikke leses som tekst i UTF-8"),
        (b"{", "gold.jsonl:1: ikke gyldig JSON"),
        (b'{"name": "x", "document": {}, "constructs": {}}', "gold.jsonl:1: ikke en kodet avtale"),
    ],
)
def test_gold_that_is_empty_or_damaged_is_an_error_and_not_zero_agreement(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "gold.jsonl").write_bytes(content)
    with pytest.raises(GoldError, match=message):
        read_gold(tmp_path)


def test_the_coded_agreements_are_all_judged(gold: Path) -> None:
    import analyser
    from analyser.engine import analyse_file

    ruleset = analyser.load_ruleset()
    result = evaluate(gold, lambda path: analyse_file(path, ruleset))
    assert result.failures == ()
    assert len(result.pairs) >= 32
    assert result.facts["language"] >= 0.95


def test_the_hold_out_set_is_complete() -> None:
    lines = [line for file in (ROOT / "tests/holdout").glob("gold_*.jsonl") for line in file.open(encoding="utf-8")]
    names = {json.loads(line)["name"] for line in lines}
    assert names == {path.stem for path in (ROOT / "tests/holdout/src").glob("*.md")}
