"""A node with people of several nations, and their connections to a server of it."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from foedus.model.people import SECRETARIAT, Appointment, Person, Post
from foedus.nodes.node import Node
from foedus.nodes.people.people import Named, People
from foedus.nodes.people.signing_in import SigningIn

NATIONS: Final = (
    "BEL", "CAN", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GBR", "GRC", "HUN", "ITA",
    "LTU", "LVA", "NLD", "NOR", "POL", "PRT", "ROU", "SVK", "SVN", "SWE", "TUR", "USA",
)  # fmt: skip
"""Members of NATO, who sit in its Council."""
PHRASE: Final = "seven herons over Kihnu"
API: Final = "/api/v1"
LARGEST: Final = 65_536


def settle(node: Node, nations: tuple[str, ...]) -> dict[str, Person]:
    """A head of delegation for each nation, and one person of the secretariat, by their party."""
    people = People(node)
    first = people.enrol(people.first_invitation(), Named("chief"), PHRASE)
    found = dict[str, Person]()
    for party in (SECRETARIAT, *nations):
        name, admin, post = party.lower(), first, "secretariat"
        if party != SECRETARIAT:
            begins = people.invite(first, party, [Appointment("administrator")])
            admin = people.enrol(begins, Named(f"{name}-admin"), PHRASE)
            post = "head-of-delegation"
        held: Post = "secretariat" if post == "secretariat" else "head-of-delegation"
        invitation = people.invite(admin, party, [Appointment(held)])
        found[party] = people.enrol(invitation, Named(name), PHRASE)
    return found


def settled(place: str | Path, nations: tuple[str, ...]) -> dict[str, str]:
    """A new node with their people, and a token for each by their party."""
    with Node.create(place, "nato") as node:
        signing = SigningIn(node)
        return {party: signing.token(who) for party, who in settle(node, nations).items()}


class Line:
    """One connection to a server, which is kept for one request after the other."""

    def __init__(self, port: int, token: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self._head = f"Host: localhost\r\nAuthorization: Bearer {token}\r\n"
        self._read = b""

    def send(self, act: str, given: Mapping[str, Any], request: str = "") -> None:
        """Ask for an act; `receive` gives the answer."""
        body = json.dumps(given)
        named = f"Idempotency-Key: {request}\r\n" if request else ""
        self.socket.sendall(
            f"POST {API}/acts/{act} HTTP/1.1\r\n{self._head}{named}"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
        )

    def receive(self) -> tuple[int, Any] | None:
        """Read once: the status and what came, or None where the answer is not whole yet."""
        got = self.socket.recv(LARGEST)
        if not got:
            raise ConnectionError("the server hung up")
        self._read += got
        head, ended, body = self._read.partition(b"\r\n\r\n")
        if not ended:
            return None
        length = head.lower().partition(b"\r\ncontent-length:")[2].partition(b"\r\n")[0]
        if len(body) < int(length):
            return None
        self._read = b""
        return int(head[9:12]), json.loads(body)

    def act(self, act: str, given: Mapping[str, Any], request: str = "") -> tuple[int, Any]:
        """Ask for an act, and wait for the answer."""
        self.send(act, given, request)
        while (answer := self.receive()) is None:
            pass
        return answer

    def close(self) -> None:
        self.socket.close()
