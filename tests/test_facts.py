"""Facts on invented openings, and the hard cases of each fact one by one."""

from __future__ import annotations

from datetime import date

import pytest
from headers import HEADERS, Header
from markdown_flow import flow_from_markdown, sections_from_markdown

from analyser.facts import Facts, facts, find_age, language_of
from analyser.parties import find_parties

SIGNED = "\n\n## Underskrift\n\nBodø, 4. mai 2020\n\nFor Meløy kommune          For Nordlandssykehuset HF\n"
PARTIES = "\n\n## Parter\n\nMeløy kommune og Nordlandssykehuset HF.\n\n## Varighet\n\n"


def facts_of(text: str) -> Facts:
    flow = flow_from_markdown(text)
    sections = sections_from_markdown(flow)
    return facts(flow, sections, find_parties(flow, sections))


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header.name)
def test_invented_openings(header: Header) -> None:
    found = facts_of(header.text)
    assert set(found.topics) == set(header.topics)
    assert found.topics[0] == header.topics[0]
    assert (found.template, found.language, found.is_agreement) == (header.template, header.language, True)
    assert (found.dates.signed, found.dates.in_force, found.dates.revised) == (
        header.signed, header.in_force, header.revised)


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Delavtale 13 Bruk av ledsager ved pasienttransport", ("annet",)),
        ("Tenesteavtale 3 Innlegging i sjukehus", ("3",)),
        ("Delavtale 1: Habilitering og rehabilitering", ("2",)),
        ("Tjenesteavtale 3 om kunnskapsoverføring og hospitering", ("6",)),
        ("Avtale om utskriving frå psykisk helsevern og rusbehandling", ("5",)),
        ("Delavtale 2a Psykisk helse og rus", ("2",)),
        ("Samarbeidsavtale mellom Meløy kommune og Nordlandssykehuset HF", ("overordnet",)),
        ("Felles samarbeidsavtale for Helgeland", ("overordnet",)),
        ("Tilleggsavtale til tenesteavtale 8 om følgjeteneste for gravide", ("8",)),
        ("Særavtale om kreftkoordinator til tjenesteavtale 6", ("sær", "6")),
        ("Lærings- og mestringstilbud i Salten – delavtale 14", ("2",)),
        ("Delavtale om IKT og elektronisk samhandling", ("9",)),
        ("Tjenesteavtale 8: Svangerskap, fødsel og barsel – trygt for mor og barn", ("8",)),
        ("Avtale om KAD-senger i Meløy", ("4",)),
        ("Delavtale om smittevern og pandemiberedskap", ("11",)),
        ("Tenesteavtale 3 og 5 om inn- og utskriving", ("3", "5")),
        ("Delavtale 7 LIS1, studentar og lærlingar", ("7",)),
        ("Inn på sykehuset og hjem igjen – delavtale", ("3", "5")),
        ("Delavtale om arbeid på sjukehus og heime", ("annet",)),
        ("Avtale om levevaner, tobakk og fysisk aktivitet", ("10",)),
        ("Samarbeidsavtale om frisklivs- og mestringstilbud", ("10", "2")),
        ("Delavtale 12: Utviklingsplaner og framskriving sammen", ("12",)),
        ("Særavtale om mestringskurs for ungdom med smerter", ("sær", "2")),
        ("Tjenesteavtale 4 Kommunalt akutt døgntilbud (øyeblikkelig hjelp)", ("4",)),
    ],
)
def test_topic_is_the_subject_not_the_number(title: str, topics: tuple[str, ...]) -> None:
    assert facts_of(f"# {title}{PARTIES}Avtalen gjelder inntil videre.{SIGNED}").topics == topics


@pytest.mark.parametrize(
    ("sentence", "in_force"),
    [
        ("Avtalen trer i kraft 1. juli 2020.", "2020-07-01"),
        ("Avtalen gjelder f.o.m. 01.07.20 og erstatter avtalen fra 2012.", "2020-07-01"),
        ("Avtala tek til å gjelde frå og med 1. juli 2020.", "2020-07-01"),
        ("Avtaleperioden er 1.7.2020–31.12.2023.", "2020-07-01"),
        ("Avtalen har virkning fra juli 2020.", "2020-07"),
        ("Avtalen trer i kraft når den er undertegnet av begge parter.", "2020-05-04"),
        ("Avtalen gjelder for perioden 1. juli 2020 til 30. juni 2024.", "2020-07-01"),
        ("Avtalen tas i bruk 1. juli 2020.", "2020-07-01"),
        ("Avtalen vert sett i verk frå 1.7.2020.", "2020-07-01"),
        ("Avtalen gjelder for pasienter som er innlagt etter 1. juli 2020.", None),
        ("Avtalen gjelder til 31. desember 2022.", None),
        ("Avtalen revideres første gang 1. mars 2022.", None),
        ("Loven trådte i kraft 1. januar 2012.", None),
        ("Avtalen gjelder inntil videre.", None),
    ],
)
def test_in_force(sentence: str, in_force: str | None) -> None:
    assert facts_of(f"# Tjenesteavtale 5{PARTIES}{sentence}{SIGNED}").dates.in_force == in_force


