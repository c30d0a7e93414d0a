"""What others can be shown: a proof of one entry, and a mirror's cosignature of a checkpoint."""

from sqlalchemy import Connection, select, update

from foedus.nodes import checkpoints as kept
from foedus.nodes.checkpoints import Rows
from foedus.nodes.errors import NodeError, told
from foedus.nodes.node import Node
from foedus.nodes.sealing import GONE
from foedus.nodes.tables import checkpoints, entries, settings
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Verifier
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.note import Note
from foedus.record.ledger.proof import Proof
from foedus.record.ledger.tree import consistency
from foedus.record.ledger.witness import Refusal, Request, witnessed

COSIGNED = "cosigned"
"""The setting of a mirror that holds the last checkpoint that it cosigned."""


def prove(node: Node, entry: str, *, content: bool) -> bytes:
    """The proof that an entry stands in the record; its content is shown only if so asked.

    Raises UnknownEntryError.
    """
    number = node.record().find(entry).number
    with node.database.snapshot() as connection:
        stated = Checkpoint.read(_last(connection).text).size
    if number >= stated:
        node.checkpoint()
    with node.database.snapshot() as connection:
        asked = select(entries.c.number, entries.c.sealed, entries.c.commitment)
        row = connection.execute(asked.where(entries.c.number == number)).one()
        salt, said = node.sealer.open(row.number, row.sealed)
        if not content or salt == GONE:
            salt, said = bytes(row.commitment), b""
        return bytes(Proof.made(row.number, salt, said, Rows(connection), _last(connection)))


def cosign(node: Node) -> bytes:
    """The last checkpoint of a mirror, with its cosignature. Raises NodeError.

    It is given only where the record has grown from the checkpoint that was cosigned before.
    """
    if not node.is_mirror:
        raise NodeError(f"{node.database.told} is no mirror; another node witnesses its record")
    keys = KeySet.of(Verifier.read(node.settings["verifier"]))
    with told(node.database.told), node.database.writing() as connection:
        note = _last(connection)
        held = select(settings.c.value).where(settings.c.name == COSIGNED)
        before = connection.execute(held.with_for_update()).scalar()
        seen = Checkpoint.read(before) if before else None
        reached, old = Checkpoint.read(note.text), seen.size if seen else 0
        proof = tuple(consistency(Rows(connection), old, reached.size))
        request = Request(old, proof, note)
        at = int(node.time().timestamp())
        found = witnessed(request, {node.origin: keys}, seen, node.keys.signer, at)
        if isinstance(found, Refusal):
            raise NodeError(f"the checkpoint is not cosigned: {found.sentence}")
        named = settings.c.name == COSIGNED
        connection.execute(update(settings).where(named).values(value=found.checkpoint.text))
    return bytes(note.beside(found.line))


def add_cosignatures(node: Node, content: bytes) -> int:
    """Keep the cosignatures of a checkpoint of this node; how many there are. Raises NodeError."""
    note = Note.read(content)
    keys = KeySet.of(Verifier.read(node.settings["verifier"]))
    size = keys.checkpoint(note, node.origin).size
    with told(node.database.told), node.database.writing() as connection:
        own = select(checkpoints.c.note).where(checkpoints.c.size == size).with_for_update()
        found = connection.execute(own).scalar()
        if found is None:
            raise NodeError(f"the node has no checkpoint of {size} entries")
        mine = Note.read(bytes(found))
        if mine.text != note.text:
            raise NodeError(
                f"the checkpoint of {size} entries is of another history than the one here"
            )
        joined = mine.beside(*note.signatures)
        place = checkpoints.c.size == size
        connection.execute(update(checkpoints).where(place).values(note=bytes(joined)))
    return len(joined.signatures) - 1


def _last(connection: Connection) -> Note:
    found = kept.latest(connection)
    if found is None:
        raise NodeError("there is no checkpoint yet")
    return found
