"""The heat map: a row per agreement, a column per construct, each level a number on its colour."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from pandas import DataFrame, Series

from analyser.app.comparing.groups import Group, counts, mean
from analyser.app.links import address
from analyser.app.state import language, t
from analyser.app.texts import Language, text
from analyser.assessment import CONSTRUCTS

_FACTS = {
    "title": "tittel", "parties": "parter", "groups": "helsefellesskap", "region": "region", "topic": "tema",
    "year": "aar",
}  # fmt: skip
MARK = "✎"
"""Beside a level that a person has set."""


def heat_map(groups: Iterable[Group], named: bool) -> str:
    """The whole table as safe HTML; `named` says that the groups have headings of their own."""
    parts = "".join(_body(group, named) for group in groups)
    label = escape(t("sammenlign.varmekart"))
    return (
        f'<div class="varme" role="region" tabindex="0" aria-label="{label}"><table>'
        f'<caption class="bare-lest">{label}</caption>{_head()}{parts}</table></div>'
    )


def _head() -> str:
    cells = "".join(f'<th scope="col">{escape(t(f"sammenlign.kort_{name}"))}</th>' for name in CONSTRUCTS)
    return f'<thead><tr><th scope="col">{escape(t("sammenlign.avtale"))}</th>{cells}</tr></thead>'


def _body(group: Group, named: bool) -> str:
    rows = "".join(_row(row) for row in group.rows.to_dict("records"))
    return f"<tbody>{_summary(group, named)}{rows}</tbody>"


def _summary(group: Group, named: bool) -> str:
    """The group's own row: its name and size, and per construct what can be said of so many."""
    name = (group.name or t("sammenlign.ukjent")) if named else t("sammenlign.alle")
    count, size = number(len(group.rows)), [_of(group.rows[name]) for name in CONSTRUCTS]
    told = t("sammenlign.gjennomsnitt") if any("," in one for one in size) else t("sammenlign.minst_to")
    cells = "".join(f"<td>{escape(one)}</td>" for one in size)
    head = f'{escape(name)} <span class="dempet">{escape(count)}<br>{escape(told)}</span>'
    return f'<tr class="gruppe"><th scope="rowgroup">{head}</th>{cells}</tr>'


def _of(levels: Series[int]) -> str:
    average = mean(levels)
    if average is not None:
        return f"{average:.1f}".replace(".", ",")
    _, _, two, three, _ = counts(levels)
    return t("sammenlign.av", antall=two + three, alle=int(levels.count()))


def number(agreements: int) -> str:
    """How many agreements, in words."""
    return t("sammenlign.en_avtale") if agreements == 1 else t("sammenlign.antall_avtaler", antall=agreements)


def _row(row: Mapping[Hashable, Any]) -> str:
    link = escape(address("avtale", avtale=str(row["sha256"])))
    title = f'<a href="{link}" target="_self">{escape(str(row["title"]))}</a>'
    parties = f'<span class="dempet">{escape(_few(row["parties"]))}</span>' if row["parties"] else ""
    changed = row["changed"] if isinstance(row["changed"], dict) else {}
    cells = "".join(cell(_level(row[name]), name in changed) for name in CONSTRUCTS)
    return f'<tr><th scope="row">{title}{parties}</th>{cells}</tr>'


def _few(parties: str, most: int = 3) -> str:
    """The first parties, and how many more there are."""
    names = parties.split(", ")
    return ", ".join(names[:most]) + (f" + {len(names) - most}" if len(names) > most else "")


def _level(value: object) -> int | None:
    """A level of the table, where what was not assessed is pandas' <NA>."""
    return value if isinstance(value, int) else None


def cell(level: int | None, by_people: bool, words: bool = False) -> str:
    """One level: its number, its words (seen, or only read aloud), and who set it."""
    return _cell(level, by_people, words, language())


@cache
def _cell(level: int | None, by_people: bool, words: bool, spoken: Language) -> str:
    """Made once for each of the few there are: a large table has thousands of cells."""
    said = text(spoken, "felles.ikke_vurdert" if level is None else f"felles.nivaa_{level}")
    who = f"{said}, {text(spoken, 'sammenlign.satt_av_person')}" if by_people else said
    mark = f'<span class="penn" aria-hidden="true">{MARK}</span>' if by_people else ""
    name, shown = ("none", "–") if level is None else (str(level), str(level))
    also = f" {escape(who)}" if words else f'<span class="bare-lest"> {escape(who)}</span>'
    return f'<td class="level-{name}" title="{escape(who)}">{shown}{mark}{also}</td>'


def sheet(table: DataFrame) -> DataFrame:
    """The same as a table to take away: facts, and a column per construct."""
    facts = {name: t(f"sammenlign.{said}") for name, said in _FACTS.items()}
    names = facts | {name: t(f"felles.{name}") for name in CONSTRUCTS}
    return table[list(names)].rename(columns=names).assign(
        **{t("sammenlign.satt_av_personer"): [", ".join(_changed(one)) for one in table["changed"]]}
    )


def _changed(changed: object) -> Iterator[str]:
    return (t(f"felles.{name}") for name in changed) if isinstance(changed, dict) else iter(())