@pytest.mark.parametrize(
    ("line", "revised"),
    [
        ("Revidert mars 2019", "2019-03"),
        ("Rev. 16.08.21", "2021-08-16"),
        ("Revisjonsdato: 2.5.2018", "2018-05-02"),
        ("Inngått 2012, redigert 2014, sist revidert 12. juni 2016", "2016-06-12"),
        ("Revidert 2016", "2016"),
        ("2. reviderte utgave, oktober 2018", "2018-10"),
        ("Sist endret 3. mars 2020", "2020-03-03"),
        ("Revisjon 2, juni 2017", "2017-06"),
        ("Revidert utgave av 5/4-2018", "2018-04-05"),
        ("Sist oppdatert 14.09.2023", None),
        ("Fremforhandlet 12. oktober 2021", None),
        ("Rev. 2 – 03.05.2021", "2021-05-03"),
        ("Siste revisjon: juni 2018", "2018-06"),
        ("(rev. nov. 2018)", "2018-11"),
        ("Neste revisjon: juni 2025", None),
        ("Erstatter avtale sist revidert juni 2014", None),
        ("Skal revideres innen mars 2025", None),
    ],
)
def test_revised(line: str, revised: str | None) -> None:
    assert facts_of(f"# Tjenesteavtale 5\n\n{line}{PARTIES}Avtalen gjelder.{SIGNED}").dates.revised == revised


@pytest.mark.parametrize(
    ("ending", "signed"),
    [
        ("## Underskrift\n\nBodø, den 4. mai 2020\n\nFor Meløy kommune", "2020-05-04"),
        ("## Underskrift\n\nAvtalen er vedtatt 2. april 2020 og undertegnet 4. mai 2020.", "2020-05-04"),
        ("## Underskrift\n\n| For Meløy kommune | For NLSH |\n| --- | --- |\n| Dato: 4.5.2020 | Dato: 1.5.2020 |",
         "2020-05-04"),
        ("## Godkjenning\n\nAvtalen er godkjent av kommunestyret 2. april 2020.\n\nBodø 4.5.20", "2020-05-04"),
        ("## Til slutt\n\nAvtalen ble signert elektronisk 4. mai 2020.", "2020-05-04"),
        ("## Underskrift\n\nSted og dato: ................\n\nFor Meløy kommune", None),
        ("## Godkjenning\n\nVedtatt av styret 2. april 2020, sak 12/20.", None),
        ("## Om avtalen\n\nOverordnet samarbeidsavtale ble signert 2. april 2012.", None),
    ],
)
def test_signed(ending: str, signed: str | None) -> None:
    text = f"# Tjenesteavtale 5{PARTIES}Avtalen gjelder inntil videre.\n\n{ending}\n"
    assert facts_of(text).dates.signed == signed


@pytest.mark.parametrize(
    "title",
    [
        "Mandat for arbeidsgruppe for revisjon av samarbeidsavtalene",
        "Referat fra møte i overordnet samarbeidsorgan",
        "Strategi for samhandling 2020–2024",
        "Rapport om bruk av tjenesteavtalene",
        "Retningslinje for deltaking i helsefellesskapet",
        "Høringssvar til forslag om ny samarbeidsavtale",
        "Saksframlegg: Ny samarbeidsavtale med Nordlandssykehuset",
        "Veileder for lovpålagte samarbeidsavtaler",
        "Notat: Hva betyr den nye samarbeidsavtalen?",
        "Spørsmål og svar om samarbeidsavtalen",
        "Informasjon til ansatte om delavtale 5",
        "Kommentarer til ny overordnet samarbeidsavtale",
    ],
)
def test_other_documents_are_not_agreements(title: str) -> None:
    found = facts_of(f"# {title}\n\n## Bakgrunn\n\nKommunen har hatt samarbeidsavtale siden 2012.\n")
    assert not found.is_agreement
    assert found.reason


@pytest.mark.parametrize(
    "title",
    ["Delavtale 5: Retningslinjer for utskrivningsklare pasienter", "Avtale om samhandling", "Driftsavtale for KAD",
     "Tenesteavtale 6 – rutinar for hospitering", "Saksframlegg: Tjenesteavtale 2"],
)
def test_agreements_are_agreements(title: str) -> None:
    assert facts_of(f"# {title}{PARTIES}Avtalen gjelder.{SIGNED}").is_agreement


