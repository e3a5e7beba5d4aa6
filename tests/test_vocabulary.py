"""Concepts in words: the term language, look-alikes, references."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.terms import WordTests, parse_term
from analyser.vocabulary import ConceptSource, Vocabulary


def vocabulary(**concepts: list[str] | tuple[list[str], list[str]]) -> Vocabulary:
    """A vocabulary from term lists; a pair gives terms and look-alikes."""
    pairs = {name: value if isinstance(value, tuple) else (value, []) for name, value in concepts.items()}
    return Vocabulary({name: ConceptSource(tuple(terms), tuple(blocked)) for name, (terms, blocked) in pairs.items()})


@pytest.mark.parametrize(
    ("term", "text", "spans"),
    [
        ("avvik", "Et Avvik meldes", ((1, 2),)),
        ("avvik", "avviket meldes", ()),
        ("avvik*", "avviket og avviksmelding", ((0, 1), (2, 3))),
        ("*avtale", "delavtale og avtale og avtalen", ((0, 1), (2, 3))),
        ("*avtal*", "særavtalar", ((0, 1),)),
        ("LMS", "LMS og lms", ((0, 1),)),
        ("skal|må", "de må og skal", ((1, 2), (3, 4))),
        ("senest ~2 dager", "senest tre dager og senest om ti hele dager", ((0, 3),)),
        ("/\\d+/", "etter 24 timer", ((1, 2),)),
        ("hvert år", "hvert år hvert", ((0, 2),)),
    ],
)
def test_a_term_finds_just_its_words(term: str, text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert vocabulary(c=[term]).find(text.split()).get("c", ()) == spans


def test_a_concept_can_be_built_from_others_in_any_order() -> None:
    words = ["møtes", "to", "ganger", "i", "året"]
    found = vocabulary(frekvens=["<tall> ganger ~1 <år>"], tall=["to"], år=["år*"]).find(words)
    assert found["frekvens"] == ((1, 5),)


def test_a_look_alike_blocks_the_hit_it_covers_and_no_other() -> None:
    found = vocabulary(nei=(["ikke"], ["ikke bare"])).find(["ikke", "bare", "her", "men", "ikke", "der"])
    assert found["nei"] == ((4, 5),)


def test_a_concept_with_all_hits_blocked_is_not_found() -> None:
    assert "nei" not in vocabulary(nei=(["ikke"], ["ikke bare"])).find(["ikke", "bare"])


@pytest.mark.parametrize(
    ("concepts", "message"),
    [
        ({"a": ["<b>"]}, "«a» viser til begrepet «b», som ikke finnes"),
        ({"a": ["<b>"], "b": ["<a>"]}, "i ring"),
        ({"a": ["~2 b"]}, "kan ikke begynne med et mellomrom"),
        ({"a": ["b ~2"]}, "kan ikke slutte med et mellomrom"),
        ({"a": ["/[/"]}, "ikke et gyldig regulært uttrykk"),
        ({"a": ["b*c"]}, "bare først og sist"),
        ({"a": [" "]}, "kan ikke være tomt"),
        ({"a": ["<b"]}, "verken et mellomrom"),
    ],
)
def test_a_term_that_cannot_be_read_says_why(concepts: dict[str, list[str]], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        vocabulary(**concepts)


@given(st.text(max_size=30))
def test_any_text_is_a_term_or_a_value_error(text: str) -> None:
    with suppress(ValueError):
        assert len(parse_term(text, WordTests())) == len(text.split())


@given(st.lists(st.sampled_from(["to", "ganger", "i", "året", "år", "x"]), max_size=12))
def test_spans_lie_within_the_words_in_order(words: list[str]) -> None:
    found = vocabulary(f=["to ganger ~2 år*"], år=["år*"]).find(words)
    for spans in found.values():
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(words) for start, end in spans)
