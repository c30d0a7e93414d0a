"""Checkpoints of a node, and the hashes that its proofs are made of."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import BindParameter, Connection, bindparam, insert, select

from foedus.nodes.append import Head
from foedus.nodes.database import Database
from foedus.nodes.errors import NodeError, told
from foedus.nodes.rows import ticks
from foedus.nodes.tables import checkpoints, entries, settings, subtrees
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Signer
from foedus.record.ledger.note import Note
from foedus.record.ledger.tree import Node, leaf_hash

_PLACES: Final[BindParameter[int]] = bindparam("places", expanding=True)
_ABOVE: Final = select(subtrees.c.at, subtrees.c.hash).where(
    subtrees.c.level == bindparam("level"), subtrees.c.at.in_(_PLACES)
)
_LEAVES: Final = select(entries.c.number, entries.c.commitment).where(entries.c.number.in_(_PLACES))


class Rows:
    """The hashes of full subtrees, as they are stored."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(self, nodes: Sequence[Node]) -> list[bytes]:
        found, levels = dict[Node, bytes](), defaultdict[int, list[int]](list)
        for node in set(nodes):
            levels[node.level].append(node.at)
        for level, places in levels.items():
            asked = _ABOVE if level else _LEAVES
            for at, kept in self._connection.execute(asked, {"level": level, "places": places}):
                found[Node(level, at)] = bytes(kept) if level else leaf_hash(kept)
        try:
            return [found[node] for node in nodes]
        except KeyError as missing:
            raise NodeError(f"the tree of the record has a gap at {missing}") from None


def made(database: Database, signer: Signer, moment: datetime) -> Checkpoint:
    """The checkpoint of a record as it is now; it is signed and kept where it is new."""
    with told(database.told), database.writing() as connection:
        # of two processes at once, the second finds the checkpoint of the first
        reached = Head.read(connection, lock=True)
        origin = connection.execute(
            select(settings.c.value).where(settings.c.name == "origin")
        ).scalar_one()
        checkpoint = Checkpoint(origin, reached.size, reached.frontier.root)
        asked = select(checkpoints.c.size).where(checkpoints.c.size == reached.size)
        if connection.execute(asked).scalar() is None:
            note = bytes(checkpoint.signed(signer))
            row = {"size": reached.size, "made": ticks(moment), "note": note}
            connection.execute(insert(checkpoints), row)
    return checkpoint


def latest(connection: Connection) -> Note | None:
    """The last checkpoint that was signed."""
    asked = select(checkpoints.c.note).order_by(checkpoints.c.size.desc()).limit(1)
    found = connection.execute(asked).scalar()
    return None if found is None else Note.read(bytes(found))