@pytest.mark.parametrize(
    ("between", "template"),
    [
        ("xx kommune", True), ("NN kommune", True), ("………… kommune", True), ("X kommune", True),
        ("........ kommune", True), ("[sett inn kommune]", True), ("_____ kommune", True), ("kommune", True),
        ("«kommunens navn»", True), ("Kommune A", True),
        ("Meløy kommune", False),
    ],
)
def test_template(between: str, template: bool) -> None:
    text = f"# Delavtale 3\n\n## Parter\n\nAvtalen er inngått mellom {between} og Nordlandssykehuset HF.\n"
    assert facts_of(text).template is template


def test_blank_signature_lines_do_not_make_a_template() -> None:
    text = f"# Delavtale 3{PARTIES}Avtalen gjelder.\n\n## Underskrift\n\nSted, dato: ______\n\nFor ______ kommune\n"
    assert not facts_of(text).template


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Partane skal ikkje gjere meir enn det dei har avtalt.", "nn"),
        ("Partene skal ikke gjøre mer enn det de har avtalt.", "nb"),
        ("Avtalen byggjer på lov om kommunale helse- og omsorgstjenester og lov om pasient- og brukerrettigheter. "
         "Kommunane har ansvar for tenestene.", "nn"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_staleness_names_what_is_old_and_where() -> None:
    text = (
        "# Tjenesteavtale 5\n\n## Parter\n\nHelse Finnmark HF og Kvalsund kommune\n\n## Lover\n\n"
        "Kommunehelsetjenesteloven, pasientrettighetsloven og pasient- og brukerrettighetsloven.\n\n"
        "## Oppfølging\n\nOSO følger opp. Fylkesmannen får kopi. Avtalen trer i kraft 1. mai 2012.\n"
    )
    about = facts_of(text)
    found = [*about.staleness, *find_age(about.dates, date(2025, 1, 1))]
    assert {sign.kind for sign in found} == {"lov", "embete", "organ", "kommune", "helseforetak", "alder"}
    assert sum(sign.kind == "lov" for sign in found) == 2
    assert next(sign for sign in found if sign.kind == "embete").text == "Fylkesmannen"
    assert "Hammerfest" in next(sign for sign in found if sign.kind == "kommune").explanation
    assert next(sign for sign in found if sign.kind == "alder").explanation.startswith("Det er 12 år")


def test_nothing_is_stale_in_a_fresh_agreement_and_age_needs_a_day() -> None:
    about = facts_of(f"# Delavtale 5{PARTIES}Avtalen trer i kraft 1. mai 2012.{SIGNED}")
    assert about.staleness == ()
    assert list(find_age(about.dates, date(2013, 1, 1))) == []


def test_særlig_relevant() -> None:
    assert facts_of("# Tjenesteavtale 2 mellom Karasjok kommune og Finnmarkssykehuset HF").saerlig_relevant
    assert facts_of("# Tjenesteavtale 2 mellom Snåsa kommune og Helse Nord-Trøndelag HF").saerlig_relevant
    assert not facts_of("# Delavtale 2 mellom Halden kommune og Sykehuset Østfold HF").saerlig_relevant


def test_a_merged_agreement_has_the_topics_it_stands_in_for() -> None:
    chapters = ("Rehabilitering", "Jordmor og fødsel", "Forskning", "IKT", "Forebygging", "Beredskap", "Hospitering")
    text = "# Samarbeidsavtalen 2024\n\nÉn avtale i stedet for {}\n\n" + "".join(
        f"## {name}\n\nPartene samarbeider.\n\n" for name in chapters)
    assert facts_of(text.format("tretten")).topics == ("overordnet", *map(str, range(1, 14)))
    assert "13" not in facts_of(text.format("mange")).topics


def test_papers_that_are_not_agreements_have_no_dates_of_agreement() -> None:
    text = "# Styresak 12/2017: Orientering om avtalen\n\n## Vurdering\n\nAvtalen gjelder fra 1. mai 2017.\n\n"
    assert facts_of(f"{text}Bodø, 8. juni 2017\n").dates == facts_of("# Referat").dates


@pytest.mark.parametrize("title", ["Samarbeidsprotokoll om slag", "Retningslinjer for utskrivning – delavtale 5"])
def test_parties_and_signatures_make_an_agreement_whatever_its_name(title: str) -> None:
    assert facts_of(f"# {title}{PARTIES}Avtalen gjelder inntil videre.{SIGNED}").is_agreement
