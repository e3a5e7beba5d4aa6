"""Agreements, their assessments, and reviews."""

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "agreement",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("added_by", sa.Text, nullable=False),
        sa.Column("added_at", TIME, nullable=False),
        sa.Column("fellesskap", sa.Text, nullable=False),
    )
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("agreement.sha256"), nullable=False),
        sa.Column("ruleset", sa.String(64), nullable=False),
        sa.Column("judged_at", TIME, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("judgement_of", "judgement", ["sha256", "id"])
    op.create_table(
        "belonging",
        sa.Column("judgement", sa.Integer, sa.ForeignKey("judgement.id"), primary_key=True),
        sa.Column("fellesskap", sa.Text, primary_key=True),
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("agreement.sha256"), nullable=False),
        sa.Column("construct", sa.String(40), nullable=False),
        sa.Column("level", sa.Integer),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("made_at", TIME, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("reviewed", sa.Boolean, nullable=False),
        sa.UniqueConstraint("sha256", "construct", "number", name="review_number"),
        sa.CheckConstraint("level BETWEEN 0 AND 3", name="review_level"),
        sqlite_autoincrement=True,
    )
