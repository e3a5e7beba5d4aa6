"""How often rules fire over agreements."""

from pathlib import Path

from conftest import AGREEMENTS

from analyser.rules import load_ruleset
from analyser.usage import firings


def test_every_rule_is_counted_and_unreadable_files_are_passed_over(tmp_path: Path) -> None:
    ruleset = load_ruleset()
    broken = tmp_path / "tom.pdf"
    broken.touch()
    counts = firings([broken, *sorted(AGREEMENTS.glob("*.pdf"))[:3]], ruleset)
    assert set(counts) == {rule.id for rule in ruleset.rules}
    assert counts["konkretisering/a_kommunen"] > 0
