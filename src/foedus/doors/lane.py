"""Waiting for a turn: in a bounded queue, one client after another."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

from foedus.errors import FoedusError

_Ticket: TypeAlias = "asyncio.Future[None]"


class BusyError(FoedusError):
    """There was no turn; the client may ask again after so many seconds."""

    def __init__(self, sentence: str, retry: int) -> None:
        super().__init__(sentence)
        self.retry = retry


class Lane:
    """So many turns at once; others wait, `waiting` of them at most and `patience` seconds long.

    Whoever asks much waits behind those who ask little: the clients take turns, and where the queue
    is full, the client with the most in it gives up its last place to one who has fewer.
    """

    def __init__(self, at_once: int, waiting: int, patience: float, retry: int) -> None:
        self.waiting, self.patience, self.retry = waiting, patience, retry
        self._free = at_once
        self._queue: OrderedDict[str, deque[_Ticket]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn and have it. Raises BusyError where there is none to be had."""
        await self._wait(client)
        try:
            yield
        finally:
            self._next()

    async def _wait(self, client: str) -> None:
        if self._free:
            self._free -= 1
            return
        self._make_room(client)
        ticket = asyncio.get_running_loop().create_future()
        self._queue.setdefault(client, deque()).append(ticket)
        try:
            async with asyncio.timeout(self.patience):
                await ticket
        except BaseException as error:
            self._leave(client, ticket)
            if isinstance(error, TimeoutError):
                told = f"this waited {self.patience:g} seconds for others to be answered"
                raise BusyError(f"{told}; ask again later", self.retry) from None
            raise

    def _make_room(self, client: str) -> None:
        """Send away whoever has the most in a queue that is full, the newcomer if that is he."""
        if sum(map(len, self._queue.values())) < self.waiting:
            return
        seconds = f"{self.retry} second{'' if self.retry == 1 else 's'}"
        full = BusyError(
            f"{self.waiting:,} questions wait to be answered already; ask again in {seconds}",
            self.retry,
        )
        most = max(self._queue, key=lambda other: len(self._queue[other]), default=client)
        if len(self._queue.get(most, ())) <= len(self._queue.get(client, ())) + 1:
            raise full
        self._remove(most, self._queue[most][-1]).set_exception(full)

    def _leave(self, client: str, ticket: _Ticket) -> None:
        if ticket.done() and not ticket.cancelled() and ticket.exception() is None:
            self._next()  # its turn came just as it was given up
        elif ticket in self._queue.get(client, ()):
            self._remove(client, ticket)

    def _remove(self, client: str, ticket: _Ticket) -> _Ticket:
        self._queue[client].remove(ticket)
        if not self._queue[client]:
            del self._queue[client]
        return ticket

    def _next(self) -> None:
        """Give a turn that is over to the first ticket of the client who is next."""
        while self._queue:
            client, tickets = self._queue.popitem(last=False)
            ticket = tickets.popleft()
            if tickets:
                self._queue[client] = tickets  # behind all the others
            if not ticket.done():
                ticket.set_result(None)
                return
        self._free += 1
