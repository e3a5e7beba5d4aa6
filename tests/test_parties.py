"""Parties and the names of the sides, on invented openings and on single hard sentences."""

from __future__ import annotations

import pytest
from headers import HEADERS, Header
from markdown_flow import flow_from_markdown, sections_from_markdown

from analyser.parties import Parties, find_parties


def parties_of(text: str) -> Parties:
    flow = flow_from_markdown(text)
    return find_parties(flow, sections_from_markdown(flow))


def names_of(text: str) -> set[str]:
    return {party.name for party in parties_of(text).parties}


def agreement(parties: str, title: str = "Tjenesteavtale 2") -> str:
    return f"# {title}\n\n## 1 Parter\n\n{parties}\n\n## 2 Formål\n\nAvtalen skal bidra til samarbeid.\n"


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header.name)
def test_parties_of_invented_openings(header: Header) -> None:
    assert names_of(header.text) == set(header.parties)


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Avtalen er inngått mellom Sykehuset Innlandet HF og Stange kommune. Hamar kommune er ikke part.",
         {"Sykehuset Innlandet HF", "Stange kommune"}),
        ("Partane er Helse Fonna HF og kommunane Sveio og Bokn. Utsira har fått spørsmål om å vere med.",
         {"Helse Fonna HF", "Sveio kommune", "Bokn kommune"}),
        ("Ahus og Nes kommune er parter. Avtalen følger retningslinjer fra Helse Sør-Øst RHF og Helsedirektoratet.",
         {"Akershus universitetssykehus HF", "Nes kommune"}),
        ("Partene er Volda, Ørsta og Hareid kommunar og Helse Møre og Romsdal HF.",
         {"Volda kommune", "Ørsta kommune", "Hareid kommune", "Helse Møre og Romsdal HF"}),
        ("BALSFJORD KOMMUNE og UNIVERSITETSSYKEHUSET NORD-NORGE HF er parter i avtalen.",
         {"Balsfjord kommune", "Universitetssykehuset Nord-Norge HF"}),
        ("Avtalen er mellom Bals1jord kommune og Universitetssykehuset Nord-Norge HF.",
         {"Balsfjord kommune", "Universitetssykehuset Nord-Norge HF"}),
        ("Hver kommune er selvstendig part overfor Vestre Viken HF.", {"Vestre Viken HF"}),
        ("Partene er NN kommune og Sykehuset Østfold HF.", {"Sykehuset Østfold HF"}),
        ("Avtalen er inngått mellom Vestland fylkeskommune, Luster kommune og Helse Førde HF.",
         {"Luster kommune", "Helse Førde HF"}),
        ("Partene er Sykehuset i Vestfold HF og Færder kommune (tidligere Nøtterøy kommune og Tjøme kommune).",
         {"Sykehuset i Vestfold HF", "Færder kommune"}),
        ("Partene er Ahus og Indre Østfold kommune. Avtalen erstatter avtalene mellom sykehuset og Askim kommune.",
         {"Akershus universitetssykehus HF", "Indre Østfold kommune"}),
        ("Avtalen, som erstatter avtalen fra 2012, er inngått mellom Alta kommune og Finnmarkssykehuset HF.",
         {"Alta kommune", "Finnmarkssykehuset HF"}),
        ("Sørlandet sykehus HF og kommunene i Setesdal (Bykle, Valle, Bygland og Evje og Hornnes) er parter.",
         {"Sørlandet sykehus HF", "Bykle kommune", "Valle kommune", "Bygland kommune", "Evje og Hornnes kommune"}),
        ("Hattfjelldal kommune / Aarborten tjïelte og Helgelandssykehuset HF er avtaleparter.",
         {"Hattfjelldal kommune", "Helgelandssykehuset HF"}),
        ("Partene er Helse Bergen HF, Betanien sykehus AS og Ulvik herad. Hospitalet ligger i Bergen kommune.",
         {"Helse Bergen HF", "Betanien sykehus AS", "Ulvik herad"}),
        ("Raarvihken tjïelte – Røyrvik kommune, Lierne kommune og Helse Nord-Trøndelag HF har inngått avtalen.",
         {"Røyrvik kommune", "Lierne kommune", "Helse Nord-Trøndelag HF"}),
        ("Partar er Hå kommune og Helse Stavanger HF, som har si verksemd i Stavanger og på Jæren.",
         {"Hå kommune", "Helse Stavanger HF"}),
        ("Denne avtalen bind Alta kommune, Loppa kommune og Finnmarkssykehuset HF. Hasvik kommune "
         "ønskjer å slutte seg til seinare.",
         {"Alta kommune", "Finnmarkssykehuset HF", "Loppa kommune"}),
        ("Avtalepartar er kommunane Luster, Årdal og Lærdal, kvar for seg, og Helse Førde HF. "
         "Aurland kommune er observatør.",
         {"Helse Førde HF", "Luster kommune", "Lærdal kommune", "Årdal kommune"}),
        ("På den ene siden: Tynset kommune, Tolga kommune og Os kommune. På den andre siden: "
         "Sykehuset Innlandet HF, divisjon Tynset.",
         {"Os kommune", "Sykehuset Innlandet HF", "Tolga kommune", "Tynset kommune"}),
        ("Vi som inngår avtalen, er Asker og Bærum kommuner og Vestre Viken HF ved Bærum sykehus.",
         {"Asker kommune", "Bærum kommune", "Vestre Viken HF"}),
        ("Partene er Hammerfest kommune (som også omfatter tidligere Kvalsund kommune) og "
         "Finnmarkssykehuset HF.",
         {"Finnmarkssykehuset HF", "Hammerfest kommune"}),
        ("Ullensvang kommune og Helse Bergen HF er partar. Kopi går til Eidfjord kommune og til "
         "Helse Vest RHF.",
         {"Helse Bergen HF", "Ullensvang kommune"}),
        ("Sykehuset Telemark HF har inngått denne avtalen med Vinje kommune og Tokke kommune. Den "
         "bygger på en mal fra Notodden kommune.",
         {"Sykehuset Telemark HF", "Tokke kommune", "Vinje kommune"}),
        ("Kommunene i regionen (Time, Klepp og Gjesdal) og Helse Stavanger HF, Stavanger "
         "universitetssjukehus, er partar. Sandnes kommune har eigen avtale.",
         {"Gjesdal kommune", "Helse Stavanger HF", "Klepp kommune", "Time kommune"}),
        ("Mellom\n\nSteigen kommune\n\nog\n\nNordlandssykehuset HF\n\ner det gjort slik avtale:",
         {"Nordlandssykehuset HF", "Steigen kommune"}),
        ("Partar er Gloppen kommune og Helse Førde HF. Stad kommune er ikkje med i avtalen.",
         {"Gloppen kommune", "Helse Førde HF"}),
        ("Avtalen er inngått av Voss herad og Haraldsplass Diakonale Sykehus. Voss sjukehus "
         "leiger lokale av kommunen.",
         {"Haraldsplass Diakonale Sykehus AS", "Voss herad"}),
        ("Part A: Lørenskog kommune\n\nPart B: Akershus universitetssykehus HF",
         {"Akershus universitetssykehus HF", "Lørenskog kommune"}),
        ("Avtalen gjelder Rauma kommune, Vestnes kommune og Helse Møre og Romsdal HF. Molde "
         "kommune inngår egen avtale.",
         {"Helse Møre og Romsdal HF", "Rauma kommune", "Vestnes kommune"}),
        ("Partar i avtalen: Bremanger kommune og Kinn kommune (heretter kommunane), Helse Førde "
         "HF (heretter føretaket).",
         {"Bremanger kommune", "Helse Førde HF", "Kinn kommune"}),
        ("Sykehuset i Vestfold HF er part sammen med kommunene Tønsberg og Færder. Sandefjord "
         "kommune deltar som gjest på møtene.",
         {"Færder kommune", "Sykehuset i Vestfold HF", "Tønsberg kommune"}),
        ("Kommune: Sømna. Helseforetak: Helgelandssykehuset HF.",
         {"Helgelandssykehuset HF", "Sømna kommune"}),
        ("Avtalen er gjort mellom Fitjar og Stord kommunar på den eine sida og Helse Fonna HF på "
         "den andre.",
         {"Fitjar kommune", "Helse Fonna HF", "Stord kommune"}),
    ],
)
def test_hard_sentences(sentence: str, names: set[str]) -> None:
    assert names_of(agreement(sentence)) == names


