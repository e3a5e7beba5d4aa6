"""Each alternative of a rule as a list of named conditions, for matching and for explaining alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from analyser.clauses import Clause
from analyser.reading import Reading
from analyser.rulemodels import Alternative

Test = Callable[[Clause, Reading], bool]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of an alternative: what it asks for, in Norwegian, and the test."""

    label: str
    test: Test
    about: str = ""
    """The one trait of a clause that it asks for (a key of TRAITS), DOCUMENT, or "" where it asks for words around."""


DOCUMENT = "document"
TRAITS: Mapping[str, Callable[[Clause], Hashable]] = {
    "side": attrgetter("side"),
    "modality": attrgetter("modality"),
    "testable": attrgetter("testable"),
    "by_reference": attrgetter("by_reference"),
    "kind": attrgetter("section.kind"),
}
"""What few clauses differ in, so that a condition on it is worked out once for all of them."""
Names = frozenset[str]
SCOPES: tuple[tuple[str, str, Callable[[Names, Clause, Reading], bool]], ...] = (
    ("all", "{} i setningen", lambda names, clause, _: not names.isdisjoint(clause.hits)),
    ("none", "ikke {} i setningen", lambda names, clause, _: names.isdisjoint(clause.hits)),
    (
        "context",
        "{} i setningen eller rundt den",
        lambda names, clause, _: (
            not (names.isdisjoint(clause.hits) and names.isdisjoint(clause.context) and names.isdisjoint(clause.before))
        ),
    ),
    (
        "none_context",
        "ikke {} i setningen eller over den",
        lambda names, clause, _: names.isdisjoint(clause.hits) and names.isdisjoint(clause.context),
    ),
    (
        "heading",
        "{} i overskriften eller innledningen",
        lambda names, clause, _: not names.isdisjoint(clause.context),
    ),
    ("section", "{} i samme punkt", lambda names, clause, reading: not names.isdisjoint(reading.section_of(clause))),
    (
        "none_section",
        "ikke {} i samme punkt",
        lambda names, clause, reading: names.isdisjoint(reading.section_of(clause)),
    ),
    ("chapter", "{} i samme kapittel", lambda names, clause, reading: not names.isdisjoint(reading.chapter_of(clause))),
    ("document", "{} i avtalen", lambda names, _, reading: not names.isdisjoint(reading.in_document)),
    ("none_document", "ikke {} i avtalen", lambda names, _, reading: names.isdisjoint(reading.in_document)),
    ("title", "{} i tittelen", lambda names, _, reading: not names.isdisjoint(reading.in_title)),
)
"""Where an alternative can ask for concepts: its key, how it is said, and the test. The clause's own come first."""
_OF_DOCUMENT = ("document", "none_document", "title")
MODALITIES = {
    "binding": "bindende",
    "present": "fortalt i presens",
    "weak": "svakt formulert",
    "purpose": "et mål",
    "none": "uten plikt",
}


def requirements(alternative: Alternative) -> tuple[Requirement, ...]:
    """Every condition of an alternative, those on concepts of the clause itself first."""
    return (*_on_concepts(alternative), *_on_form(alternative), *_on_place(alternative))


def _on_concepts(want: Alternative) -> Iterator[Requirement]:
    for scope, label, test in SCOPES:
        for wanted in getattr(want, scope):
            said = label.format(f"«{wanted.replace('|', ' / ')}»")
            about = DOCUMENT if scope in _OF_DOCUMENT else ""
            yield Requirement(said, partial(test, frozenset(wanted.split("|"))), about)


def _on_form(want: Alternative) -> Iterator[Requirement]:
    if want.side:
        said = f"plikten ligger hos {_either(want.side)}"
        yield Requirement(said, lambda clause, _: clause.side in want.side, "side")
    if want.modality:
        forms = _either([MODALITIES[form] for form in want.modality])
        yield Requirement(f"setningen er {forms}", lambda clause, _: clause.modality in want.modality, "modality")
    if want.testable is not None:
        word = "kan etterprøves" if want.testable else "kan ikke etterprøves"
        yield Requirement(f"handlingen {word}", lambda clause, _: clause.testable == want.testable, "testable")
    if want.by_reference is not None:
        word = "viser til en annen avtale" if want.by_reference else "viser ikke til en annen avtale"
        yield Requirement(word, lambda clause, _: clause.by_reference == want.by_reference, "by_reference")
    if want.within and len(want.all) > 1:
        yield Requirement(f"innenfor {want.within} ord", lambda clause, _: window(want, clause) is not None)


def _on_place(want: Alternative) -> Iterator[Requirement]:
    kinds, others = want.sections, want.not_sections
    if kinds:
        yield Requirement(f"kapittelet er {_either(kinds)}", lambda clause, _: clause.section.kind in kinds, "kind")
    if others:
        said = f"kapittelet er ikke {_either(others)}"
        yield Requirement(said, lambda clause, _: clause.section.kind not in others, "kind")


def _either(words: Sequence[str]) -> str:
    return " eller ".join(word or "ingen" for word in words)


def window(want: Alternative, clause: Clause) -> tuple[int, int] | None:
    """The shortest stretch of words that holds one hit of each `all`, None when it is over `within`."""
    groups = [sorted(span for name in wanted.split("|") for span in clause.hits.get(name, ())) for wanted in want.all]
    if not groups or not all(groups):
        return None
    if len(groups) == 1:
        return min(groups[0], key=lambda span: span[1] - span[0])
    best = min((_stretch(start, groups) for group in groups for start in group), key=lambda span: span[1] - span[0])
    return best if not want.within or best[1] - best[0] <= want.within else None


def _stretch(anchor: tuple[int, int], groups: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """The anchor widened to take in the nearest hit of every group."""
    start, end = anchor
    for group in groups:
        wider = [(min(start, span[0]), max(end, span[1])) for span in group]
        start, end = min(wider, key=lambda span: span[1] - span[0])
    return start, end
