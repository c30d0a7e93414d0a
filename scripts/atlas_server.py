"""A server of its own, for what looks at the atlas from outside."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping

import httpx

STARTS = 30.0
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextlib.contextmanager
def served(*options: str, env: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a server, for as long as it is needed."""
    command = [sys.executable, "-m", "foedus", "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as process:
        assert process.stdout
        address = next(w for w in process.stdout.readline().split() if w.startswith("http://"))
        ready = time.monotonic() + STARTS
        while True:
            try:
                httpx.get(f"{address}/healthz").raise_for_status()
                break
            except httpx.HTTPError:
                if time.monotonic() > ready:
                    raise
                time.sleep(0.1)
        yield address
        process.terminate()
        process.wait(STARTS)
