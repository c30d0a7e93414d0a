"""The catalogues of a node: its definitions, with what the record adds to them.

What a record adds is made of few of its entries, so a catalogue is made anew only after one of
those came.
"""

import threading
from collections import OrderedDict
from typing import Final

from sqlalchemy import bindparam, select

from foedus.catalogue.catalogue import Catalogue
from foedus.model.entries import Content
from foedus.nodes.statements import Statement
from foedus.nodes.stored import Stored
from foedus.nodes.tables import entries
from foedus.record.ahead import Ahead
from foedus.record.applied import applied
from foedus.record.contents.crisis import (
    Consultation,
    Determination,
    Invocation,
    Report,
    Response,
)
from foedus.record.contents.keeping import Destruction, Withdrawn
from foedus.record.contents.membership import Deposit

READ: Final[tuple[type[Content], ...]] = (
    Consultation,
    Deposit,
    Destruction,
    Determination,
    Invocation,
    Report,
    Response,
    Withdrawn,
)
"""The kinds of entries that a catalogue is made of."""
_LAST: Final = Statement(
    select(
        *(
            select(entries.c.number)
            .where(entries.c.kind == kind.kind, entries.c.number < bindparam("size"))
            .order_by(entries.c.number.desc())
            .limit(1)
            .scalar_subquery()
            for kind in READ
        )
    )
)
KEPT: Final = 32


class Catalogues:
    """Those that were asked for last, by the last entry that each was made of, and for whom."""

    def __init__(self, defined: Catalogue) -> None:
        self._defined = defined
        self._kept: OrderedDict[tuple[int, int, str], Catalogue] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, record: Stored | Ahead) -> Catalogue:
        """The catalogue of a record, as its reader may see it."""
        if isinstance(record, Ahead):
            read = any(isinstance(entry.content, READ) for entry in record.added)
            assert isinstance(record.base, Stored)
            return applied(self._defined, record) if read else self.of(record.base)
        last = self._last(record)
        if last is None:
            return self._defined
        key = last, record.destroyed, record.kept
        with self._lock:
            found = self._kept.get(key)
        if found is None:
            found = applied(self._defined, record)
        with self._lock:
            self._kept[key] = found
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def forget(self) -> None:
        """Keep none: what one was made of was not recorded after all."""
        with self._lock:
            self._kept.clear()

    def _last(self, record: Stored) -> int | None:
        """The number of the last entry that a catalogue is made of."""
        with record.source.reading() as connection:
            (found,) = _LAST.rows(connection, size=record.size)
        return max((number for number in found if number is not None), default=None)
