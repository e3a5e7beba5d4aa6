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
