"""Witnesses: what they cosign, what they refuse, and that two of them catch a fork."""

from dataclasses import replace

import pytest

from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.errors import LedgerError
from foedus.record.ledger.keys import Kind, Signer, cosigned_at
from foedus.record.ledger.keyset import Bound, KeySet
from foedus.record.ledger.note import Note
from foedus.record.ledger.tree import Kept, consistency, leaf_hash
from foedus.record.ledger.witness import (
    Cosigned,
    Refusal,
    Request,
    cosigned,
    fork,
    witnessed,
)

LOG = Signer("example.org/baltic", b"l" * 32)
KEYS = KeySet.of(LOG.verifier)
LOGS = {LOG.name: KEYS}
STRANGER = Signer("example.org/stranger", b"x" * 32)
DNK = Signer("witness.example/dnk", b"d" * 32, Kind.COSIGNATURE)
SWE = Signer("witness.example/swe", b"s" * 32, Kind.COSIGNATURE)
WITNESSES = KeySet.of(DNK.verifier, SWE.verifier)
TRUE = Kept([leaf_hash(str(n).encode()) for n in range(40)])
FALSE = Kept([leaf_hash((str(n) + "x" * (n == 20)).encode()) for n in range(40)])


def checkpoint(size: int, history: Kept = TRUE) -> Checkpoint:
    return Checkpoint(LOG.name, size, history.root(size))


def request(old: int, size: int, history: Kept = TRUE) -> Request:
    proof = tuple(consistency(history, old, size)) if old <= size else ()
    return Request(old, proof, checkpoint(size, history).signed(LOG))


def ask(asked: Request, seen: Checkpoint | None, signer: Signer = DNK) -> Cosigned | Refusal:
    return witnessed(Request.read(bytes(asked)), LOGS, seen, signer, 1_800_000_000)


def test_a_log_that_grows_is_cosigned_step_by_step() -> None:
    seen: Checkpoint | None = None
    for size in (0, 0, 7, 7, 8, 33, 40):
        answer = ask(request(seen.size if seen else 0, size), seen)
        assert isinstance(answer, Cosigned)
        seen = answer.checkpoint
        assert seen == checkpoint(size)
        assert cosigned_at(answer.line) == 1_800_000_000
        assert DNK.verifier.verifies(seen.text, answer.line)


@pytest.mark.parametrize(
    ("asked", "status", "why"),
    [
        (request(9, 7), 400, "a log of 7 entries did not grow from one of 9"),
        (request(0, 20), 409, "the last checkpoint cosigned here has 10 entries, and not 0"),
        (request(11, 20), 409, "has 10 entries, and not 11"),
        (replace(request(10, 20), proof=()), 422, "not been shown to have grown from the 10"),
        (replace(request(10, 20), proof=request(10, 21).proof), 422, "not been shown"),
        (replace(request(10, 10), proof=(bytes(32),)), 422, "not been shown"),
        (Request(10, (), Checkpoint(LOG.name, 10, bytes(32)).signed(LOG)), 422, "not been shown"),
        (replace(request(10, 20), note=checkpoint(20).signed(STRANGER)),
         403, "no key that is trusted here"),
        (Request(0, (), Checkpoint("example.org/other", 1, bytes(32)).signed(STRANGER)), 404,
         "example.org/other is not a log that is watched here"),
        (Request(0, (), Note("free text\n").signed(LOG)), 400, "three lines"),
    ],
)  # fmt: skip
def test_what_was_not_shown_is_refused_with_the_status_of_the_specification(
    asked: Request, status: int, why: str
) -> None:
    answer = ask(asked, checkpoint(10))
    assert isinstance(answer, Refusal)
    assert (answer.status, answer.size) == (status, 10 if status == 409 else None)
    assert why in answer.sentence


def test_a_wrong_signature_of_the_log_is_refused() -> None:
    good = request(10, 20)
    wrong = replace(good.note.signatures[0], content=LOG.sign("other\n").content)
    answer = ask(replace(good, note=Note(good.note.text, (wrong,))), checkpoint(10))
    assert isinstance(answer, Refusal)
    assert answer.status == 403


