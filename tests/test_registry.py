"""The registry: every written form leads to the right entity, and the tables hold together."""

from __future__ import annotations

import pytest

from analyser.registry import (
    bearer_today,
    fellesskap,
    find_entity,
    fold,
    municipalities,
    municipality_names,
    sami_trusts,
    trust_names,
    trusts,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Balsfjord kommune", "Balsfjord"),
        ("Kárášjoga gielda", "Karasjok"),
        ("Guovdageainnu suohkan", "Kautokeino"),
        ("Kaivuonon komuuni", "Kåfjord"),
        ("Divtasvuona suohkan", "Tysfjord"),
        ("EVJE OG HORNNES KOMMUNE", "Evje og Hornnes"),
        ("Vaeroy kommune", "Værøy"),
        ("Royken kommune", "Røyken"),
        ("UNN", "Universitetssykehuset Nord-Norge HF"),
        ("Nordlandssjukehuset HF", "Nordlandssykehuset HF"),
        ("Sørlandets sykehus HF", "Sørlandet sykehus HF"),
        ("Sykehuset Telemark helseforetak", "Sykehuset Telemark HF"),
        ("Helse Finnmark HF", "Helse Finnmark HF"),
        ("Haraldsplass Diakonale Sykehus", "Haraldsplass Diakonale Sykehus AS"),
        ("Helse Nord RHF", "Helse Nord RHF"),
    ],
)
def test_any_written_form_leads_to_the_entity(written: str, name: str) -> None:
    entity = find_entity(written)
    assert entity is not None
    assert entity.name == name


def test_unknown_name_leads_nowhere() -> None:
    assert find_entity("Andeby kommune") is None


def test_a_name_used_twice_is_settled_by_the_trust() -> None:
    herøy = find_entity("Herøy")
    assert herøy is not None
    assert bearer_today(herøy, ["hmr"]) == ("1515", "Herøy")
    assert bearer_today(herøy, ["helgelandssykehuset"]) == ("1818", "Herøy")


def test_a_split_municipality_goes_to_the_trust_area_of_the_agreement() -> None:
    tysfjord = find_entity("Tysfjord")
    assert tysfjord is not None
    assert tysfjord.ceased == 2020
    assert bearer_today(tysfjord, ["nordlandssykehuset"]) == ("1875", "Hamarøy")
    assert bearer_today(tysfjord, ["unn"]) == ("1806", "Narvik")


def test_the_tables_hold_together() -> None:
    assert len(municipalities()) == 357
    assert {place.trust_id for place in municipalities().values()} <= set(trusts())
    assert {place.fellesskap_id for place in municipalities().values()} <= set(fellesskap())
    assert {one for group in fellesskap().values() for one in group.trust_ids} <= set(trusts())
    assert all(number in municipalities() for entity in municipality_names().values() for number, _ in entity.today)
    assert sum(place.sami_area != "none" for place in municipalities().values()) == 13


def test_trusts_that_serve_the_sami_language_area_come_from_the_municipalities() -> None:
    assert {"finnmarkssykehuset", "unn", "nordlandssykehuset", "stolav"} <= sami_trusts()
    assert "ahus" not in sami_trusts()


def test_folding_keeps_the_length() -> None:
    text = "Ærlig Ålesund, Røst og Kárášjohka – Porsáŋgu"
    assert len(fold(text)) == len(text)
    assert fold("Ålesund") == "alesund"


def test_former_trust_names_point_to_the_trust_of_today() -> None:
    entity = trust_names()["helse sunnmore hf"]
    assert (entity.name, entity.today[0][0], entity.ceased) == ("Helse Sunnmøre HF", "hmr", 2011)
