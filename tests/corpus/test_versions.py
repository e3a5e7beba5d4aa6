"""Duplicates and versions: which of several texts of the same agreement counts."""

from __future__ import annotations

from collections.abc import Sequence

from analyser.assessment import Dates
from analyser.corpus import Corpus
from analyser.engine import Judged

from .maker import example, made, pointed, text_of

FONNA = "Helse Fonna HF"
OLD, NEW = Dates("2013-05-01"), Dates("2021-06-01")


def counted(*judged: Judged) -> list[bool]:
    return Corpus.of(judged).agreements["counts"].tolist()


def column(name: str, *judged: Judged) -> Sequence[object]:
    return pointed(Corpus.of(judged).agreements[name])


def etne(dates: Dates, **changes: object) -> Judged:
    return made(parties=["Etne kommune", FONNA], dates=dates, **changes)  # type: ignore[arg-type]


def test_the_same_file_twice_counts_once() -> None:
    again = [etne(OLD, file=name, sha256="like") for name in ("b.pdf", "a.pdf")]
    assert column("duplicate_of", *again) == [1, None]
    assert counted(*again) == [False, True]


def test_the_same_text_in_another_file_counts_once_whatever_its_spaces() -> None:
    text = text_of(example("tenesteavtale-2-etne"))
    loud = text.replace(" ", "\n").upper()
    assert counted(etne(OLD, file="a.pdf"), etne(OLD, file="b.pdf", text=loud)) == [True, False]


def test_swapped_names_are_no_copy() -> None:
    assert counted(etne(OLD), made(parties=["Bømlo kommune", FONNA], dates=OLD)) == [True, True]


def test_the_latest_of_the_same_parties_and_topic_counts_and_the_history_is_kept() -> None:
    versions = [etne(NEW, text="ny"), etne(OLD, text="gammel"), etne(Dates("2017"), text="mellom")]
    assert column("replaced_by", *versions) == [None, 0, 0]
    assert counted(*versions) == [True, False, False]


def test_a_copy_of_an_old_version_is_old_too() -> None:
    copies = [etne(OLD, file=name, sha256="like", text="gammel") for name in ("a.pdf", "b.pdf")]
    assert column("replaced_by", *copies, etne(NEW, text="ny")) == [2, 2, None]


def test_another_topic_is_another_agreement() -> None:
    assert counted(etne(OLD, text="a"), etne(NEW, text="b", topics=["5"])) == [True, True]


def test_blank_templates_are_no_versions_of_each_other() -> None:
    blanks = [etne(dates, text=text, template=True) for dates, text in ((OLD, "a"), (NEW, "b"))]
    assert column("replaced_by", *blanks) == [None, None]
    assert counted(*blanks) == [False, False]


def test_a_case_file_neither_counts_nor_replaces() -> None:
    assert counted(etne(OLD, text="a"), etne(NEW, text="b", is_agreement=False)) == [True, False]


def test_municipalities_that_became_one_did_not_replace_each_other() -> None:
    forde = "Helse Førde HF"
    before = (("Gaular", "2012-06"), ("Jølster", "2013-06"))
    old = [made(parties=[name, forde], dates=Dates(date), text=name) for name, date in before]
    merged = made(parties=["Sunnfjord", forde], dates=Dates("2021-01-01"), text="ny")
    assert counted(*old) == [True, True]
    assert counted(*old, merged) == [False, False, True]
    assert counted(*old, made(parties=["Sunnfjord", forde], text="uten dato", dates=Dates())) == [True, True, True]


def test_two_agreements_of_the_same_day_with_different_texts_stand_side_by_side() -> None:
    day = Dates("2021-06-01")
    both = [
        etne(day, title="Delavtale 2 om habilitering"),
        etne(day, title="Delavtale 2 om rehabilitering", text=text_of(example("overordnet-ostre-agder"))),
    ]
    assert counted(*both) == [True, True]


def test_parts_of_one_topic_are_told_apart_by_their_number() -> None:
    parts = [etne(OLD, text="a", title="Delavtale 2a"), etne(NEW, text="b", title="Delavtale 2d palliasjon")]
    assert counted(*parts) == [True, True]


def test_two_saeravtaler_about_different_things_are_no_versions() -> None:
    parts = [
        etne(OLD, text="a", topics=["sær"], title="Særavtale om palliasjon"),
        etne(NEW, text="b", topics=["sær"], title="Særavtale om læring og mestring"),
        etne(NEW, text="c", topics=["sær"], title="Revidert særavtale om palliasjon 2021"),
    ]
    assert counted(*parts) == [False, True, True]
