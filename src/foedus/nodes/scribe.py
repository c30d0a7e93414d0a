"""The scribe: the one thread of a process that writes, a group of orders in each transaction.

Orders wait until the scribe is free. It then takes all that wait, locks the head, does each act on
the record as it stands after those before, commits, and only then answers. So one wait for the disk
serves many, and no two acts of any process are done on the same record.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.exc import SQLAlchemyError

from foedus.model.entries import NODE, Draft, Entry, Signature
from foedus.nodes import silence
from foedus.nodes.append import UNSIGNED, Appending
from foedus.nodes.database import Database
from foedus.nodes.errors import AwayError, UnsureError, reason
from foedus.nodes.orders import Order, Recorded
from foedus.nodes.rows import ticks
from foedus.nodes.statements import Statement
from foedus.nodes.stored import Source, Stored, within
from foedus.nodes.tables import entries, watched

MOST: Final = 256
"""Orders in one transaction."""
LONGEST: Final = 0.1
"""Seconds for which a transaction takes on further orders."""
PATIENCE: Final = 10.0
"""Seconds to find out whether what was committed when the database went away was recorded."""

_OVER: Final = watched.c.until <= bindparam("moment")
_DUE: Final = Statement(select(watched.c.motion).where(_OVER).order_by(watched.c.motion))

Answer = Recorded


@dataclass(frozen=True)
class Waiting:
    """An order, and where its answer goes."""

    order: Order | None
    answer: "Future[Answer]" = field(default_factory=Future)


class Scribe:
    """Writes to one database; `clock` tells the time.

    `forget` is called where what was appended was not recorded after all, before anybody hears it.
    """

    def __init__(
        self,
        database: Database,
        source: Source,
        clock: Callable[[], datetime],
        forget: Callable[[], None],
    ) -> None:
        self._database, self._source, self._clock = database, source, clock
        self._forget = forget
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._closed = False

    def record(self, order: Order | None) -> Answer:
        """Record an order, and what silence ended before it; without one, that alone.

        It is on the disk when this returns. Raises what the act refuses, and AwayError.
        """
        waiting = Waiting(order)
        with self._starting:
            if self._closed:
                raise AwayError(f"{self._database.told} is closed")
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="scribe", daemon=True)
                self._thread.start()
            self._queue.put(waiting)
        return waiting.answer.result()

    @property
    def waiting(self) -> int:
        """How many orders wait."""
        return self._queue.qsize()

    def close(self) -> None:
        """Write what waits, and end."""
        with self._starting:
            self._closed = True
            thread, self._thread = self._thread, None
            self._queue.put(None)
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        while (first := self._queue.get()) is not None:
            done = list[Callable[[], None]]()
            taken = [first]
            try:
                self._group(taken, done)
            except BaseException as error:  # whoever waits must hear of it
                self._forget()
                for waiting in taken:
                    waiting.answer.set_exception(_own(error))
                continue
            for answer in done:
                answer()

    def _group(self, taken: list[Waiting], done: list[Callable[[], None]]) -> None:
        """Do what waits in one transaction; in `done`, what gives each its answer."""
        until = time.monotonic() + LONGEST
        try:
            connection = self._database.started()
        except SQLAlchemyError as error:
            raise self._away(error) from error
        try:
            appending = Appending(connection, self._source.sealer)
            source = within(self._source, connection)
            writing = Writing(source, connection, appending, self._clock)
            waiting: Waiting | None = taken[0]
            while waiting is not None:
                done.append(writing.answered(waiting))
                if len(taken) == MOST or time.monotonic() > until:
                    break
                try:
                    waiting = self._queue.get_nowait()
                except queue.Empty:
                    break
                if waiting is None:
                    self._queue.put(None)
                else:
                    taken.append(waiting)
            appending.finish()
        except SQLAlchemyError as error:
            connection.close()
            raise self._away(error) from error
        except BaseException:
            connection.close()
            raise
        self._commit(connection, appending)

    def _commit(self, connection: Connection, appending: Appending) -> None:
        try:
            connection.commit()
        except SQLAlchemyError as error:
            connection.close()
            if not self._recorded(appending, error):
                raise self._away(error) from error
        else:
            connection.close()
            if appending.gaps:
                self._source.sealer.forget()
                self._database.forget()

    def _recorded(self, appending: Appending, error: SQLAlchemyError) -> bool:
        """Whether what was being committed when the connection broke was recorded after all."""
        if not appending.commitments:
            return False
        asked = select(entries.c.commitment).where(entries.c.number == appending.first)
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with self._database.reading() as connection:
                    return connection.execute(asked).scalar() == appending.commitments[0]
            except AwayError:
                if time.monotonic() > until:
                    told = f"{self._database.told} went away while it recorded ({reason(error)})"
                    raise UnsureError(
                        f"{told}; send the same request again, and it is recorded once"
                    ) from error
                time.sleep(0.2)

    def _away(self, error: SQLAlchemyError) -> AwayError:
        return AwayError(f"{self._database.told}: {reason(error)}; nothing was recorded")


def _own(error: BaseException) -> BaseException:
    """The same failure for one of several who wait: each raises its own."""
    return type(error)(str(error)) if isinstance(error, AwayError) else error


class Writing:
    """One transaction of the scribe."""

    def __init__(
        self,
        source: Source,
        connection: Connection,
        appending: Appending,
        clock: Callable[[], datetime],
    ) -> None:
        self._source, self._connection = source, connection
        self._appending, self._clock = appending, clock

    @property
    def record(self) -> Stored:
        """The record as it stands in this transaction."""
        return Stored(self._source, self._appending.size, self._appending.destroyed)

    def answered(self, waiting: Waiting) -> Callable[[], None]:
        """Do an order; what gives the answer to whoever waits, once it is on the disk."""
        answer = waiting.answer
        try:
            found = self._done(waiting.order)
        except SQLAlchemyError:
            raise
        except Exception as error:  # a refusal, or an act that fails: its own alone
            refused = error
            return lambda: answer.set_exception(refused)
        return lambda: answer.set_result(found)

    def _done(self, order: Order | None) -> Answer:
        moment = self._appending.moment(self._clock())
        ends = self._end_silence(moment)
        if order is None:
            return Recorded(ends)
        moment = self._appending.moment(moment)
        asked = self._source.sealer.tag(order.asked) if order.request else None
        before = order.recorded_before(self._connection, self._source, self.record, asked)
        if before is not None:
            return before
        done = order.done(self.record, moment)
        entries = self._append(
            done.drafts,
            moment,
            order.act.name,
            order.person.id,
            order.request,
            asked,
            done.signatures,
        )
        return Recorded(entries, done.refused, done.lines)

    def _append(
        self,
        drafts: tuple[Draft, ...],
        moment: datetime,
        act: str,
        person: str,
        request: str = "",
        asked: bytes | None = None,
        signatures: Mapping[int, Signature] = UNSIGNED,
    ) -> tuple[Entry, ...]:
        return self._appending.append(
            drafts,
            self.record,
            moment,
            act=act,
            person=person,
            request=request,
            asked=asked,
            signatures=signatures,
        )

    def _end_silence(self, moment: datetime) -> tuple[Entry, ...]:
        """Record the end of each silence that is over, the earliest first."""
        made = list[Draft]()
        for (motion,) in _DUE.rows(self._connection, moment=ticks(moment)):
            found = silence.ended(self.record, motion, moment)
            if isinstance(found, datetime):
                self._appending.watch(motion, ticks(found))
                continue
            self._connection.execute(delete(watched).where(watched.c.motion == motion))
            if found is not None:
                made.append(found)
        drafts = tuple(sorted(made, key=silence.over_since))
        return self._append(drafts, moment, silence.ACT, NODE) if drafts else ()
