"""Fetching from another machine: from one origin alone, within a time and a size, as it is there.

No redirect is followed and no proxy of the environment asked. The time is that of the whole: a
server that sends a byte now and then is cut off by it as one that sends nothing.
"""

import http.client
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from socket import SHUT_RDWR, socket
from types import MappingProxyType
from urllib.parse import urlsplit

from foedus.errors import FoedusError
from foedus.identity.openid import origin_of


class FetchError(FoedusError):
    """What could not be fetched, and why."""


@dataclass(frozen=True)
class Fetching:
    """How long a fetch may take altogether, and how many bytes may come of it."""

    seconds: float = 10.0
    most: int = 262_144

    def __call__(
        self,
        address: str,
        origin: str,
        headers: Mapping[str, str] = MappingProxyType({}),
        body: bytes | None = None,
    ) -> bytes:
        """What is at an address of an origin, or its answer to a body. Raises FetchError."""
        parts = urlsplit(address)
        if not origin_of(address) or origin_of(address) != origin_of(origin):
            raise FetchError(f"{address[:200]} does not lie at {origin}")
        host, path = parts.hostname or "", parts.path or "/"
        if parts.query:
            path = f"{path}?{parts.query}"
        connection: http.client.HTTPConnection
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection = http.client.HTTPSConnection(
                host, parts.port, timeout=self.seconds, context=context
            )
        else:
            connection = http.client.HTTPConnection(host, parts.port, timeout=self.seconds)
        over, connected = threading.Event(), list[socket]()

        def cut() -> None:
            over.set()
            for sock in connected:  # the connection forgets it while the answer is read
                _cut(sock)

        timer = threading.Timer(self.seconds, cut)
        timer.daemon = True
        timer.start()
        try:
            method = "GET" if body is None else "POST"
            named = {"accept": "application/json", "connection": "close", **headers}
            connection.connect()
            connected.append(connection.sock)
            if over.is_set():
                raise TimeoutError
            connection.request(method, path, body, named)
            with connection.getresponse() as answer:  # which holds the connection from now on
                if answer.status != 200:
                    raise FetchError(f"{address} answers {answer.status}")
                content = answer.read(self.most + 1)
        except (OSError, http.client.HTTPException, ValueError) as error:
            told = "it took too long" if over.is_set() else str(error) or type(error).__name__
            raise FetchError(f"{address} cannot be fetched: {told}") from None
        finally:
            timer.cancel()
            connection.close()
        if over.is_set():
            raise FetchError(f"{address} cannot be fetched: it took too long")
        if len(content) > self.most:
            raise FetchError(f"{address} sends more than {self.most:,} bytes")
        return content


def _cut(sock: socket) -> None:
    """End a connection for whoever waits on it."""
    with suppress(OSError):
        sock.shutdown(SHUT_RDWR)
