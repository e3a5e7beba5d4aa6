"""The tables: rows are added, never changed and never taken away."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class UtcTime(TypeDecorator[datetime]):
    """A time with its zone, also in SQLite, which keeps none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Everything is kept in UTC."""
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """PostgreSQL answers in its own zone, SQLite in none."""
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Base(DeclarativeBase):
    """Where the tables are gathered."""


class Agreement(Base):
    """A PDF that somebody added."""

    __tablename__ = "agreement"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    added_by: Mapped[str] = mapped_column(Text)
    added_at: Mapped[datetime] = mapped_column(UtcTime)
    fellesskap: Mapped[str] = mapped_column(Text)
    """That of whoever added it, or ""."""


class Judgement(Base):
    """An assessment of an agreement; the newest counts."""

    __tablename__ = "judgement"
    __table_args__ = (Index("judgement_of", "sha256", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("agreement.sha256"))
    ruleset: Mapped[str] = mapped_column(String(64))
    judged_at: Mapped[datetime] = mapped_column(UtcTime)
    record: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class Belonging(Base):
    """A helsefellesskap whose trust is a party, by this assessment."""

    __tablename__ = "belonging"

    judgement: Mapped[int] = mapped_column(ForeignKey("judgement.id"), primary_key=True)
    fellesskap: Mapped[str] = mapped_column(Text, primary_key=True)


class ReviewRow(Base):
    """A review; `number` settles in the database who came first."""

    __tablename__ = "review"
    __table_args__ = (
        UniqueConstraint("sha256", "construct", "number", name="review_number"),
        CheckConstraint("level BETWEEN 0 AND 3", name="review_level"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("agreement.sha256"))
    construct: Mapped[str] = mapped_column(String(40))
    level: Mapped[int | None]
    comment: Mapped[str] = mapped_column(Text)
    reviewer: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    number: Mapped[int | None]
    reviewed: Mapped[bool]


class Archiving(Base):
    """An agreement put away, or taken back; the newest row counts."""

    __tablename__ = "archiving"
    __table_args__ = (Index("archiving_of", "sha256", "id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("agreement.sha256"))
    archived: Mapped[bool]
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(UtcTime)


class Searchable(Base):
    """The words of an assessed agreement in the form they are looked for."""

    __tablename__ = "searchable"

    judgement: Mapped[int] = mapped_column(ForeignKey("judgement.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
