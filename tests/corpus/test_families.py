"""Template families: one mould with names swapped, also when scanned; never two moulds together."""

from __future__ import annotations

import random
import re
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from conftest import EXAMPLES, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.corpus.families import Text, families, similarity
from analyser.corpus.sketch import letters, masked, sketch
from analyser.registry import municipalities

from .maker import MOULDS, example, scanned, text_of

NAMES = sorted(place.name for place in municipalities().values())
TEXTS = {path.stem: text_of(example(path.stem)) for path in EXAMPLES}


def grouped(texts: list[str], topic: str = "2", language: str = "nb") -> list[int]:
    return families([Text(sketch(text).hashes, topic, language) for text in texts])


def alike(one: str, other: str) -> float:
    return similarity(sketch(one).hashes, sketch(other).hashes)


def with_names(text: str, seed: int) -> str:
    """The text with other municipalities, numbers and dates."""
    chance = random.Random(seed)
    for name in ("Etne", "Herøy", "Dønna", "Notodden", "Arendal", "Froland", "Grimstad", "Risør"):
        text = text.replace(name, chance.choice(NAMES))
    return re.sub(r"\d", lambda _: str(chance.randrange(10)), text)


def test_names_dates_and_placeholders_are_masked() -> None:
    entered = "Avtale mellom Herøy kommune og Helgelandssykehuset HF, 17. januar 2020, gjelder for Herøys innbyggere"
    blank = "Avtale mellom xx kommune og YY HF, ……. 20__, gjelder for xx innbyggere"
    assert masked(letters(entered)) == masked(letters(blank)) == "avtalegjelderforinnbyggere"


def test_swapped_names_and_numbers_keep_a_mould_together_and_moulds_apart() -> None:
    truth = [mould for mould in MOULDS for _ in range(12)]
    found = grouped([with_names(TEXTS[mould], seed) for seed, mould in enumerate(truth)])
    assert len(set(zip(truth, found, strict=True))) == len(set(found)) == len(MOULDS)


def test_no_two_examples_are_of_one_mould() -> None:
    assert len(set(grouped(list(TEXTS.values())))) == len(TEXTS)


@pytest.mark.parametrize("share", [0.01, 0.02, 0.03])
def test_two_bad_scans_of_one_mould_stay_together(share: float) -> None:
    for text in TEXTS.values():
        assert len(set(grouped([scanned(text, share, 1), scanned(text, share, 2), text]))) == 1


def test_two_moulds_that_share_half_of_their_text_stay_apart() -> None:
    for one, other in combinations(TEXTS.values(), 2):
        half = min(len(one), len(other)) // 2
        assert alike(one[: 2 * half], one[:half] + other[half : 2 * half]) < 0.75


def test_a_chapter_of_its_own_does_not_part_an_agreement_from_its_mould() -> None:
    text, other = TEXTS["overordnet-ostre-agder"], TEXTS["tenesteavtale-2-etne"]
    assert len(set(grouped([text, text + other[:1500]]))) == 1


def test_short_agreements_of_one_mould_stay_together_and_others_apart() -> None:
    one = "Partene er enige om at Etne kommune stiller lokale til mestringskurset hver vår, og at sykehuset betaler."
    two = "Partene er enige om at Etne kommune henter pasienten på sykehuset den dagen han er utskrivningsklar."
    first, second, third, fourth = grouped([one, one.replace("Etne", "Bokn"), two, two.replace("Etne", "Stord")])
    assert first == second != third == fourth


def test_the_same_mould_for_another_topic_is_another_family() -> None:
    text = sketch(TEXTS["tenesteavtale-2-etne"]).hashes
    assert len(set(families([Text(text, "2", "nn"), Text(text, "5", "nn")]))) == 2


def test_a_text_whose_topic_was_lost_in_the_scan_joins_its_mould() -> None:
    text = TEXTS["tenesteavtale-2-etne"]
    found = families([Text(sketch(scanned(text, 0.02)).hashes, "annet", "nn"), Text(sketch(text).hashes, "2", "nn")])
    assert found[0] == found[1]


def test_bokmal_and_nynorsk_of_one_mould_are_two_texts() -> None:
    clauses = [
        element
        for path in sorted((ROOT / "rules" / "raad").glob("*.yml"))
        for element in yaml.safe_load(Path(path).read_text("utf-8"))["elements"].values()
    ]
    forms = [" ".join(clause[form] for clause in clauses) for form in ("nb", "nn")]
    assert alike(*forms) < 0.75


def test_texts_that_were_not_kept_are_not_one_family() -> None:
    assert grouped(["", "", "avtale"]) == [0, 1, 2]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(8)))
def test_the_grouping_does_not_depend_on_the_order_of_the_files(order: list[int]) -> None:
    texts = [with_names(TEXTS[mould], seed) for mould in MOULDS[:2] for seed in range(4)]
    found = grouped([texts[at] for at in order])
    assert {frozenset(order[at] for at in range(8) if found[at] == one) for one in set(found)} == {
        frozenset(range(4)), frozenset(range(4, 8)),
    }


@given(st.text(max_size=300))
def test_any_text_has_a_sketch(text: str) -> None:
    kept = sketch(text)
    assert len(kept.hashes) <= max(0, len(letters(text)) - 7)
    assert similarity(kept.hashes, kept.hashes) == 1.0
