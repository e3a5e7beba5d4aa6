"""Facts in words, and quotes as HTML that cannot be anything else than text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analyser.app.agreement import words
from analyser.app.agreement.head import head_html
from app.agreement.samples import HOSTILE, example, other, party


@pytest.mark.parametrize(("number", "said"), [(2, "2"), (1.5, "1,5"), (0.0, "0")])
def test_numbers_have_a_decimal_comma(number: float, said: str) -> None:
    assert words.decimal(number) == said


def test_the_name_of_today_is_given_only_where_it_is_another() -> None:
    assert words.party_names(party("Gaular kommune", "Sunnfjord kommune")) == ("Gaular kommune", "Sunnfjord kommune")
    assert words.party_names(party("Etne kommune")) == ("Etne kommune", "")


def test_an_agreement_is_told_by_its_trust_and_a_few_municipalities() -> None:
    parties = [party(f"{name} kommune") for name in "ABCD"] + [party("Helse Nord HF", kind="hf")]
    assert words.short_sides(parties) == "Helse Nord HF, A kommune, B kommune + 2"


def test_the_words_that_decided_are_emphasised_and_all_else_is_text() -> None:
    assert words.quote_html("skal møtes <to> ganger", (12, 16)) == "skal møtes &lt;<strong>to&gt; </strong>ganger"
    assert words.quote_html("skal", (0, 4)) == "skal"


def test_a_list_item_is_read_after_the_line_that_opens_its_list() -> None:
    evidence = example().constructs["konkretisering"].evidence[0]
    item = replace(evidence, quote="melde <b>", match=(0, 9), lead_in="Kommunen skal:")
    assert words.evidence_html(item) == '<span class="ledd-inn">Kommunen skal:</span> melde &lt;b&gt;'
    assert words.evidence_html(replace(item, lead_in="melde <b>")) == "melde &lt;b&gt;"


def test_title_and_parties_are_never_html() -> None:
    about = other(example(), "x", title=HOSTILE, parties=(party(HOSTILE, HOSTILE + "2"),)).document
    html = head_html(about, "fil.pdf", reviewed=False)
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("&lt;script&gt;") == 3


def test_an_agreement_without_title_goes_by_the_name_of_its_file() -> None:
    assert "<h1>fil.pdf</h1>" in head_html(other(example(), "x", title="").document, "fil.pdf", reviewed=False)


def test_the_head_says_what_must_be_known_first() -> None:
    html = head_html(example("tenesteavtale-3-og-5-gaular").document, "fil.pdf", reviewed=True)
    for said in ("(i dag Sunnfjord kommune)", "Nynorsk", "3 sider", "2 merknader", "Ferdig gjennomgått",
                 "Gjelder fra 1. juli 2013", "Tema: 3 innleggelse"):  # fmt: skip
        assert said in html
