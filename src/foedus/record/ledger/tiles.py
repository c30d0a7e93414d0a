"""The tree laid out in files: tiles of C2SP tlog-tiles, of height 8.

A tile holds up to 256 hashes side by side: at level 0 of leaves, above it of full tiles one level
below. A full tile never changes; at the right edge stand partial ones, as wide as the tree reaches.
Entry bundles hold the entries of the tiles of level 0, and an entry of ours is its commitment, so
that tiles and bundles may be shown to anybody.
"""

import re
import struct
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.tree import Hashes, Kept, Node

HEIGHT: Final = 8
WIDTH: Final = 1 << HEIGHT
HASH: Final = 32
PATH: Final = re.compile(
    r"tile/(?P<level>[1-5]?[0-9]|6[0-3])/(?P<number>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?"
)

Fetch = Callable[[str], bytes | None]
"""The content of the file at a path of the specification; None where there is none."""


class Tile(NamedTuple):
    """Which tile, and how many hashes it has: 256 where it is full."""

    level: int
    number: int
    width: int = WIDTH

    @classmethod
    def read(cls, path: str) -> "Tile":
        """The tile at a path. Raises LedgerError for any other path."""
        match = PATH.fullmatch(path)
        number = int(match["number"].replace("x", "").replace("/", "")) if match else 0
        tile = cls(int(match["level"]), number, int(match["width"] or WIDTH)) if match else None
        if tile is None or tile.path != path:
            raise LedgerError(f"{path[:60]!r} is not the path of a tile, such as tile/0/x001/234")
        return tile

    @property
    def path(self) -> str:
        """Where it is served, below the address of the log."""
        return f"tile/{self.level}/{_place(self)}"

    @property
    def bundle(self) -> str:
        """Where the entries of a tile of level 0 are served."""
        return f"tile/entries/{_place(self)}"

    @property
    def leaves(self) -> tuple[int, int]:
        """The leaves below it: the first, and the first no longer."""
        first = self.number * WIDTH
        below = HEIGHT * self.level
        return first << below, first + self.width << below

    def made(self, hashes: Hashes) -> bytes:
        """Its content, of the stored hashes of the tree."""
        first = self.number * WIDTH
        nodes = [Node(HEIGHT * self.level, at) for at in range(first, first + self.width)]
        return b"".join(hashes.read(nodes))


def _place(tile: Tile) -> str:
    digits = str(tile.number)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    partial = "" if tile.width == WIDTH else f".p/{tile.width}"
    return "/x".join(["", *parts[:-1]])[1:] + "/" * (len(parts) > 1) + parts[-1] + partial


def tiles(size: int, since: int = 0) -> list[Tile]:
    """The tiles of a tree of a size, or those that are new since it had another."""
    found, level = list[Tile](), 0
    while (new := size >> HEIGHT * level) > (old := since >> HEIGHT * level):
        found += (Tile(level, number) for number in range(old // WIDTH, new // WIDTH))
        if new % WIDTH:
            found.append(Tile(level, new // WIDTH, new % WIDTH))
        level += 1
    return found


def holding(level: int, at: int, size: int) -> Tile:
    """The tile of a tree of a size that holds a hash, counted along a level of tiles."""
    number, reach = at // WIDTH, size >> HEIGHT * level
    return Tile(level, number, min(reach - number * WIDTH, WIDTH))


def bundled(entries: Sequence[bytes]) -> bytes:
    """The content of an entry bundle: each entry behind its length."""
    return b"".join(struct.pack(">H", len(entry)) + entry for entry in entries)


def unbundled(content: bytes) -> list[bytes]:
    """The entries of a bundle. Raises LedgerError for one that is cut short."""
    entries, at = list[bytes](), 0
    while at < len(content):
        end = at + 2 + int.from_bytes(content[at : at + 2])
        if at + 2 > len(content) or end > len(content):
            raise LedgerError(f"the entry bundle is cut short in its entry {len(entries)}")
        entries.append(content[at + 2 : end])
        at = end
    return entries


class Tiled:
    """The hashes of a tree of a size, read from its tiles.

    What was tampered with in them comes to light where a proof made of them is verified.
    """

    def __init__(self, size: int, fetch: Fetch) -> None:
        self.size, self._fetch = size, fetch

    def read(self, nodes: Sequence[Node]) -> list[bytes]:
        kept = dict[Tile, bytes]()
        return [self._hash(node, kept) for node in nodes]

    def _hash(self, node: Node, kept: dict[Tile, bytes]) -> bytes:
        level, up = divmod(node.level, HEIGHT)
        first, past = node.at << up, node.at + 1 << up
        if node.at < 0 or past > self.size >> HEIGHT * level:
            raise LedgerError(f"a tree of {self.size} leaves has no full subtree {tuple(node)}")
        tile = holding(level, first, self.size)
        if tile not in kept:
            kept[tile] = self._content(tile)
        first %= WIDTH
        return Kept(hashes_of(kept[tile])[first : first + (1 << up)]).root()

    def _content(self, tile: Tile) -> bytes:
        content = self._fetch(tile.path)
        if content is None and tile.width < WIDTH:  # the specification lets a full one replace it
            full = self._fetch(Tile(tile.level, tile.number).path)
            content = full and full[: tile.width * HASH]
        if content is None:
            raise LedgerError(f"the tile {tile.path} is missing")
        if len(content) != tile.width * HASH:
            raise LedgerError(
                f"the tile {tile.path} has {len(content)} bytes, not {tile.width * HASH}"
            )
        return content


def hashes_of(content: bytes) -> list[bytes]:
    """The hashes side by side in a tile."""
    return [content[at : at + HASH] for at in range(0, len(content), HASH)]
