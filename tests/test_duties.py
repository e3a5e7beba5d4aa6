"""The responsibility table: from prose, lists and tables, and what is no duty."""

from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_flow import flow_from_markdown

from analyser.clauses import find_clauses
from analyser.duties import Duty, find_duties
from analyser.rules import read_vocabulary
from analyser.sections import find_sections

Find = Callable[[str], tuple[Duty, ...]]


@pytest.fixture(scope="session")
def duties() -> Find:
    vocabulary = read_vocabulary(Path(__file__).parents[1] / "rules")

    def find(text: str) -> tuple[Duty, ...]:
        flow = flow_from_markdown("# Tjenesteavtale 2\n\n" + text)
        return find_duties(find_clauses(flow, find_sections(flow, vocabulary), vocabulary, {}))

    return find


def test_a_duty_in_prose(duties: Find) -> None:
    (duty,) = duties("## 5 Oppgaver\n\nTildelingskontoret skal svare på PLO-melding innen to timer.\n")
    assert (duty.side, duty.actor, duty.act) == ("kommune", "Tildelingskontoret", "svare på PLO-melding innen to timer")
    assert (duty.time, duty.channel, duty.binding) == ("innen to timer", "PLO-melding", True)


def test_each_item_is_a_duty_and_the_lead_in_none(duties: Find) -> None:
    found = duties("## 5 Oppgaver\n\nSykehuset skal sende\n\n- epikrise innen én uke\n- legemiddelliste\n")
    assert [(duty.side, duty.act, duty.time) for duty in found] == [
        ("helseforetak", "epikrise innen én uke", "innen én uke"), ("helseforetak", "legemiddelliste", ""),
    ]


def test_a_table_cell_takes_time_from_its_row(duties: Find) -> None:
    table = "| Steg | Kommunen | Frist |\n| --- | --- | --- |\n| 1 | Sender rapport | 24 timer etter innleggelse |\n"
    (duty,) = duties(f"## 5 Hvem gjør hva\n\n{table}")
    assert (duty.side, duty.act, duty.time) == ("kommune", "Sender rapport", "24 timer etter innleggelse")


def test_present_tense_binds_where_the_chapter_binds(duties: Find) -> None:
    told = "Kommunen tilbyr kurs hver vår."
    assert [duty.binding for duty in duties(f"## 5 Oppgaver\n\n{told}\n")] == [False]
    assert [duty.binding for duty in duties(f"## 5 Oppgaver\n\n{told} Sykehuset skal melde behov.\n")] == [True, True]


@pytest.mark.parametrize(
    "text",
    [
        "## 5 Oppgaver\n\nKommunen skal bidra til et godt samarbeid.\n",
        "## 5 Oppgaver\n\nSykehuset har etter loven plikt til å varsle kommunen.\n",
        "## 5 Oppgaver\n\nKommunen sender ikke slike meldinger.\n",
        "## 1 Parter\n\nKommunen skal sende melding innen to timer.\n",
        "## 5 Oppgaver\n\nAvtalen skal bidra til bedre overganger.\n",
        "## 1 Status\n\nTeksten er ikke rettslig bindende.\n\n## 2 Oppgaver\n\nKommunen skal sende melding.\n",
    ],
)
def test_what_is_no_duty(duties: Find, text: str) -> None:
    assert duties(text) == ()


def test_weak_wording_is_kept_but_does_not_bind(duties: Find) -> None:
    (duty,) = duties("## 5 Oppgaver\n\nKommunen bør arrangere kurs hvert år.\n")
    assert (duty.binding, duty.time) == (False, "hvert år")


def test_costs_and_roles(duties: Find) -> None:
    (duty,) = duties("## 5 Oppgaver\n\nHelseforetaket betaler lønn til koordinatoren.\n")
    assert (duty.cost, duty.role) == ("betaler lønn", "koordinatoren")


