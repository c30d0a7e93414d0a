"""What an attack does to everybody else: how soon others are answered, and how memory grows."""

import http.client
import json
import math
import statistics
import threading
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from proofs.processes import memory, share
from proofs.serving import Served

PATIENCE = 5.0
"""Seconds after which an asker goes away; it has then waited at least so long."""
STATE = json.dumps({"on": "1985-06-01", "state": "DDR"}).encode()


class Asker:
    """Asks one thing again and again, each time on a connection of its own, as strangers do."""

    def __init__(
        self, port: int, path: str, body: bytes | None, pause: float, status: int = 200
    ) -> None:
        self.port, self.path, self.body, self.pause = port, path, body, pause
        self.status = status
        self.seconds: list[float] = []
        self.wrong: list[str] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def end(self) -> None:
        """Ask once more, and no more."""
        self._ended.set()
        self._thread.join()

    def _run(self) -> None:
        self._ask()
        while not self._ended.wait(self.pause):
            self._ask()
        self._ask()

    def _ask(self) -> None:
        begun = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            if self.body is None:
                connection.request("GET", self.path)
            else:
                connection.request(
                    "POST", self.path, self.body, {"content-type": "application/json"}
                )
            answer = connection.getresponse()
            answer.read()
            if answer.status != self.status:
                self.wrong.append(str(answer.status))
        except (OSError, http.client.HTTPException) as error:
            self.wrong.append(type(error).__name__)
        finally:
            connection.close()
        self.seconds.append(time.monotonic() - begun)


@dataclass
class Watch:
    """Two strangers and a meter beside an attack: one asks for health, one for a state.

    The assistants' door knows no health: there the first asks for what there is not.
    """

    served: Served
    health: Asker = field(init=False)
    state: Asker = field(init=False)
    server: int = field(default=0, init=False)
    """The most bytes that the server itself had in memory."""
    whole: int = field(default=0, init=False)
    """The most bytes of the server and its children together."""

    def __enter__(self) -> Self:
        status = 200 if self.states else 404
        self.health = Asker(self.served.port, "/healthz", None, 0.02, status)
        self.state = Asker(self.served.port, "/api/v1/state", STATE, 0.05)
        self._ended = threading.Event()
        self._meter = threading.Thread(target=self._measure, daemon=True)
        for thread in self._running():
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for asker in self._askers():
            asker.end()
        self._ended.set()
        self._meter.join()

    @property
    def states(self) -> bool:
        """Whether a state is asked for too."""
        return self.served.door == "serve"

    def _askers(self) -> list[Asker]:
        return [self.health, self.state] if self.states else [self.health]

    def _running(self) -> list[Asker | threading.Thread]:
        return [*self._askers(), self._meter]

    def _measure(self) -> None:
        while True:
            pid = self.served.process.pid
            server = memory(pid)
            self.server = max(self.server, server)
            self.whole = max(self.whole, server + sum(map(share, self.served.children())))
            if self._ended.wait(0.1):
                return

    @property
    def worst_health(self) -> float:
        """The longest that anybody waited for an answer about health, in seconds."""
        return max(self.health.seconds)

    @property
    def usual_health(self) -> float:
        """Half of the answers about health came sooner."""
        return statistics.median(self.health.seconds)

    @property
    def slow_state(self) -> float:
        """All but a hundredth of the answers about a state came sooner."""
        ordered = sorted(self.state.seconds)
        return ordered[math.ceil(len(ordered) * 0.99) - 1]

    def told(self) -> str:
        """All that was seen, in a line."""
        told = (
            f"healthz {self.usual_health * 1000:.0f} ms usually, {self.worst_health * 1000:.0f} ms "
            f"at worst of {len(self.health.seconds)}; "
        )
        if self.states:
            told += f"state {self.slow_state * 1000:.0f} ms (p99 of {len(self.state.seconds)}); "
        told += f"server {self.server / 1e6:.0f} MB, with children {self.whole / 1e6:.0f} MB"
        wrong = [told for asker in self._askers() for told in asker.wrong]
        return told + (f"; not answered: {', '.join(wrong[:5])}" if wrong else "")
