"""Bringing an older node to the form that this code reads and writes, behind a proved backup."""

from pathlib import Path

from foedus.nodes.errors import NodeError
from foedus.nodes.keeping.copies import backup, opened
from foedus.nodes.keeping.verify import Verified, verify
from foedus.nodes.keys import Keys
from foedus.nodes.node import Node
from foedus.nodes.places import Place
from foedus.nodes.tables import FORM


def upgrade(place: str | Path, file: Path) -> Verified:
    """Copy a node into a new file, verify the copy, and only then change the tables.

    What serves it must be stopped before. Raises NodeError, and nothing is changed then.
    """
    where = Place(place)
    database, keys = where.database(), where.keys()
    try:
        if database.check() == FORM:
            raise NodeError(f"the node at {database.told} has the newest form already")
        node = Node.within(database, keys)
        backup(node, file)
        found = proved(file, keys)
        database.prepare()
        return found
    finally:
        database.close()


def proved(file: Path, keys: Keys) -> Verified:
    """A backup without a fault. Raises NodeError, with the first one."""
    with opened(file) as copy:
        found = verify(Node.within(copy, keys))
    if found.faults:
        raise NodeError(f"{file} does not verify, so nothing was changed: {found.faults[0]}")
    return found
