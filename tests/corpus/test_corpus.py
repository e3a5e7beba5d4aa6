"""The corpus as a whole: tables that point at each other, and streaming."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator

from conftest import EXAMPLES

from analyser.assessment import Failure, Fault, RulesetId
from analyser.corpus import Corpus
from analyser.engine import Judged
from analyser.levels import CONSTRUCTS

from .maker import example, made, with_construct

FAILED = Judged(Failure("x.pdf", Fault("uten_tekst", "Ingen tekst."), RulesetId("1", "f")), None)


def test_an_empty_corpus_has_all_its_tables() -> None:
    empty, full = Corpus.of([]), Corpus.of([example(path.stem) for path in EXAMPLES])
    assert empty.agreements.dtypes.to_dict() == full.agreements.dtypes.to_dict()
    tables = (empty.agreements, empty.counting, empty.lifts, empty.families, empty.quotes)
    assert [len(table) for table in tables] == [0] * 5


def test_files_that_could_not_be_judged_are_kept_with_their_reason() -> None:
    corpus = Corpus.of([FAILED, made()])
    assert corpus.failures["message"].tolist() == ["Ingen tekst."]
    assert len(corpus.agreements) == 1


def test_an_element_of_a_construct_that_was_not_assessed_is_unknown() -> None:
    elements = Corpus.of([made(), with_construct(made(), "lm", level=None, state="not_assessed")]).elements
    assert elements["lm.tid"].isna().tolist() == [False, True]


def test_quotes_are_of_what_decides_and_never_of_what_is_not_agreed() -> None:
    corpus = Corpus.of([example(path.stem) for path in EXAMPLES])
    assert set(corpus.quotes["construct"]) == set(CONSTRUCTS)
    assert corpus.quotes["level"].between(1, 3).all()
    assert corpus.quotes.groupby(["row", "construct"]).size().max() == 2


def test_a_family_counts_once_with_the_level_most_of_it_has() -> None:
    parties = ("Etne", "Bokn", "Stord", "Bømlo")
    four = [with_construct(made(parties=[name, "Helse Fonna HF"]), "lm", level=level)
            for name, level in zip(parties, (3, 3, 2, None), strict=True)]
    families = Corpus.of([*four, made("delavtale-5-ansvarstabell")]).families
    assert families["documents"].tolist() == [4, 1]
    assert families["lm"].tolist()[0] == 3


def test_only_the_chosen_count_but_what_they_point_to_stays() -> None:
    corpus = Corpus.of([made(), made("delavtale-5-ansvarstabell")])
    chosen = corpus.chosen(corpus.agreements["topic"] == "5")
    assert chosen.counting["topic"].tolist() == ["5"]
    assert len(chosen.agreements) == 2


def test_what_is_kept_of_each_agreement_is_small() -> None:
    def many() -> Iterator[Judged]:
        base = made()
        for number in range(300):
            assert base.text is not None
            yield Judged(base.record, type(base.text)(f"{base.text.text} {number:x}".replace("1", "l"), (), ()))

    tracemalloc.start()
    corpus = Corpus.of(many())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(corpus.agreements) == 300
    assert peak / 300 < 40_000
