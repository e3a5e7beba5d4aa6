"""The agreements as a table of plain values: levels as they stand, by people where they have set them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from pandas import DataFrame

from analyser.assessment import CONSTRUCTS, Party
from analyser.corpus import frames
from analyser.corpus.places import fellesskap_name
from analyser.export.content import time_words
from analyser.store import Review, Stored

Standing = Mapping[str, Mapping[str, Review]]
"""Agreement → construct → the review that stands."""
NOT_ASSESSED = -1
"""Stands for "not assessed" where levels are chosen from."""
CORE = list(CONSTRUCTS[:6])


def rows(stored: Sequence[Stored], standing: Standing) -> DataFrame:
    """One row per agreement, in the order given: `frames.agreements`, and what the store and people add to it."""
    table = frames.agreements(one.assessment for one in stored)
    table["name"] = [one.name for one in stored]
    table["title"] = [one.assessment.document.title or one.name for one in stored]
    table["parties"] = [_parties(one.assessment.document.parties) for one in stored]
    table["date"] = [frames.latest_date(one.assessment.document.dates) for one in stored]
    table["groups"] = [tuple(map(fellesskap_name, one.fellesskap)) for one in stored]
    table["added"] = [time_words(one.added_at) for one in stored]
    table["alerts"] = table["warnings"] + table["staleness"]
    table["changed"] = pd.Series([changed(standing.get(one.sha256, {})) for one in stored], dtype="object")
    table["reviewed"] = [reviewed(standing.get(one.sha256, {})) for one in stored]
    for name in CONSTRUCTS:
        own = [human.get(name) for human in table["changed"]]
        table[name] = pd.Series(own, index=table.index, dtype="Int64").fillna(table[name])
    return table


def _parties(parties: Iterable[Party]) -> str:
    """The municipalities first: they are what sets a trust's agreements apart."""
    return ", ".join(one.name for one in sorted(parties, key=lambda party: party.kind != "kommune"))


def changed(standing: Mapping[str, Review]) -> dict[str, int]:
    """The levels that the secretariat has set, by construct."""
    return {name: one.level for name, one in standing.items() if name in CONSTRUCTS and one.level is not None}


def reviewed(standing: Mapping[str, Review]) -> bool:
    """Whether the secretariat has marked the agreement as reviewed."""
    return "" in standing and standing[""].reviewed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the table shall be narrowed to; nothing chosen means all."""

    found: Collection[str] | None = None
    """Agreements that hold the words searched for; None: nothing was searched for."""
    groups: Collection[str] = ()
    topics: Collection[str] = ()
    languages: Collection[str] = ()
    years: Collection[int] = ()
    reviewed: bool | None = None
    constructs: Collection[str] = ()
    """Where `levels` are looked for; any of them will do, and nothing chosen means all ten."""
    levels: Collection[int] = ()


def narrowed(table: DataFrame, wanted: Wanted) -> DataFrame:
    """The rows that meet every wish."""
    meets = pd.Series(True, index=table.index)
    if wanted.found is not None:
        meets &= table["sha256"].isin(list(wanted.found))
    for column, chosen in (("groups", wanted.groups), ("topics", wanted.topics)):
        if chosen:
            meets &= table[column].map(lambda held, chosen=chosen: not set(chosen).isdisjoint(held)).astype(bool)
    for column, one_of in (("language", wanted.languages), ("year", wanted.years)):
        if one_of:
            meets &= table[column].isin(list(one_of)).astype(bool)
    if wanted.reviewed is not None:
        meets &= table["reviewed"] == wanted.reviewed
    if wanted.levels:
        levels = table[list(wanted.constructs or CONSTRUCTS)].fillna(NOT_ASSESSED)
        meets &= levels.isin(list(wanted.levels)).any(axis=1)
    return table[meets]


ORDERS = ("added", "date", "title", "parties", "topic", "lowest", "alerts")
"""What the table can be sorted by; as it comes, the agreement added last stands first."""


def ordered(table: DataFrame, by: str) -> DataFrame:
    """The rows in this order; equal ones keep theirs."""
    if by == "added":
        return table
    if by == "lowest":
        return table.assign(core=table[CORE].mean(axis=1)).sort_values("core", kind="stable")  # no level is no 0
    if by == "topic":
        return table.sort_values("topic", key=lambda topics: topics.str.zfill(2), kind="stable")
    if by in ("date", "alerts"):
        return table.sort_values(by, ascending=False, kind="stable")
    return table.sort_values(by, key=lambda texts: texts.map(alphabetic), kind="stable")


def alphabetic(text: str) -> tuple[int, ...]:
    """A key that sorts as the Norwegian alphabet does: æ, ø, å last, whatever the case."""
    return tuple(_PLACES.get(char, ord(char)) for char in text.casefold())


_PLACES = {char: 0x10FFFF + place for place, char in enumerate("æøå", 1)}
