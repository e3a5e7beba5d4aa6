"""Rule sets read from folders: every fault at once, with its line; a broken rule left out."""

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from rulefolder import CRITERIA, RULE, VOCABULARY, make_folder

from analyser.errors import RuleProblem
from analyser.rules import Ruleset, load_ruleset


def ids(ruleset: Ruleset) -> list[str]:
    return [rule.id for rule in ruleset.rules]


def test_a_sound_folder_has_no_faults(tmp_path: Path) -> None:
    ruleset = load_ruleset(make_folder(tmp_path))
    assert ruleset.faults == ()
    assert ids(ruleset) == ["vedlikehold/a", "vedlikehold/b"]
    assert ruleset.advice["vedlikehold", "a"].heading == "Revisjon"


def test_the_programs_own_rules_have_no_faults() -> None:
    assert [str(fault) for fault in load_ruleset().faults] == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("element: a", "elemnt: a", "2: elemnt: finnes ikke – mente du «element»?"),
        ("element: a", "element: x", "2: element: «x» finnes ikke – tillatt er a, b, begge"),
        ("title: Hvor ofte\n", "", "2: title: mangler – må være med"),
        (
            "[avtalen, gjennomgaa, intervall]",
            "[avtalen, gjenomgaa]",
            "8: any_of.1.all.2: begrepet «gjenomgaa» finnes ikke",
        ),
        ("[avtalen, gjennomgaa, intervall]", "avtalen", "8: any_of.1.all: «avtalen» er feil type – skal være en liste"),
        ("    none: [kurs]", "    sections: [kurs]", "9: any_of.1.sections.1: «kurs» kan ikke brukes – tillatt er"),
        ("    none: [kurs]", "    within: mye", "9: any_of.1.within: «mye» er feil type – skal være et helt tall"),
        ("why: Ellers", "what: Ellers", "5: what: står to ganger"),
        ("because: Det", "becuse: Det", "15: examples.no_match.1.becuse: finnes ikke – mente du «because»?"),
        ("title: Hvor ofte", "title: [Hvor ofte", "yaml: kan ikke leses"),
        (
            "  - all: [avtalen, gjennomgaa, intervall]\n    none",
            "  - none",
            "any_of: et alternativ må kreve noe av setningen selv",
        ),
    ],
)
def test_a_fault_says_where_it_is_and_what_is_allowed(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in RULE
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/a.yml": RULE.replace(old, new, 1)}))
    assert any(f"vedlikehold/a.yml:{fault}" in str(found) or fault in str(found) for found in ruleset.faults), (
        ruleset.faults
    )
    assert ids(ruleset) == ["vedlikehold/b"]


def test_all_faults_are_reported_at_once_and_sound_rules_are_kept(tmp_path: Path) -> None:
    broken = RULE.replace("element: a", "elemnt: a").replace("what:", "hva:")
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/a.yml": RULE, "vedlikehold/feil.yml": broken}))
    assert {fault.key for fault in ruleset.faults} == {"elemnt", "hva", "element", "what"}
    assert ids(ruleset) == ["vedlikehold/a", "vedlikehold/b"]
    assert ruleset.left_out == {("vedlikehold", "")}


def test_a_rule_without_examples_does_not_load(tmp_path: Path) -> None:
    text = RULE.split("examples:", maxsplit=1)[0]
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/a.yml": text}))
    assert ids(ruleset) == ["vedlikehold/b"]
    assert ruleset.faults[0].key == "examples"


def test_a_draft_is_not_run_and_is_no_fault(tmp_path: Path) -> None:
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/utkast.yml": RULE + "status: draft\n"}))
    assert (ids(ruleset), ruleset.faults) == (["vedlikehold/a", "vedlikehold/b"], ())


def test_an_element_that_no_rule_finds_is_a_fault_and_left_out(tmp_path: Path) -> None:
    """An empty rules folder gave level 0 for everything, as if it had been looked for."""
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/b.yml": RULE}))
    assert [str(fault) for fault in ruleset.faults] == [
        "vedlikehold:1: b: ingen regel finner dette elementet – skriv en"
    ]
    assert ruleset.left_out == {("vedlikehold", "b")}


@pytest.mark.parametrize("name", ["vedlikehold/c.yaml", "vedlikehold/C.YML", "vokabular/x.yaml"])
def test_a_file_with_another_ending_is_named(tmp_path: Path, name: str) -> None:
    ruleset = load_ruleset(make_folder(tmp_path, {name: RULE}))
    assert [str(fault) for fault in ruleset.faults] == [f"{name}:1: fila: leses ikke – navnet må slutte på .yml"]


@pytest.mark.parametrize(
    "value",
    ["2024-13-45", "!!int x", "!!int ''", "!!float x", "!!bool kanskje", "!!timestamp nei", "!!binary ø",
     "!!python/object/apply:os.getcwd []"],
)  # fmt: skip
def test_a_value_that_yaml_cannot_make_is_a_fault_with_its_line(tmp_path: Path, value: str) -> None:
    """It ended the program with a ValueError, or with another error that comes of how the value is made."""
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/a.yml": f"element: a\ntitle: {value}\n"}))
    assert ruleset.faults[0].line == 2
    assert ids(ruleset) == ["vedlikehold/b"]


def test_aliases_of_aliases_do_not_fill_the_memory(tmp_path: Path) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 10)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    ruleset = load_ruleset(make_folder(tmp_path, {"vedlikehold/x.yml": bomb}))
    assert "mer enn 20000 verdier" in ruleset.faults[0].message


