"""People: who they are, their posts, and what is kept of their secrets."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "people",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("kept", sa.Text, nullable=False),
        sa.Column("code", sa.LargeBinary),
        sa.Column("code_used", sa.BigInteger, nullable=False),
        sa.Column("ended", sa.BigInteger),
    )
    op.create_table(
        "details",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("handle", sa.Text, nullable=False, unique=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "posts",
        sa.Column("number", NUMBER, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("post", sa.Text, nullable=False),
        sa.Column("of", sa.Text, nullable=False),
        sa.Column("start", sa.Text, nullable=False),
        sa.Column("end", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
    )
    op.create_index("posts_by_person", "posts", ["person"])
    op.create_table(
        "secrets",
        sa.Column("hash", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("bound", sa.Text, nullable=False),
        sa.Column("named", sa.Text, nullable=False),
    )
    op.create_index("secrets_by_person", "secrets", ["person", "purpose"])
    op.create_table(
        "attempts",
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("failed", sa.Integer, nullable=False),
        sa.Column("last", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "proposals",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("proposals_by_person", "proposals", ["person", "number"])
