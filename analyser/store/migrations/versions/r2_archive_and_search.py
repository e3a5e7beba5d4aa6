"""Agreements can be put away and searched; those that are there already become searchable."""

import json
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Make the two tables, and the words of every assessment that is there."""
    op.create_table(
        "archiving",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("sha256", sa.String(64), sa.ForeignKey("agreement.sha256"), nullable=False),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("archiving_of", "archiving", ["sha256", "id"])
    searchable = op.create_table(
        "searchable",
        sa.Column("judgement", sa.Integer, sa.ForeignKey("judgement.id"), primary_key=True),
        sa.Column("words", sa.Text, nullable=False),
    )
    query = "SELECT j.id, j.record, j.text, a.name FROM judgement j JOIN agreement a ON a.sha256 = j.sha256"
    connection = op.get_bind()
    for number, record, text, name in connection.execute(sa.text(query)).all():
        whole = "\n".join((name, json.loads(record)["document"]["title"], json.loads(text)["text"]))
        connection.execute(searchable.insert(), {"judgement": number, "words": _searched(whole)})


def _searched(text: str) -> str:
    """As `wording.searched` was when this revision was made; a revision never changes after that."""
    text = text.replace("\x00", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()
    return " ".join(unicodedata.normalize("NFC", text).split())
