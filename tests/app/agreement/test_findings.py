"""Findings sorted under the elements of the codebook."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES, assessed

from analyser.app.agreement.findings import boxes, elements, helpers
from analyser.engine import default_ruleset
from app.agreement.samples import example

CRITERIA = default_ruleset().criteria.constructs


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_place_that_was_found_is_shown_under_its_element(path: object) -> None:
    for name, construct in assessed(path).constructs.items():  # type: ignore[arg-type]
        views = elements(construct, CRITERIA[name])
        shown = {quote.evidence.span for view in views for quote in view.quotes}
        opening = {one.span for one in construct.evidence if one.quote == one.lead_in}
        assert shown | opening == {one.span for one in construct.evidence}
        assert all(len({quote.evidence.span for quote in view.quotes}) == len(view.quotes) for view in views)


def test_the_parts_of_an_element_stand_under_it() -> None:
    views = elements(example().constructs["forpliktelse"], CRITERIA["forpliktelse"])
    assert [view.id for view in views if view.id not in helpers(CRITERIA["forpliktelse"])] == list("abcdef")
    assert {quote.evidence.element for quote in views[0].quotes} == {"a_kommune", "a_hf"}


def test_a_missing_element_knows_where_it_was_looked_for() -> None:
    views = elements(example().constructs["samisk"], CRITERIA["samisk"])
    assert [(view.found, bool(view.missing and view.missing.sections)) for view in views] == [(False, True)] * 2


def test_a_list_item_is_marked_together_with_the_line_that_opens_its_list() -> None:
    views = elements(example().constructs["konkretisering"], CRITERIA["konkretisering"])
    quote = next(one for view in views for one in view.quotes if one.lead)
    assert quote.lead
    assert quote.lead.quote == quote.evidence.lead_in
    lead = boxes(quote.lead.boxes, quote.lead.box_pages)
    assert set(quote.boxes) == {*boxes(quote.evidence.boxes, quote.evidence.box_pages), *lead}
