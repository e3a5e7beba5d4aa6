"""Rule files with anything in any field: every fault has a path and a line, and nothing else is ever raised."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rulefolder import ADVICE, CRITERIA, RULE, VOCABULARY, make_folder

from analyser.errors import RuleProblem
from analyser.levels import LevelRule
from analyser.rulecheck import check
from analyser.rules import load_ruleset

FILES = {
    "vedlikehold/a.yml": RULE, "kriterier.yml": CRITERIA, "raad/vedlikehold.yml": ADVICE,
    "vokabular/ord.yml": VOCABULARY,
}  # fmt: skip
PLACE = re.compile(r".+?:\d+: .+?: .+", re.DOTALL)
Path_ = tuple[Any, ...]

SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.integers(-3, 3), st.just(10**40), st.floats(), st.text(max_size=12),
    st.sampled_from([
        "a", "a and b", "count(a) >= 1", "count() >= 99999999999999", "not a", "a.b", "__import__('os')", "lambda: 1",
        "(" * 300, "avtalen", "avtalen|kurs", "<kurs>", "<a> ~3 b", "/[/", "/(a+)+$/", "~2", "a ~99 b", "*", "**",
        "a*b", "[[x]]", "]] [[", "\x00", "\U0001f600", "2020-01-01",
        "yes", "0x1F", "1_000", "=", "<<", "&a", "!!python/name:os.system", "vedlikehold", "begge",
    ]),
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SCALARS.map(str), inner, max_size=3),
    max_leaves=8,
)


YAML = st.sampled_from([
    "\t", "  ", "- ", ": ", "{", "[", "&a ", "*a", "!!python/object:os.system ", "<<: ", "%", "---\n", "...", "\x85",
    "|\n", ">", "? ", "!!binary ", "!!timestamp ",
])  # fmt: skip


def plain(text: str) -> Any:
    """What a file says, read as the program reads it."""
    return yaml.load(text, yaml.CSafeLoader)


def places(data: Any, here: Path_ = ()) -> Iterator[Path_]:
    """Every key and item of a file."""
    yield here
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from places(value, (*here, key))


EVERYWHERE = [(name, place) for name, text in FILES.items() for place in places(plain(text))]


def changed(data: Any, place: Path_, value: Any) -> Any:
    """The data with the value at a place."""
    if not place:
        return value
    data = copy.deepcopy(data)
    inner = data
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = value
    return data


def loads_or_says_where(folder: Path) -> None:
    try:
        faults = load_ruleset(folder).faults
    except RuleProblem as error:
        faults = tuple(error.faults)
        assert faults
    assert all(PLACE.fullmatch(str(fault)) and fault.line >= 1 for fault in faults), faults


WILD = settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))


@WILD
@given(st.sampled_from(EVERYWHERE), VALUES)
def test_any_value_in_any_field_of_any_file(
    tmp_path_factory: pytest.TempPathFactory, where: tuple[str, Path_], value: Any
) -> None:
    name, place = where
    text = yaml_of(changed(plain(FILES[name]), place, value))
    folder = make_folder(tmp_path_factory.mktemp("r"))
    (folder / name).write_text(text, "utf-8", "surrogatepass")
    loads_or_says_where(folder)


def yaml_of(data: Any) -> str:
    """JSON is YAML, and can say all that was made up here but NaN and the like, which YAML writes otherwise."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    return re.sub(r"(?<=[:\[,] )-?(?:NaN|Infinity)", ".nan", text)


@WILD
@given(st.sampled_from(sorted(FILES)), st.integers(0, 3000), st.integers(0, 30), st.text(max_size=10) | YAML)
def test_any_letters_in_any_file(
    tmp_path_factory: pytest.TempPathFactory, name: str, at: int, gone: int, put: str
) -> None:
    text = FILES[name]
    at %= len(text) + 1
    folder = make_folder(tmp_path_factory.mktemp("r"))
    (folder / name).write_text(text[:at] + put + text[at + gone :], "utf-8", "surrogatepass")
    loads_or_says_where(folder)


@WILD
@given(st.sampled_from(sorted(FILES)), st.binary(max_size=200))
def test_any_bytes_for_a_file(tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes) -> None:
    folder = make_folder(tmp_path_factory.mktemp("r"))
    (folder / name).write_bytes(content)
    loads_or_says_where(folder)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from([one for one in EVERYWHERE if one[0] == "vedlikehold/a.yml"]), VALUES)
def test_the_rule_check_survives_any_value(
    tmp_path_factory: pytest.TempPathFactory, where: tuple[str, Path_], value: Any
) -> None:
    folder = make_folder(tmp_path_factory.mktemp("r"))
    (folder / where[0]).write_text(yaml_of(changed(plain(RULE), where[1], value)), "utf-8", "surrogatepass")
    assert all(PLACE.fullmatch(str(fault)) for fault in check(folder).faults)


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab() andornot,>=0129count.'\"\\\n#:lmd_[]{}é", max_size=60))
def test_any_level_rule_is_read_or_refused(text: str) -> None:
    try:
        rule = LevelRule(text)
    except ValueError:
        return
    assert rule.holds({"a"}) in (True, False)
