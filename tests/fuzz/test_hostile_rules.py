"""Rule files that mean harm: each is a fault with a line, soon, and runs nothing."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from rulefolder import ADVICE, CRITERIA, RULE, VOCABULARY, make_folder

from analyser.errors import RuleFault, RuleProblem
from analyser.levels import LevelRule
from analyser.rules import load_ruleset
from analyser.vocabulary import ConceptSource, Vocabulary

FILES = {
    "vedlikehold/a.yml": RULE, "kriterier.yml": CRITERIA, "raad/vedlikehold.yml": ADVICE,
    "vokabular/ord.yml": VOCABULARY,
}  # fmt: skip
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
HARM = {
    "aliaser-av-aliaser": ALIASES,
    "alias-til-seg-selv": "a: &a [*a]\n",
    "dype-klammer": "[" * 100_000,
    "dype-krøller": "{a: " * 100_000,
    "dype-streker": "- " * 100_000 + "a",
    "dype-spørsmål": "? " * 100_000 + "a",
    "dype-innrykk": "".join(f"{' ' * n}a{n}:\n" for n in range(1200)),
    "stor": "a: " + "x" * 2_000_000,
    "mange-nøkler": "".join(f"a{n}: b\n" for n in range(60_000)),
    "kode": "a: !!python/object/apply:os.system ['touch HER']\n",
    "modul": "a: !!python/name:os.system\n",
    "langt-tall": "a: " + "9" * 100_000,
    "nuller": "a: \0",
}


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("harm", sorted(HARM))
def test_a_harmful_file_is_a_fault_and_soon(
    tmp_path: Path, harm: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred thousand brackets ended the whole program with a segmentation fault."""
    monkeypatch.chdir(tmp_path)
    folder = make_folder(tmp_path / "r")
    (folder / name).write_text(HARM[harm], "utf-8")
    begun = time.process_time()
    assert list(faults(folder))
    assert time.process_time() - begun < 5
    assert not (tmp_path / "HER").exists()


def faults(folder: Path) -> Iterator[RuleFault]:
    try:
        yield from load_ruleset(folder).faults
    except RuleProblem as error:
        yield from error.faults


def test_a_file_larger_than_anyone_writes_is_not_read(tmp_path: Path) -> None:
    folder = make_folder(tmp_path)
    (folder / "vedlikehold" / "a.yml").unlink()
    (folder / "vedlikehold" / "a.yml").write_text("a" * 1_000_001, "utf-8")
    (fault, *_) = faults(folder)
    assert "mer enn 1000000 tegn" in fault.message


@pytest.mark.parametrize(
    "text",
    ["not " * 100_000 + "a", "-" * 50_000 + "a", "(" * 900, "count(a) >= " + "9" * 5000, "a\0", "not " * 200 + "5"],
)
def test_a_level_rule_that_nests_too_deep_is_refused(text: str) -> None:
    """Python's own parser gave up with a MemoryError."""
    with pytest.raises(ValueError, match=r"bruk elementnavn|null"):
        LevelRule(text)


@pytest.mark.parametrize(
    "text",
    ["__import__('os')", "a.b", "a[0]", "lambda: 1", "(a := b)", "f'{a}'", "print(a)", "count(*a) >= 1",
     "[a for a in b]"],
)
def test_a_level_rule_runs_nothing(text: str) -> None:
    with pytest.raises(ValueError, match="bruk elementnavn"):
        LevelRule(text)


def test_gaps_after_gaps_count_each_way_once() -> None:
    """Six concepts with gaps between them took 13 seconds for a sentence of 50 words."""
    concepts = {"a": ConceptSource(("a", "b")), "x": ConceptSource((" ~99 ".join(["<a>"] * 8),))}
    begun = time.process_time()
    assert Vocabulary(concepts).find(["a", "b"] * 25)["x"]
    assert time.process_time() - begun < 2


def test_a_chain_of_concepts_can_be_told() -> None:
    """Naming a concept that stands on five thousand others went too deep for Python."""
    chain = {f"a{n}": ConceptSource((f"<a{n + 1}>",)) for n in range(5000)}
    assert Vocabulary({**chain, "a5000": ConceptSource(("slutt",))}).example("a0")


def test_deep_brackets_leave_the_program_alive(tmp_path: Path) -> None:
    file = tmp_path / "dyp.yml"
    file.write_text("[" * 100_000)
    code = "import sys, pathlib, analyser.yamlfile as y; print(y.YamlFile(pathlib.Path(sys.argv[1]), 'd').faults)"
    done = subprocess.run([sys.executable, "-c", code, file], capture_output=True, text=True, timeout=60, check=True)
    assert "inni hverandre" in done.stdout
