"""Clauses made by hand, for tests of what stands after clauses in the flow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analyser.clauses import Clause
from analyser.reading import Reading, read
from analyser.sections import Section


def section(kind: str = "oppgaver", index: int = 0, parent: int | None = None, heading: str = "Oppgaver") -> Section:
    """A section without blocks."""
    return Section(index, str(index + 1), heading, 1 if parent is None else 2, kind, "test", parent, 0, 0, ())  # type: ignore[arg-type]


def clause(text: str, hits: dict[str, tuple[int, int]] | None = None, **fields: Any) -> Clause:
    """A clause of plain words; `hits` gives one span of words per concept."""
    words = tuple(text.split())
    offsets, position = [], 0
    for word in words:
        position = text.index(word, position)
        offsets.append(position)
        position += len(word)
    made = Clause(
        index=0,
        start=0,
        end=len(text),
        text=text,
        words=words,
        offsets=tuple(offsets),
        section=section(),
        hits={name: (span,) for name, span in (hits or {}).items()},
        context=frozenset(),
        before=frozenset(),
    )
    return replace(made, **fields)


def reading(*clauses: Clause, sections: tuple[Section, ...] = ()) -> Reading:
    """A reading of clauses, numbered and laid one after the other."""
    placed, start = [], 0
    for index, one in enumerate(clauses):
        placed.append(replace(one, index=index, start=start, end=start + len(one.text)))
        start += len(one.text) + 1
    found = sections or tuple({one.section.index: one.section for one in clauses}.values())
    return read(placed, found)
