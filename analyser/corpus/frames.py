"""Assessments as tables: one row per agreement, per finding, per duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyser.assessment import Assessment, Dates, Record
from analyser.corpus.places import place
from analyser.levels import CONSTRUCTS

if TYPE_CHECKING:
    from pandas import DataFrame

TEXT, TRUTH, NUMBER, ANY = "str", "bool", "Int64", "object"
AGREEMENT: Mapping[str, str] = {
    "sha256": TEXT, "file": TEXT, "title": TEXT, "topic": TEXT, "topics": ANY, "is_agreement": TRUTH,
    "template": TRUTH, "language": TEXT, "parties": TEXT, "municipalities": ANY, "trusts": ANY, "fellesskap": ANY,
    "region": TEXT, "county": TEXT, "signed": TEXT, "in_force": TEXT, "revised": TEXT, "year": NUMBER,
    "pages": NUMBER, "warnings": NUMBER, "staleness": NUMBER, "saerlig_relevant": TRUTH,
    **dict.fromkeys(CONSTRUCTS, NUMBER),
}
"""Columns of `agreements` and their kinds; a level is <NA> when it was not assessed."""
FINDING: Mapping[str, str] = {
    "sha256": TEXT, "file": TEXT, "construct": TEXT, "level": NUMBER, "element": TEXT, "rule": TEXT,
    "alternative": NUMBER, "strength": TEXT, "by_reference": TRUTH, "lm": TRUTH, "page": NUMBER, "section": TEXT,
    "lead_in": TEXT, "quote": TEXT,
}
DUTY: Mapping[str, str] = {
    "sha256": TEXT, "file": TEXT, "side": TEXT, "actor": TEXT, "act": TEXT, "time": TEXT, "role": TEXT,
    "channel": TEXT, "cost": TEXT, "binding": TRUTH, "page": NUMBER, "section": TEXT, "quote": TEXT,
}


def agreements(records: Iterable[Record]) -> DataFrame:
    """One row per assessed agreement; files that could not be judged are left out."""
    return frame(map(agreement_row, _assessed(records)), AGREEMENT)


def findings(records: Iterable[Record]) -> DataFrame:
    """One row per piece of evidence, what decides a level first."""
    return frame((row for one in _assessed(records) for row in _findings(one)), FINDING)


def duties(records: Iterable[Record]) -> DataFrame:
    """One row per line of the responsibility tables."""
    return frame((row for one in _assessed(records) for row in _duties(one)), DUTY)


def frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> DataFrame:
    """A table with these columns and kinds, also when there are no rows."""
    import pandas as pd

    rows = list(rows)
    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=kind) for name, kind in columns.items()})


def agreement_row(record: Assessment) -> dict[str, Any]:
    """The row of one agreement in `agreements`."""
    about = record.document
    where = place(about.parties)
    return {
        "sha256": record.sha256, "file": record.file, "title": about.title, "topic": about.topic,
        "topics": list(about.topics or (about.topic,)), "is_agreement": about.is_agreement,
        "template": about.template, "language": about.language,
        "parties": ", ".join(party.name for party in about.parties),
        "municipalities": list(where.municipalities), "trusts": list(where.trusts),
        "fellesskap": list(where.fellesskap), "region": where.region, "county": where.county,
        "signed": about.dates.signed, "in_force": about.dates.in_force, "revised": about.dates.revised,
        "year": year(about.dates), "pages": about.pages, "warnings": len(about.warnings),
        "staleness": len(about.staleness), "saerlig_relevant": about.saerlig_relevant,
        **{name: record.constructs[name].level for name in CONSTRUCTS},
    }


def latest_date(dates: Dates) -> str:
    """The date that says how old the text is: revised, else in force, else signed, else ""."""
    return dates.revised or dates.in_force or dates.signed or ""


def year(dates: Dates) -> int | None:
    """The year of `latest_date`."""
    digits = latest_date(dates)[:4]
    return int(digits) if digits.isdigit() else None


def _assessed(records: Iterable[Record]) -> Iterator[Assessment]:
    return (one for one in records if isinstance(one, Assessment))


def _findings(record: Assessment) -> Iterator[dict[str, Any]]:
    for name in CONSTRUCTS:
        construct = record.constructs[name]
        about = {"sha256": record.sha256, "file": record.file, "construct": name, "level": construct.level}
        yield from (about | _fields(one, FINDING, about) for one in construct.evidence)


def _duties(record: Assessment) -> Iterator[dict[str, Any]]:
    about = {"sha256": record.sha256, "file": record.file}
    return (about | _fields(one, DUTY, about) for one in record.duties)


def _fields(one: object, columns: Iterable[str], known: Sequence[str] | Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in columns if name not in known}
