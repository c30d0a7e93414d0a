"""Prove that a year is carried between three nodes by files alone, and that all three verify.

    python proofs/carried.py [--weeks N]

The secretariat's node and the mirrors of two nations stand in network namespaces of their own, with
no link between them (as root; iproute2 makes them). Each week the nations look at what came, hold
every answer to the secretariat's, sign as witnesses, and prepare and sign acts. The secretariat
records what came, once however often it comes, acts itself, and exports what each may see. Nothing
goes between them but files, which a courier puts from one tray into another.
"""

import argparse
import errno
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, Protocol

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from foedus.asking.world import World
from foedus.model.people import SECRETARIAT
from foedus.nodes.node import shipped
from foedus.record.ledger.note import Note
from proofs.carried_places import NATIONS, TO, hand_over, last_note, place_of, proved
from proofs.exploring import SEED, WHOLE, Part

WEEKS: Final = 52
NETWORK: Final = Path("/proc/self/ns/net")
"""Which network a process is in."""


class Stands(Protocol):
    """A place that is told to do what is due in a week, wherever it stands."""

    def week(self, week: int) -> None:
        """Do what is due."""


def carry(folder: Path, frm: str) -> int:
    """Put what goes from a place into the trays of those that it is for."""
    moved = 0
    for file in sorted((folder / frm / "out").iterdir()):
        to, _, name = file.name.partition(TO)
        shutil.move(file, folder / to / "in" / name)
        moved += 1
    return moved


def play(folder: Path, places: Mapping[str, Stands], weeks: int) -> int:
    """So many weeks; how many files were carried."""
    carried = 0
    for week in range(weeks):
        for party in NATIONS:
            places[party].week(week)
            carried += carry(folder, party)
        places[SECRETARIAT].week(week)
        carried += carry(folder, SECRETARIAT)
    for party in NATIONS:  # what came last is taken in, and signed
        places[party].week(weeks)
    return carried


def compared(folder: Path, seed: int, base: Callable[[], World] = shipped) -> dict[str, Any]:
    """That the three have one history: each verifies against the checkpoints of the others."""
    places = {party: place_of(party, folder, seed, base) for party in (SECRETARIAT, *NATIONS)}
    notes = {party: last_note(place) for party, place in places.items()}
    texts = {Note.read(note).text for note in notes.values()}
    assert len(texts) == 1, "the three have come to different checkpoints"
    entries = {proved(place, list(notes.values()))["entries"] for place in places.values()}
    assert len(entries) == 1, entries
    return {"entries": entries.pop()}


def in_one_process(part: Part, base: Callable[[], World] = shipped) -> dict[str, Any]:
    """A part of it without namespaces: what was done, in figures."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        places = {p: place_of(p, folder, part.seed, base) for p in (SECRETARIAT, *NATIONS)}
        hand_over(folder, places[SECRETARIAT])
        carried = play(folder, places, part.of(WEEKS))  # type: ignore[arg-type]
        counts = {
            f"{p}: {what}": n for p, place in places.items() for what, n in place.counts.items()
        }
        return {"files carried": carried, **compared(folder, part.seed, base), **counts}


class Apart:
    """A place in a process of its own, in a namespace of its own; it is told the week alone."""

    def __init__(self, party: str, folder: Path, seed: int, namespace: str) -> None:
        command = [sys.executable, "-m", "proofs.carried", "--child", party, str(folder), str(seed)]
        self._process = subprocess.Popen(
            ["ip", "netns", "exec", namespace, *command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        self.network: str = self._answer()["network"]

    def week(self, week: int) -> None:
        """Do what is due in a week."""
        self.tell(str(week))

    def tell(self, what: str) -> dict[str, Any]:
        """Tell it something, and wait until it is done."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{what}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, f"a place has ended: {self._process.wait()}"
        found: dict[str, Any] = json.loads(line)
        return found

    def end(self) -> None:
        """Let it end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def be(party: str, folder: Path, seed: int) -> None:
    """Be a place: do what is due each week that is told."""
    names = [name for _, name in socket.if_nameindex()]
    assert names == ["lo"], f"there is a link to elsewhere: {names}"
    with socket.socket() as trying:  # not even to itself: lo is down
        assert trying.connect_ex(("127.0.0.1", 9)) == errno.ENETUNREACH
    place = place_of(party, folder, seed)
    print(json.dumps({"network": str(NETWORK.readlink())}), flush=True)
    for line in sys.stdin:
        if line.strip() == "prove":
            notes = [file.read_bytes() for file in place.came(".seen")]
            print(json.dumps(proved(place, notes)), flush=True)
        elif line.strip() == "make":
            hand_over(folder, place)
            print("{}", flush=True)
        else:
            place.week(int(line))  # type: ignore[attr-defined]
            print("{}", flush=True)


@contextmanager
def namespaces(parties: Sequence[str]) -> Iterator[dict[str, str]]:
    """A network namespace for each, without any link. Raises SystemExit where none may be made."""
    made: dict[str, str] = {}
    try:
        for party in parties:
            name = f"foedus-{os.getpid()}-{party.lower()}"
            try:
                subprocess.run(
                    ["ip", "netns", "add", name], check=True, capture_output=True, text=True
                )
            except (OSError, subprocess.CalledProcessError) as error:
                told = getattr(error, "stderr", "") or error
                raise SystemExit(
                    f"network namespaces cannot be made here, so nothing is proved: {told}; run it "
                    "as root, with iproute2 installed"
                ) from None
            made[party] = name
        yield made
    finally:
        for name in made.values():
            subprocess.run(["ip", "netns", "del", name], check=False)


def in_namespaces(weeks: int, seed: int) -> Iterator[str]:
    """The whole: what was done, in sentences."""
    parties = (SECRETARIAT, *NATIONS)
    with ExitStack() as held:
        folder = Path(held.enter_context(tempfile.TemporaryDirectory()))
        names = held.enter_context(namespaces(parties))
        for party in parties:
            place_of(party, folder, seed)  # its trays
        apart = {party: Apart(party, folder, seed, names[party]) for party in parties}
        for one in apart.values():
            held.callback(one.end)
        networks = {one.network for one in apart.values()} | {str(NETWORK.readlink())}
        assert len(networks) == 4, networks
        apart[SECRETARIAT].tell("make")
        carried = play(folder, apart, weeks)
        yield f"{weeks} weeks, {carried} files carried between three networks without a link"
        notes = {party: last_note(place_of(party, folder, seed)) for party in parties}
        for party in parties:
            for other, note in notes.items():
                (folder / party / "in" / f"{other}.seen").write_bytes(note)
        for party in parties:
            told = ", ".join(f"{what}: {n}" for what, n in apart[party].tell("prove").items())
            yield f"{party} verifies, also against the checkpoints of the others; {told}"
        compared(folder, seed)


def main() -> None:
    """Prove it, or be one of the places."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--weeks", type=int, default=WHOLE.of(WEEKS), help="how many weeks")
    options.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        party, folder, seed = given.child
        be(party, Path(folder), int(seed))
        return
    for sentence in in_namespaces(given.weeks, SEED):
        print(sentence)


if __name__ == "__main__":
    main()
