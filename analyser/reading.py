"""What a rule may ask of a whole document: concepts per section, chapter, document and title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyser.clauses import Clause
from analyser.kinds import NEVER_COUNTS
from analyser.sections import Section

Concepts = frozenset[str]


@dataclass(frozen=True)
class Reading:
    """A document's clauses with the concepts that stand around each of them."""

    clauses: tuple[Clause, ...]
    sections: tuple[Section, ...]
    roots: tuple[int, ...]
    """Index of each section's chapter."""
    in_section: dict[int, Concepts]
    in_chapter: dict[int, Concepts]
    in_document: Concepts
    in_title: Concepts

    def section_of(self, clause: Clause) -> Concepts:
        """Concepts of the clause's section, its headings among them."""
        return self.in_section[clause.section.index]

    def chapter_of(self, clause: Clause) -> Concepts:
        """Concepts of the clause's chapter."""
        return self.in_chapter[self.roots[clause.section.index]]


def read(clauses: Iterable[Clause], sections: Sequence[Section]) -> Reading:
    """Gather the concepts around every clause once, so that rules only look them up."""
    clauses = tuple(clauses)
    roots = tuple(_root(section, sections) for section in sections)
    in_section: dict[int, set[str]] = {section.index: set() for section in sections}
    in_chapter: dict[int, set[str]] = {root: set() for root in roots}
    in_document: set[str] = set()
    in_title: set[str] = set()
    for clause in clauses:
        concepts = clause.context.union(clause.hits)
        in_section[clause.section.index] |= concepts
        in_chapter[roots[clause.section.index]] |= concepts
        if clause.section.kind == "tittel":
            in_title |= concepts
        elif clause.section.kind not in NEVER_COUNTS:
            in_document |= concepts
    return Reading(
        clauses,
        tuple(sections),
        roots,
        {index: frozenset(found) for index, found in in_section.items()},
        {index: frozenset(found) for index, found in in_chapter.items()},
        frozenset(in_document),
        frozenset(in_title),
    )


def _root(section: Section, sections: Sequence[Section]) -> int:
    while section.parent is not None:
        section = sections[section.parent]
    return section.index
