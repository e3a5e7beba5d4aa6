"""Every model clause, put into an agreement under its heading, makes its own element found."""

import pytest

from analyser.rules import Ruleset, load_ruleset
from analyser.trial import findings_in

RULESET = load_ruleset()
CLAUSES = [
    (construct, element, form)
    for construct, criterion in RULESET.criteria.constructs.items()
    for element in criterion.shown
    for form in ("nb", "nn")
]


def elements(text: str, heading: str, construct: str, ruleset: Ruleset) -> set[str]:
    """Elements found at full strength, and those that follow from them."""
    found = {
        finding.element
        for finding in findings_in(text, ruleset, heading)
        if finding.construct == construct and finding.strength == "full"
    }
    derived = ruleset.criteria.constructs[construct].elements.items()
    return found | {name for name, element in derived if element.when and element.when.holds(found)}


@pytest.mark.parametrize(("construct", "element", "form"), CLAUSES)
def test_the_model_clause_makes_its_element_found(construct: str, element: str, form: str) -> None:
    advice = RULESET.advice[construct, element]
    text = advice.nb if form == "nb" else advice.nn
    assert element in elements(text, advice.heading, construct, RULESET), text
    assert advice.why.endswith(".")
