"""Mirrors: read-only nodes made of exports, which answer, verify and witness.

Each later export must continue what the mirror has. One that does not is a second history of the
same log, and both are then signed by it.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from foedus.errors import FoedusError
from foedus.model.entries import Entry
from foedus.nodes.append import Head
from foedus.nodes.errors import NodeError, told
from foedus.nodes.keeping.bundle import Bundle, opened
from foedus.nodes.keeping.projections import AT_ONCE, Opened, Projected, put
from foedus.nodes.keeping.proofs import COSIGNED
from foedus.nodes.keeping.seen import Seen
from foedus.nodes.keeping.verify import Verified, sentences, signatures
from foedus.nodes.kept import now
from foedus.nodes.node import Node
from foedus.nodes.places import Place
from foedus.nodes.rows import shown, ticks
from foedus.nodes.sealing import GONE, Sealer, read_entry
from foedus.nodes.tables import UNSEEN, checkpoints, entries, head, links, subtrees
from foedus.record.ledger import verify as ledger
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Kind, Verifier
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.note import Note
from foedus.record.ledger.rows import Broken, Row


def verify_bundle(file: Path, keys: KeySet | None = None) -> Verified:
    """Read an export through. Without keys, the one that it names itself is trusted.

    Raises NodeError for what is no export.
    """
    with opened(file) as bundle:
        return _verified(bundle, keys)


def _verified(bundle: Bundle, keys: KeySet | None) -> Verified:
    label, seen = bundle.label, Seen(mirror=True)
    notices = list[str]()
    if keys is None:
        keys = KeySet.of(Verifier.read(label.verifier))
        notices.append(
            f"The key {label.verifier} is the one that the export names itself; whoever made the "
            "export up made that up too. Give the key that you were given."
        )
    gaps = dict(_gaps(bundle))
    report = ledger.verify(
        (_noticed(line, gaps, seen) for line in bundle.lines()),
        bundle.notes,
        label.origin,
        keys,
    )
    faults = [*bundle.faults(keys), *map(str, report.faults), *seen.faults, *seen.undone()]
    proved = max((checkpoint.size for checkpoint in report.checkpoints), default=0)
    forged, bare = signatures(seen, _entries(bundle, gaps))
    faults += forged
    notices += [*sentences(report.notices), *bare]
    return Verified(report.entries, seen.gaps, proved, tuple(faults), tuple(notices))


def _gaps(bundle: Bundle) -> Iterator[tuple[int, bytes]]:
    for content in bundle.gaps():
        try:
            yield read_entry(content).number, content
        except (FoedusError, ValueError):
            raise NodeError(f"{bundle.file}: what is left of a destroyed entry is broken") from None


def _entries(bundle: Bundle, gaps: dict[int, bytes]) -> Iterator[Entry]:
    """What can be read of an export, in order."""
    for line in bundle.lines():
        content = None if isinstance(line, Broken) else line.content or gaps.get(line.number)
        if content:
            with suppress(FoedusError, ValueError):  # what is no entry is told by the ledger
                yield read_entry(content)


def _noticed(line: Row | Broken, gaps: dict[int, bytes], seen: Seen) -> Row | Broken:
    """A line on its way to the ledger; what is in it is looked at as that of a row is."""
    if not isinstance(line, Broken):
        seen.told(line, gaps.get(line.number, b""))
    return line


def import_bundle(
    file: Path,
    place: str | Path,
    keys: KeySet | None = None,
    clock: Callable[[], Any] = now,
) -> Verified:
    """Make a mirror of an export in a new place, or bring the mirror there up to it.

    Nothing is taken of an export with a fault, or of one that tells another history. Raises
    NodeError.
    """
    with opened(file) as bundle:
        where = Place(place)
        if not where.taken:
            found = _checked(bundle, keys)
            node = _new(where, bundle)
        else:
            node = Node.open(place, clock=clock)
            trusted = keys or KeySet.of(Verifier.read(node.settings["verifier"]))
            try:
                found = _checked(bundle, trusted)
                _same_log(node, bundle)
            except BaseException:
                node.close()
                raise
        with node, told(node.database.told), node.database.writing() as connection:
            _replaced(connection, node, bundle)
        return found


def _checked(bundle: Bundle, keys: KeySet | None) -> Verified:
    found = _verified(bundle, keys)
    if found.faults:
        raise NodeError(f"{bundle.file} is not taken: {found.faults[0]}")
    return found


def _new(where: Place, bundle: Bundle) -> Node:
    label = bundle.label
    database = where.prepare()
    keys = where.new_keys(f"{label.party}/{label.origin}", kind=Kind.COSIGNATURE)
    named = {
        "framework": label.framework,
        "origin": label.origin,
        "ceiling": "top-secret",  # whatever it is shown was released to its party
        "verifier": label.verifier,
        "mirror": label.party,
        COSIGNED: "",
    }
    try:
        database.prepare()
        node = Node(database, keys)
        node.begin(named)
    except BaseException:
        database.close()
        raise
    return node


def _same_log(node: Node, bundle: Bundle) -> None:
    label, party = bundle.label, node.settings.get("mirror")
    if party is None:
        raise NodeError(f"{node.database.told} is not a mirror; import into a new place")
    if (label.origin, label.party) != (node.origin, party):
        raise NodeError(
            f"{bundle.file} is of {label.origin} for {label.party}, and the mirror is of "
            f"{node.origin} for {party}"
        )


def _replaced(connection: Connection, node: Node, bundle: Bundle) -> None:
    """Put what an export has in the place of what is there, if it continues that."""
    reached = Head.read(connection, lock=True)
    if bundle.label.size < reached.size:
        raise NodeError(
            f"{bundle.file} has {bundle.label.size} entries, and the mirror has {reached.size} "
            "already; import the newest"
        )
    for table in (entries, links, subtrees):
        connection.execute(delete(table))
    made, gaps = Projected(), dict(_gaps(bundle))
    batch, before = list[Opened](), None
    for line in bundle.lines():
        if isinstance(line, Broken):
            raise NodeError(f"{bundle.file} is damaged: {line}")
        batch.append(_row(line, gaps.get(line.number), node.sealer))
        last = line.number + 1
        if len(batch) == AT_ONCE or last in (reached.size, bundle.label.size):
            _put(connection, made, batch)
            batch = []
        if last == reached.size:
            before = made.frontier
    if reached.size and before != reached.frontier:
        raise NodeError(
            f"{bundle.file} tells another history than the mirror has: {node.origin} signed both. "
            "Keep the two, and show them to the other nations"
        )
    connection.execute(delete(head))
    connection.execute(insert(head), {"only": 1, **made.head.values()})
    known = set(connection.execute(select(checkpoints.c.size)).scalars())
    for content in bundle.notes:
        size = Checkpoint.read(Note.read(content).text).size
        if size not in known:
            row = {"size": size, "made": ticks(bundle.label.made), "note": content}
            connection.execute(insert(checkpoints), row)
    node.sealer.forget()


def _row(line: Row, gap: bytes | None, sealer: Sealer) -> Opened:
    salt, content = (GONE, gap) if gap is not None else (line.salt, line.content)
    row: dict[str, Any] = dict.fromkeys(entries.c.keys())
    row |= {"number": line.number, "commitment": line.commitment, "kind": UNSEEN}
    if salt is None or content is None:
        return Opened(_Made(row))
    entry: Entry = read_entry(content)
    row |= shown(entry) | {"sealed": sealer.seal(line.number, salt, content)}
    return Opened(_Made(row), salt, content)


class _Made:
    """A new row, as one that was read."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.__dict__.update(values)


def _put(connection: Connection, made: Projected, batch: list[Opened]) -> None:
    found = made.put(batch)
    connection.execute(insert(entries), [opened.row.values for opened in batch])
    put(connection, found)
