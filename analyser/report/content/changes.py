"""What changed since an earlier corpus: shares, and agreements that are new, gone, or judged otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analyser.corpus import Corpus
from analyser.levels import CONSTRUCTS
from analyser.report.content.base import MANY, Base, tally
from analyser.report.content.words import named, sides, topic
from analyser.report.model import Cell, Column, Level, Paragraph, Part, Section, Share, Table
from analyser.report.numbers import SMALL, agreements, capital, number

Rows = Mapping[tuple[Any, ...], Mapping[Any, Any]]


def chapter(base: Base, before: Corpus) -> Section:
    """The whole chapter."""
    return Section("endringer", "Endringer siden forrige kartlegging", tuple(_parts(base, before)))


def _parts(base: Base, before: Corpus) -> Iterator[Part]:
    old, new = _known(before), _known(base.corpus)
    both = [key for key in new if key in old]
    yield Paragraph(
        f"Forrige materiale hadde {agreements(len(before.counting))}, dette har {agreements(len(base.agreements))}. "
        f"{capital(agreements(len(both)))} er med begge ganger (samme parter og tema), {number(len(new) - len(both))} "
        f"er nye, og {number(len(old) - len(both))} er ikke med lenger."
    )
    if {one.sha256 for one in before.rulesets} != {one.sha256 for one in base.corpus.rulesets}:
        yield Paragraph(
            "Reglene er endret siden forrige gang. Noe av forskjellen kan derfor skyldes reglene og ikke avtalene. "
            "Vurder det forrige materialet på nytt med dagens regler før du trekker slutninger."
        )
    yield _shares(base, before)
    yield _moved(base, old, new, both)
    yield from _listed(base, old, new, both)


def _known(corpus: Corpus) -> Rows:
    """The agreements that count by who and what: municipalities, trusts, topic, and which of several it is."""
    rows: dict[tuple[Any, ...], Mapping[Any, Any]] = {}
    for row in corpus.counting.sort_values(["title", "file"]).to_dict("records"):
        key = (frozenset(row["municipalities"]), frozenset(row["trusts"]), row["topic"])
        rows[*key, sum(known[:3] == key for known in rows if known[0] == key[0])] = row
    return rows


def _shares(base: Base, before: Corpus) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for name in CONSTRUCTS:
        old, new = tally(before.counting[name]).half, tally(base.agreements[name]).half
        rows.append((base.construct(name).name, old, new, _points(old, new)))
    columns = (Column("Kriterium", 3), Column("Før", 1.4, "right"), Column("Nå", 1.4, "right"),
               Column("Endring", 1.8, "right"))
    return Table("Andel på nivå 2–3, før og nå", columns, tuple(rows), "Endringen er i prosentpoeng.", "Endring")


def _points(old: Share, new: Share) -> str | None:
    """The change in percentage points, where both groups are large enough for per cent."""
    if min(old.whole, new.whole) < SMALL:
        return None
    change = 100 * (new.part / new.whole - old.part / old.whole)
    return f"{'+' if change > 0 else ''}{number(change, 1)}"


def _moved(base: Base, old: Rows, new: Rows, both: list[tuple[Any, ...]]) -> Table:
    """Among agreements in both: how many rose, fell and stayed, for each construct."""
    rows: list[tuple[Cell, ...]] = []
    for name in CONSTRUCTS:
        pairs = [(_level(old[key][name]), _level(new[key][name])) for key in both]
        steps = [after - first for first, after in pairs if first is not None and after is not None]
        up, down = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
        rows.append((base.construct(name).name, up, down, len(steps) - up - down, len(pairs) - len(steps)))
    columns = (Column("Kriterium", 3), *(Column(title, 1.2, "right") for title in ("Opp", "Ned", "Uendret", "Ukjent")))
    return Table("Avtaler som er med begge ganger: nivået nå mot før", columns, tuple(rows), sheet="Opp og ned")


def _level(value: Any) -> int | None:
    import pandas as pd

    return None if pd.isna(value) else int(value)


def _listed(base: Base, old: Rows, new: Rows, both: list[tuple[Any, ...]]) -> Iterator[Part]:
    """The single changes, and what is new and gone."""
    changes = [
        (named(new[key]["title"]), sides(new[key]["parties"]), base.construct(name).name,
         Level(_level(old[key][name])), Level(_level(new[key][name])))
        for key in both for name in CONSTRUCTS if _level(old[key][name]) != _level(new[key][name])
    ]
    columns = (Column("Avtale", 3), Column("Parter", 3), Column("Kriterium", 2), Column("Før", 0.8, "center"),
               Column("Nå", 0.8, "center"))
    if changes:
        yield Table("Nivåer som er endret", columns, tuple(changes[:MANY]), _more(len(changes)))
    for title, rows, others in (("Nye avtaler", new, old), ("Avtaler som ikke er med lenger", old, new)):
        if only := [rows[key] for key in rows if key not in others]:
            lines = tuple((named(one["title"]), sides(one["parties"]), topic(one["topic"])) for one in only[:MANY])
            yield Table(title, (Column("Avtale", 3), Column("Parter", 3), Column("Tema", 3)), lines, _more(len(only)))


def _more(total: int) -> str:
    return f"De første {MANY} av {number(total)} er vist." if total > MANY else ""
