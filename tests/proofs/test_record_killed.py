"""A few kills of what acts at a node, of the process and of the server; the proof does hundreds."""

import pytest

from proofs import record_killed
from proofs.exploring import Part
from proofs.server import MISSING, installed, running


def test_what_was_acknowledged_outlives_the_process_on_sqlite(part: Part) -> None:
    acts, entries = record_killed.in_folder(part, 20)
    assert acts
    assert entries >= acts * record_killed.LENGTH


def test_what_was_acknowledged_outlives_process_and_server_on_postgresql(part: Part) -> None:
    if not installed():
        pytest.skip(MISSING)
    with running() as server:
        for acts, entries in record_killed.on_server(part, server, 10):
            assert acts
            assert entries >= acts * record_killed.LENGTH
