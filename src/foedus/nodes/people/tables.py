"""The tables of a node's people; what is erased from them is gone, and no entry changes."""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from foedus.nodes.tables import Number, metadata

people: Final = Table(
    "people",
    metadata,
    Column("person", Text, primary_key=True),
    Column("party", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("kept", Text, nullable=False),
    Column("code", LargeBinary),
    Column("code_used", BigInteger, nullable=False),
    Column("ended", BigInteger),
)
"""`kept` is what is kept of the passphrase, `code` the sealed secret of the one-time codes."""

details: Final = Table(
    "details",
    metadata,
    Column("person", Text, primary_key=True),
    Column("handle", Text, nullable=False, unique=True),
    Column("sealed", LargeBinary, nullable=False),
)
"""What names a person: the name to sign in with, and the sealed rest. It can be erased."""

posts: Final = Table(
    "posts",
    metadata,
    Column("number", Number, primary_key=True),
    Column("person", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("of", Text, nullable=False),
    Column("start", Text, nullable=False),
    Column("end", Text, nullable=False),
    Column("by", Text, nullable=False),
    Index("posts_by_person", "person"),
)

secrets: Final = Table(
    "secrets",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("expires", BigInteger, nullable=False),
    Column("scopes", Text, nullable=False),
    Column("bound", Text, nullable=False),
    Column("named", Text, nullable=False),
    Index("secrets_by_person", "person", "purpose"),
)

attempts: Final = Table(
    "attempts",
    metadata,
    Column("who", Text, primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
)
"""Failures to sign in one after the other, by name and client: nobody is locked out by another."""

proposals: Final = Table(
    "proposals",
    metadata,
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("proposals_by_person", "person", "number"),
)
"""Acts that wait for their person."""

passkeys: Final = Table(
    "passkeys",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("named", LargeBinary, nullable=False),
    Column("origin", Text, nullable=False),
    Column("public", LargeBinary, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Index("passkeys_by_person", "person"),
)
"""Passkeys by their credentials, each for the site of `origin`; `named` is sealed."""

uses: Final = Table(
    "uses",
    metadata,
    Column("use", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Index("uses_by_time", "request", "made"),
)
"""What passkeys signed, each for one request; to sign in, for none, and kept for a while."""
