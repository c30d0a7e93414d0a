"""A server of foedus as a process of its own, for attacks on it from outside."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

import httpx

from proofs.processes import end_with_parent, gone, kill, started_by

STARTS = 60.0
"""Seconds that a server has to begin to answer on a busy machine."""

COMMAND = (sys.executable, "-m", "foedus")


def free_port() -> int:
    """A port that nobody listens on just now, of those that no connection is given by itself."""
    chance = random.SystemRandom()
    while True:
        port = chance.randrange(10_000, 32_000)
        with socket.socket() as found, contextlib.suppress(OSError):
            found.bind(("127.0.0.1", port))
            return port


@dataclass
class Served:
    """`foedus serve`, or `foedus mcp --http`, on a port of its own on this machine."""

    door: str = "serve"
    options: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default=0, init=False)
    process: "subprocess.Popen[bytes]" = field(init=False)
    log: IO[bytes] = field(init=False)

    def __enter__(self) -> Self:
        self.log = tempfile.TemporaryFile()
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()
        self.log.close()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self.port = free_port()
        command = [*COMMAND, self.door, *self.options, "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            env={**os.environ, **self.environment},
            preexec_fn=end_with_parent,  # a test that is killed clears nothing up
        )
        ready = time.monotonic() + STARTS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > ready:
                self.end()
                raise RuntimeError(f"the server does not start: {self.told()}")
            time.sleep(0.05)

    def end(self) -> None:
        """End it and all that it started, whatever state it is in."""
        left = started_by(self.process.pid)
        kill({self.process.pid} if self.process.poll() is None else ())
        self.process.wait()
        kill(left)

    def stop(self, seconds: float, number: int = signal.SIGTERM) -> tuple[float, set[int]]:
        """Tell it to stop: the seconds until it ended, and what of it still ran after the time.

        Its children have a second more at least, so that the system can collect them.
        """
        pids = started_by(self.process.pid)
        begun = time.monotonic()
        self.process.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        took = time.monotonic() - begun
        left = gone({*pids, self.process.pid}, max(1.0, seconds - took))
        kill(left)
        self.process.wait()
        return took, left

    def answers(self, seconds: float = 2.0) -> bool:
        """Whether it does, within so many seconds."""
        question = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        with contextlib.suppress(OSError), self.connect(seconds) as connection:
            connection.sendall(question)
            return connection.recv(64).startswith(b"HTTP/1.1 ")
        return False

    def living(self) -> Self:
        """Itself, started anew where an attack before has left it deaf or dead."""
        if self.process.poll() is not None or not self.answers(5.0):
            self.end()
            self.start()
        return self

    def told(self) -> str:
        """What it has written so far, on both of its streams."""
        self.log.flush()
        return Path(f"/proc/self/fd/{self.log.fileno()}").read_bytes().decode(errors="replace")

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def client(self, seconds: float = 10.0, **more: Any) -> Iterator[httpx.Client]:
        """A client of it that waits so long for an answer."""
        limits = httpx.Limits(max_connections=500)
        with httpx.Client(
            base_url=self.url, timeout=seconds, limits=limits, trust_env=False, **more
        ) as client:
            yield client

    def connect(self, seconds: float = 10.0, *, source: str = "127.0.0.1") -> socket.socket:
        """A bare connection to it, from any address of this machine."""
        return socket.create_connection(("127.0.0.1", self.port), seconds, (source, 0))

    def children(self) -> set[int]:
        """The processes that it started, and those that they did."""
        return started_by(self.process.pid)
