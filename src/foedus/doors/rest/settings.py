"""What a server may be told."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """Limits on every request, and which other sites may ask from a browser (none by default).

    `body` and `cache` are bytes. Of the questions that are soon answered, and of those that may
    take long, `at_once` of each are worked on at the same time; others wait their turn, `patience`
    seconds at most. `seconds` and `memory` are how long one may then take, and how many bytes.
    """

    body: int = 4_000_000
    seconds: float = 120.0
    at_once: int = 2
    patience: float = 120.0
    cache: int = 64_000_000
    memory: int = 4_000_000_000
    origins: tuple[str, ...] = ()

    @property
    def longest(self) -> float:
        """Seconds that a request may take, from its first byte to its answer."""
        return self.patience + self.seconds + 10.0
