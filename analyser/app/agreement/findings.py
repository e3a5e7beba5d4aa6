"""What was found for one construct, sorted as the reader meets it: element by element."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyser.assessment import Construct, Evidence, Missing, Rectangle
from analyser.rulemodels import Criterion
from analyser.text import Box


@dataclass(frozen=True, slots=True)
class Quote:
    """A finding, and the line that opens its list where that is quoted on its own."""

    evidence: Evidence
    lead: Evidence | None

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where it stands: its own lines, and the opening line of its list."""
        lead = boxes(self.lead.boxes, self.lead.box_pages) if self.lead else ()
        return (*boxes(self.evidence.boxes, self.evidence.box_pages), *lead)


@dataclass(frozen=True, slots=True)
class ElementView:
    """One element of a construct: whether it was found, by which quotes, or where it was looked for."""

    id: str
    name: str
    found: bool
    quotes: tuple[Quote, ...]
    missing: Missing | None


def boxes(rectangles: Iterable[Rectangle], pages: Iterable[int]) -> tuple[Box, ...]:
    """The rectangles of a record as boxes on their pages."""
    return tuple(Box(page, *sides) for sides, page in zip(rectangles, pages, strict=True))


def elements(construct: Construct, criterion: Criterion) -> tuple[ElementView, ...]:
    """The elements of the codebook in its order, then, without a verdict of their own, findings beside them."""
    quotes = _quotes(construct.evidence)
    missing = {one.element: one for one in construct.missing}
    shown = {name: {name, *_parts(criterion, name)} for name in criterion.shown}
    placed = set().union(*shown.values())
    views = [
        ElementView(name, criterion.elements[name].name, construct.elements.get(name, False),
                    _of(quotes, parts), missing.get(name))
        for name, parts in shown.items()
    ]  # fmt: skip
    beside = [name for name in criterion.elements if name not in placed]
    views += [
        ElementView(name, criterion.elements[name].name, True, mentions, None)
        for name in beside
        if (mentions := _of(quotes, {name}))
    ]
    return tuple(views)


def helpers(criterion: Criterion) -> frozenset[str]:
    """Names of what is found beside the elements of the codebook."""
    return frozenset(name for name, element in criterion.elements.items() if element.helper)


def _parts(criterion: Criterion, element: str) -> frozenset[str]:
    when = criterion.elements[element].when
    return when.names if when else frozenset()


def _of(quotes: Sequence[Quote], parts: Iterable[str]) -> tuple[Quote, ...]:
    """Each place once; several rules may have fired there."""
    wanted = set(parts)
    places = {one.evidence.span: one for one in reversed(quotes) if one.evidence.element in wanted}
    return tuple(reversed(places.values()))


def _quotes(evidence: Sequence[Evidence]) -> tuple[Quote, ...]:
    """Findings with the opening line of their list; the line itself is no finding of its own."""
    return tuple(Quote(one, _lead(one, evidence)) for one in evidence if not _opens_a_list(one))


def _opens_a_list(evidence: Evidence) -> bool:
    return bool(evidence.lead_in) and evidence.quote == evidence.lead_in


def _lead(evidence: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    """The opening line nearest before the finding; it may be a finding itself."""
    before = [one for one in others if one.quote == evidence.lead_in and one.span[0] < evidence.span[0]]
    return max(before, key=lambda one: one.span[0], default=None)