Row = tuple[str, str, str, str, bool]
"""side, actor, act, time, binding"""
PROSE: tuple[tuple[str, Row], ...] = (
    (
        "Kommunen skal ikke sende pasienter hjem uten varsel.",
        ("kommune", "Kommunen", "ikke sende pasienter hjem uten varsel", "", True),
    ),
    (
        "Kommunen skal ikkje sende pasientar heim utan varsel.",
        ("kommune", "Kommunen", "ikkje sende pasientar heim utan varsel", "", True),
    ),
    (
        "Helseforetaket kan ikke skrive ut pasienter uten varsel.",
        ("helseforetak", "Helseforetaket", "ikke skrive ut pasienter uten varsel", "", True),
    ),
    (
        "Kommunen skal finne en fleksibel ordning og effektiv oppfølging innen 14 dager.",
        (
            "kommune", "Kommunen", "finne en fleksibel ordning og effektiv oppfølging innen 14 dager",
            "innen 14 dager", True,
        ),
    ),
    (
        "Helseforetaket skal ikke bare informere, men også veilede kommunen.",
        ("helseforetak", "Helseforetaket", "ikke bare informere, men også veilede kommunen", "", True),
    ),
    (
        "Helseforetaket skal holde kurs to ganger i året.",
        ("helseforetak", "Helseforetaket", "holde kurs to ganger i året", "to ganger i året", True),
    ),
    (
        "Føretaket skal halde kurs to gonger i året.",
        ("helseforetak", "Føretaket", "halde kurs to gonger i året", "to gonger i året", True),
    ),
    (
        "Partene møtes to ganger i semesteret.",
        ("begge", "Partene", "møtes to ganger i semesteret", "to ganger i semesteret", False),
    ),
    (
        "Kommunen skal sende melding om behov innen 3 dager.",
        ("kommune", "Kommunen", "sende melding om behov innen 3 dager", "innen 3 dager", True),
    ),
    ("Kommunen skal gi hjelp ved behov.", ("kommune", "Kommunen", "gi hjelp ved behov", "", False)),
    (
        "Sykehuset plikter å varsle kommunen senest 24 timer før utskriving.",
        (
            "helseforetak", "Sykehuset", "varsle kommunen senest 24 timer før utskriving",
            "senest 24 timer før utskriving", True,
        ),
    ),
    (
        "Kommunen har ansvar for å oppnevne koordinator innen to uker.",
        ("kommune", "Kommunen", "oppnevne koordinator innen to uker", "innen to uker", True),
    ),
    (
        "Kommunen har ansvar for kurskalenderen.",
        ("kommune", "Kommunen", "har ansvar for kurskalenderen", "", True),
    ),
    ("Før hjemreise skal sykehuset sende epikrise.", ("helseforetak", "sykehuset", "sende epikrise", "", True)),
    (
        "Ved uenighet kontakter kommunen sykehuset samme dag.",
        ("kommune", "kommunen", "kontakter sykehuset samme dag", "samme dag", False),
    ),
    (
        "Vert partane usamde, kallar kommunen inn til møte innan to veker.",
        ("kommune", "kommunen", "kallar inn til møte innan to veker", "innan to veker", False),
    ),
    (
        "Innkalling skal sendes av kommunen senest to uker før møtet.",
        ("kommune", "kommunen", "Innkalling sendes senest to uker før møtet", "senest to uker før møtet", True),
    ),
    (
        "Det påhviler kommunen å melde avvik innen en uke.",
        ("kommune", "kommunen", "melde avvik innen en uke", "innen en uke", True),
    ),
    ("Melding av avvik påhviler kommunen.", ("kommune", "kommunen", "Melding av avvik", "", True)),
    (
        "Frisklivssentralen held kurs vår og haust.",
        ("kommune", "Frisklivssentralen", "held kurs vår og haust", "vår og haust", False),
    ),
    (
        "Kommunen skal fra kl. 8 til kl. 20 ha en bemannet telefon.",
        ("kommune", "Kommunen", "ha en bemannet telefon", "kl. 8 til kl. 20", True),
    ),
    (
        "Kommunane tek imot pasienten innan 24 timar.",
        ("kommune", "Kommunane", "tek imot pasienten innan 24 timar", "innan 24 timar", False),
    ),
    (
        "Sjukehuset skal straks varsle kommunen på telefon.",
        ("helseforetak", "Sjukehuset", "varsle kommunen på telefon", "straks", True),
    ),
    (
        "Kommunen kan hospitere i sykehuset én uke hvert år.",
        ("kommune", "Kommunen", "hospitere i sykehuset én uke hvert år", "hvert år", False),
    ),
    (
        "Kommunen skal svare sykehuset innen fire timer på om plassen er ledig.",
        (
            "kommune", "Kommunen", "svare sykehuset innen fire timer på om plassen er ledig",
            "innen fire timer", True,
        ),
    ),
    (
        "Kommunen og helseforetaket skal hvert halvår gå gjennom avvikene.",
        ("begge", "Kommunen og helseforetaket", "gå gjennom avvikene", "hvert halvår", True),
    ),
    (
        "Sykehuset skal sende epikrise senest fire timer etter at pasienten er utskrevet.",
        (
            "helseforetak", "Sykehuset", "sende epikrise senest fire timer etter at pasienten er utskrevet",
            "senest fire timer etter at pasienten er utskrevet", True,
        ),
    ),
    (
        "Kommunen er ansvarlig for at meldinger blir sendt innen fire timer.",
        (
            "kommune", "Kommunen", "er ansvarlig for at meldinger blir sendt innen fire timer", "innen fire timer",
            True,
        ),
    ),
)
LISTS: tuple[tuple[str, list[Row]], ...] = (
    (
        "Kommunen skal:\n\n- sende melding innen to timer, og\n- ikke flytte pasienten uten avtale.",
        [
            ("kommune", "Kommunen", "sende melding innen to timer", "innen to timer", True),
            ("kommune", "Kommunen", "ikke flytte pasienten uten avtale", "", True),
        ],
    ),
    (
        "Kommunen har ansvar for:\n\n- å melde behov,\n- opplæring av ansatte",
        [
            ("kommune", "Kommunen", "melde behov", "", True),
            ("kommune", "Kommunen", "opplæring av ansatte", "", True),
        ],
    ),
    (
        "Helseføretaket skal\n\n- halde kurs kvart halvår;\n- sende epikrise innan ei veke, og",
        [
            ("helseforetak", "Helseføretaket", "halde kurs kvart halvår", "kvart halvår", True),
            ("helseforetak", "Helseføretaket", "sende epikrise innan ei veke", "innan ei veke", True),
        ],
    ),
    (
        "| Steg | Kommunen | Sykehuset | Frist |\n| --- | --- | --- | --- |\n"
        "| 1 | Sender melding, og varsler legen | Svarer på meldingen | innen to timer |",
        [
            ("kommune", "Kommunen", "Sender melding, og varsler legen", "innen to timer", False),
            ("helseforetak", "Sykehuset", "Svarer på meldingen", "innen to timer", False),
        ],
    ),
    (
        "| Oppgåve | Ansvarleg | Frist |\n| --- | --- | --- |\n| Sende epikrise | Sjukehuset | Innan 24 timar |",
        [("helseforetak", "Sjukehuset", "Sende epikrise", "Innan 24 timar", False)],
    ),
)


