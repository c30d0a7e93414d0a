"""The tree against the definition of RFC 9162, worked out slowly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.record.ledger import leaf
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.tree import (
    EMPTY,
    Frontier,
    Kept,
    Node,
    consistency,
    consistent,
    included,
    inclusion,
    leaf_hash,
)
from tests.record.ledger import slow

MOST = 70
ENTRIES = [bytes([n]) * (n % 5) for n in range(MOST)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
KEPT = Kept(LEAVES)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    new = draw(st.integers(1, MOST))
    return draw(st.integers(0, new)), new


def test_the_roots_of_rfc_6962_as_certificate_transparency_tests_them() -> None:
    entries = [
        b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57", bytes(range(0x60, 0x70)),
    ]  # fmt: skip
    roots = (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
    frontier = Frontier()
    assert frontier.root == EMPTY
    for entry, root in zip(entries, roots, strict=True):
        frontier, _ = frontier.extended([leaf_hash(entry)])
        assert frontier.root.hex() == root


def test_appending_gives_each_root_and_each_node_above_the_leaves_once() -> None:
    frontier, stored = Frontier(), dict[Node, bytes]()
    for size, hashed in enumerate(LEAVES, 1):
        frontier, full = frontier.extended([hashed])
        assert not stored.keys() & dict(full).keys()
        stored.update(full)
        assert frontier.root == slow.root(ENTRIES[:size]) == KEPT.root(size)
        assert len(frontier.hashes) <= size.bit_length()
    assert all([hashed] == KEPT.read([node]) for node, hashed in stored.items())
    assert len(stored) == MOST - MOST.bit_count()


@given(spans())
def test_appending_many_is_appending_one_by_one(span: tuple[int, int]) -> None:
    old, new = span
    frontier, _ = Frontier.of(KEPT, old).extended(LEAVES[old:new])
    assert frontier == Frontier.of(KEPT, new) == Frontier().extended(LEAVES[:new])[0]


@given(spans())
def test_proofs_of_inclusion_are_those_of_the_definition(span: tuple[int, int]) -> None:
    index, size = span
    if index == size:
        with pytest.raises(LedgerError, match="has none numbered"):
            inclusion(KEPT, index, size)
        return
    proof = inclusion(KEPT, index, size)
    root = KEPT.root(size)
    assert proof == slow.path(index, ENTRIES[:size])
    assert included(LEAVES[index], index, size, proof, root)
    for other in range(MOST + 1):
        assert included(LEAVES[index], other, size, proof, root) == (other == index)
    assert not included(LEAVES[index - 1], index, size, proof, root) or size == 1
    assert not included(LEAVES[index], index, size, [*proof, root], root)
    for at in range(len(proof)):
        assert not included(LEAVES[index], index, size, proof[:at] + proof[at + 1 :], root)
        wrong = [*proof[:at], LEAVES[-1][::-1], *proof[at + 1 :]]
        assert not included(LEAVES[index], index, size, wrong, root)


@given(spans())
def test_proofs_of_consistency_are_those_of_the_definition(span: tuple[int, int]) -> None:
    old, new = span
    proof = consistency(KEPT, old, new)
    assert proof == (slow.proof(old, ENTRIES[:new]) if old else [])
    before, after = KEPT.root(old), KEPT.root(new)
    assert consistent(old, before, new, after, proof)
    assert not consistent(old, before, new, after, [*proof, after])
    assert not consistent(old, before[::-1], new, after, proof)
    assert not consistent(old, before, new, after[::-1], proof) or old == 0
    assert not consistent(new, after, old, before, proof) or old == new
    for at in range(len(proof)):
        assert not consistent(old, before, new, after, proof[:at] + proof[at + 1 :])
        wrong = [*proof[:at], LEAVES[-1][::-1], *proof[at + 1 :]]
        assert not consistent(old, before, new, after, wrong)


def test_a_tree_that_did_not_grow_has_no_proof_and_a_wrong_frontier_is_refused() -> None:
    with pytest.raises(LedgerError, match="a tree of 3 leaves did not grow from one of 4"):
        consistency(KEPT, 4, 3)
    with pytest.raises(LedgerError, match="has 2 full subtrees, and 1 hashes"):
        Frontier(3, (EMPTY,))


def test_a_commitment_needs_salt_and_content() -> None:
    salt = leaf.fresh_salt()
    made = leaf.commitment(salt, b"{}")
    assert len(made) == 32
    assert leaf.commitment(salt, b"{}") == made
    assert leaf.commitment(leaf.fresh_salt(), b"{}") != made
    assert leaf.commitment(salt, b"[]") != made
    assert (
        leaf.commitment(bytes(32), b"{}").hex()
        == "96c378be3e4d0ddca1267a1cf2f44b4934fdf3ed424595e7896264125e4e24cc"
    )
    with pytest.raises(LedgerError, match="32 bytes long, and this one is 31"):
        leaf.commitment(salt[1:], b"{}")