def test_municipalities_mentioned_elsewhere_are_not_parties() -> None:
    text = agreement("Snåsa kommune og Helse Nord-Trøndelag HF.") + "\n## 3 Lokaler\n\nKurs holdes i Grong kommune.\n"
    assert names_of(text) == {"Snåsa kommune", "Helse Nord-Trøndelag HF"}


def test_lines_that_begin_with_for_are_not_signatures() -> None:
    text = agreement("Snåsa kommune og Helse Nord-Trøndelag HF.") + (
        "\n## 4 Transport\n\nFor pasienter fra Grong kommune gjelder egne regler.\n\n"
        "## 5 Underskrift\n\nFor Snåsa kommune      For Helse Nord-Trøndelag HF\n\nKopi: Lierne kommune\n"
    )
    assert names_of(text) == {"Snåsa kommune", "Helse Nord-Trøndelag HF"}


def test_parties_in_a_table() -> None:
    text = agreement("| Part | Org.nr |\n| --- | --- |\n| Meløy kommune | 9 |\n| Nordlandssykehuset HF | 9 |")
    assert names_of(text) == {"Meløy kommune", "Nordlandssykehuset HF"}


def test_former_names_stay_and_point_to_today() -> None:
    found = {p.name: p for p in parties_of(agreement("Tysfjord kommune og Nordlandssykehuset HF")).parties}
    assert (found["Tysfjord kommune"].id, found["Tysfjord kommune"].today) == ("1875", "Hamarøy kommune")
    finnmark = parties_of(agreement("Helse Finnmark HF og Alta kommune")).parties[0]
    assert (finnmark.name, finnmark.id, finnmark.today) == ("Helse Finnmark HF", "finnmarkssykehuset",
                                                            "Finnmarkssykehuset HF")


