"""Metode: the level rules as they are in force, honest figures, and a note when the rules have changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import agreement
import pytest
from conftest import ROOT
from holdout import build
from playwright.sync_api import Page, expect

from analyser.app.methodical import figures as held
from analyser.app.methodical.conditions import Need, named, needs
from analyser.app.methodical.figures import codebook, figures
from analyser.app.methodical.pictures import ladder
from analyser.app.pages import method
from analyser.assessment import CONSTRUCTS
from analyser.engine import default_ruleset
from analyser.levels import LevelRule
from app.conftest import NARROW, WIDE, Server
from app.pages import html, page_of

RULES = default_ruleset()


def meets(need: Need, found: set[str]) -> bool:
    """Whether the condition as shown is met."""
    if need.element:
        return (need.element in found) != need.absent
    return (sum(meets(part, found) for part in need.parts) >= need.least) != need.absent


@pytest.mark.parametrize("construct", CONSTRUCTS)
@pytest.mark.parametrize("level", ["2", "3"])
def test_the_condition_as_shown_is_the_one_in_force(construct: str, level: str) -> None:
    rule = RULES.criteria.constructs[construct].levels[level]  # type: ignore[index]
    names = sorted(rule.names)
    for size in range(len(names) + 1):
        for found in combinations(names, size):
            assert meets(needs(rule), set(found)) == rule.holds(set(found))


def test_a_condition_with_not_is_shown_as_such() -> None:
    rule = LevelRule("a and not (b or c)")
    assert meets(needs(rule), {"a"})
    assert not meets(needs(rule), {"a", "b"})
    assert named(needs(LevelRule("not a")), {"a": "oppgave"}) == Need("oppgave", absent=True)


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_level_of_every_construct_is_told(construct: str) -> None:
    criterion = RULES.criteria.constructs[construct]
    text = re.sub(r"<[^>]+>", "", ladder(construct, criterion))
    for name in criterion.shown:
        assert criterion.elements[name].name in text.replace("&quot;", '"')
    for reason in criterion.reasons.values():
        assert reason in text


def test_the_figures_add_up() -> None:
    for one in figures().sets.values():
        assert set(one.constructs) == set(CONSTRUCTS)
        for agreed in one.constructs.values():
            assert sum(map(sum, agreed.confusion)) <= agreed.coded == one.agreements
            assert 0 <= agreed.sentences_found <= agreed.sentences
        assert sum(map(sum, one.confusion)) == sum(sum(map(sum, part.confusion)) for part in one.constructs.values())


def test_the_unseen_sets_are_those_that_the_hold_out_folder_names() -> None:
    folder = ROOT / "tests/holdout"
    rows = [line.split("|") for line in (folder / "README.md").read_text(encoding="utf-8").splitlines()]
    unseen = [row[1].strip() for row in rows if len(row) > 4 and "**hold-out**" in row[4]]
    assert set(unseen) == set(agreement.UNSEEN)
    assert figures().sets["urort"].agreements == len([one for name in unseen for one in folder.glob(f"src/{name}*.md")])


@pytest.mark.slow
def test_the_figures_are_what_the_program_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if figures().ruleset != RULES.sha256:
        pytest.skip("tallene på siden Metode er målt med andre regler: python tools/agreement.py GULL")
    monkeypatch.setattr(agreement, "TARGET", tmp_path / "enighet.json")
    build(tmp_path, agreement.UNSEEN)
    agreement.main(tmp_path)
    again = json.loads((tmp_path / "enighet.json").read_text(encoding="utf-8"))
    kept = json.loads((Path(held.__file__).parent / "data" / "enighet.json").read_text(encoding="utf-8"))
    assert again["sets"]["urort"] == again["sets"]["utvikling"] == kept["sets"]["urort"]


def test_the_codebook_is_of_the_version_the_rules_follow() -> None:
    version = re.match(r"Version (\d+\.\d+)\.", codebook())
    assert version
    assert RULES.version.startswith(version[1])


def test_a_list_in_the_codebook_ends_where_it_ends() -> None:
    """A line after a list was drawn as part of its last item."""
    assert "\n\nA joint duty (" in codebook()
    assert "\n  bodies, follow-up" in codebook()


def script() -> None:
    from analyser.app.pages import method

    method.show()


def test_the_page_says_so_when_the_rules_have_changed_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for ruleset, said in ((RULES.sha256, "med reglene som gjelder nå"), ("x", "reglene er endret siden da")):
        now = replace(figures(), ruleset=ruleset)
        monkeypatch.setattr(method, "figures", lambda now=now: now)
        page = page_of(script, tmp_path, monkeypatch)
        shown = [*(one.value for one in page.text), *(one.value for one in page.warning)]
        assert any(said in one for one in shown)


def test_the_example_is_worked_out_by_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = html(page_of(script, tmp_path, monkeypatch))
    assert "<mark>tre dager</mark>" in drawn
    assert "level-2" in drawn


@pytest.mark.slow
def test_in_a_browser(page: Page, server: Server, axe: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/metode")
    page.get_by_role("tab", name="Slik virker det").focus()
    for name in ("Nivåreglene", "Hvor godt det treffer", "Begrensninger", "Kodeboken"):
        axe(page)
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    axe(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.get_by_text("Nynorsk", exact=True).click()
    expect(page.get_by_role("tab", name="Slik verkar det")).to_be_visible()


