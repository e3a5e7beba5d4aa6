"""The section tree: every numbering style, looks, cue words, contents, law lists, signatures, council files."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_flow import flow_from_markdown

from analyser.layout import Flow
from analyser.rules import read_vocabulary
from analyser.sections import Section, find_sections, heading_kind
from analyser.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return read_vocabulary(Path(__file__).parents[1] / "rules")


def sections(text: str, vocabulary: Vocabulary, plain: bool = False) -> list[Section]:
    flow = flow_from_markdown(text)
    flow = without_looks(flow) if plain else flow
    found = find_sections(flow, vocabulary)
    assert found[0].start == 0
    assert found[-1].end == len(flow.text.text)
    assert all(one.end == other.start for one, other in pairwise(found))
    assert all(section.reason for section in found)
    return list(found)


def without_looks(flow: Flow) -> Flow:
    """The flow as from a scan or a web page: headings look like all other lines."""
    blocks = tuple(
        replace(block, size=1.0, bold=False, kind="text" if block.size > 1 else block.kind) for block in flow.blocks
    )
    return replace(flow, blocks=blocks)


@pytest.mark.parametrize(
    "heading",
    """formål: Formål|Føremål|Formålet med avtalen|Hva vil vi oppnå?|Målsetjing
    parter: Parter|Avtalepartar|Hvem er vi?|Kven er med?|Avtalens parter
    bakgrunn: Utgangspunktet vårt|Bakgrunn|Bakgrunn og rettsgrunnlag|Hvorfor har vi denne avtalen?|Innleiing
    lovliste: Litteratur|Kjelder|Lover og forskrifter|Rettslig grunnlag|Kva lover byggjer vi på?|Lovverk
    virkeområde: Virkeområde|Verkeområde|Hvem gjelder avtalen for?|Kva avtalen omfattar|Målgruppe
    definisjoner: Definisjoner|Omgrep|Ord og uttrykk|Hva mener vi med ordene?|Kva legg vi i orda?
    oppgaver: Ansvars- og oppgavefordeling|Fordeling av oppgåver|Hvem gjør hva?|Det sjukehusa tek på seg
    avvik: Uønskte samhandlingshendingar|Avvik|Hva gjør vi når noe går galt?|Avvikshandtering|Samhandlingsavvik
    uenighet: Ulik forståing av teksten|Uenighet og tvisteløsning|Usemje|Når vi ikkje er einige|Håndtering av uenighet
    mislighold: Når noen ikke gjør som avtalt|Mislighold|Misleghald|Brudd på avtalen
    varighet: Varighet, revisjon og oppsigelse|Avtaletid|Kor lenge gjeld avtala?|Ikrafttredelse|Tid og endring
    revisjon: Om selve avtalen|Revisjon av avtalen|Årlig gjennomgang|Slik holder vi avtalen i live|Oppfølging av avtalen
    tilgjengelighet: Hvordan du finner avtalen|Kunngjering
    tilgjengelighet: Kven skal vite om avtala?|Offentleggjering|Publisering av avtalen
    forankring: Slik blir avtalen tatt i bruk|Plikt til gjennomføring og forankring
    forankring: Implementering|Gjennomføring og leiing
    lm: Læring og mestring|Pasient- og pårørandeopplæring|Opplæring av pasienter og pårørende
    organ: Samarbeidsorganer|Faglige nettverk|Meistringsnettverket|Strategisk samarbeidsutvalg
    brukermedvirkning: Kven er med og bestemmer?|Brukermedvirkning
    brukermedvirkning: Involvering av pasient- og brukerorganisasjoner|Pasientens stemme
    forholdet: Ansattes medvirkning|Forholdet til andre avtaler|Øvrige bestemmelser
    underskrift: Underskrift|Signatur|Underteikning
    innsending: Innsending til Helsedirektoratet|Innsending
    samisk: Samisk språk og kultur|Lulesamiske deltakere
    økonomi: Økonomi|Kostnader|Hva koster det?|Kva med pengar?
    godkjenning: Godkjenning|Vedtak og underskrift""".splitlines(),
)
def test_headings_say_what_kind_they_are(heading: str, vocabulary: Vocabulary) -> None:
    kind, words = heading.strip().split(": ", 1)
    assert {word: heading_kind(word, vocabulary) for word in words.split("|")} == dict.fromkeys(words.split("|"), kind)


TEXT = "Dette er et avsnitt med nok ord til at ingen tar det for en overskrift i avtalen."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Parter", "2. Formål"),
        ("1.0 Partar", "2.0 Føremål"),
        ("1.1 Parter", "1.2 Formål"),
        ("§ 1 Parter", "§ 2 Formål"),
        ("a) Parter", "b) Formål"),
        ("A. Parter", "B. Formål"),
        ("I. Partene", "II. Formål"),
        ("Del 1: Parter", "Del 2: Formål"),
        ("Kapittel 1 Parter", "Kapittel 2 Formål"),
        ("4.3.6.1 Partar", "4.3.6.2 Føremål"),
        ("Parter", "Formål"),
    ],
)
@pytest.mark.parametrize("plain", [False, True])
def test_every_numbering_style(first: str, second: str, plain: bool, vocabulary: Vocabulary) -> None:
    text = f"# Tjenesteavtale 2 mellom X kommune og Y HF\n\n## {first}\n\n{TEXT}\n\n## {second}\n\n{TEXT}\n"
    found = [section for section in sections(text, vocabulary, plain) if section.kind != "tittel"]
    assert [(section.kind, section.depth) for section in found] == [("parter", 1), ("formål", 1)]


def test_subsections_take_over_the_kind_of_their_chapter(vocabulary: Vocabulary) -> None:
    chapter = f"## 6 Ansvar og oppgaver\n\n### 6.1 UNN\n\n{TEXT}\n\n### 6.2 Økonomi\n\n{TEXT}\n\n"
    text = f"# Avtale\n\n{chapter}## 7 Avvik\n\n{TEXT}\n"
    found = sections(text, vocabulary)
    assert [(s.number, s.kind, s.depth, s.parent) for s in found[1:]] == [
        ("6", "oppgaver", 1, None), ("6.1", "oppgaver", 2, 1), ("6.2", "økonomi", 2, 1), ("7", "avvik", 1, None),
    ]


@pytest.mark.parametrize("plain", [False, True])
def test_lines_of_the_contents_are_no_headings(plain: bool, vocabulary: Vocabulary) -> None:
    lines = "- 1 Parter\n- 2 Læring og mestring\n- 3 Avvik\n"
    text = f"# Avtale\n\n## Innhold\n\n{lines}\n## 1 Parter\n\n{TEXT}\n\n## 2 Læring og mestring\n\n{TEXT}\n"
    assert [s.kind for s in sections(text, vocabulary, plain)] == ["tittel", "innhold", "parter", "lm"]


def test_contents_with_dots_and_page_numbers_need_no_heading(vocabulary: Vocabulary) -> None:
    lines = "\n\n".join(f"{number} Avvik ........ {number + 1}" for number in range(1, 5))
    text = f"# Avtale\n\n{lines}\n\n## 1 Avvik\n\n{TEXT}\n"
    assert [s.kind for s in sections(text, vocabulary)] == ["tittel", "innhold", "avvik"]


def test_numbered_paragraphs_are_text(vocabulary: Vocabulary) -> None:
    paragraphs = "5.1 Innen 24 timer skal sykehuset svare.\n\n5.2 Kommunen skal\n\n- møte\n\n5.3 "
    text = f"# Avtale\n\n## 5 Oppgaver\n\n{paragraphs}{TEXT}\n"
    assert [s.number for s in sections(text, vocabulary)] == ["", "5"]


def test_run_in_headings_are_parted_from_their_text(vocabulary: Vocabulary) -> None:
    paragraphs = "5.1 Epikrise. Sykehuset skal sende den.\n\n5.2 Legemidler. Kommunen henter dem.\n"
    text = f"# Avtale\n\n## 5 Oppgaver\n\n{paragraphs}"
    flow = flow_from_markdown(text)
    found = sections(text, vocabulary)[2:]
    assert [s.heading for s in found] == ["Epikrise", "Legemidler"]
    block = found[0].blocks[0]
    assert flow.text.text[block.start : block.end] == "Sykehuset skal sende den."


def test_law_lists_are_cut_out_of_the_background(vocabulary: Vocabulary) -> None:
    laws = "- Lov om helsepersonell m.v.\n- pasient- og brukerrettighetsloven\n- forskrift om habilitering\n"
    text = f"# Avtale\n\n## 2 Bakgrunn\n\n{TEXT}\n\nFølgende gjelder:\n\n{laws}\n{TEXT}\n"
    found = sections(text, vocabulary)[1:]
    assert [(s.kind, len(s.blocks)) for s in found] == [("bakgrunn", 1), ("lovliste", 4), ("bakgrunn", 1)]


def test_a_signature_block_needs_no_heading(vocabulary: Vocabulary) -> None:
    end = "Bodø, 3. mai 2022\n\nFor Bodø kommune\n\n________________\n"
    text = f"# Avtale\n\n## 15 Godkjenning\n\nAvtalen er vedtatt av kommunestyret.\n\n{end}"
    assert [s.kind for s in sections(text, vocabulary)] == ["tittel", "godkjenning", "underskrift"]


def test_a_council_file_round_the_agreement(vocabulary: Vocabulary) -> None:
    case = f"# Saksframlegg: Tjenesteavtale 2\n\n## Saksopplysninger\n\n{TEXT}\n\n## Innstilling\n\nAvtalen vedtas.\n\n"
    agreement = f"## Tjenesteavtale 2 mellom X kommune og Y HF\n\n## 1 Avvik\n\n{TEXT}\n\n## 2 Pasientflyt\n\n{TEXT}\n"
    text = case + agreement
    assert [s.kind for s in sections(text, vocabulary)] == [*["saksframlegg"] * 3, "tittel", "avvik", "annet"]


def test_an_introduction_without_a_heading_is_background(vocabulary: Vocabulary) -> None:
    long = TEXT.rstrip(".") + ", og den er lang nok til at ingen tar den for en linje på forsiden."
    found = sections(f"# Delavtale\n\nX kommune og Y HF\n\n{long}\n\n## Avvik\n\n{TEXT}\n", vocabulary)
    assert [s.kind for s in found] == ["tittel", "bakgrunn", "avvik"]


def test_annexes_count_by_what_they_are(vocabulary: Vocabulary) -> None:
    annexes = f"## Vedlegg 1 Mandat for fagrådet\n\n{TEXT}\n\n## Vedlegg: Skjema\n\n{TEXT}\n"
    text = f"# Avtale\n\n## 1 Avvik\n\n{TEXT}\n\n{annexes}"
    assert [s.kind for s in sections(text, vocabulary)] == ["tittel", "avvik", "organ", "vedlegg"]


def test_a_list_of_chapter_names_is_no_row_of_headings(vocabulary: Vocabulary) -> None:
    names = "1. Parter\n\n2. Formål\n\n3. Avvik\n\n4. Varighet\n\n"
    text = f"# Avtale\n\n## Vedlegg 6 Mal\n\nAvtaler skal følge denne malen:\n\n{names}{TEXT}\n"
    assert [s.kind for s in sections(text, vocabulary)] == ["tittel", "vedlegg"]


def test_an_empty_document_has_no_sections(vocabulary: Vocabulary) -> None:
    assert find_sections(flow_from_markdown(""), vocabulary) == ()


def test_a_case_file_that_quotes_the_agreement(vocabulary: Vocabulary) -> None:
    text = """# Styresak 12/2020

