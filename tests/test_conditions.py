"""What an alternative may ask of a clause and of what stands around it."""

import pytest
from clausemaker import clause, reading, section

from analyser.conditions import requirements, window
from analyser.rulemodels import Alternative

HERE = clause(
    "kommunen skal sende melding innen en dag", {"melde": (2, 4), "frist": (4, 7)}, side="kommune", modality="binding"
)


@pytest.mark.parametrize(
    ("want", "holds"),
    [
        ({"all": ["melde"]}, True),
        ({"all": ["varsle|melde"]}, True),
        ({"all": ["varsle"]}, False),
        ({"all": ["melde"], "none": ["frist"]}, False),
        ({"all": ["melde", "frist"], "within": 5}, True),
        ({"all": ["melde", "frist"], "within": 4}, False),
        ({"all": ["melde"], "side": ["kommune"]}, True),
        ({"all": ["melde"], "side": ["helseforetak", "begge"]}, False),
        ({"all": ["melde"], "modality": ["weak"]}, False),
        ({"all": ["melde"], "testable": True}, False),
        ({"all": ["melde"], "by_reference": True}, False),
        ({"all": ["melde"], "heading": ["melde"]}, False),
        ({"all": ["melde"], "none_document": ["frist"]}, False),
        ({"all": ["melde"], "sections": ["oppgaver"]}, True),
        ({"all": ["melde"], "not_sections": ["oppgaver"]}, False),
    ],
)
def test_conditions_on_the_clause_itself(want: dict[str, object], holds: bool) -> None:
    around = reading(HERE)
    needs = requirements(Alternative.model_validate(want))
    assert all(need.test(around.clauses[0], around) for need in needs) is holds


SCOPES = {
    "context": clause("x", {"melde": (0, 1)}, context=frozenset({"tema"})),
    "context_before": clause("x", {"melde": (0, 1)}, before=frozenset({"tema"})),
}


@pytest.mark.parametrize("name", SCOPES)
def test_context_is_headings_lead_in_and_the_sentence_before(name: str) -> None:
    around = reading(SCOPES[name])
    (_, need) = requirements(Alternative(all=("melde",), context=("tema",)))
    assert need.test(around.clauses[0], around)


def test_a_pronouns_sentence_does_not_count_against_none_context() -> None:
    around = reading(SCOPES["context_before"])
    (_, need) = requirements(Alternative(all=("melde",), none_context=("tema",)))
    assert need.test(around.clauses[0], around)


def test_section_chapter_document_and_title_look_ever_further() -> None:
    sections = (
        section(),
        section(index=1, parent=0),
        section(index=2, parent=0),
        section(index=3),
        section("tittel", 4),
    )
    texts = [
        clause("x", {"melde": (0, 1)}, section=sections[1]),
        clause("a", {"i_punktet": (0, 1)}, section=sections[1]),
        clause("b", {"i_kapitlet": (0, 1)}, section=sections[2]),
        clause("c", {"i_avtalen": (0, 1)}, section=sections[3]),
        clause("d", {"i_tittelen": (0, 1)}, section=sections[4]),
    ]
    around = reading(*texts, sections=sections)
    sees = {
        scope: [
            name
            for name in ("i_punktet", "i_kapitlet", "i_avtalen", "i_tittelen")
            if requirements(Alternative.model_validate({"all": ["melde"], scope: [name]}))[1].test(
                around.clauses[0], around
            )
        ]
        for scope in ("section", "chapter", "document", "title")
    }
    assert sees == {
        "section": ["i_punktet"],
        "chapter": ["i_punktet", "i_kapitlet"],
        "document": ["i_punktet", "i_kapitlet", "i_avtalen"],
        "title": ["i_tittelen"],
    }


def test_the_window_is_the_shortest_stretch_with_every_concept() -> None:
    far = clause("a b c d e f g h")
    far = type(far)(
        **{**{name: getattr(far, name) for name in far.__slots__}, "hits": {"a": ((0, 1), (6, 7)), "b": ((7, 8),)}}
    )
    assert window(Alternative(all=("a", "b")), far) == (6, 8)


def test_every_condition_names_itself_in_norwegian() -> None:
    want = Alternative.model_validate(
        {
            "all": ["a|b"],
            "none": ["c"],
            "context": ["d"],
            "section": ["e"],
            "chapter": ["f"],
            "document": ["g"],
            "title": ["h"],
            "none_context": ["i"],
            "side": ["kommune"],
            "modality": ["binding"],
            "testable": False,
            "sections": ["avvik"],
            "not_sections": ["formål"],
        }
    )
    labels = [need.label for need in requirements(want)]
    assert labels == [
        "«a / b» i setningen",
        "ikke «c» i setningen",
        "«d» i setningen eller rundt den",
        "ikke «i» i setningen eller over den",
        "«e» i samme punkt",
        "«f» i samme kapittel",
        "«g» i avtalen",
        "«h» i tittelen",
        "plikten ligger hos kommune",
        "setningen er bindende",
        "handlingen kan ikke etterprøves",
        "kapittelet er avvik",
        "kapittelet er ikke formål",
    ]
