"""The tables of a node, alike in SQLite and PostgreSQL.

What `entries` holds of an entry in the clear serves to find it; the entry itself, with the salt of
its commitment, is sealed in `sealed`. `links`, `subtrees`, `watched` and `head` follow from the
entries and can be made anew. Days are their ISO text and instants whole microseconds since 1970,
for both databases then compare them alike.
"""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

FORM: Final = "0005"
"""The newest migration: the form of the database that this code reads and writes."""
UNSEEN: Final = "unseen"
"""The kind of a row in a mirror of which it has the commitment alone."""

metadata: Final = MetaData()
Number: Final = BigInteger().with_variant(Integer, "sqlite")

entries: Final = Table(
    "entries",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("id", Text, unique=True),
    Column("letters", Text),
    Column("act", Text),
    Column("kind", Text, nullable=False),
    Column("framework", Text),
    Column("by", Text),
    Column("person", Text),
    Column("valid", Text),
    Column("recorded", BigInteger),
    Column("request", Text),
    Column("asked", LargeBinary),
    Column("sealed", LargeBinary),
    Column("commitment", LargeBinary, nullable=False),
    Index("entries_by_letters", "letters", "number"),
    Index("entries_by_kind", "kind", "number"),
    Index("entries_by_time", "recorded", "number"),
)
Index(
    "entries_by_request",
    entries.c.request,
    entries.c.person,
    unique=True,
    sqlite_where=entries.c.request.is_not(None),
    postgresql_where=entries.c.request.is_not(None),
)

links: Final = Table(
    "links",
    metadata,
    Column("about", Text, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

subtrees: Final = Table(
    "subtrees",
    metadata,
    Column("level", SmallInteger, primary_key=True, autoincrement=False),
    Column("at", Number, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""The full subtrees from level 1 on; those of level 0 are the hashes of commitments."""

head: Final = Table(
    "head",
    metadata,
    Column("only", SmallInteger, primary_key=True, autoincrement=False),
    Column("size", Number, nullable=False),
    Column("latest", BigInteger),
    Column("destroyed", Number, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
)
"""One row, which whoever writes locks: how far the record is."""

watched: Final = Table(
    "watched",
    metadata,
    Column("motion", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
    Index("watched_by_time", "until"),
)
"""Motions under silence that did not end yet, and until when nobody need look at them."""

checkpoints: Final = Table(
    "checkpoints",
    metadata,
    Column("size", Number, primary_key=True, autoincrement=False),
    Column("made", BigInteger, nullable=False),
    Column("note", LargeBinary, nullable=False),
)

settings: Final = Table(
    "settings",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

audit: Final = Table(
    "audit",
    metadata,
    Column("number", Number, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("party", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Index("audit_by_party", "party", "number"),
)
"""What people were allowed or refused, for the auditor of their nation."""
