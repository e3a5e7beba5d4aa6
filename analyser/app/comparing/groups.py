"""Agreements in groups, and what can be said of a group of that size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pandas import DataFrame, Series, isna

from analyser.app.listing.rows import alphabetic
from analyser.app.look import topic_name
from analyser.corpus.places import trust_name

SMALL = 10
"""Groups below this are told by counts: an average or a percentage of a handful says more than is known."""


def _itself(value: str) -> str:
    return value


DIMENSIONS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "helseforetak": ("trusts", trust_name),
    "helsefellesskap": ("groups", _itself),
    "region": ("region", _itself),
    "tema": ("topics", topic_name),
    "aar": ("year", _itself),
}
"""What agreements can be grouped and narrowed by: the column of the table, and how its values are said."""


@dataclass(frozen=True, slots=True)
class Group:
    """Agreements that have something in common; "" when that is not known."""

    name: str
    rows: DataFrame


def values(table: DataFrame, dimension: str) -> Series[str]:
    """One row per agreement and value: an agreement with two trusts stands under both."""
    column = table[DIMENSIONS[dimension][0]]
    held = column.map(lambda one: list(one) if isinstance(one, list | tuple) else [one]).explode()
    return held.map(lambda one: "" if isna(one) else str(one)).astype(str)


def options(table: DataFrame, dimension: str) -> dict[str, str]:
    """Every value there is, with how it is said, in the order of the alphabet (topics and years by number)."""
    say = DIMENSIONS[dimension][1]
    found = {value: say(value) for value in values(table, dimension).unique() if value}
    return dict(sorted(found.items(), key=lambda item: _order(*item)))


def _order(value: str, said: str) -> tuple[int, int, tuple[int, ...]]:
    return (0, int(value), ()) if value.isdigit() else (1, 0, alphabetic(said))


def grouped(table: DataFrame, dimension: str) -> Iterator[Group]:
    """The groups in order, those of which nothing is known last."""
    held = values(table, dimension)
    for value, said in [*options(table, dimension).items(), ("", "")]:
        among = held.index[held == value].unique()
        if len(among):
            yield Group(said, table.loc[among])


def narrowed(table: DataFrame, wanted: Mapping[str, list[str]]) -> DataFrame:
    """The agreements that have one of the chosen values in each dimension where some are chosen."""
    for dimension, chosen in wanted.items():
        if chosen:
            held = values(table, dimension)
            table = table.loc[held.index[held.isin(chosen)].unique()]
    return table


def counts(levels: Series[int]) -> tuple[int, int, int, int, int]:
    """How many have level 0, 1, 2 and 3, and how many were not assessed."""
    zero, one, two, three = (int((levels == level).sum()) for level in range(4))
    return zero, one, two, three, int(levels.isna().sum())


def mean(levels: Series[int]) -> float | None:
    """The average of those assessed, None where they are too few for one to mean anything."""
    return float(levels.mean()) if levels.count() >= SMALL else None
