"""By reference: levels alone, and together with the overordnet avtale."""

from __future__ import annotations

from analyser.assessment import Dates
from analyser.corpus import Corpus
from analyser.engine import Judged

from .maker import made, pointed, with_construct

SSHF = "Sørlandet sykehus HF"
ABOVE = "overordnet-ostre-agder"
REFERS = "Uenighet behandles slik overordnet samarbeidsavtale sier."


def below(*municipalities: str, text: str = REFERS, **changes: object) -> Judged:
    """A delavtale that hands over what it says of disagreement."""
    own = made(parties=[*municipalities, SSHF], topics=["2"], text=text + "".join(municipalities), **changes)  # type: ignore[arg-type]
    own = with_construct(own, "forpliktelse", level=1, by_reference=True)
    return with_construct(own, "vedlikehold", level=1, by_reference=False)


def linked(*judged: Judged) -> list[int | None]:
    return pointed(Corpus.of(judged).agreements["overordnet"])


def test_a_delavtale_that_refers_to_the_overordnet_avtale_is_linked_to_it() -> None:
    assert linked(made(ABOVE), below("Arendal")) == [None, 0]


def test_only_what_is_handed_over_is_lifted() -> None:
    corpus = Corpus.of([made(ABOVE), below("Arendal")])
    assert corpus.lifts.to_dict("records") == [
        {"row": 1, "overordnet": 0, "construct": "forpliktelse", "own": 1, "lifted": 3},
    ]
    assert corpus.with_overordnet.loc[1, "forpliktelse"] == 3
    assert corpus.with_overordnet.loc[1, "vedlikehold"] == 1
    assert corpus.agreements.loc[1, "forpliktelse"] == 1


def test_an_overordnet_avtale_that_says_less_lowers_nothing() -> None:
    above = with_construct(made(ABOVE), "forpliktelse", level=0)
    assert Corpus.of([above, below("Arendal")]).lifts["lifted"].tolist() == [1]


def test_an_overordnet_level_that_was_not_assessed_lifts_nothing() -> None:
    above = with_construct(made(ABOVE), "forpliktelse", level=None, state="not_assessed")
    assert Corpus.of([above, below("Arendal")]).lifts["lifted"].tolist() == [1]


def test_a_text_without_a_reference_is_not_linked() -> None:
    own = with_construct(below("Arendal", text="Partene møtes."), "forpliktelse", by_reference=False)
    own = with_construct(own, "konkretisering", by_reference=False)
    assert linked(made(ABOVE), own) == [None, None]


def test_another_trust_or_a_municipality_outside_it_is_not_linked() -> None:
    other = made(parties=["Etne", "Helse Fonna HF"], topics=["2"], text=REFERS)
    assert linked(made(ABOVE), other, below("Kristiansand"), below("Arendal", "Kristiansand")) == [None] * 4


def test_the_latest_overordnet_avtale_is_the_one() -> None:
    old = made(ABOVE, dates=Dates("2012-01-01"), text="gammel", file="x.pdf")
    assert linked(old, made(ABOVE), below("Arendal")) == [None, None, 1]


def test_of_several_the_one_for_the_fewest_is_chosen() -> None:
    narrow = made(ABOVE, parties=["Arendal", SSHF], text="bare oss to")
    assert linked(made(ABOVE), narrow, below("Arendal"), below("Risør")) == [None, None, 1, 0]


def test_a_blank_template_is_no_overordnet_avtale() -> None:
    assert linked(made(ABOVE, template=True), below("Arendal")) == [None, None]


def test_a_blank_template_refers_to_no_ones_overordnet_avtale() -> None:
    assert linked(made(ABOVE), below("Arendal", template=True)) == [None, None]
