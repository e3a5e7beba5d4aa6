"""The catalogue of texts: nothing missing, nothing unused, both languages, the same placeholders."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import analyser.app
from analyser.app.texts import LANGUAGES, catalogue, text

SOURCES = sorted(Path(analyser.app.__file__).parent.rglob("*.py"))
PAGES = {key.partition(".")[0] for key in catalogue()}
NOT_TEXTS = (".pdf", ".xlsx", ".csv", ".json", ".docx", ".css", ".yml", ".toml")


def wordings(node: ast.AST) -> Iterator[str]:
    """Every string in the code as a pattern; what an f-string fills in may be anything."""
    if isinstance(node, ast.JoinedStr):
        parts = node.values
        yield "".join(re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".*" for one in parts)
        inside: list[ast.AST] = [one for one in parts if not isinstance(one, ast.Constant)]
    else:
        inside = list(ast.iter_child_nodes(node))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)
    for one in inside:
        yield from wordings(one)


def asked_for() -> Iterator[tuple[str, str]]:
    """(file, pattern of keys) for each string that has the shape of a key."""
    for path in SOURCES:
        for pattern in wordings(ast.parse(path.read_text(encoding="utf-8"))):
            page, dot, name = pattern.partition(r"\.")
            plain = pattern.replace("\\", "")
            if dot and page in PAGES and re.fullmatch(r"[\w.*]+", name) and not plain.endswith(NOT_TEXTS):
                yield path.name, pattern


PATTERNS = sorted(set(asked_for()))


def test_every_text_that_is_asked_for_is_there() -> None:
    missing = [one for one in PATTERNS if not any(re.fullmatch(one[1], key) for key in catalogue())]
    assert missing == []


def test_no_text_stands_unused() -> None:
    used = re.compile("|".join(pattern for _, pattern in PATTERNS))
    own = [key for key in catalogue() if not key.startswith("streamlit.")]
    assert [key for key in own if not used.fullmatch(key)] == []


def test_every_text_is_there_in_both_languages() -> None:
    assert {key: said for key, said in catalogue().items() if set(said) - {"en"} != set(LANGUAGES)} == {}
    spoken = [(key, one) for key, said in catalogue().items() for one in said.values()]
    assert [(key, one) for key, one in spoken if not isinstance(one, str) or not one.strip()] == []


def test_both_languages_have_the_same_placeholders() -> None:
    pairs = {key: (placeholders(said["nb"]), placeholders(said["nn"])) for key, said in catalogue().items()}
    assert {key: pair for key, pair in pairs.items() if set(pair[0]) != set(pair[1])} == {}


def placeholders(wording: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(wording) if name is not None]


def test_what_a_text_asks_for_is_what_it_is_given() -> None:
    wrong = []
    for path in SOURCES:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "t" and call.args:
                key, given = call.args[0], {one.arg for one in call.keywords}
                if isinstance(key, ast.Constant) and given != set(placeholders(catalogue()[key.value]["nb"])):
                    wrong.append(f"{path.name}:{call.lineno}: {key.value}: {given}")
    assert wrong == []


def test_a_text_is_filled_in_and_never_read_twice() -> None:
    assert text("nn", "avtaler.er_arkivert", navn="{antall} **x**") == "«{antall} **x**» er lagd i arkivet."
    with pytest.raises(KeyError):
        text("nb", "avtaler.finnes_ikke")
