"""Each alternative of a rule as a list of named conditions, for matching and for explaining alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analyser.clauses import Clause
from analyser.reading import Reading
from analyser.rulemodels import Alternative

Test = Callable[[Clause, Reading], bool]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of an alternative: what it asks for, in Norwegian, and the test."""

    label: str
    test: Test


def requirements(alternative: Alternative) -> tuple[Requirement, ...]:
    """Every condition of an alternative, the cheap ones first."""
    return tuple(_requirements(alternative))


def _requirements(want: Alternative) -> Iterator[Requirement]:
    for wanted in want.all:
        yield _has(f"«{wanted}» i setningen", wanted, lambda clause, _, names: not names.isdisjoint(clause.hits))
    for wanted in want.none:
        yield _has(f"ikke «{wanted}» i setningen", wanted, lambda clause, _, names: names.isdisjoint(clause.hits))
    if want.side:
        yield Requirement(f"plikten ligger hos {' eller '.join(want.side)}", lambda clause, _: clause.side in want.side)
    if want.modality:
        yield Requirement(
            f"formen er {' eller '.join(want.modality)}", lambda clause, _: clause.modality in want.modality
        )
    if want.testable is not None:
        word = "kan etterprøves" if want.testable else "kan ikke etterprøves"
        yield Requirement(f"handlingen {word}", lambda clause, _: clause.testable == want.testable)
    if want.by_reference is not None:
        word = "viser til en annen avtale" if want.by_reference else "viser ikke til en annen avtale"
        yield Requirement(word, lambda clause, _: clause.by_reference == want.by_reference)
    if want.sections:
        yield Requirement(
            f"kapittelet er {' eller '.join(want.sections)}", lambda clause, _: clause.section.kind in want.sections
        )
    if want.not_sections:
        yield Requirement(
            f"kapittelet er ikke {' eller '.join(want.not_sections)}",
            lambda clause, _: clause.section.kind not in want.not_sections,
        )
    yield from _around(want)
    if want.within and len(want.all) > 1:
        yield Requirement(f"innenfor {want.within} ord", lambda clause, _: window(want, clause) is not None)


def _around(want: Alternative) -> Iterator[Requirement]:
    """Conditions on what stands around the clause."""
    for wanted in want.context:
        yield _has(f"«{wanted}» i setningen eller rundt den", wanted, _in_context)
    for wanted in want.heading:
        yield _has(
            f"«{wanted}» i overskriften eller innledningen",
            wanted,
            lambda clause, _, names: not names.isdisjoint(clause.context),
        )
    for wanted in want.none_section:
        yield _has(
            f"ikke «{wanted}» i samme punkt",
            wanted,
            lambda clause, reading, names: names.isdisjoint(reading.in_section[clause.section.index]),
        )
    for wanted in want.none_document:
        yield _has(
            f"ikke «{wanted}» i avtalen", wanted, lambda _, reading, names: names.isdisjoint(reading.in_document)
        )
    for wanted in want.none_context:
        yield _has(
            f"ikke «{wanted}» i setningen eller over den",
            wanted,
            lambda clause, _, names: names.isdisjoint(clause.hits) and names.isdisjoint(clause.context),
        )
    for wanted in want.section:
        yield _has(
            f"«{wanted}» i samme punkt",
            wanted,
            lambda clause, reading, names: not names.isdisjoint(reading.in_section[clause.section.index]),
        )
    for wanted in want.chapter:
        yield _has(
            f"«{wanted}» i samme kapittel",
            wanted,
            lambda clause, reading, names: (
                not names.isdisjoint(reading.in_chapter[reading.roots[clause.section.index]])
            ),
        )
    for wanted in want.document:
        yield _has(f"«{wanted}» i avtalen", wanted, lambda _, reading, names: not names.isdisjoint(reading.in_document))
    for wanted in want.title:
        yield _has(f"«{wanted}» i tittelen", wanted, lambda _, reading, names: not names.isdisjoint(reading.in_title))


def _in_context(clause: Clause, reading: Reading, names: frozenset[str]) -> bool:
    return not (names.isdisjoint(clause.hits) and names.isdisjoint(clause.context) and names.isdisjoint(clause.before))


def _has(label: str, wanted: str, test: Callable[[Clause, Reading, frozenset[str]], bool]) -> Requirement:
    names = frozenset(wanted.split("|"))
    return Requirement(label.replace("|", " / "), lambda clause, reading: test(clause, reading, names))


def window(want: Alternative, clause: Clause) -> tuple[int, int] | None:
    """The shortest stretch of words that holds one hit of each `all`, None when it is over `within`."""
    groups = [sorted(span for name in wanted.split("|") for span in clause.hits.get(name, ())) for wanted in want.all]
    if not groups or not all(groups):
        return None
    best = min((_stretch(start, groups) for group in groups for start in group), key=lambda span: span[1] - span[0])
    return best if not want.within or best[1] - best[0] <= want.within else None


def _stretch(anchor: tuple[int, int], groups: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """The anchor widened to take in the nearest hit of every group."""
    start, end = anchor
    for group in groups:
        wider = [(min(start, span[0]), max(end, span[1])) for span in group]
        start, end = min(wider, key=lambda span: span[1] - span[0])
    return start, end