Sakshandsamar: samhandlingsavdelinga

## Bakgrunn for saka

Styret bad om å bli orientert.

## Utdrag av forhandlingsresultatet

Det som følgjer, er henta frå utkastet.

### a) Avvik

Avvik skal meldast.

## Vurdering

Utkastet er kort.
"""
    assert [s.kind for s in sections(text, vocabulary)][2:] == ["annet", "avvik", "saksframlegg"]


@pytest.mark.parametrize(
    ("heading", "text", "kind"),
    [
        ("Plikter", "Kommunen skal varsle sykehuset.", "oppgaver"),
        ("Kommunens plikter", "Kommunen skal varsle sykehuset.", "oppgaver"),
        ("Annet", "Saksbehandleren i kommunen skal varsle sykehuset.", "annet"),
        ("Annet", "Ansvarlig: LMS. Frist: 1. mars.", "annet"),
        ("Vurdering av henvisninger", "Sykehuset skal vurdere henvisninger.", "oppgaver"),
        ("Saksopplysninger", "Formannskapet ble orientert.", "saksframlegg"),
    ],
)
def test_headings_and_sentences_that_are_no_case_file(
    vocabulary: Vocabulary, heading: str, text: str, kind: str
) -> None:
    assert sections(f"# Tjenesteavtale 2\n\n## 4 {heading}\n\n{text}\n", vocabulary)[-1].kind == kind


def test_a_title_in_the_definite_form_holds_the_short_lines_under_it(vocabulary: Vocabulary) -> None:
    cover = "# Fjordavtalen: Sammen om overganger\n\nSkrevet for ansatte. Gjelder fra 1. juni 2023 og ut.\n\n"
    text = f"{cover}## Avvik\n\n{TEXT}\n"
    assert [s.kind for s in sections(text, vocabulary)] == ["tittel", "avvik"]


def test_a_signature_line_that_ends_as_a_sentence(vocabulary: Vocabulary) -> None:
    end = "Bodø, 3. mai 2022. Ordføreren i Bodø og klinikksjefen.\n"
    text = f"# Avtale\n\n## 15 Varighet\n\nAvtalen gjelder fra 1. juni 2022 og inntil videre.\n\n{end}"
    assert [(s.kind, len(s.blocks)) for s in sections(text, vocabulary)] == [
        ("tittel", 0), ("varighet", 1), ("underskrift", 1)]
