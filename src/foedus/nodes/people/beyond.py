"""The tables of what goes beyond one person with a passphrase: providers, and second eyes.

Nothing here is in the clear that names anybody: of a user at a provider, and of a certificate, the
tag alone is kept by which it is found again.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table, Text

from foedus.nodes.tables import Number, metadata

providers: Final = Table(
    "providers",
    metadata,
    Column("name", Text, primary_key=True),
    Column("party", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)
"""Providers at which people sign in: a party's own, or with an empty party one that serves all."""

identities: Final = Table(
    "identities",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("by", Text, nullable=False),
    Index("identities_by_person", "person"),
)
"""What a person proves themselves by: a user at a provider, or a certificate."""

spent: Final = Table(
    "spent",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("until", BigInteger, nullable=False),
    Index("spent_by_time", "until"),
)
"""Sign-ins at a provider that came back, so that none does twice."""

eyes: Final = Table(
    "eyes",
    metadata,
    Column("party", Text, primary_key=True),
    Column("act", Text, primary_key=True),
    Column("by", Text, nullable=False),
    Column("second", Text, nullable=False),
    Column("made", BigInteger, nullable=False),
)
"""The acts of a nation that a second person of it confirms, and which two asked for that."""

seconded: Final = Table(
    "seconded",
    metadata,
    Column("party", Text, primary_key=True),
    Column("number", Number, primary_key=True, autoincrement=False),
    Column("person", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("asked", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("seconded_by_request", "person", "asked"),
)
"""What waits for a second person of a nation; `asked` is the tag of the request that it came by."""

mailboxes: Final = Table(
    "mailboxes",
    metadata,
    Column("person", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("looked", BigInteger, nullable=False),
    Index("mailboxes_by_time", "looked"),
)
"""Where people want notices, sealed, and when it was last looked what waits for them."""

letters: Final = Table(
    "letters",
    metadata,
    Column("name", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("made", BigInteger, nullable=False),
    Column("next", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Index("letters_by_person", "person"),
    Index("letters_by_time", "next"),
)
"""Notices that are not sent yet, and when that is tried next."""

noticed: Final = Table(
    "noticed",
    metadata,
    Column("tag", Text, primary_key=True),
    Column("person", Text, nullable=False),
    Column("until", BigInteger, nullable=False),
    Index("noticed_by_person", "person"),
)
"""What somebody was told of, by a tag, so that they are told once."""
