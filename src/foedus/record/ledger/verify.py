"""Reading a ledger through: that it is what its checkpoints state, or where it is not.

What is given is entries (`rows`), checkpoints, and, best, the tiles of the tree, which tell of each
entry what must be there. Without tiles the commitments and numbers in the entries tell as much as
they can, and the checkpoints between which sizes the history was changed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from foedus.record.ledger.alignment import Aligned, align
from foedus.record.ledger.canonical import Value, read
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.faults import Fault, merged
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.leaf import SALT, commitment
from foedus.record.ledger.note import Note
from foedus.record.ledger.reference import reference
from foedus.record.ledger.rows import Broken, Row
from foedus.record.ledger.tiles import Fetch, Tile, tiles
from foedus.record.ledger.tree import Kept, leaf_hash

CONTENT: Final = "its salt or its content is not what its commitment stands for"
COMMITMENT: Final = "its commitment is not the one in the tree"
ANOTHER: Final = "another stands in its place"

MISSING: Final = 1_000_000
"""So many entries missing are told one by one; of a log that states more, little is there."""

Look = Callable[[int, Value], Iterable[str]]
"""What else is wrong with an entry, by its place and its value: a sentence for each fault."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of it: nothing was tampered with where there are no faults.

    `notices` say what was passed over, such as signatures of unknown keys. Whether each of the
    destroyed entries was destroyed by right, the entries must tell.
    """

    entries: int
    destroyed: tuple[int, ...]
    checkpoints: tuple[Checkpoint, ...]
    faults: tuple[Fault, ...]
    notices: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    """The entries as they are found: hashes of leaves, and what does not fit within a row."""

    leaves: list[bytes] = field(default_factory=list)
    """By the commitment that each row states; empty for a broken one."""
    made: dict[int, bytes] = field(default_factory=dict)
    """By salt and content, where that is another."""
    numbers: dict[int, int] = field(default_factory=dict)
    """Where it is not the place of the row."""
    broken: dict[int, str] = field(default_factory=dict)
    destroyed: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def verify(
    rows: Iterable[Row | Broken],
    notes: Sequence[bytes],
    origin: str,
    keys: KeySet,
    *,
    witnesses: KeySet | None = None,
    fetch: Fetch | None = None,
    stored: bool = True,
    look: Look | None = None,
) -> Report:
    """Read a ledger through. `keys` are those of the log; `fetch` gives the tiles, where there are.

    Tiles that are not `stored`, but made of what is compared otherwise, are asked for only to find
    where entries were changed.

    The entries are compared with the largest checkpoint, and this with the smaller ones.
    """
    faults, notices = list[Fault](), list[str]()
    others = witnesses.spells if witnesses else ()
    known = KeySet((*keys.spells, *(one for one in others if one.verifier not in keys.verifiers)))
    checkpoints = _checkpoints(notes, origin, keys, known, faults, notices)
    found = _found(rows, look)
    faults += found.faults
    size, expected = _reach(found), None
    if checkpoints and checkpoints[-1].size > size + MISSING:
        faults.append(
            Fault(
                "checkpoint",
                why=f"the last checkpoint states {checkpoints[-1].size} entries, and only "
                f"{len(found.leaves)} are found, too few to be compared",
            )
        )
    elif checkpoints:
        size = checkpoints[-1].size
        expected, wrong = _expected(found, checkpoints, fetch, stored=stored)
        faults += (Fault("tile", *tile.leaves, tile.path) for tile in wrong)
        faults += _histories(found, checkpoints, expected)
    else:
        faults.append(Fault("checkpoint", why="no checkpoint is left that states this log"))
    faults += _compared(found, size, expected, bool(checkpoints))
    return Report(
        len(found.leaves),
        tuple(found.destroyed),
        tuple(checkpoints),
        tuple(merged(faults)),
        tuple(notices),
    )


def _checkpoints(
    notes: Sequence[bytes],
    origin: str,
    keys: KeySet,
    known: KeySet,
    faults: list[Fault],
    notices: list[str],
) -> list[Checkpoint]:
    """The checkpoints that hold, from the smallest."""
    held = list[Checkpoint]()
    names = {(verifier.name, verifier.key_id) for verifier in known.verifiers}
    for number, content in enumerate(notes):
        try:
            note = Note.read(content)
            signed = note.opened(known.verifiers)
            checkpoint = keys.checkpoint(note, origin)
        except LedgerError as error:
            faults.append(Fault("checkpoint", why=f"checkpoint {number} cannot be taken: {error}"))
            continue
        held.append(checkpoint)
        notices += filter(None, (known.refusal_of(one, checkpoint.size) for one in signed))
        notices += (
            f"checkpoint {number} is also signed by {line.name}, by a key that is not known here"
            for line in note.signatures
            if (line.name, line.key_id) not in names
        )
    return sorted(held, key=lambda checkpoint: checkpoint.size)


def _found(rows: Iterable[Row | Broken], look: Look | None) -> _Found:
    found = _Found()
    put = found.leaves.append
    for at, row in enumerate(rows):
        if isinstance(row, Broken):
            found.broken[at] = row
            put(b"")
            continue
        number, committed, salt, content = row
        if number != at:
            found.numbers[at] = number
        if salt is None and content is None:
            found.destroyed.append(at)
        elif salt is None or content is None or len(salt) != SALT:
            found.made[at] = b""  # half destroyed: it stands for nothing
        elif (made := commitment(salt, content)) != committed:
            found.made[at] = leaf_hash(made)
        else:
            try:
                value = read(content)
            except LedgerError as error:
                found.faults.append(Fault("content", at, at + 1, str(error)))
            else:
                if look is not None:
                    found.faults += (Fault("content", at, at + 1, told) for told in look(at, value))
        put(leaf_hash(committed))
    return found


def _reach(found: _Found) -> int:
    """How many entries there are by the number of the last one, where it may be believed."""
    count = len(found.leaves)
    reach = found.numbers.get(count - 1, count - 1) + 1
    return reach if reach <= count + MISSING else count


def _expected(
    found: _Found, checkpoints: Sequence[Checkpoint], fetch: Fetch | None, *, stored: bool
) -> tuple[list[bytes | None] | None, list[Tile]]:
    """The leaves that must be there, as the root of the last checkpoint tells; and wrong tiles.

    None where nothing that is given leads to that root.
    """
    size = checkpoints[-1].size
    roots = {checkpoint.root for checkpoint in checkpoints if checkpoint.size == size}
    candidates = [found.leaves]
    if found.made:
        candidates.append([found.made.get(at, leaf) for at, leaf in enumerate(found.leaves)])
    for leaves in candidates:
        if len(leaves) >= size and (kept := Kept(leaves[:size])).root() in roots:
            made = ((tile, tile.made(kept)) for tile in (tiles(size) if fetch and stored else ()))
            wrong = [tile for tile, content in made if fetch and fetch(tile.path) != content]
            return [*leaves[:size]], wrong
    told = reference(size, checkpoints[-1].root, fetch, found.leaves) if fetch else None
    return told or (None, [])


def _histories(
    found: _Found, checkpoints: Sequence[Checkpoint], expected: Sequence[bytes | None] | None
) -> Iterator[Fault]:
    """Checkpoints that do not state the same history; or which of them the entries still state."""
    if expected is not None and len(checkpoints) == 1:
        return
    leaves = found.leaves if expected is None else expected
    kept = Kept(leaf or b"" for leaf in leaves)
    told = next((at for at, leaf in enumerate(leaves) if leaf is None), len(leaves))
    good = 0
    for size, root in ((checkpoint.size, checkpoint.root) for checkpoint in checkpoints):
        if size <= told and kept.root(size) == root:
            good = size
        elif expected is None:
            yield Fault("history", good, size, f"the checkpoint of {size} entries")
            return
        elif size <= told:
            yield Fault(
                "checkpoint",
                why=f"the log signed two histories: its checkpoint of {size} entries is of another "
                f"than that of {checkpoints[-1].size}",
            )


def _compared(
    found: _Found, size: int, expected: Sequence[bytes | None] | None, stated: bool
) -> Iterator[Fault]:
    """What was changed, removed, added or moved; by the numbers alone where no more is known."""
    numbers = [found.numbers.get(at, at) for at in range(len(found.leaves))]
    if expected == found.leaves:
        aligned = Aligned([*range(size)], [])
    elif expected is not None:
        aligned = align(found.leaves, found.made, expected, numbers)
    else:
        told = [None if at in found.broken else number for at, number in enumerate(numbers)]
        aligned = align(told, {}, range(size), numbers)
    for kind, entry, at, why in aligned.differences:
        if kind == "changed" and at is not None:
            why = found.broken.get(at, ANOTHER)
        elif kind == "added" and entry >= size and stated:
            why = f"the last checkpoint states {size} entries"
        yield Fault(kind, entry, entry + 1, why)
    for at, place in enumerate(aligned.places):
        if place is None:
            continue
        if at in found.made:
            fits = expected is None or expected[place] == found.leaves[at]
            yield Fault("changed", place, place + 1, CONTENT if fits else COMMITMENT)
        if numbers[at] != place:
            yield Fault("changed", place, place + 1, f"it bears the number {numbers[at]}")
