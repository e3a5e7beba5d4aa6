"""Words of a text layer: where they begin and end."""

import re

from hypothesis import given
from hypothesis import strategies as st

from analyser.pdf.words import LINE_END_HYPHENS, _inked

SIGNS = st.sampled_from([*"aZ9ø§-. \t\n\r\x0b\x1c\x85\xa0\u2007\u202f\u3000\u3001\U0001f600\ud800", *LINE_END_HYPHENS])
WORD = re.compile(rf"[^\s{LINE_END_HYPHENS}]+[{LINE_END_HYPHENS}]?|[{LINE_END_HYPHENS}]")


@given(st.text(SIGNS) | st.text())
def test_a_word_ends_at_white_space_or_with_the_hyphen_of_a_line_end(text: str) -> None:
    inked, starts, ends = _inked(text)
    assert [*zip(starts.tolist(), ends.tolist(), strict=True)] == [match.span() for match in WORD.finditer(text)]
    assert inked.tolist() == [at for at, sign in enumerate(text) if not sign.isspace()]
