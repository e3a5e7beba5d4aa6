"""Lines to choose from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyser.app.labels import told_apart


@given(st.lists(st.sampled_from(["A", "A (1)", "A · x", "B", ""])), st.sampled_from(["x", "y"]))
def test_no_two_read_alike_whatever_they_are_called(titles: list[str], file: str) -> None:
    lines = dict(enumerate(titles))
    said = told_apart(lines, dict.fromkeys(lines, file))
    assert list(said) == list(lines)
    assert len(set(said.values())) == len(titles)
    assert all(said[at].startswith(line) for at, line in lines.items())


def test_only_those_that_read_alike_have_more_said_of_them() -> None:
    files = {"a": "en.pdf", "b": "en.pdf", "c": "to.pdf", "d": "en.pdf"}
    said = told_apart({"a": "Avtale", "b": "Avtale", "c": "Avtale", "d": "Rammeavtale"}, files)
    assert said == {
        "a": "Avtale · en.pdf (1)", "b": "Avtale · en.pdf (2)", "c": "Avtale · to.pdf", "d": "Rammeavtale",
    }  # fmt: skip