def row(duty: Duty) -> Row:
    return duty.side, duty.actor, duty.act, duty.time, duty.binding


@pytest.mark.parametrize(("text", "expected"), PROSE, ids=[text for text, _ in PROSE])
def test_a_sentence_gives_this_row(duties: Find, text: str, expected: Row) -> None:
    assert [row(duty) for duty in duties(f"## 5 Oppgaver\n\n{text}\n")] == [expected]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_a_list_or_table_gives_these_rows(duties: Find, text: str, expected: list[Row]) -> None:
    assert [row(duty) for duty in duties(f"## 5 Oppgaver\n\n{text}\n")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Avtalen er signert 15. desember 2019 av partene.",
        "Pasienten skal melde fra til legen.",
        "Vi vil at barn skal få hjelp.",
        "Kommunen har rett til å sende forslag.",
        "Helsefellesskapet har tre nivåer.",
    ],
)
def test_history_wishes_and_patients_give_no_row(duties: Find, text: str) -> None:
    assert duties(f"## 5 Oppgaver\n\n{text}\n") == ()


def test_the_chapter_is_the_one_at_depth_one(duties: Find) -> None:
    text = "## 5 Oppgaver\n\n### 5.1 Kurs\n\n#### 5.1.1 Vår\n\nKommunen tilbyr kurs hver vår.\n\n"
    bound = "### 5.2 Melding\n\nSykehuset skal melde behov.\n"
    elsewhere = "## 6 Melding\n\nSykehuset skal melde behov.\n"
    assert [duty.binding for duty in duties(text + bound)] == [True, True]
    assert [duty.binding for duty in duties(text + elsewhere)] == [False, True]