def test_a_revoked_key_of_the_log_is_refused() -> None:
    logs = {LOG.name: KEYS.revoked(LOG.verifier, Bound(size=15), "it was stolen")}
    answer = witnessed(request(10, 20), logs, checkpoint(10), DNK, 1)
    assert isinstance(answer, Refusal)
    assert (answer.status, "it was stolen" in answer.sentence) == (403, True)


def test_an_empty_log_has_the_empty_root() -> None:
    false = Request(0, (), Checkpoint(LOG.name, 0, bytes(32)).signed(LOG))
    answer = ask(false, None)
    assert isinstance(answer, Refusal)
    assert answer.status == 422


def test_one_witness_refuses_a_second_history() -> None:
    answer = ask(request(10, 40, FALSE), checkpoint(10))
    assert isinstance(answer, Cosigned)  # the histories part only after entry 20
    answer = ask(request(30, 40, FALSE), checkpoint(30))
    assert isinstance(answer, Refusal)
    assert answer.status == 422


def test_a_log_that_shows_two_nations_two_histories_is_caught() -> None:
    shown = {}
    for signer, history in ((DNK, TRUE), (SWE, FALSE)):
        answer = ask(request(0, 30, history), None, signer)
        assert isinstance(answer, Cosigned)
        shown[signer.name] = answer.checkpoint.signed(LOG).beside(answer.line)
    denmark, sweden = shown.values()
    told = fork(denmark, sweden, LOG.name, KEYS)
    assert told is not None
    assert "example.org/baltic signed two histories: its first 30 entries" in told
    assert fork(denmark, denmark, LOG.name, KEYS) is None
    for note in shown.values():  # neither can be passed off as seen by both
        with pytest.raises(LedgerError, match="1 of the 2 witnesses"):
            cosigned(note, WITNESSES, 2)


def test_histories_of_two_lengths_are_compared_by_the_longer_tree() -> None:
    shorter, longer = checkpoint(30, FALSE).signed(LOG), checkpoint(40).signed(LOG)
    told = fork(longer, shorter, LOG.name, KEYS, TRUE)
    assert told is not None
    assert "its first 30 entries" in told
    assert fork(checkpoint(20, FALSE).signed(LOG), longer, LOG.name, KEYS, TRUE) is None
    for hashes in (None, FALSE):
        with pytest.raises(LedgerError, match="by the hashes of the larger tree"):
            fork(longer, shorter, LOG.name, KEYS, hashes)


def test_enough_witnesses_are_enough() -> None:
    note = checkpoint(30).signed(LOG)
    assert cosigned(note, WITNESSES, 0) == ()
    with pytest.raises(LedgerError, match="no key that is trusted"):
        cosigned(note, WITNESSES, 1)
    for signer in (DNK, SWE):
        note = note.beside(signer.sign(note.text, 1_800_000_000))
    assert {signed.by for signed in cosigned(note, WITNESSES, 2)} == set(WITNESSES.verifiers)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"old 1\n",
        b"new 1\n\n" + bytes(checkpoint(3).signed(LOG)),
        b"old 01\n\n" + bytes(checkpoint(3).signed(LOG)),
        b"old 1\nAAAA\n\n" + bytes(checkpoint(3).signed(LOG)),
        b"old 1\n\xff\n\n" + bytes(checkpoint(3).signed(LOG)),
        bytes(Request(1, (bytes(32),) * 64, checkpoint(3).signed(LOG))),
    ],
)
def test_what_is_not_a_request_is_refused(content: bytes) -> None:
    with pytest.raises(LedgerError):
        Request.read(content)


def test_a_witness_signs_with_a_key_for_it_and_with_the_time() -> None:
    for signer, time in ((LOG, 1), (DNK, 0)):
        with pytest.raises(LedgerError, match="a witness signs with a key for cosignatures"):
            witnessed(request(0, 3), LOGS, None, signer, time)
