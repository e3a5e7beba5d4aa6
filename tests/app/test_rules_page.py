"""Regler: every rule can be read and searched, and a tried sentence gets the answer the rules give."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from analyser.app.rulebook import words
from analyser.app.rulebook.answer import answer
from analyser.app.rulebook.card import card
from analyser.app.rulebook.trying import HEADINGS, tried
from analyser.engine import default_ruleset
from analyser.trial import try_sentence
from app.conftest import NARROW, Server, settled
from app.pages import html, page_of

RULES = default_ruleset()
SENTENCE = "Kommunen skal sende melding til sykehuset innen tre dager."


@pytest.mark.parametrize("kind", HEADINGS)
def test_every_heading_gives_the_kind_it_stands_for(kind: str) -> None:
    trial = try_sentence(SENTENCE, RULES.vocabulary, heading=HEADINGS[kind])
    assert {clause.section.kind for clause in trial.reading.clauses if clause.start in trial.place} == {kind}


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_rule_makes_a_card_with_all_it_says(rule: object) -> None:
    from analyser.rules import NamedRule

    assert isinstance(rule, NamedRule)
    drawn = card(rule, RULES.vocabulary)
    text = re.sub(r"<[^>]+>", "", drawn).replace("&quot;", '"').replace("&#x27;", "'").replace("&lt;", "<")
    text = text.replace("&gt;", ">").replace("&amp;", "&")
    for said in (rule.body.title, rule.body.what, rule.body.why, rule.body.source, *rule.body.known_gaps):
        assert said in text
    for one in rule.body.examples.match:
        assert one.text.replace("[[", "").replace("]]", "") in text
    for other in rule.body.examples.no_match:
        assert other.because in text
    assert drawn.count("<li>") > len(rule.body.any_of)
    assert not re.search(r"«\w+_\w+[^»]*» i setningen", text), "a concept is told by its words, not by its id"


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("hvert|kvart ~2 år*", "hvert / kvart … år…"),
        ("<vh_navn> ~3 avtale*", "‹vh_navn› … avtale…"),
        (r"/\d+/ dager", "tall dager"),
        ("/(to|tre) ?årlig/ plan", "mønsteret (to|tre) ?årlig plan"),
        ("LMS", "LMS"),
    ],
)
def test_a_term_in_words(term: str, said: str) -> None:
    assert words.term_words(term) == said


def test_a_search_finds_rules_by_all_the_words_also_those_of_concepts_they_only_stand_on() -> None:
    found = {rule.id for rule in RULES.rules if words.holds(rule, "ÅRLIG gjennomgås", RULES.vocabulary)}
    assert "vedlikehold/a_intervall" in found
    assert not any(words.holds(rule, "årlig xyzzy", RULES.vocabulary) for rule in RULES.rules)


def test_every_concept_that_a_rules_words_name_is_listed_once() -> None:
    for rule in RULES.rules:
        named = words.with_references(words.concepts(rule), RULES.vocabulary)
        assert len(named) == len(set(named))
        said = " ".join(one for name in named for part in words.terms(name, RULES.vocabulary) for one in part)
        assert set(re.findall(r"‹(\w+)›", said)) <= set(named)


def test_what_must_not_be_there_is_told_apart() -> None:
    rule = next(rule for rule in RULES.rules if rule.id == "vedlikehold/a_intervall")
    asked, barred = words.conditions(rule.body.any_of[1], RULES.vocabulary)
    assert asked
    assert all(one.startswith(("ikke ", "kapittelet er ikke ")) for one in barred)
    assert len(barred) == len(rule.body.any_of[1].none) + 1


def test_marked_words_are_marked_and_the_rest_is_text() -> None:
    assert words.marked("<b>[[Avtalen]] & co") == "&lt;b&gt;<mark>Avtalen</mark> &amp; co"


def test_a_sentence_that_fires_says_which_rules_with_which_words() -> None:
    result = tried(SENTENCE, RULES, "Oppgaver og ansvar")
    fired = {one.rule.id: one for one in result.fired}
    assert {"konkretisering/a_kommunen", "konkretisering/c_tid", "forpliktelse/a_kommunen_plikt"} <= set(fired)
    assert fired["konkretisering/c_tid"].words == "tre dager"
    assert {one.strength for one in result.fired} == {"full"}
    assert result.levels["konkretisering"] == 2
    assert (result.kind, result.weight) == ("oppgaver", "full")


def test_where_it_stands_and_how_it_is_worded_lower_what_it_counts() -> None:
    capped = tried(SENTENCE, RULES, "Formål")
    assert capped.weight == "capped"
    assert {one.strength for one in capped.fired} == {"weak"}
    assert all("capped" in one.lowered for one in capped.fired)
    assert max(capped.levels.values()) == 1
    weak = tried("Kommunen bør sende melding til sykehuset innen tre dager.", RULES, "Oppgaver og ansvar")
    assert {one.lowered for one in weak.fired if one.rule.id == "konkretisering/a_kommunen"} == {("weak",)}


@pytest.mark.parametrize(
    ("text", "heading", "why"),
    [
        (SENTENCE, "Lovgrunnlag", "sted"),
        ("Kommunen har etter loven plikt til å oppnevne koordinator.", "Oppgaver og ansvar", "lov"),
        ("Avtalen gjennomgås ikke hvert år.", "Revisjon", "nektet"),
    ],
)
def test_what_silences_a_sentence_is_said(text: str, heading: str, why: str) -> None:
    result = tried(text, RULES, heading)
    assert why in {one.silenced for one in result.near}


def test_a_near_miss_says_the_one_thing_it_lacks() -> None:
    result = tried("Avtalen skal gjennomgås.", RULES, "Revisjon")
    near = {one.rule.id: one.lacks for one in result.near}
    assert "i setningen" in near["vedlikehold/a_intervall"]
    assert "vh_" not in near["vedlikehold/a_intervall"]


def test_a_list_item_and_a_table_cell_are_read_in_their_place() -> None:
    item = tried("sende melding innen tre dager", RULES, "Oppgaver og ansvar", lead_in="Kommunen skal:")
    assert "konkretisering/a_kommunen" in {one.rule.id for one in item.fired}
    cell = tried("Sender melding innen tre dager", RULES, "Oppgaver og ansvar", column="Helseforetaket")
    assert "konkretisering/b_helseforetaket" in {one.rule.id for one in cell.fired}


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "Kommunen skal **sende** <img src=x> snart.", "."])
def test_what_is_typed_is_text(text: str) -> None:
    drawn = answer(tried(text, RULES, "Oppgaver og ansvar"))
    assert "<script>" not in drawn
    assert "<img" not in drawn


def script() -> None:
    from analyser.app.pages import rules

    rules.show()


def test_the_page_shows_a_construct_at_a_time_and_searches_them_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(script, tmp_path, monkeypatch)
    count = len([rule for rule in RULES.rules if rule.construct == "konkretisering"])
    assert html(page).count('<details class="regel">') == count
    page.text_input(key="regler_soek").input("Sámi klinihkka").run()
    assert "samisk" in html(page)
    assert not page.exception
    page.text_input(key="regler_soek").input("xyzzy").run()
    assert "Ingen regler har dette ordet" in "\n".join(one.value for one in page.text)


def test_the_small_fields_around_a_tried_sentence_took_text_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(script, tmp_path, monkeypatch)
    assert {page.text_input(key=f"regler_{name}").max_chars for name in ("innledning", "kolonne")} == {300}


@pytest.mark.slow
def test_in_a_browser(page: Page, server: Server, axe: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/regler")
    first = page.locator("details.regel > summary").first
    first.wait_for()
    settled(page)
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dette lar den ligge").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".begreper").first).to_be_visible()
    axe(page)
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    axe(page)


@pytest.mark.slow
def test_trying_a_sentence_in_a_browser(page: Page, server: Server, axe: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/regler")
    page.get_by_role("tab", name="Prøv en setning").click()
    page.get_by_role("textbox", name="Setning").fill(f"{SENTENCE} <script>document.title='brutt'</script>")
    page.get_by_role("button", name="Prøv").click()
    answer = page.locator(".svar")
    expect(answer.get_by_text("En bestemt oppgave for kommunen", exact=True)).to_be_visible()
    expect(answer.get_by_text("<script>").first).to_be_visible()
    expect(answer.locator("mark").first).to_be_visible()
    assert page.title() != "brutt"
    axe(page)
