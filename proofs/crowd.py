"""Many askers at once on bare connections, in one thread: some wait, some leave, some never end."""

import contextlib
import selectors
import socket
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from proofs.serving import Served


def request(
    path: str,
    content: bytes = b"",
    *,
    method: str = "POST",
    host: str = "localhost",
    headers: tuple[str, ...] = (),
) -> bytes:
    """A request as bytes, after which the connection ends."""
    lines = (f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *headers)
    if content:
        lines += ("Content-Type: application/json", f"Content-Length: {len(content)}")
    return "\r\n".join((*lines, "", "")).encode() + content


@dataclass
class Answer:
    """What came back on a connection so far, and when it ended."""

    content: bytes = b""
    ended: float | None = None
    """Seconds after the crowd came."""

    @property
    def status(self) -> int:
        """The status of the answer, 0 where there was none."""
        first = self.content.partition(b"\r\n")[0].split()
        return int(first[1]) if len(first) > 1 and first[1].isdigit() else 0

    @property
    def headers(self) -> dict[str, str]:
        """The headers, their names in small letters."""
        head = self.content.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")[1:]
        pairs = (line.partition(":") for line in head)
        return {name.strip().lower(): value.strip() for name, _, value in pairs}


@dataclass
class Crowd:
    """So many connections from one address, each of which sends the same at once."""

    served: Served
    count: int
    content: bytes
    source: str = "127.0.0.1"
    answers: list[Answer] = field(default_factory=list, init=False)

    def __enter__(self) -> Self:
        self.began = time.monotonic()
        self.selector = selectors.DefaultSelector()
        self.answers = [Answer() for _ in range(self.count)]
        for answer in self.answers:
            connection = self.served.connect(10.0, source=self.source)
            connection.sendall(self.content)
            connection.setblocking(False)
            self.selector.register(connection, selectors.EVENT_READ, answer)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.leave()
        self.selector.close()

    def leave(self) -> None:
        """Hang up, whether answered or not."""
        for key in list(self.selector.get_map().values()):
            self._forget(key.fileobj)

    def wait(self, seconds: float, enough: int | None = None) -> None:
        """Take in what comes, for so long or until so many answers have ended; all where None."""
        end = time.monotonic() + seconds
        enough = self.count if enough is None else enough
        while len(self.ended) < enough and (left := end - time.monotonic()) > 0:
            for key, _ in self.selector.select(left):
                self._take(key.fileobj, key.data)

    def drip(self, content: bytes) -> None:
        """Send a little more on every connection that is still open."""
        for key in list(self.selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            with contextlib.suppress(OSError):
                key.fileobj.send(content)

    def _take(self, connection: object, answer: Answer) -> None:
        assert isinstance(connection, socket.socket)
        try:
            content = connection.recv(65_536)
        except BlockingIOError:
            return
        except OSError:
            content = b""
        answer.content += content
        if not content:
            answer.ended = time.monotonic() - self.began
            self._forget(connection)

    def _forget(self, connection: object) -> None:
        assert isinstance(connection, socket.socket)
        self.selector.unregister(connection)
        connection.close()

    @property
    def ended(self) -> list[Answer]:
        """The connections that the server has closed, with what it said before."""
        return [answer for answer in self.answers if answer.ended is not None]

    @property
    def statuses(self) -> dict[int, int]:
        """How many answers there are of each status; 0 where a connection ended without."""
        found: dict[int, int] = {}
        for answer in self.ended:
            found[answer.status] = found.get(answer.status, 0) + 1
        return dict(sorted(found.items()))
