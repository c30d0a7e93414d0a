"""What the ledger costs: reading a million entries through, proofs, appending.

    python bench/ledger.py [--entries N]

Times are of the processor (`time.process_time`), so that what else the machine does counts little.
The entries are written to a file first and read from it again, as an export is.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Signer
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.proof import Proof
from foedus.record.ledger.rows import Row, read
from foedus.record.ledger.tiles import Tiled, tiles
from foedus.record.ledger.tree import Frontier, Kept, leaf_hash
from foedus.record.ledger.verify import verify

LOG = Signer("bench.example/log", bytes(32))
KEYS = KeySet.of(LOG.verifier)
MOST_SECONDS, MOST_MILLISECONDS, MOST_RATIO = 30, 5, 1.2


def entry(number: int) -> bytes:
    """An entry as an act of a nation makes it."""
    return canonical(
        {
            "act": "position",
            "actor": "01J9Z6QK3V",
            "audience": ["DNK", "EST", "FIN", "LTU", "LVA", "SWE"],
            "corrects": None,
            "from": "2026-12-01",
            "level": "unclassified",
            "motion": f"M-{number % 900}",
            "originator": "DNK",
            "position": "break-silence",
            "reason": "Wording of paragraph 4 is not acceptable: “shall” for “should”.",
            "recorded": "2026-12-01T12:00:00.000Z",
            "number": number,
        }
    )


def made(count: int) -> Iterator[Row]:
    chance = random.Random(1)
    return (Row.made(number, chance.randbytes(32), entry(number)) for number in range(count))


def report(what: str, figure: float, unit: str, most: float) -> bool:
    held = figure < most
    print(f"{what:<58} {figure:10.3f} {unit:<3} {'below' if held else 'NOT BELOW'} {most}")
    return held


def append_cost(kept: Kept, size: int, leaves: Sequence[bytes]) -> float:
    """Of one append at a size, in milliseconds: the commitment, and the nodes to be stored."""
    frontier, salt = Frontier.of(kept, size), bytes(32)
    contents = [entry(number) for number in range(len(leaves))]
    begun = time.process_time()
    for content in contents:
        frontier, _ = frontier.extended([leaf_hash(commitment(salt, content))])
    return (time.process_time() - begun) / len(leaves) * 1e3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    count = parser.parse_args().entries
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "entries")
        leaves = []
        with path.open("wb") as file:
            for one in made(count):
                file.write(bytes(one))
                leaves.append(leaf_hash(one.commitment))
        begun = time.process_time()
        kept = Kept(leaves)
        print(f"{'a tree of them in memory':<58} {time.process_time() - begun:10.3f} s")
        files = {tile.path: tile.made(kept) for tile in tiles(count)}
        sizes = (count // 4, count // 2, count)
        notes = [Checkpoint(LOG.name, size, kept.root(size)).signed(LOG) for size in sizes]
        held = []
        for what, fetch in (("with its tiles", files.get), ("without", None)):
            begun = time.process_time()
            with path.open("rb") as file:
                told = verify(read(file), [*map(bytes, notes)], LOG.name, KEYS, fetch=fetch)
            spent = time.process_time() - begun
            assert told.entries == count
            assert not told.faults, told.faults
            held.append(report(f"{count:,} entries read through, {what}", spent, "s", MOST_SECONDS))
        changed = {**files, "tile/0/000": bytes(8192)}
        begun = time.process_time()
        with path.open("rb") as file:
            lines = iter(file)
            rows = read(line for at, line in enumerate(lines) if at != count // 3)
            told = verify(rows, [*map(bytes, notes)], LOG.name, KEYS, fetch=changed.get)
        spent = time.process_time() - begun
        assert [str(fault) for fault in told.faults][1:] == [f"Entry {count // 3} was removed."]
        held.append(
            report("the same, an entry removed and a tile changed", spent, "s", MOST_SECONDS)
        )
        wanted = sorted(random.Random(2).sample(range(count), 200))
        with path.open("rb") as file:
            rows_wanted = [next(islice(file, step, None)) for step in steps(wanted)]
        for what, hashes in (("nodes", kept), ("tiles", Tiled(count, files.get))):
            times, verified = [], []
            for row in read(rows_wanted):
                assert isinstance(row, Row)
                assert row.salt is not None
                assert row.content is not None
                begun = time.process_time()
                proof = bytes(Proof.made(row.number, row.salt, row.content, hashes, notes[-1]))
                middle = time.process_time()
                assert Proof.read(proof).verified(LOG.name, KEYS).size == count
                times.append((middle - begun) * 1e3)
                verified.append((time.process_time() - middle) * 1e3)
            worst = max(times)
            held.append(
                report(f"a proof made of {what}, the slowest", worst, "ms", MOST_MILLISECONDS)
            )
            print(f"{'  the median; and to verify it':<58} {statistics.median(times):10.3f} ms,"
                  f" {statistics.median(verified):.3f} ms")  # fmt: skip
        small = min(1000, count // 2)
        costs = [
            [append_cost(kept, size, leaves[:2000]) for _ in range(9)] for size in (small, count)
        ]
        least = [min(cost) for cost in costs]
        print(
            f"{'an append at 1,000 and at all of them':<58} {least[0]:10.4f} ms, {least[1]:.4f} ms"
        )
        held.append(report("  one by the other", least[1] / least[0], "", MOST_RATIO))
    raise SystemExit(not all(held))


def steps(wanted: Sequence[int]) -> Iterator[int]:
    last = -1
    for number in wanted:
        yield number - last - 1
        last = number


if __name__ == "__main__":
    main()