def test_two_municipalities_that_later_merged_are_two_parties() -> None:
    found = parties_of(agreement("Førde kommune, Jølster kommune og Helse Førde HF")).parties
    assert [(p.name, p.today) for p in found[:2]] == [("Førde kommune", "Sunnfjord kommune"),
                                                      ("Jølster kommune", "Sunnfjord kommune")]


def test_bilingual_name_is_one_party() -> None:
    listed = agreement("Partene er:\n\n- Gáivuona suohkan / Kåfjord kommune / Kaivuonon komuuni\n- UNN HF")
    assert names_of(listed) == {"Kåfjord kommune", "Universitetssykehuset Nord-Norge HF"}


def test_side_names() -> None:
    sides = parties_of(agreement(
        "Partene er Sykehuset i Vestfold HF (heretter kalt SiV) og Færder kommune (heretter kommunen). Når avtalen "
        "skriver «vi», menes begge. Kysthospitalet sykehus og Klinikk Larvik er enheter i foretaket."
    )).side_names
    assert sides["SiV"] == "helseforetak"
    assert sides["kommunen"] == sides["Færder kommune"] == sides["Færder"] == "kommune"
    assert sides["vi"] == "begge"
    assert sides["Klinikk Larvik"] == "helseforetak"


def test_two_short_names_after_one_heretter() -> None:
    text = "Partar er Hå kommune og Helse Stavanger HF, heretter kalla kommunen og føretaket."
    sides = parties_of(agreement(text)).side_names
    assert (sides["kommunen"], sides["føretaket"]) == ("kommune", "helseforetak")


def test_a_list_of_nothing_but_parties_under_any_heading() -> None:
    text = "# Avtale 2\n\n## Dette er oss\n\n- Sykehuset i Vestfold HF\n- Larvik kommune\n- Horten kommune (Horten)\n\n"
    assert names_of(f"{text}## Tiltak\n\n- Kurs i Færder kommune hver vår\n") == {
        "Sykehuset i Vestfold HF", "Larvik kommune", "Horten kommune"}


def test_a_heading_of_nothing_but_the_names_of_parties() -> None:
    names = "LARVIK KOMMUNE – HORTEN KOMMUNE – SYKEHUSET I VESTFOLD HF"
    text = f"# Avtale 2\n\n## {names}\n\nAvtalen er satt opp som en tabell.\n\n"
    assert names_of(f"{text}## Tiltak\n\n- Kurs i Færder kommune hver vår\n") == {
        "Sykehuset i Vestfold HF", "Larvik kommune", "Horten kommune"}
