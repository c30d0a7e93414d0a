"""Tampering with an export is found; the whole is `proofs/ledger_tampering.py`."""

from proofs import ledger_tampering
from proofs.exploring import Part


def test_whatever_is_changed_in_an_export_is_found_and_told_where(part: Part) -> None:
    done = dict(ledger_tampering.prove(Part(part.seed, part.fraction / 10)))
    assert done["changes of a byte"] >= 200
    assert done["changes of a line"] >= 50
