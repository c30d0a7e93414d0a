"""What a server may be told."""

from dataclasses import dataclass
from typing import Final

LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
"""The names that only a client on this machine reaches the server by."""


@dataclass(frozen=True)
class Settings:
    """Limits on every connection and request, and who may ask.

    Sizes are bytes and times are seconds. Of a connection: `connections` may be open at a time;
    `head` is the most that the first lines and the headers of a request may fill, and
    `head_seconds` how long they may take to arrive; after an answer the connection is kept `idle`
    seconds for the next request. Of a request: `body` is the most that its body may fill, `bodies`
    what those of all requests under way may fill together; `stall` is how long a body may pause,
    `body_seconds` how long it may take altogether, and `chunks` how many pieces it may come in;
    `longest` is how long a request may take from its first byte to the last of its answer.

    Of the questions that are soon answered, and of those that may take long, `at_once` of each are
    worked on at the same time; others wait their turn, `patience` seconds at most. `seconds` and
    `memory` are how long one may then take, and how many bytes. `cache` is what answers that are
    kept may fill.

    `hosts` are the names that the server answers to, besides the address that a client connected
    to; `origins` are other sites whose pages may ask from a browser. `open_metrics` shows the
    metrics and the readiness to other machines too. `behind_tls` says that a proxy before the
    server ends TLS.
    """

    connections: int = 500
    head: int = 32_768
    head_seconds: float = 8.0
    idle: int = 5
    body: int = 4_000_000
    bodies: int = 64_000_000
    stall: float = 10.0
    body_seconds: float = 60.0
    chunks: int = 5_000
    seconds: float = 120.0
    at_once: int = 2
    patience: float = 120.0
    cache: int = 64_000_000
    memory: int = 4_000_000_000
    hosts: tuple[str, ...] = LOCAL
    origins: tuple[str, ...] = ()
    open_metrics: bool = False
    behind_tls: bool = False

    @property
    def longest(self) -> float:
        """Seconds that a request may take, from its first byte to the last of its answer."""
        return self.patience + self.seconds + 10.0
