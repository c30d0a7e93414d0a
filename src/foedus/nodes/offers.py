"""What a node offers and will know again: sealed, for one purpose and a while, and in no table.

Whoever is nobody yet can so be given a challenge, and nothing is written for it.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from foedus.errors import FoedusError
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.nodes.rows import instant, ticks

UNTIL: Final = 8
"""Bytes that say until when it holds."""


class OfferError(FoedusError):
    """What was not offered here, or is over."""


@dataclass(frozen=True)
class Offers:
    """Offers of a node."""

    node: Node

    def made(self, about: str, content: bytes, lasts: timedelta) -> str:
        """An offer that holds for a while; no other can open it, or make one."""
        until = ticks(self.node.clock() + lasts).to_bytes(UNTIL)
        sealed = self.node.sealer.wrap(f"offer/{about}", until + content)
        return urlsafe_b64encode(sealed).decode().rstrip("=")

    def opened(self, about: str, offer: str) -> bytes:
        """What was offered. Raises OfferError."""
        try:
            sealed = urlsafe_b64decode(offer + "=" * (-len(offer) % 4))
            found = self.node.sealer.unwrap(f"offer/{about}", sealed)
        except (NodeError, ValueError):
            raise OfferError("that was not offered here; begin again") from None
        if instant(int.from_bytes(found[:UNTIL])) <= self.node.clock():
            raise OfferError("that took too long; begin again")
        return found[UNTIL:]
