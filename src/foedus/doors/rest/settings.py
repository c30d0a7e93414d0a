"""What a server may be told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Limits on every request, and which other sites may ask from a browser (none by default).

    `body` and `cache` are bytes, `seconds` is how long a request may take from its first byte to
    its answer, `at_once` how many questions are answered at the same time, `memory` how many bytes
    a question may fill that is worked out in a process of its own.
    """

    body: int = 4_000_000
    seconds: float = 120.0
    at_once: int = 4
    cache: int = 64_000_000
    memory: int = 4_000_000_000
    origins: tuple[str, ...] = ()
