"""The hashes that the leaves of a tree must have, of tiles that need not be trusted themselves.

The tiles at the right edge together give the root; each hash in a tile that is trusted is the root
of a full tile below it. So from a signed root downwards each tile is told to be right or wrong; and
where it is wrong, the same tile made of the tiles below it or of the entries is tried in its place.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from foedus.record.ledger.tiles import HASH, HEIGHT, WIDTH, Fetch, Tile, Tiled, hashes_of, tiles
from foedus.record.ledger.tree import Frontier, Kept


def reference(
    size: int, root: bytes, fetch: Fetch, entries: Sequence[bytes]
) -> tuple[list[bytes | None], list[Tile]] | None:
    """The leaf hashes of a tree, None each where they are unknown, and the tiles that are wrong.

    `entries` are hashes of leaves as they are found. None where not even the edge gives the root.
    """
    own = Kept(entries)
    choices = {tile: _choices(tile, fetch, own) for tile in tiles(size)}
    right = _edge(size, root, choices)
    if right is None:
        return None
    for tile in reversed(choices):  # from the top, so that what is above is told before
        if tile.width == WIDTH:
            expected = _expected(tile, size, right)
            for content in choices[tile]:
                if Kept(hashes_of(content)).root() == expected:
                    right[tile] = content
                    break
    leaves: list[bytes | None] = []
    for tile in choices:
        if tile.level == 0:
            leaves += hashes_of(right[tile]) if tile in right else [None] * tile.width
    return leaves, [
        tile for tile in choices if tile not in right or right[tile] != fetch(tile.path)
    ]


def _choices(tile: Tile, fetch: Fetch, own: Kept) -> list[bytes]:
    """What a tile may hold: what is found of it, what those below make, what the entries make."""
    choices = [_found(tile, fetch)]
    if tile.level:
        first = tile.number * WIDTH
        below = [
            _found(Tile(tile.level - 1, number), fetch)
            for number in range(first, first + tile.width)
        ]
        if all(below):
            choices.append(b"".join(Kept(hashes_of(content or b"")).root() for content in below))
    if tile.leaves[1] <= own.size:
        choices.append(tile.made(own))
    return [content for content in dict.fromkeys(choices) if content]


def _found(tile: Tile, fetch: Fetch) -> bytes | None:
    """The content of a tile, where it has the right length."""
    content = fetch(tile.path)
    return content if content is not None and len(content) == tile.width * HASH else None


def _edge(
    size: int, root: bytes, choices: Mapping[Tile, Sequence[bytes]]
) -> dict[Tile, bytes] | None:
    """The partial tiles that give the root; a level has one at most, so that there are few."""
    edge = [tile for tile in choices if tile.width < WIDTH]
    for contents in product(*(choices[tile] for tile in edge)):
        right = dict(zip(edge, contents, strict=True))
        files = {tile.path: content for tile, content in right.items()}
        if Frontier.of(Tiled(size, files.get), size).root == root:
            return right
    return None


def _expected(tile: Tile, size: int, right: Mapping[Tile, bytes]) -> bytes | None:
    """The root of a full tile, by the tile above it."""
    number, place = divmod(tile.number, WIDTH)
    reach = size >> HEIGHT * (tile.level + 1)
    above = right.get(Tile(tile.level + 1, number, min(reach - number * WIDTH, WIDTH)))
    return above and above[place * HASH : (place + 1) * HASH]
