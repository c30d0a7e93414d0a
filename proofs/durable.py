"""Between an act and its acknowledgement lies a flush to the disk, as strace sees it.

    python -m proofs.durable

A server of a node on SQLite, and one on PostgreSQL together with the database server, are watched
(`strace`) while a few clients act at once. For each act that was answered with 201 there must be an
`fsync` or `fdatasync` that began after its request was read and ended well before the answer was
written. It needs `strace`, and says so where it is missing or may not watch.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.nodes.keys import FOLDER, Keys
from proofs.exploring import WHOLE, Part
from proofs.nations import NATIONS, Line, settled
from proofs.server import MISSING, installed, running
from proofs.serving import Served

FLUSHES: Final = ("fsync", "fdatasync")
READS: Final = ("recvfrom", "read", "recvmsg")
WRITES: Final = ("sendto", "write", "sendmsg", "writev")
CALLS: Final = ",".join((*FLUSHES, *READS, *WRITES))
CLIENTS: Final = 4
ACTS: Final = 50
"""Acts of each client."""
LINE: Final = re.compile(r"(\d+) +(\d+\.\d+) (?:(\w+)\(|<\.\.\. (\w+) resumed>)(.*)")
TOOK: Final = re.compile(r"= 0 <(\d+\.\d+)>$")


@contextmanager
def watched(process: int, log: Path) -> Iterator[None]:
    """Watch a process and all that it starts."""
    command = ["strace", "-f", "-T", "-ttt", "-s", "64", "-e", f"trace={CALLS}", "-o", str(log)]
    strace = subprocess.Popen([*command, "-p", str(process)], stderr=subprocess.PIPE)
    try:
        assert strace.stderr is not None
        said = strace.stderr.readline().decode()
        if "attached" not in said:
            raise PermissionError(said.strip())
        yield
    finally:
        strace.terminate()
        strace.wait()


def flushes(log: Path) -> Iterator[tuple[float, float]]:
    """When each flush that succeeded began and ended."""
    begun = dict[str, float]()
    for line in log.read_text(errors="replace").splitlines():
        if not (found := LINE.match(line)):
            continue
        thread, at, called, resumed, rest = found.groups()
        if (called or resumed) not in FLUSHES:
            continue
        if called:
            begun[thread] = float(at)
        if took := TOOK.search(rest):
            yield begun[thread], begun[thread] + float(took[1])


def answered(log: Path) -> Iterator[tuple[float, float]]:
    """When the request of each act was read, and when its acknowledgement was written."""
    reading, asked = dict[str, str](), dict[str, float]()
    for line in log.read_text(errors="replace").splitlines():
        if not (found := LINE.match(line)):
            continue
        thread, at, called, resumed, rest = found.groups()
        if called in READS:
            reading[thread] = rest.partition(",")[0]
        if (called or resumed) in READS and '"POST /api/v1/acts/' in rest:
            asked[reading[thread]] = float(at)
        if called in WRITES and '"HTTP/1.1 201' in rest:
            yield asked.pop(rest.partition(",")[0]), float(at)


def checked(acts: list[tuple[float, float]], done: list[tuple[float, float]]) -> int:
    """How many acts there were. Raises AssertionError where one was acknowledged unflushed."""
    for asked, told in acts:
        flushed = [one for one in done if asked < one[0] and one[1] < told]
        assert flushed, f"an act asked for at {asked} was acknowledged at {told} without a flush"
    return len(acts)


def act(port: int, tokens: dict[str, str], acts: int) -> None:
    """Let a few clients act at once."""

    def work(token: str) -> None:
        line = Line(port, token)
        for number in range(acts):
            status, told = line.act("table", {"body": "nato/nac", "title": f"Fuel, {number}"})
            assert status == 201, told
        line.close()

    threads = [threading.Thread(target=work, args=(one,)) for one in tokens.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def proved(part: Part, place: str, postmaster: int = 0) -> tuple[int, int]:
    """Acts acknowledged, and flushes seen; `postmaster` is the process of the database server."""
    tokens = settled(place, NATIONS[:CLIENTS])
    with tempfile.TemporaryDirectory() as made, ExitStack() as held:
        logs = [Path(made, "server")]
        if postmaster:  # before the server connects, so that its connections are seen
            logs.append(Path(made, "database"))
            held.enter_context(watched(postmaster, logs[1]))
        served = held.enter_context(Served(options=("--node", place)))
        held.enter_context(watched(served.process.pid, logs[0]))
        time.sleep(0.5)
        act(served.port, tokens, part.of(ACTS))
        held.close()
        done = [one for log in logs[-1:] for one in flushes(log)]
        acts = list(answered(logs[0]))
    assert len(acts) == len(tokens) * part.of(ACTS), f"only {len(acts)} acts were seen"
    return checked(acts, done), len(done)


def main() -> None:
    """Run the whole, or say why not."""
    told = "{}: {} acts, each acknowledged after a flush of its own time; {} flushes"
    if not shutil.which("strace"):
        print("strace is not installed, so that this was not run")
        return
    with tempfile.TemporaryDirectory() as made:
        try:
            print(told.format("SQLite", *proved(WHOLE, str(Path(made) / "node"))))
        except PermissionError as error:
            print(f"{error}; so that this was not run")
            return
        if not installed():
            print(f"{MISSING}, so that the rest was not run")
            return
        Keys.fresh("foedus/nato").write(Path(made))
        os.environ[FOLDER] = made
        with running() as server:
            lock = server.folder / "data/postmaster.pid"
            postmaster = int(lock.read_text().splitlines()[0])
            print(told.format("PostgreSQL", *proved(WHOLE, server.database(), postmaster)))


if __name__ == "__main__":
    main()
