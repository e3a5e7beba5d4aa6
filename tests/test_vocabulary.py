"""Concepts in words: the term language, look-alikes, references."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.terms import Gap, Ref, Term, WordTests, parse_term
from analyser.vocabulary import ConceptSource, Spans, Vocabulary


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


_WORDS = ["a", "b", "c", "ab", "bc"]
_PARTS = st.sampled_from([*_WORDS, "a*", "*c", "a|b", "/b./"])
_ORDER = ("k0", "k1", "k2", "k3")


@st.composite
def _concepts(draw: st.DrawFn) -> dict[str, tuple[list[str], list[str]]]:
    """Concepts whose terms name only concepts before them, so that there is no circle."""
    made: dict[str, tuple[list[str], list[str]]] = {}
    for name in _ORDER:
        part = st.one_of(_PARTS, st.sampled_from([f"<{other}>" for other in made])) if made else _PARTS
        middle = st.lists(st.one_of(part, st.sampled_from(["~1", "~2"])), max_size=2)
        term = st.one_of(part, st.builds(lambda a, m, z: " ".join([a, *m, z]), part, middle, part))
        made[name] = draw(st.lists(term, min_size=1, max_size=4)), draw(st.lists(term, max_size=1))
    return made


def plainly(concepts: dict[str, tuple[list[str], list[str]]], words: list[str]) -> dict[str, Spans]:
    """What a vocabulary finds, worked out the slow way: every term of every concept tried at every word."""
    tests, found = WordTests(), dict[str, list[tuple[int, int]]]()

    def ends(term: Term, at: int) -> set[int]:
        if not term:
            return {at}
        part, rest = term[0], term[1:]
        if isinstance(part, Gap):
            return {end for skip in range(part.words + 1) for end in ends(rest, at + skip)}
        if isinstance(part, Ref):
            return {end for start, stop in found[part.concept] if start == at for end in ends(rest, stop)}
        return ends(rest, at + 1) if at < len(words) and part in tests.of(words[at]) else set()

    for name in _ORDER:
        terms, blocked = ([parse_term(term, tests) for term in given] for given in concepts[name])
        hits, alike = (
            sorted({(at, end) for term in group for at in range(len(words)) for end in ends(term, at)})
            for group in (terms, blocked)
        )
        found[name] = [(a, z) for a, z in hits if not any(a < end and start < z for start, end in alike)]
    return {name: tuple(spans) for name, spans in found.items() if spans}


@given(_concepts(), st.lists(st.sampled_from(_WORDS), max_size=7))
def test_finding_gives_what_trying_every_term_at_every_word_gives(
    concepts: dict[str, tuple[list[str], list[str]]], words: list[str]
) -> None:
    assert vocabulary(**concepts).find(words) == plainly(concepts, words)
