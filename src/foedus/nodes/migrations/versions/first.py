"""The first form. Tables are written out, so that later changes of `tables` leave it as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "entries",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, unique=True),
        sa.Column("letters", sa.Text),
        sa.Column("act", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("framework", sa.Text),
        sa.Column("by", sa.Text),
        sa.Column("person", sa.Text),
        sa.Column("valid", sa.Text),
        sa.Column("recorded", sa.BigInteger),
        sa.Column("request", sa.Text),
        sa.Column("asked", sa.LargeBinary),
        sa.Column("sealed", sa.LargeBinary),
        sa.Column("commitment", sa.LargeBinary, nullable=False),
    )
    op.create_index("entries_by_letters", "entries", ["letters", "number"])
    op.create_index("entries_by_kind", "entries", ["kind", "number"])
    op.create_index("entries_by_time", "entries", ["recorded", "number"])
    op.create_index(
        "entries_by_request",
        "entries",
        ["request", "person"],
        unique=True,
        sqlite_where=sa.text("request IS NOT NULL"),
        postgresql_where=sa.text("request IS NOT NULL"),
    )
    op.create_table(
        "links",
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "subtrees",
        sa.Column("level", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("at", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "head",
        sa.Column("only", sa.SmallInteger, primary_key=True, autoincrement=False),
        sa.Column("size", NUMBER, nullable=False),
        sa.Column("latest", sa.BigInteger),
        sa.Column("destroyed", NUMBER, nullable=False),
        sa.Column("frontier", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "watched",
        sa.Column("motion", sa.Text, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("watched_by_time", "watched", ["until"])
    op.create_table(
        "checkpoints",
        sa.Column("size", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("note", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "settings",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "audit",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
    )
    op.create_index("audit_by_party", "audit", ["party", "number"])
