"""The tables of how people prove themselves beyond a passphrase: at a provider, by a certificate.

Nothing here is in the clear that names anybody: of a user at a provider, and of a certificate, the
tag alone is kept by which it is found again.
"""

from typing import Final

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Table, Text

from foedus.nodes.tables import metadata

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
