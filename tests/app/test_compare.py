"""Sammenlign: groups and counts are right, nothing from a document is HTML, and all of it works in a browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from conftest import AGREEMENTS
from export.samples import MADE, nasty, reviews
from playwright.sync_api import Page, expect
from streamlit.delta_generator import DeltaGenerator

from analyser.app import state
from analyser.app.comparing import groups, heat, pair, spread
from analyser.app.listing.rows import rows
from analyser.app.pages import compare
from analyser.app.state import t
from analyser.assessment import CONSTRUCTS
from analyser.store import Stored
from app.conftest import NARROW, WIDE, Server, settled
from app.pages import html, page_of, store_with

NAMES = ("overordnet-ostre-agder", "tenesteavtale-2-etne", "tjenesteavtale-2-indre-finnmark")
PATHS = [AGREEMENTS / f"{name}.pdf" for name in NAMES]
STORED = Stored(nasty().sha256, "a.pdf", "test", MADE, ("fonna",), nasty(), archived=False)


def frame(**columns: list[object]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def test_an_agreement_with_two_trusts_stands_under_both() -> None:
    table = frame(sha256=["a", "b"], trusts=[["fonna", "stolav"], ["fonna"]])
    found = [(group.name, list(group.rows["sha256"])) for group in groups.grouped(table, "helseforetak")]
    assert found == [("Helse Fonna HF", ["a", "b"]), ("St. Olavs hospital HF", ["a"])]


def test_what_belongs_nowhere_comes_last() -> None:
    table = frame(sha256=["a", "b", "c"], year=pd.array([None, 2021, 2012], dtype="Int64"))
    found = [(group.name, list(group.rows["sha256"])) for group in groups.grouped(table, "aar")]
    assert found == [("2012", ["c"]), ("2021", ["b"]), ("", ["a"])]


def test_topics_stand_by_number_and_not_by_letter() -> None:
    table = frame(topics=[["10"], ["2"], ["overordnet"]])
    assert [name.split()[0] for name in groups.options(table, "tema").values()] == ["2", "10", "overordnet"]


def test_narrowing_takes_any_of_the_values_and_all_of_the_dimensions() -> None:
    table = frame(sha256=["a", "b", "c"], region=["Vest", "Vest", "Nord"], topics=[["2"], ["5"], ["2"]])
    wanted = {"region": ["Vest"], "tema": ["2", "3"], "helseforetak": []}
    assert list(groups.narrowed(table, wanted)["sha256"]) == ["a"]


@pytest.mark.parametrize(("agreements", "expected"), [(groups.SMALL - 1, None), (groups.SMALL, 2.0)])
def test_a_small_group_has_no_average(agreements: int, expected: float | None) -> None:
    assert groups.mean(pd.Series([2] * agreements, dtype="Int64")) == expected


def test_what_was_not_assessed_is_counted_for_itself() -> None:
    levels = pd.Series([0, 3, 3, None], dtype="Int64")
    assert groups.counts(levels) == (1, 0, 0, 2, 1)


def test_a_level_says_its_number_its_words_and_who_set_it() -> None:
    assert "level-2" in heat.cell(2, False)
    assert ">2<" in heat.cell(2, False)
    assert "delvis ivaretatt" in heat.cell(2, False)
    assert "satt av en person" in heat.cell(1, True)
    assert "–" in heat.cell(None, False)
    assert "ikke vurdert" in heat.cell(None, False)


def test_levels_set_by_people_are_shown_and_marked() -> None:
    table = rows([STORED], {STORED.sha256: reviews()})
    drawn = heat.heat_map([groups.Group("", table)], named=False)
    assert drawn.count("satt av en person") == 2  # once as title, once read aloud
    assert "1 av 1" in drawn
    assert list(heat.sheet(table).iloc[0])[-1] == "Samisk befolkning"


def test_a_title_with_html_is_text_everywhere() -> None:
    table = rows([STORED], {})
    drawn = heat.heat_map([groups.Group("", table)], named=False)
    drawn += pair.side_by_side((STORED, STORED), {})
    assert "<script>" not in drawn
    assert "&lt;script&gt;" in drawn


def test_bars_say_their_numbers_to_those_who_do_not_see_them() -> None:
    table = pd.DataFrame({name: pd.array([0, 2, None], dtype="Int64") for name in CONSTRUCTS})
    assert 'aria-label="Samisk befolkning: 1 ikke omtalt, 1 delvis ivaretatt, 1 ikke vurdert"' in spread.bars(table)
    assert "gjennomsnitt" not in spread.numbers(table)
    many = pd.concat([table] * 5)
    assert "1,0" in spread.numbers(many)


def test_two_agreements_side_by_side_have_levels_elements_quotes_and_duties() -> None:
    drawn = pair.side_by_side((STORED, STORED), {STORED.sha256: {"samisk": 3}})
    assert drawn.count("<tbody>") == 1 + len(CONSTRUCTS)
    assert f"<td>{len(nasty().duties)}</td><td>{len(nasty().duties)}</td>" in drawn
    assert "3" + f'<span class="penn" aria-hidden="true">{heat.MARK}</span> ivaretatt, satt av en person' in drawn
    assert "ingen setning funnet" in drawn
    best = next(one for one in nasty().constructs["lm"].evidence if one.quote != one.lead_in)
    assert f"side {best.page}" in drawn


def script() -> None:
    from analyser.app.pages import compare

    compare.show()


def test_the_page_groups_narrows_and_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_with(tmp_path, *PATHS).close()
    page = page_of(script, tmp_path, monkeypatch)
    assert "Alle avtalene" in html(page)
    page.selectbox(key="sammenlign_gruppe").select("region").run()
    drawn = html(page)
    assert drawn.index("Helse Nord RHF") < drawn.index("Helse Sør-Øst RHF") < drawn.index("Helse Vest RHF")
    page.multiselect(key="sammenlign_varme_tema").select("overordnet").run()
    assert "Helse Nord RHF" not in html(page)
    assert not page.exception


def test_two_with_the_same_title_and_file_name_can_each_be_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def choose(_: object, label: str, options: list[str], *rest: int, **more: Any) -> str:
        offered.extend(map(more["format_func"], options))
        return options[0]

    monkeypatch.setattr(DeltaGenerator, "selectbox", choose)
    compare._pair([STORED, replace(STORED, sha256="b")], {})
    assert len(set(offered)) == 2


def test_the_files_are_in_the_language_of_the_page_though_made_where_none_is_at_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Callable[[], bytes]] = []
    monkeypatch.setattr(compare.st, "download_button", lambda _, data, *rest, **more: made.append(data))
    with monkeypatch.context() as page:
        page.setattr(state, "language", lambda: "nn")
        compare._downloads(rows([STORED], {}))
        expected = t("sammenlign.satt_av_personer")
    assert expected != t("sammenlign.satt_av_personer")
    assert expected in made[1]().decode("utf-8-sig")


def test_without_agreements_the_page_says_where_to_add_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "ingen avtaler ennå" in html(page_of(script, tmp_path, monkeypatch))


def test_one_agreement_cannot_be_set_beside_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store_with(tmp_path, PATHS[1]).close()
    page = page_of(script, tmp_path, monkeypatch)
    assert "Det trengs to avtaler" in page.info[0].value


@pytest.mark.slow
def test_in_a_browser(page: Page, server: Server, axe: Callable[[Page], None]) -> None:
    page.goto(f"{server.url}/sammenlign")
    region = page.get_by_role("region", name="Varmekart")
    expect(region.get_by_role("columnheader", name="Avtale")).to_be_visible()
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        axe(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.get_by_role("tab", name="Varmekart").focus()
    for name in ("Fordeling", "To avtaler"):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("tabpanel", name=name)).to_be_visible()
        axe(page)
    expect(page.get_by_role("region", name="To avtaler").get_by_role("rowgroup")).to_have_count(2 + len(CONSTRUCTS))


@pytest.mark.slow
def test_from_the_heat_map_to_an_agreement_by_keyboard(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/sammenlign?spraak=Nynorsk")
    expect(page.get_by_role("heading", name="Samanlikn")).to_be_visible()
    settled(page)
    link = page.get_by_role("region", name="Varmekart").get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/avtale?avtale=*")
    expect(page.get_by_role("link", name="Éin avtale")).to_be_visible()
