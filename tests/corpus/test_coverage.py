"""Coverage: who has an agreement on what."""

from __future__ import annotations

from analyser.assessment import Dates
from analyser.corpus import Corpus
from analyser.corpus.coverage import STATUTORY, covered_by
from analyser.engine import Judged

from .maker import made

FONNA = "Helse Fonna HF"


def covered(*judged: Judged) -> set[tuple[str, str]]:
    table = Corpus.of(judged).coverage.set_index("name")
    return {(name, topic) for topic in STATUTORY for name in table.index[table[topic]]}


def test_every_municipality_of_today_has_its_row() -> None:
    table = Corpus.of([]).coverage
    assert len(table) == 357
    assert not table[list(STATUTORY)].any(axis=None)


def test_each_municipality_and_each_topic_of_an_agreement_is_covered() -> None:
    assert covered(made(parties=["Etne", "Bokn", FONNA], topics=["3", "5"])) == {
        ("Etne", "3"), ("Etne", "5"), ("Bokn", "3"), ("Bokn", "5"),
    }


def test_a_template_a_case_file_and_a_saeravtale_cover_nothing() -> None:
    parties = ["Etne", FONNA]
    assert covered(
        made(parties=parties, template=True), made(parties=parties, is_agreement=False, text="b"),
        made(parties=parties, topics=["sær", "2"], text="c"),
    ) == set()


def test_an_agreement_of_a_municipality_that_has_merged_covers_todays() -> None:
    assert covered(made(parties=["Gaular", "Helse Førde HF"], dates=Dates("2013"))) == {("Sunnfjord", "2")}


def test_counts_per_trust_name_how_many_out_of_how_many() -> None:
    table = covered_by(Corpus.of([made(parties=["Etne", "Bokn", FONNA])]).coverage, "trust")
    assert table.loc[FONNA].to_dict() == {"total": 16, "2": 2, "5": 0, "6": 0, "10": 0}
    assert table["total"].sum() == 357
