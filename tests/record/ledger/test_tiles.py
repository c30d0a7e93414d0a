"""Tiles: the numbers and paths of the specification, and the tree read back from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.tiles import Tile, Tiled, bundled, tiles, unbundled
from foedus.record.ledger.tree import (
    Kept,
    Node,
    consistency,
    consistent,
    full_subtrees,
    included,
    inclusion,
    leaf_hash,
)

LEAVES = [leaf_hash(str(n).encode()) for n in range(70_000)]
KEPT = Kept(LEAVES)


def files(size: int) -> dict[str, bytes]:
    return {tile.path: tile.made(KEPT) for tile in tiles(size)}


FILES = files(70_000)


def test_a_tree_of_70000_has_the_tiles_that_the_specification_counts() -> None:
    made = tiles(70_000)
    assert sum(tile.level == 0 and tile.width == 256 for tile in made) == 273
    assert [tile for tile in made if tile.width < 256 or tile.level] == [
        Tile(0, 273, 112),
        Tile(1, 0),
        Tile(1, 1, 17),
        Tile(2, 0, 1),
    ]
    assert [tile.path for tile in tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert tiles(0) == []


def test_a_tile_has_the_path_of_the_specification() -> None:
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(63, 1000, 7).path == "tile/63/x001/000.p/7"
    assert Tile(0, 1000, 7).bundle == "tile/entries/x001/000.p/7"


@given(st.integers(0, 63), st.integers(0, 10**10), st.integers(1, 256))
def test_a_path_is_read_back(level: int, number: int, width: int) -> None:
    tile = Tile(level, number, width)
    assert Tile.read(tile.path) == tile


@pytest.mark.parametrize(
    "path",
    [
        *("", "tile/0/1", "tile/00/001", "tile/64/001", "tile/0/001/002", "tile/0/x000/001"),
        *("tile/0/001.p/0", "tile/0/001.p/256", "tile/0/001.p/01", "/tile/0/001", "tile/0/001\n"),
    ],
)
def test_another_path_is_refused(path: str) -> None:
    with pytest.raises(LedgerError, match="not the path of a tile"):
        Tile.read(path)


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_new_tiles_are_those_that_were_not_there(one: int, other: int) -> None:
    old, new = sorted((one, other))
    assert set(tiles(new, since=old)) == set(tiles(new)) - set(tiles(old))


def test_a_tile_says_which_leaves_are_below_it_and_holds_their_subtrees() -> None:
    assert Tile(0, 273, 112).leaves == (69_888, 70_000)
    assert Tile(1, 1, 17).leaves == (65_536, 69_888)
    tile = FILES["tile/1/001.p/17"]
    assert tile[-32:] == Kept(LEAVES[69_632:69_888]).root()


@given(st.data())
def test_proofs_made_of_tiles_are_those_made_of_nodes(data: st.DataObject) -> None:
    size = data.draw(st.sampled_from([1, 255, 256, 257, 65_536, 65_537, 70_000]))
    tiled = Tiled(size, lambda path: Tile.read(path).made(KEPT))
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(tiled, index, size)
    assert proof == inclusion(KEPT, index, size)
    assert included(LEAVES[index], index, size, proof, KEPT.root(size))
    grown = consistency(tiled, index + 1, size)
    assert consistent(index + 1, KEPT.root(index + 1), size, KEPT.root(size), grown)


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_every_node_is_read_from_tiles(one: int, other: int) -> None:
    start, end = sorted((one, other))
    nodes = full_subtrees(0, end)[-3:] + full_subtrees(start & ~0xFF, end)[:3]
    assert Tiled(70_000, FILES.get).read(nodes) == KEPT.read(nodes)


def test_a_full_tile_serves_where_the_partial_one_was_deleted() -> None:
    proof = inclusion(Tiled(300, FILES.get), 299, 300)
    assert proof == inclusion(KEPT, 299, 300)


def test_what_is_missing_or_cut_is_refused() -> None:
    with pytest.raises(LedgerError, match=r"tile tile/0/000 is missing"):
        inclusion(Tiled(70_000, lambda path: None), 0, 70_000)
    with pytest.raises(LedgerError, match="has 8191 bytes, not 8192"):
        inclusion(Tiled(70_000, lambda path: FILES[path][:-1]), 0, 70_000)
    with pytest.raises(LedgerError, match="has no full subtree"):
        Tiled(70_000, FILES.get).read([Node(0, 70_000)])


@given(st.lists(st.binary(max_size=40)))
def test_an_entry_bundle_is_read_back(entries: list[bytes]) -> None:
    content = bundled(entries)
    assert unbundled(content) == entries
    if content and entries[-1]:
        with pytest.raises(LedgerError, match=f"cut short in its entry {len(entries) - 1}"):
            unbundled(content[:-1])
