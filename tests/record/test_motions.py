"""How a motion under silence stands, from the entries about it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from foedus.model.entries import Audience, Content, Draft, Entry
from foedus.record.contents.decisions import Extended, Motion, Position
from foedus.record.contents.keeping import Withdrawn
from foedus.record.motions import motion_state
from foedus.record.plain import content_from_plain, from_plain, to_plain
from foedus.record.record import Memory, UnknownEntryError

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def entry(name: str, content: Content, by: str, at: datetime, **more: str) -> Entry:
    draft = Draft(
        framework="nato",
        by=by,
        valid=at.date(),
        audience=Audience(by, ("nato",)),
        content=content,
        **more,
    )
    return Entry(number=0, id=name, act="test", person="p-1", recorded=at, draft=draft)


def recorded(*entries: Entry) -> Memory:
    return Memory(replace(e, number=number) for number, e in enumerate(entries))


TABLED = entry(
    "M-1",
    Motion("nato/nac", "any", "Deploy", deadline=NOON + 24 * HOUR),
    "secretariat",
    NOON,
)


def test_silence_that_nobody_breaks_ends_at_its_deadline_whether_or_not_that_was_written() -> None:
    state = motion_state(recorded(TABLED), "M-1")
    assert state is not None
    assert not state.silent(NOON + 24 * HOUR - timedelta(seconds=1))
    assert state.silent(NOON + 24 * HOUR)
    assert state.over(NOON + 24 * HOUR)


def test_a_position_against_before_the_deadline_breaks_silence_and_one_at_it_is_too_late() -> None:
    early = entry("P-1", Position("M-1", "against"), "TUR", NOON + HOUR)
    late = entry("P-2", Position("M-1", "against"), "HUN", NOON + 24 * HOUR)
    broken = motion_state(recorded(TABLED, early, late), "M-1")
    assert broken is not None
    assert broken.broken is not None
    assert broken.broken.member == "TUR"
    whole = motion_state(recorded(TABLED, late), "M-1")
    assert whole is not None
    assert whole.broken is None


def test_an_extension_moves_the_deadline_and_the_latest_position_counts() -> None:
    entries = [
        TABLED,
        entry("X-1", Extended("M-1", NOON + 48 * HOUR), "secretariat", NOON + HOUR),
        entry("P-1", Position("M-1", "for"), "EST", NOON + 2 * HOUR),
        entry("P-2", Position("M-1", "against"), "EST", NOON + 30 * HOUR),
    ]
    state = motion_state(recorded(*entries), "M-1")
    assert state is not None
    assert (state.deadline, state.extended) == (NOON + 48 * HOUR, True)
    assert state.camp("against") == ("EST",)
    assert state.camp("for") == ()
    before = motion_state(recorded(*entries).as_known_at(NOON + 3 * HOUR), "M-1")
    assert before is not None
    assert before.camp("for") == ("EST",)


def test_a_correction_stands_in_place_of_what_it_corrects_and_a_withdrawal_of_nothing() -> None:
    wrong = entry("P-1", Position("M-1", "against"), "EST", NOON + HOUR)
    right = entry(
        "P-2", Position("M-1", "for"), "EST", NOON + 2 * HOUR, corrects="P-1", reason="misread"
    )
    mistaken = entry("W-1", Withdrawn("P-1", "sent by mistake"), "EST", NOON + 3 * HOUR)
    corrected = motion_state(recorded(TABLED, wrong, right), "M-1")
    assert corrected is not None
    assert (corrected.camp("for"), corrected.broken) == (("EST",), None)
    withdrawn = motion_state(recorded(TABLED, wrong, right, mistaken), "M-1")
    assert withdrawn is not None
    assert not withdrawn.positions


def test_an_entry_that_the_reader_may_not_see_is_not_there() -> None:
    secret = entry("P-1", Position("M-1", "for"), "EST", NOON + HOUR)
    seen = recorded(TABLED, secret).only("for LVA", lambda e: e.by != "EST")
    with pytest.raises(UnknownEntryError) as hidden:
        seen.find("P-1")
    with pytest.raises(UnknownEntryError) as absent:
        recorded(TABLED).find("P-1")
    assert str(hidden.value) == str(absent.value)
    assert (seen.size, seen.numbered("P")) == (2, 1)


def test_an_entry_reads_back_from_its_plain_values_and_what_is_not_known_here_is_carried() -> None:
    assert from_plain(to_plain(TABLED)) == TABLED
    strange = content_from_plain({"kind": "toast", "to": "the host", "on": "2026-12-01"})
    carried = entry("U-1", strange, "EST", NOON)
    assert to_plain(carried)["draft"]["content"]["kind"] == "toast"
    assert from_plain(to_plain(carried)) == carried
    assert TABLED.draft.valid == date(2026, 12, 1)
