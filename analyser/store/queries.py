"""What is asked of the tables, and assessments that have been read before remembered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from analyser.assessment import Assessment, from_json
from analyser.store.models import Agreement, Archiving, Belonging, Judgement, ReviewRow, Searchable
from analyser.store.records import Stored, Unread
from analyser.store.wording import storable

MOST_WORDS, LONGEST_WORD = 50, 200
"""What is used of a search; SQLite refuses conditions without end."""


def newest(column: InstrumentedAttribute[str]) -> Select[str]:
    """A column of the newest judgement of each agreement."""
    return select(column).where(Judgement.id == _last(Judgement))


def _last(table: type[Judgement] | type[Archiving]) -> ColumnElement[int]:
    """The newest of an agreement's rows in a table, beside the row that is asked about."""
    other = aliased(table)
    return select(func.max(other.id)).where(other.sha256 == table.sha256).correlate(table).scalar_subquery()


def listing(fellesskap: str | None) -> Select[Agreement, int, bool]:
    """Agreements of a helsefellesskap, or all, newest first, without text and without assessment."""
    return (
        select(Agreement, Judgement.id, Archiving.archived)
        .select_from(Agreement)
        .join(Judgement, (Judgement.sha256 == Agreement.sha256) & (Judgement.id == _last(Judgement)))
        .outerjoin(Archiving, (Archiving.sha256 == Agreement.sha256) & (Archiving.id == _last(Archiving)))
        .where(*_belongs(fellesskap))
        .order_by(Agreement.added_at.desc(), Agreement.sha256)
    )


def one(sha256: str) -> Select[Agreement, int, bool]:
    """One agreement, in the same way."""
    return listing(None).where(Agreement.sha256 == storable(sha256))


def holding(words: Sequence[str], fellesskap: str | None) -> Select[str]:
    """The agreements whose newest text holds all the words."""
    wanted = [Searchable.words.contains(word[:LONGEST_WORD], autoescape=True) for word in words[:MOST_WORDS]]
    return (
        newest(Judgement.sha256)
        .join(Searchable, Searchable.judgement == Judgement.id)
        .join(Agreement, Agreement.sha256 == Judgement.sha256)
        .where(*wanted, *_belongs(fellesskap))
    )


def _belongs(fellesskap: str | None) -> list[ColumnElement[bool]]:
    if fellesskap is None:
        return []
    own = storable(fellesskap)
    theirs = select(Belonging.judgement).where(Belonging.fellesskap == own)
    return [or_(Agreement.fellesskap == own, Judgement.id.in_(theirs))]


def numbered(row: ReviewRow, number: int) -> Select[int]:
    """The id of the review with this number of the same construct."""
    same = (ReviewRow.sha256 == row.sha256, ReviewRow.construct == row.construct)
    return select(ReviewRow.id).where(*same, ReviewRow.number == number)


def columns(row: ReviewRow) -> dict[str, Any]:
    """The values of a row by column."""
    return {column.key: getattr(row, column.key) for column in ReviewRow.__table__.columns}


class Shelf:
    """Assessments read before: rows never change, so one is read and checked once, while it is the newest."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[int, Assessment | None]] = {}

    def fetch(self, session: Session, query: Select[Agreement, int, bool]) -> list[Stored | Unread]:
        """The agreements a query finds."""
        rows = session.execute(query).all()
        fresh = [number for row, number, _ in rows if self._read.get(row.sha256, (0,))[0] != number]
        self._read_records(session, fresh)
        groups = _groups(session, [number for _, number, _ in rows])
        return [self._stored(row, groups.get(row[1], set())) for row in rows]

    def _read_records(self, session: Session, numbers: Sequence[int]) -> None:
        query = select(Judgement.sha256, Judgement.id, Judgement.record)
        for number in numbers:  # one at a time: the JSON of many hundred agreements would be much at once
            for sha256, found, line in session.execute(query.where(Judgement.id == number)):
                self._read[sha256] = (found, _assessment(line))

    def _stored(self, row: Row[Agreement, int, bool], groups: set[str]) -> Stored | Unread:
        agreement, _, archived = row
        assessment = self._read[agreement.sha256][1]
        if assessment is None:
            return Unread(agreement.sha256, agreement.name, agreement.added_by, agreement.added_at)
        belongs = tuple(sorted(groups | ({agreement.fellesskap} - {""})))
        return Stored(
            agreement.sha256, agreement.name, agreement.added_by, agreement.added_at, belongs, assessment,
            bool(archived),
        )  # fmt: skip


def _groups(session: Session, numbers: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    asked = select(Belonging.judgement, Belonging.fellesskap)
    asked = asked.where(Belonging.judgement == numbers[0]) if len(numbers) == 1 else asked
    for number, fellesskap in session.execute(asked):
        found.setdefault(number, set()).add(fellesskap)
    return found


def _assessment(line: str) -> Assessment | None:
    """The assessment, or None where it is damaged or in a form that this program does not know."""
    try:
        record = from_json(line)
    except ValueError:
        return None
    return record if record.status == "assessed" else None
