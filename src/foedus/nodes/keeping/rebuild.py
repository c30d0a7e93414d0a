"""Making anew what follows from the entries, in one transaction."""

from datetime import datetime

from sqlalchemy import delete, insert, select

from foedus.nodes import silence
from foedus.nodes.errors import told
from foedus.nodes.keeping.projections import Projected, batches, put
from foedus.nodes.node import Node
from foedus.nodes.rows import ticks
from foedus.nodes.stored import Stored, within
from foedus.nodes.tables import head, links, subtrees, watched
from foedus.record.record import LONG_AGO

EVER = 2**62


def rebuild(node: Node) -> int:
    """Make links, tree, head and the motions to watch anew; how many entries they follow from.

    Whoever writes waits; whoever reads sees either the old or the new. Raises AwayError.
    """
    made = Projected()
    with told(node.database.told), node.database.writing() as connection:
        connection.execute(select(head).with_for_update()).all()
        for table in (links, subtrees, watched):
            connection.execute(delete(table))
        for batch in batches(connection, node.sealer, EVER):
            put(connection, made.put(batch))
        connection.execute(delete(head))
        connection.execute(insert(head), {"only": 1, **made.head.values()})
        record = Stored(within(node.source, connection), made.head.size, made.destroyed)
        waiting = (
            {"motion": motion, "until": ticks(until)}
            for motion in made.silent
            if isinstance(until := silence.ended(record, motion, LONG_AGO), datetime)
        )
        for row in waiting:
            connection.execute(insert(watched), row)
    return made.head.size
