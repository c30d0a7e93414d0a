"""Appending entries in one transaction: rows, links, the tree over them, and the head."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from foedus.errors import FoedusError
from foedus.model.entries import Draft, Entry, Signature
from foedus.nodes import silence
from foedus.nodes.errors import NodeError
from foedus.nodes.rows import TICK, instant, links_of, row_of, ticks
from foedus.nodes.sealing import GONE, Sealer, written
from foedus.nodes.statements import Statement
from foedus.nodes.stored import Stored
from foedus.nodes.tables import entries, head, links, subtrees, watched
from foedus.record.contents.keeping import Destruction
from foedus.record.ledger.checkpoint import HASH
from foedus.record.ledger.tree import Frontier, leaf_hash
from foedus.record.record import LONG_AGO

_READ: Final = select(head.c.size, head.c.latest, head.c.destroyed, head.c.frontier)
_HEAD, _LOCKED = Statement(_READ), Statement(_READ.with_for_update())
_PUT_ENTRIES = Statement(insert(entries))
_PUT_LINKS = Statement(insert(links))
_PUT_SUBTREES = Statement(insert(subtrees))
_TOLD: Final = ("size", "latest", "destroyed", "frontier")
_SET_HEAD: Final = Statement(update(head).values({name: bindparam(name) for name in _TOLD}))
UNSIGNED: Final[Mapping[int, Signature]] = MappingProxyType({})
AT_ONCE: Final = 0
"""Of a motion that must be looked at again, until when it need not."""


@dataclass(frozen=True, slots=True)
class Head:
    """How far a record is: entries, when the last was recorded, gaps, and the tree's frontier."""

    size: int
    latest: datetime
    destroyed: int
    frontier: Frontier

    @classmethod
    def read(cls, connection: Connection, *, lock: bool = False) -> "Head":
        """The head as it is; with `lock` nobody else appends until the transaction ends."""
        rows = (_LOCKED if lock else _HEAD).rows(connection)
        if not rows:
            told = "the node was moved to another database; where it was not, its head is lost"
            raise NodeError(f"{told}, and `foedus record rebuild` makes it anew")
        size, latest, destroyed, packed = rows[0]
        hashes = tuple(packed[at : at + HASH] for at in range(0, len(packed), HASH))
        known = LONG_AGO if latest is None else instant(latest)
        return cls(size, known, destroyed, Frontier(size, hashes))

    def values(self) -> dict[str, Any]:
        """It as a row."""
        return {
            "size": self.size,
            "latest": None if self.latest == LONG_AGO else ticks(self.latest),
            "destroyed": self.destroyed,
            "frontier": b"".join(self.frontier.hashes),
        }


class Appending:
    """One transaction that appends. It sees what it appended; `finish` before it is committed."""

    def __init__(self, connection: Connection, sealer: Sealer) -> None:
        self._connection, self._sealer = connection, sealer
        self._begun = Head.read(connection, lock=True)
        self.size, self.latest = self._begun.size, self._begun.latest
        self.destroyed = self._begun.destroyed
        self.commitments: list[bytes] = []
        self._serials: dict[str, int] = {}

    @property
    def first(self) -> int:
        """The number of the first entry that it appends."""
        return self._begun.size

    @property
    def gaps(self) -> int:
        """How many contents it destroyed."""
        return self.destroyed - self._begun.destroyed

    def moment(self, clock: datetime) -> datetime:
        """When what comes next is recorded: now, and later than all before, whatever the clock."""
        return clock if self.latest == LONG_AGO else max(clock, self.latest + TICK)

    def append(
        self,
        drafts: Sequence[Draft],
        record: Stored,
        moment: datetime,
        *,
        act: str,
        person: str,
        request: str = "",
        asked: bytes | None = None,
        signatures: Mapping[int, Signature] = UNSIGNED,
    ) -> tuple[Entry, ...]:
        """Append what one act records, all at one moment; `record` is the whole until here.

        `signatures` are those of drafts, by their places.
        """
        made, rows = list[Entry](), list[dict[str, Any]]()
        serials = dict[str, int]()
        for at, draft in enumerate(drafts):
            letters = draft.content.letters
            last = serials.get(letters) or self._last_serial(letters, record)
            serials[letters] = last + 1
            entry = Entry(
                number=self.size + at,
                id=f"{letters}-{last + 1}",
                act=act,
                person=person,
                recorded=moment,
                draft=draft,
                request="" if at else request,
                signature=signatures.get(at),
            )
            made.append(entry)
            try:
                rows.append(row_of(entry, self._sealer, None if at else asked))
            except FoedusError as error:
                raise NodeError(f"{act} cannot be recorded: {error}", error.at) from None
        self._write(made, rows, record)
        self._serials |= serials
        return tuple(made)

    def _write(self, made: list[Entry], rows: list[dict[str, Any]], record: Stored) -> None:
        watch = {e.id: ticks(until) for e in made if (until := silence.begun(e.draft))}
        anew = [motion for e in made for motion in silence.unsettled(record, e.draft)]
        watch |= dict.fromkeys(anew, AT_ONCE)
        joined = [{"about": o, "number": e.number} for e in made for o in links_of(e)]
        if not rows:
            return
        _PUT_ENTRIES.each(self._connection, rows)
        _PUT_LINKS.each(self._connection, joined)
        for motion, at in watch.items():
            self.watch(motion, at)
        for entry in made:
            if isinstance(entry.content, Destruction):
                self._destroy(record.find(entry.content.entry), entry.id)
        self.commitments += [row["commitment"] for row in rows]
        self.size += len(rows)
        self.latest = made[-1].recorded

    def _destroy(self, entry: Entry, by: str) -> None:
        """Put what is left of an entry in its place; its commitment stays."""
        left = entry.without_content(by)
        gap = {
            "kind": left.content.kind,
            "sealed": self._sealer.seal(left.number, GONE, written(left)),
            "asked": None,
        }
        its_own = entries.c.number == left.number
        self._connection.execute(update(entries).where(its_own).values(gap))
        lost = (links.c.number == left.number) & links.c.about.not_in(links_of(left))
        self._connection.execute(delete(links).where(lost))
        self.destroyed += 1

    def _last_serial(self, letters: str, record: Stored) -> int:
        if letters not in self._serials:
            self._serials[letters] = record.numbered(letters)
        return self._serials[letters]

    def watch(self, motion: str, until: int) -> None:
        """Look at a motion again at an instant."""
        for_this = postgresql if self._connection.dialect.name == "postgresql" else sqlite
        put = for_this.insert(watched).values(motion=motion, until=until)
        anew = put.on_conflict_do_update(index_elements=["motion"], set_={"until": until})
        self._connection.execute(anew)

    def finish(self) -> None:
        """Write the tree over what was appended, and the head."""
        if not self.commitments:
            return
        leaves = [leaf_hash(made) for made in self.commitments]
        frontier, full = self._begun.frontier.extended(leaves)
        above = [{"level": level, "at": at, "hash": made} for (level, at), made in full]
        _PUT_SUBTREES.each(self._connection, above)
        reached = Head(self.size, self.latest, self.destroyed, frontier)
        _SET_HEAD.each(self._connection, [reached.values()])
