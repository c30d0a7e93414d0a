"""A proof of one entry as a text of its own."""

import pytest

from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Signer
from foedus.record.ledger.keyset import KeySet
from foedus.record.ledger.leaf import commitment
from foedus.record.ledger.proof import Proof
from foedus.record.ledger.tree import Kept, leaf_hash

LOG = Signer("example.org/baltic", b"l" * 32)
KEYS = KeySet.of(LOG.verifier)
OPENINGS = [(bytes([n]) * 32, b'{"n":%d}' % n) for n in range(13)]
TREE = Kept([leaf_hash(commitment(*opening)) for opening in OPENINGS])
NOTE = Checkpoint(LOG.name, 13, TREE.root()).signed(LOG)
PROOF = Proof.made(5, *OPENINGS[5], TREE, NOTE)


def test_a_proof_is_a_text_that_says_all_that_is_needed() -> None:
    text = bytes(PROOF)
    assert text.startswith(b"c2sp.org/tlog-proof@v1\nextra BQUFBQ")
    assert b"\nindex 5\n" in text
    assert text.endswith(bytes(NOTE))
    again = Proof.read(text)
    assert again == PROOF
    assert again.verified(LOG.name, KEYS).size == 13


def test_any_changed_byte_of_a_proof_is_refused() -> None:
    text = bytes(PROOF)
    for at in range(len(text)):
        for bit in (1, 0x20):
            changed = bytearray(text)
            changed[at] ^= bit
            with pytest.raises(LedgerError):
                Proof.read(bytes(changed)).verified(LOG.name, KEYS)


def test_an_entry_that_is_not_shown_is_proved_by_its_commitment() -> None:
    closed = Proof.made(5, commitment(*OPENINGS[5]), b"", TREE, NOTE)
    assert OPENINGS[5][1] not in bytes(closed)
    again = Proof.read(bytes(closed))
    assert (again.salt, again.content) == (PROOF.commitment, b"")
    assert again.verified(LOG.name, KEYS).root == TREE.root()


def test_another_entry_another_place_or_another_log_is_not_proved() -> None:
    for index, opening in ((4, OPENINGS[5]), (5, OPENINGS[4])):
        false = Proof(index, *opening, PROOF.path, NOTE)
        with pytest.raises(LedgerError, match=f"entry {index} is not proved"):
            false.verified(LOG.name, KEYS)
    with pytest.raises(LedgerError, match="a checkpoint of"):
        PROOF.verified("example.org/nordic", KEYS)


def test_a_text_that_is_too_long_or_too_short_is_refused() -> None:
    for text in (b"", b"c2sp.org/tlog-proof@v1\nindex 5\n\n" + bytes(NOTE)):
        with pytest.raises(LedgerError, match="a proof is: c2sp"):
            Proof.read(text)
    with pytest.raises(LedgerError, match="at most 63"):
        Proof.read(bytes(Proof(5, *OPENINGS[5], (bytes(32),) * 64, NOTE)))
