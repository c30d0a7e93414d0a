"""The ledger and Go's make the same, where Go is installed; the whole is `proofs/ledger_go.py`."""

import pytest

from proofs import ledger_go
from proofs.exploring import Part


def test_go_makes_and_checks_what_foedus_makes_and_checks(part: Part) -> None:
    command = ledger_go.go()
    if command is None:
        pytest.skip("there is no Go with golang.org/x/mod")
    done = ledger_go.prove(Part(part.seed, part.fraction / 10), command)
    assert done["roots"] >= 700
    assert done["tiles"] > 10
    assert done["notes"] >= 12
