"""Keys over time: given, rotated, lost, revoked."""

from typing import Any

import pytest

from foedus.record.ledger.canonical import canonical, read
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind, Signer
from foedus.record.ledger.keyset import Bound, KeySet
from foedus.record.ledger.note import Note

OLD, NEW = Signer("baltic", b"o" * 32), Signer("baltic", b"n" * 32)
WITNESS = Signer("dnk", b"w" * 32, Kind.COSIGNATURE)


def noted(size: int, *signers: Signer) -> Note:
    return Checkpoint("baltic", size, bytes(32)).signed(*signers)


def test_a_rotated_key_keeps_what_it_signed_and_signs_no_more() -> None:
    keys = KeySet.of(OLD.verifier).rotated(OLD.verifier, NEW.verifier, Bound(size=100))
    assert keys.checkpoint(noted(99, OLD), "baltic").size == 99
    assert keys.checkpoint(noted(100, NEW), "baltic").size == 100
    assert keys.checkpoint(noted(100, OLD, NEW), "baltic").size == 100
    with pytest.raises(LedgerError, match="not trusted from size 100, and this has 100: it was ro"):
        keys.checkpoint(noted(100, OLD), "baltic")
    with pytest.raises(LedgerError, match="trusted only from size 100, and this has 99"):
        keys.checkpoint(noted(99, NEW), "baltic")


def test_a_stolen_key_is_revoked_from_a_size_and_never_comes_back() -> None:
    keys = KeySet.of(OLD.verifier).revoked(OLD.verifier, Bound(size=50), "it was stolen")
    assert keys.checkpoint(noted(49, OLD), "baltic").size == 49
    with pytest.raises(LedgerError, match="this has 50: it was stolen"):
        keys.checkpoint(noted(50, OLD), "baltic")
    wider = keys.revoked(OLD.verifier, Bound(size=80), "a second report")
    assert wider == keys
    narrower = keys.revoked(OLD.verifier, Bound(size=40), "a second report")
    assert narrower.refusal(OLD.verifier, 45) == (
        "the key of baltic is not trusted from size 40, and this has 45: a second report"
    )
    with pytest.raises(LedgerError, match="not taken up again"):
        keys.given(OLD.verifier, Bound(size=90))


def test_a_cosignature_is_judged_by_the_time_it_bears() -> None:
    keys = KeySet().given(WITNESS.verifier, Bound(time=1000))
    keys = keys.revoked(WITNESS.verifier, Bound(time=2000), "lost")
    note = noted(7)
    for time, held in ((999, False), (1000, True), (1999, True), (2000, False)):
        timed = note.beside(WITNESS.sign(note.text, time))
        if held:
            assert keys.opened(timed)[0].by == WITNESS.verifier
        else:
            with pytest.raises(LedgerError, match=f"and this has {time}"):
                keys.opened(timed)


def test_a_key_with_a_spell_is_not_trusted_with_what_is_of_no_known_time() -> None:
    keys = KeySet().given(OLD.verifier, Bound(time=1000))
    with pytest.raises(LedgerError, match="time of what it signed is unknown"):
        keys.opened(noted(7, OLD))
    assert keys.opened(noted(7, OLD), time=1000)


def test_revoking_needs_a_known_key_and_a_bound() -> None:
    keys = KeySet.of(OLD.verifier)
    with pytest.raises(LedgerError, match="from which size or time"):
        keys.revoked(OLD.verifier, Bound(), "why")
    with pytest.raises(LedgerError, match="is not in the set"):
        keys.revoked(NEW.verifier, Bound(size=1), "why")


def test_a_set_is_kept_as_canonical_json() -> None:
    keys = KeySet.of(WITNESS.verifier).given(OLD.verifier, Bound(3, 4))
    keys = keys.rotated(OLD.verifier, NEW.verifier, Bound(size=100))
    assert KeySet.read(read(canonical(keys.plain()))) == keys


@pytest.mark.parametrize(
    "value", [None, {}, [{}], [{"key": 1, "start": {}, "end": {}, "why": ""}], ["key"]]
)
def test_another_value_is_not_a_set(value: Any) -> None:
    with pytest.raises(LedgerError, match="not a set of keys"):
        KeySet.read(value)
