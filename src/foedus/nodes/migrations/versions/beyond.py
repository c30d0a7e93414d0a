"""How people prove themselves beyond a passphrase, and what two people stand behind."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "providers",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("party", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "identities",
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
    )
    op.create_index("identities_by_person", "identities", ["person"])
    op.create_table(
        "spent",
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("spent_by_time", "spent", ["until"])
    op.create_table(
        "eyes",
        sa.Column("party", sa.Text, primary_key=True),
        sa.Column("act", sa.Text, primary_key=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("second", sa.Text, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "seconded",
        sa.Column("party", sa.Text, primary_key=True),
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("seconded_by_request", "seconded", ["person", "asked"])
    op.create_table(
        "mailboxes",
        sa.Column("person", sa.Text, primary_key=True),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("looked", sa.BigInteger, nullable=False),
    )
    op.create_index("mailboxes_by_time", "mailboxes", ["looked"])
    op.create_table(
        "letters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.Column("made", sa.BigInteger, nullable=False),
        sa.Column("next", sa.BigInteger, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
    )
    op.create_index("letters_by_person", "letters", ["person"])
    op.create_index("letters_by_time", "letters", ["next"])
    op.create_table(
        "noticed",
        sa.Column("tag", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("until", sa.BigInteger, nullable=False),
    )
    op.create_index("noticed_by_person", "noticed", ["person"])
