"""Whatever is changed, removed, added or moved in a ledger is found, and told where."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.record.ledger.canonical import canonical
from foedus.record.ledger.checkpoint import Checkpoint
from foedus.record.ledger.keys import Kind, Signer
from foedus.record.ledger.keyset import Bound, KeySet
from foedus.record.ledger.rows import Broken, Row, read
from foedus.record.ledger.tiles import tiles
from foedus.record.ledger.tree import Kept, leaf_hash
from foedus.record.ledger.verify import Report, verify

LOG = Signer("example.org/baltic", b"l" * 32)
WITNESS = Signer("witness.example/dnk", b"w" * 32, Kind.COSIGNATURE)
KEYS, WITNESSES = KeySet.of(LOG.verifier), KeySet.of(WITNESS.verifier)
SIZE = 600


def row(number: int, told: str = "said") -> Row:
    salt = number.to_bytes(32, "big")
    return Row.made(number, salt, canonical({"n": number, told: "yes"}))


ROWS = [row(number) for number in range(SIZE)]
ROWS[7] = ROWS[7].destroyed
TREE = Kept([leaf_hash(row.commitment) for row in ROWS])
FILES = {tile.path: tile.made(TREE) for tile in tiles(SIZE)}


def note(size: int, tree: Kept = TREE) -> bytes:
    signed = Checkpoint(LOG.name, size, tree.root(size)).signed(LOG)
    return bytes(signed.beside(WITNESS.sign(signed.text, 1_800_000_000)))


NOTES = [note(size) for size in (250, 500, SIZE)]


def verified(
    rows: Iterable[Row | Broken] = ROWS,
    notes: Sequence[bytes] = NOTES,
    files: dict[str, bytes] | None = FILES,
    **given: Any,
) -> Report:
    fetch = files.get if files is not None else None
    return verify(rows, notes, LOG.name, KEYS, witnesses=WITNESSES, fetch=fetch, **given)


def told(report: Report) -> list[str]:
    return [str(fault) for fault in report.faults]


def test_what_nobody_touched_has_no_fault() -> None:
    for files in (FILES, None):
        report = verified(files=files)
        assert told(report) == []
        assert (report.entries, report.destroyed, report.notices) == (SIZE, (7,), ())
        assert [checkpoint.size for checkpoint in report.checkpoints] == [250, 500, SIZE]


def test_an_empty_ledger_has_no_fault() -> None:
    assert told(verified([], [note(0)], {})) == []


Change = Callable[[list[Row]], object]


def swap(rows: list[Row]) -> None:
    rows[20], rows[450] = rows[450], rows[20]


CHANGES: list[tuple[str, Change, list[str], list[str] | None]] = [
    (
        "content changed",
        lambda rows: rows.__setitem__(9, rows[9]._replace(content=b'{"n":8}')),
        ["Entry 9 was changed: its salt or its content is not what its commitment stands for."],
        None,
    ),
    (
        "salt changed",
        lambda rows: rows.__setitem__(9, rows[9]._replace(salt=bytes(32))),
        ["Entry 9 was changed: its salt or its content is not what its commitment stands for."],
        None,
    ),
    (
        "salt cut short",
        lambda rows: rows.__setitem__(9, rows[9]._replace(salt=bytes(31))),
        ["Entry 9 was changed: its salt or its content is not what its commitment stands for."],
        None,
    ),
    (
        "half destroyed",
        lambda rows: rows.__setitem__(9, rows[9]._replace(salt=None)),
        ["Entry 9 was changed: its salt or its content is not what its commitment stands for."],
        None,
    ),
    (
        "commitment changed",
        lambda rows: rows.__setitem__(9, rows[9]._replace(commitment=bytes(32))),
        ["Entry 9 was changed: its commitment is not the one in the tree."],
        None,
    ),
    (
        "commitment of a destroyed entry changed",
        lambda rows: rows.__setitem__(7, rows[7]._replace(commitment=bytes(32))),
        ["Entry 7 was changed: another stands in its place."],
        ["What stands as entries 0 to 249 is not what the checkpoint of 250 entries states."],
    ),
    (
        "number changed",
        lambda rows: rows.__setitem__(9, rows[9]._replace(number=10)),
        ["Entry 9 was changed: it bears the number 10."],
        None,
    ),
    (
        "replaced by another that fits in itself",
        lambda rows: rows.__setitem__(300, row(300, "unsaid")),
        ["Entry 300 was changed: another stands in its place."],
        ["What stands as entries 250 to 499 is not what the checkpoint of 500 entries states."],
    ),
    (
        "two replaced",
        lambda rows: rows.__setitem__(slice(300, 302), [row(300, "un"), row(301, "un")]),
        ["Entries 300 to 301 were changed: another stands in its place."],
        ["What stands as entries 250 to 499 is not what the checkpoint of 500 entries states."],
    ),
    (
        "removed",
        lambda rows: rows.__delitem__(slice(30, 33)),
        ["Entries 30 to 32 were removed."],
        [
            "What stands as entries 0 to 249 is not what the checkpoint of 250 entries states.",
            "Entries 30 to 32 were removed.",
        ],
    ),
    (
        "removed at the end",
        lambda rows: rows.__delitem__(slice(598, 600)),
        ["Entries 598 to 599 were removed."],
        [
            "What stands as entries 500 to 599 is not what the checkpoint of 600 entries states.",
            "Entries 598 to 599 were removed.",
        ],
    ),
    (
        "removed, and the rest numbered anew",
        lambda rows: rows.__setitem__(
            slice(550, 600), [r._replace(number=r.number - 1) for r in rows[551:]]
        ),
        ["Entry 550 was removed."]
        + [f"Entry {n} was changed: it bears the number {n - 1}." for n in range(551, 600)],
        [
            "What stands as entries 500 to 599 is not what the checkpoint of 600 entries states.",
            "Entry 599 was removed.",
        ],
    ),
    (
        "added",
        lambda rows: rows.insert(12, row(12, "unsaid")),
        ["What stands as entry 12 was added."],
        [
            "What stands as entries 0 to 249 is not what the checkpoint of 250 entries states.",
            "What stands as entry 13 was added.",
        ],
    ),
    (
        "a copy added",
        lambda rows: rows.insert(400, rows[12]),
        ["What stands as entry 400 was added."],
        [
            "What stands as entries 250 to 499 is not what the checkpoint of 500 entries states.",
            "What stands as entry 400 was added.",
        ],
    ),
    (
        "added at the end",
        lambda rows: rows.append(row(600)),
        ["What stands as entry 600 was added: the last checkpoint states 600 entries."],
        None,
    ),
    (
        "moved",
        lambda rows: rows.insert(450, rows.pop(20)),
        ["Entry 20 was moved: found behind entry 450."],
        [
            "What stands as entries 0 to 249 is not what the checkpoint of 250 entries states.",
            "Entry 20 was moved: found behind entry 450.",
        ],
    ),
    (
        "swapped",
        swap,
        [
            "Entry 20 was moved: found behind entry 449.",
            "Entry 450 was moved: found behind entry 19.",
        ],
        [
            "What stands as entries 0 to 249 is not what the checkpoint of 250 entries states.",
            "Entry 20 was moved: found behind entry 449.",
            "Entry 450 was moved: found behind entry 19.",
        ],
    ),
    (
        "moved to the beginning",
        lambda rows: rows.insert(0, rows.pop(20)),
        ["Entry 20 was moved: found before all others."],
        [
            "What stands as entries 0 to 249 is not what the checkpoint of 250 entries states.",
            "Entry 20 was moved: found before all others.",
        ],
    ),
]


@pytest.mark.parametrize(
    ("change", "with_tiles", "without"), [case[1:] for case in CHANGES], ids=[c[0] for c in CHANGES]
)
def test_each_change_is_told_in_a_sentence(
    change: Change, with_tiles: list[str], without: list[str] | None
) -> None:
    rows = list(ROWS)
    change(rows)
    assert told(verified(rows)) == with_tiles
    assert told(verified(rows, files=None)) == (with_tiles if without is None else without)


def test_content_and_commitment_changed_at_once_need_the_tiles() -> None:
    rows = list(ROWS)
    rows[9] = rows[9]._replace(content=b'{"n":8}')
    rows[300] = rows[300]._replace(commitment=bytes(32))
    assert told(verified(rows)) == [
        "Entry 9 was changed: its salt or its content is not what its commitment stands for.",
        "Entry 300 was changed: its commitment is not the one in the tree.",
    ]
    without = verified(rows, files=None)
    assert {(fault.kind, fault.first) for fault in without.faults} == {
        ("changed", 9),
        ("changed", 300),
        ("history", 250),
    }


@pytest.mark.parametrize("path", FILES)
def test_a_changed_or_missing_tile_is_told_and_takes_nothing_away(path: str) -> None:
    rows = [*ROWS[:9], row(9, "unsaid"), *ROWS[10:]]
    for content in (None, FILES[path][:-1], bytes(len(FILES[path]))):
        files = {**FILES, path: content} if content else {k: FILES[k] for k in FILES if k != path}
        (only,) = told(verified(files=files))
        assert only.startswith(f"The tile {path}, over entries ")
        both = {(fault.kind, fault.first) for fault in verified(rows, files=files).faults}
        if path == "tile/0/000":
            assert both == {("tile", 0), ("unknown", 0)}
        else:
            assert both == {("tile", int(only.split()[5])), ("changed", 9)}


def test_an_entry_that_only_some_tiles_tell_of_is_said_to_be_unknown() -> None:
    rows = [*ROWS[:300], row(300, "unsaid"), *ROWS[301:]]
    report = verified(rows, files={**FILES, "tile/0/001": bytes(8192)})
    assert told(report) == [
        "The tile tile/0/001, over entries 256 to 511, was changed or is missing.",
        "Entries 256 to 511 cannot be compared: the tiles that tell of them are wrong too.",
    ]


def test_any_changed_byte_of_an_export_is_found_and_told_where() -> None:
    lines = [bytes(ROWS[0]), bytes(ROWS[1]), bytes(ROWS[2].destroyed)]
    tree = Kept(leaf_hash(row.commitment) for row in ROWS[:3])
    files = {tile.path: tile.made(tree) for tile in tiles(3)}
    notes = [note(3, tree)]
    assert told(verified(read(lines), notes, files)) == []
    for number, line in enumerate(lines):
        for at in range(len(line)):
            changed = bytearray(line)
            changed[at] ^= (1, 0x20)[at % 2]
            around = [*lines[:number], bytes(changed), *lines[number + 1 :]]
            report = verified(read(around), notes, files)
            assert {fault.first for fault in report.faults} == {number}, (line, at)
            assert verified(read(around), notes, None).faults
    for at in range(0, len(notes[0]), 3):
        changed = bytearray(notes[0])
        changed[at] ^= 1
        report = verified(read(lines), [bytes(changed)], files)
        assert report.faults or report.notices, at
    for path, content in files.items():
        for at in range(0, len(content), 7):
            changed = bytearray(content)
            changed[at] ^= 1
            report = verified(read(lines), notes, {**files, path: bytes(changed)})
            assert [(fault.kind, fault.why) for fault in report.faults] == [("tile", path)]


def test_a_line_that_is_no_row_is_told_with_its_place() -> None:
    lines = [bytes(row) for row in ROWS]
    lines[3] = b"what is this\n"
    lines[4] = lines[4].upper()
    lines[5] = b"5 00 00 {}\n"
    assert told(verified(read(lines))) == [
        "Entry 3 was changed: its line is not a number, a commitment, a salt and a content.",
        "Entry 4 was changed: its line is not written in the one way there is.",
        "Entry 5 was changed: its commitment and its salt are not of 32 bytes.",
    ]


def test_what_was_committed_to_in_another_form_is_told() -> None:
    odd = Row.made(0, bytes(32), b'{"b":1, "a":2}')
    tree = Kept([leaf_hash(odd.commitment)])
    assert told(verified([odd], [note(1, tree)], None)) == [
        "Entry 0: the content is JSON, but not in its canonical form (RFC 8785)."
    ]


def test_what_else_is_wrong_with_an_entry_is_asked_for() -> None:
    def look(number: int, value: Any) -> Iterable[str]:
        return ["it has no signature"] if value["n"] == 11 else []

    assert told(verified(look=look)) == ["Entry 11: it has no signature."]


OTHER = Kept([leaf_hash(row(n, "unsaid" if n > 400 else "said").commitment) for n in range(SIZE)])


def test_checkpoints_of_two_histories_are_told() -> None:
    for size in (500, SIZE):
        assert (
            told(verified(notes=[*NOTES, note(size, OTHER)]))
            == [
                f"The log signed two histories: its checkpoint of {size} entries is of another "
                "than that of 600."
            ]
            * 1
        )


def test_another_history_throughout_is_narrowed_down_by_the_checkpoints() -> None:
    rows = [*ROWS[:401], *(row(n, "unsaid") for n in range(401, SIZE))]
    files = {tile.path: tile.made(OTHER) for tile in tiles(SIZE)}
    report = verified(rows, files=files)
    assert told(report)[-1:] == [
        "What stands as entries 250 to 499 is not what the checkpoint of 500 entries states."
    ]


def test_a_checkpoint_that_cannot_be_taken_is_told() -> None:
    stranger = Checkpoint(LOG.name, SIZE, TREE.root()).signed(Signer("x", b"x" * 32))
    assert told(verified(notes=[*NOTES, bytes(stranger)])) == [
        "Checkpoint 3 cannot be taken: no key that is trusted here signed this note."
    ]
    assert told(verified(notes=[])) == ["No checkpoint is left that states this log."]
    assert told(verified(ROWS[:3] + ROWS[4:], notes=[])) == [
        "No checkpoint is left that states this log.",
        "Entry 3 was removed.",
    ]


def test_a_checkpoint_of_far_more_entries_than_there_are_is_told_at_once() -> None:
    false = bytes(Checkpoint(LOG.name, 2**60, bytes(32)).signed(LOG))
    assert told(verified(notes=[*NOTES, false])) == [
        f"The last checkpoint states {2**60} entries, and only 600 are found, too few to be "
        "compared."
    ]
    rows = [*ROWS[:-1], ROWS[-1]._replace(number=2**60)]
    assert ("changed", 599) in {(fault.kind, fault.first) for fault in verified(rows, []).faults}


def test_a_wrong_signature_of_a_witness_spoils_the_checkpoint() -> None:
    signed = Checkpoint(LOG.name, SIZE, TREE.root()).signed(LOG)
    wrong = replace(WITNESS.sign("other\n", 1), key_id=WITNESS.verifier.key_id)
    (told_first, *_) = told(verified(notes=[*NOTES[:2], bytes(signed.beside(wrong))]))
    assert told_first.startswith("Checkpoint 2 cannot be taken: the signature of witness.example")


def test_a_log_may_be_named_among_its_witnesses() -> None:
    both = KeySet.of(LOG.verifier, WITNESS.verifier)
    assert verify(ROWS, NOTES, LOG.name, KEYS, witnesses=both).faults == ()


def test_signatures_that_say_nothing_are_noticed() -> None:
    keys = KEYS.revoked(LOG.verifier, Bound(size=SIZE + 1), "it was stolen")
    witnesses = WITNESSES.revoked(WITNESS.verifier, Bound(time=5), "lost")
    report = verify(ROWS, NOTES[2:], LOG.name, keys, witnesses=witnesses)
    assert report.faults == ()
    assert report.notices == (
        "the key of witness.example/dnk is not trusted from time 5, and this has 1800000000: lost",
    )
    assert verify(ROWS, NOTES[2:], LOG.name, keys).notices == (
        "checkpoint 0 is also signed by witness.example/dnk, by a key that is not known here",
    )


@settings(max_examples=40)
@given(st.data())
def test_whatever_is_done_to_some_entries_those_are_told_and_no_others(data: st.DataObject) -> None:
    """Several changes at once, far from each other, against what was done to each."""
    rows: list[Row] = list(ROWS)
    places = data.draw(st.lists(st.integers(1, 27), min_size=1, max_size=6, unique=True))
    done = set()
    for place in sorted(places, reverse=True):  # from the end, so that places stay what they are
        at = place * 20
        match data.draw(st.sampled_from(["changed", "removed", "added", "moved"])):
            case "changed":
                rows[at] = row(at, "unsaid")
                done.add(("changed", at))
            case "removed":
                del rows[at]
                done.add(("removed", at))
            case "added":
                rows.insert(at, replace_salt(rows[at]))
                done.add(("added", at))
            case "moved":
                rows.insert(at + 9, rows.pop(at))
                done.add(("moved", at))
    found = verified(rows).faults
    assert len(found) == len(done)
    exact = {(fault.kind, fault.first) for fault in found if fault.kind != "added"}
    assert exact == {(kind, at) for kind, at in done if kind != "added"}


def replace_salt(row: Row) -> Row:
    return Row.made(row.number, b"s" * 32, row.content or b"{}")


def test_faults_come_as_values() -> None:
    (fault,) = verified([*ROWS[:9], *ROWS[10:]]).faults
    assert (fault.kind, fault.first, fault.past) == ("removed", 9, 10)
    assert str(replace(fault, past=12)) == "Entries 9 to 11 were removed."
