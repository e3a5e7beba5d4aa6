"""Rules as data: what the files below rules/ may say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, field_validator

from analyser.clauses import Modality, Side
from analyser.levels import CONSTRUCTS, LevelRule, read_level
from analyser.sections import SectionKind

Accepted = Literal["weak", "purpose", "reference", "negated", "law", "capped"]
"""What would lower or silence a rule's findings but does not for this one."""
Wanted = tuple[str, ...]
"""Concepts that must all be there; "a|b" is met by either."""


LevelName = Literal["0", "1", "2", "3"]
LEVELS: tuple[LevelName, ...] = get_args(LevelName)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Alternative(_Model):
    """One way to say it: every condition that is given must hold for the clause."""

    all: Wanted = ()
    """In the clause itself."""
    context: Wanted = ()
    """In the clause, its headings, lead-in, column and row heading, or the sentence before."""
    heading: Wanted = ()
    """In the headings above the clause, its lead-in, or its column and row heading."""
    section: Wanted = ()
    """In any clause or heading of the same section."""
    chapter: Wanted = ()
    """In any clause or heading of the same chapter (the section at depth 1 and all below it)."""
    document: Wanted = ()
    """In any clause of the document that counts."""
    title: Wanted = ()
    """In the title of the document."""
    none: Wanted = ()
    """Not in the clause."""
    none_context: Wanted = ()
    """Not in the clause, its headings, lead-in, column or row heading."""
    none_section: Wanted = ()
    """In no clause or heading of the same section."""
    none_document: Wanted = ()
    """Nowhere in the document."""
    within: int | None = Field(None, ge=1, le=60)
    """All of `all` stand within this many words."""
    side: tuple[Side, ...] = ()
    modality: tuple[Modality, ...] = ()
    testable: bool | None = None
    by_reference: bool | None = None
    sections: tuple[SectionKind, ...] = ()
    not_sections: tuple[SectionKind, ...] = ()
    accepts: tuple[Accepted, ...] = ()
    """Beside what the whole rule accepts."""


class Match(_Model):
    """A sentence the rule must find; [[ ]] marks the words that decide."""

    text: str
    heading: str = "Oppgaver og ansvar"
    lead_in: str = ""
    column: str = ""
    strength: Literal["full", "weak", "absent"] = "full"


class NoMatch(_Model):
    """A sentence the rule must leave alone, and why."""

    text: str
    because: str
    heading: str = "Oppgaver og ansvar"
    lead_in: str = ""
    column: str = ""


class Examples(_Model):
    """At least one of each, or the rule does not load (design notes, idea 3)."""

    match: Annotated[tuple[Match, ...], Field(min_length=1)]
    no_match: Annotated[tuple[NoMatch, ...], Field(min_length=1)]


class Rule(_Model):
    """One rule file: what it finds, why, and its alternatives."""

    element: str
    title: str
    what: str
    why: str
    source: str
    status: Literal["active", "draft"] = "active"
    strength: Literal["full", "weak", "absent"] = "full"
    """The most a finding of this rule can count for."""
    accepts: tuple[Accepted, ...] = ()
    any_of: Annotated[tuple[Alternative, ...], Field(min_length=1)]
    examples: Examples
    known_gaps: tuple[str, ...] = ()

    @field_validator("any_of")
    @classmethod
    def _something_in_the_clause(cls, alternatives: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
        for alternative in alternatives:
            if not (alternative.all or alternative.side or alternative.testable):
                raise ValueError("et alternativ må kreve noe av setningen selv: all, side eller testable")
        return alternatives


Condition = Annotated[InstanceOf[LevelRule], BeforeValidator(read_level)]


class Advice(_Model):
    """A model clause that a secretariat could paste, and why it matters."""

    nb: str
    nn: str
    why: str
    heading: str
    """Heading of the section the clause belongs in."""


class AdviceFile(_Model):
    """rules/raad/<construct>.yml."""

    elements: dict[str, Advice]


class Element(_Model):
    """One element of a construct; a helper is not shown; `when` derives it from other elements."""

    name: str
    helper: bool = False
    when: Condition | None = None


class Criterion(_Model):
    """One construct of the codebook: its elements and how they make a level."""

    name: str
    question: str
    core: bool
    lm_scope: bool = False
    """Whether the reason also says how much of the evidence concerns læring og mestring."""
    elements: dict[str, Element]
    levels: dict[Literal["2", "3"], Condition]
    """Tried from 3 down; level 1 is any finding at all."""
    reasons: dict[LevelName, str]

    @field_validator("levels")
    @classmethod
    def _levels_given(cls, levels: dict[str, LevelRule]) -> dict[str, LevelRule]:
        return _has_all(levels, ("2", "3"))

    @field_validator("reasons")
    @classmethod
    def _reasons_given(cls, reasons: dict[LevelName, str]) -> dict[LevelName, str]:
        return _has_all(reasons, LEVELS)

    @cached_property
    def shown(self) -> tuple[str, ...]:
        """Elements of the codebook, without helpers."""
        return tuple(name for name, element in self.elements.items() if not element.helper)


class Criteria(_Model):
    """rules/kriterier.yml: the ten constructs."""

    version: str
    constructs: dict[str, Criterion]

    @field_validator("constructs")
    @classmethod
    def _all_ten(cls, constructs: dict[str, Criterion]) -> dict[str, Criterion]:
        return _has_all(constructs, CONSTRUCTS)


_Keyed = TypeVar("_Keyed", bound=Mapping[Any, Any])


def _has_all(given: _Keyed, wanted: tuple[str, ...]) -> _Keyed:
    if missing := [name for name in wanted if name not in given]:
        raise ValueError(f"mangler {', '.join(missing)}")
    return given
