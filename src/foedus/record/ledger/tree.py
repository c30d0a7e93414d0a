"""The Merkle tree of RFC 9162 (and RFC 6962) over the entries: appended to, proved and verified.

A node (level, at) is the hash of the whole subtree over the leaves from `at << level` on,
`1 << level` of them; once it is full it never changes, and only full ones are stored. To append
takes the frontier: the hashes of the full subtrees that a tree of some size falls into, largest
first. A proof is made of stored nodes, read in one go through `Hashes`, be they rows or tiles.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, NamedTuple, Protocol

from foedus.record.ledger.errors import LedgerError

EMPTY: Final = sha256(b"").digest()
"""The root of the tree without a leaf."""


class Node(NamedTuple):
    """Where a full subtree stands."""

    level: int
    at: int


class Hashes(Protocol):
    """Where the hashes of full subtrees are stored."""

    def read(self, nodes: Sequence[Node]) -> Sequence[bytes]:
        """The hashes of these nodes, in this order."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of a leaf; an entry of ours is a commitment."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def full_subtrees(start: int, end: int) -> list[Node]:
    """The full subtrees that the leaves from `start` to before `end` fall into, from the left.

    `start` is where a subtree of the tree begins, so that they only get smaller.
    """
    nodes = []
    while start < end:
        level = (end - start).bit_length() - 1
        nodes.append(Node(level, start >> level))
        start += 1 << level
    return nodes


def _folded(hashes: Sequence[bytes]) -> bytes:
    """The hash over full subtrees from the left, each smaller than the one before."""
    folded = hashes[-1]
    for left in reversed(hashes[:-1]):
        folded = node_hash(left, folded)
    return folded


@dataclass(frozen=True, slots=True)
class Frontier:
    """What must be known of a tree to append to it: its size, and its full subtrees."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise LedgerError(
                f"a tree of {self.size} leaves has {max(self.size, 0).bit_count()} full subtrees, "
                f"and {len(self.hashes)} hashes were given"
            )

    @classmethod
    def of(cls, hashes: Hashes, size: int) -> "Frontier":
        """The frontier that a stored tree had at a size."""
        return cls(size, tuple(hashes.read(full_subtrees(0, size))))

    @property
    def root(self) -> bytes:
        """The root of the tree."""
        return _folded(self.hashes) if self.hashes else EMPTY

    def extended(self, leaves: Iterable[bytes]) -> tuple["Frontier", list[tuple[Node, bytes]]]:
        """The frontier with these leaves appended, and each node above them that became full."""
        stack, size, full = list(self.hashes), self.size, list[tuple[Node, bytes]]()
        for node in leaves:
            level, at = 0, size
            while at & 1:
                node = node_hash(stack.pop(), node)
                level, at = level + 1, at >> 1
                full.append((Node(level, at), node))
            stack.append(node)
            size += 1
        return Frontier(size, tuple(stack)), full


class Kept:
    """A tree in memory, made in one go of the hashes of its leaves."""

    def __init__(self, leaves: Iterable[bytes]) -> None:
        below = list(leaves)
        self.size = len(below)
        self._levels = [below]
        while len(below) > 1:
            below = [
                sha256(b"\x01" + left + right).digest()
                for left, right in zip(below[::2], below[1::2], strict=False)
            ]
            self._levels.append(below)

    def read(self, nodes: Sequence[Node]) -> list[bytes]:
        return [self._levels[level][at] for level, at in nodes]

    def root(self, size: int | None = None) -> bytes:
        """The root that the tree had at a size, or has."""
        return Frontier.of(self, self.size if size is None else size).root


def _half(size: int) -> int:
    """The largest power of two below a size of two or more: where RFC 9162 splits a tree."""
    return 1 << (size - 1).bit_length() - 1


def _read(hashes: Hashes, spans: Sequence[tuple[int, int]]) -> list[bytes]:
    """The hash over each span of leaves, all stored nodes being read at once."""
    parts = [full_subtrees(start, end) for start, end in spans]
    found = iter(hashes.read([node for part in parts for node in part]))
    return [_folded([next(found) for _ in part]) for part in parts]


def inclusion(hashes: Hashes, index: int, size: int) -> list[bytes]:
    """The proof that the tree of a size has its leaf at an index (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise LedgerError(f"a tree of {size} leaves has none numbered {index}, counted from 0")
    spans, start, end = list[tuple[int, int]](), 0, size
    while end - start > 1:
        middle = start + _half(end - start)
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return _read(hashes, spans[::-1])


def consistency(hashes: Hashes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of a new size only appended to that of an old (RFC 9162, 2.1.4.1)."""
    if not 0 <= old <= new:
        raise LedgerError(f"a tree of {new} leaves did not grow from one of {old}")
    if old in (0, new):
        return []
    spans, start, end, whole = list[tuple[int, int]](), 0, new, True
    while old != end:
        middle = start + _half(end - start)
        if old <= middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start, whole = middle, False
    if not whole:
        spans.append((start, end))
    return _read(hashes, spans[::-1])


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that a tree has a leaf of this hash at an index (2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, node = index, size - 1, leaf
    for sibling in proof:
        if not last:
            return False
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    return not last and node == root


def consistent(
    old: int, old_root: bytes, new: int, new_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Whether a proof shows that the new tree has the old one at its beginning (2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if not old:
        return not proof and old_root == EMPTY
    path = [old_root, *proof] if not old & (old - 1) else list(proof)
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for node in path[1:]:
        if not last:
            return False
        if at & 1 or at == last:
            first, second = node_hash(node, first), node_hash(node, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, node)
        at, last = at >> 1, last >> 1
    return not last and first == old_root and second == new_root