def test_a_missing_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(RuleProblem, match="pek på en regelmappe med denne fila"):
        load_ruleset(tmp_path / "borte")


@pytest.mark.parametrize(
    ("vocabulary", "message"),
    [
        (VOCABULARY + "avtalen: [x]\n", "avtalen: står to ganger"),
        (VOCABULARY + "ny: tekst\n", "ny: skal være en liste med uttrykk"),
        (VOCABULARY + "ny: {ord: [a]}\n", "ny.ord: finnes ikke – tillatt er terms, not"),
        (VOCABULARY + 'ny: ["a*b"]\n', "bare først og sist"),
        (VOCABULARY + 'ny: ["<borte>"]\n', "ord.yml:6: ny: «ny» viser til begrepet «borte», som ikke finnes"),
        (VOCABULARY + 'ny: ["<ny>"]\n', "ord.yml:6: ny: begrepene viser til hverandre i ring"),
        (VOCABULARY + 'ny: ["~2 ord"]\n', "ord.yml:6: ny: «~2 ord» kan ikke begynne med et mellomrom"),
        ("bare tekst", "må være begreper med lister"),
    ],
)
def test_a_broken_vocabulary_stops_with_its_faults(tmp_path: Path, vocabulary: str, message: str) -> None:
    with pytest.raises(RuleProblem, match=message.replace("*", r"\*")):
        load_ruleset(make_folder(tmp_path, vocabulary=vocabulary))


def test_a_level_rule_may_only_name_elements(tmp_path: Path) -> None:
    with pytest.raises(RuleProblem, match=r"constructs.vedlikehold.levels.3: «z» er ikke et element – tillatt er a, b"):
        load_ruleset(make_folder(tmp_path, criteria=CRITERIA.replace('"3": begge', '"3": z')))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"3": begge, ', "", "constructs.vedlikehold.levels: mangler 3"),
        ('"0": Ingenting., ', "", "constructs.vedlikehold.reasons: mangler 0"),
        ("  lm:", "  ml:", "constructs: mangler lm"),
    ],
)
def test_criteria_that_leave_something_out_are_named(tmp_path: Path, old: str, new: str, fault: str) -> None:
    """Every file failed with a KeyError."""
    assert old in CRITERIA
    with pytest.raises(RuleProblem, match=fault):
        load_ruleset(make_folder(tmp_path, criteria=CRITERIA.replace(old, new)))


def test_the_digest_changes_with_any_file(tmp_path: Path) -> None:
    first = load_ruleset(make_folder(tmp_path)).sha256
    (tmp_path / "vedlikehold" / "a.yml").write_text(RULE + "# ny\n", "utf-8")
    assert load_ruleset(tmp_path).sha256 != first


values = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 5), st.text(max_size=8), st.just([]), st.just({}), st.just(["x", 1])
)


@given(
    st.sampled_from(["element", "title", "any_of", "examples", "accepts", "status", "strength", "known_gaps"]), values
)
def test_a_wrong_type_in_any_field_is_a_fault_and_never_a_crash(
    tmp_path_factory: pytest.TempPathFactory, key: str, value: object
) -> None:
    lines = "".join(f"{name}: {text}\n" for name, text in _fields(key, value))
    ruleset = load_ruleset(make_folder(tmp_path_factory.mktemp("r"), {"vedlikehold/a.yml": lines}))
    assert all(fault.line >= 1 and fault.message for fault in ruleset.faults)


def _fields(key: str, value: object) -> list[tuple[str, str]]:
    data = yaml.safe_load(RULE) | {key: value}
    return [(name, json.dumps(one)) for name, one in data.items()]
