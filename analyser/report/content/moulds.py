"""Template families: how many agreements share a mould, and how the moulds fare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from analyser.corpus.places import trust_name
from analyser.levels import CONSTRUCTS
from analyser.report.content.base import Base, tally
from analyser.report.content.words import SHORT, named, short_topic
from analyser.report.model import Cell, Column, Level, Paragraph, Part, Section, Table
from analyser.report.numbers import agreements, capital, count

SHOWN = 40


def chapter(base: Base) -> Section:
    """The whole chapter."""
    return Section("maler", "Malfamilier", tuple(_parts(base)))


def _parts(base: Base) -> Iterator[Part]:
    families = base.corpus.families
    several = families[families["documents"] > 1]
    if several.empty:
        yield Paragraph("Ingen av avtalene er laget over samme mal: hver tekst er for seg.")
        return
    largest = int(several["documents"].max())
    yield Paragraph(
        f"En malfamilie er avtaler med samme tekst, der bare navn, datoer og tall er byttet ut. "
        f"{capital(agreements(int(several['documents'].sum())))} hører til "
        f"{count(len(several), 'familie', 'familier')} med flere avtaler; den største har {agreements(largest)}. "
        f"{capital(agreements(int((families['documents'] == 1).sum())))} ligner ingen av de andre."
    )
    yield _compared(base)
    rows = tuple(_row(one) for one in several.head(SHOWN).to_dict("records"))
    rest = f" De {SHOWN} største er vist." if len(several) > SHOWN else ""
    yield Table("Malfamilier med flere avtaler", _columns(), rows, f"Nivået er det de fleste i familien har.{rest}",
                "Malfamilier", dense=True)


def _compared(base: Base) -> Table:
    """How much the shares change when each family counts once."""
    rows = tuple(
        (base.construct(name).name, tally(base.agreements[name]).half, tally(base.corpus.families[name]).half)
        for name in CONSTRUCTS
    )
    columns = (Column("Kriterium", 3), Column("Per avtale", 1.5, "right"), Column("Per malfamilie", 1.5, "right"))
    return Table("Andel på nivå 2–3, per avtale og per malfamilie", columns, rows, sheet="Per mal")


def _columns() -> tuple[Column, ...]:
    return (Column("Avtale", 3.9), Column("Helseforetak", 3.5), Column("Tema", 1.9), Column("Avtaler", 1.3, "right"),
            *(Column(SHORT[name], 0.85, "center") for name in CONSTRUCTS))


def _row(one: dict[Any, Any]) -> tuple[Cell, ...]:
    levels = (Level(None if _unknown(one[name]) else int(one[name])) for name in CONSTRUCTS)
    trusts = ", ".join(map(trust_name, one["trusts"]))
    return (named(one["title"]), trusts, short_topic(one["topic"]), int(one["documents"]), *levels)


def _unknown(value: Any) -> bool:
    import pandas as pd

    return bool(pd.isna(value))
