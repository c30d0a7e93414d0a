"""Acts are recorded once, whole, in order and in time."""

import threading
from datetime import timedelta

import pytest

from foedus.errors import FoedusError
from foedus.model.entries import NODE
from foedus.nodes.errors import NodeError
from foedus.nodes.node import Node
from foedus.record.contents.decisions import Concluded, Motion
from foedus.record.motions import motion_state
from tests.nodes.conftest import START, Clock, person

MOTION = {"body": "nato/nac", "title": "Deploy"}


def test_an_act_is_recorded_and_read_back_after_the_node_was_closed(
    node: Node, place: str, clock: Clock
) -> None:
    (entry,) = node.act("table", MOTION, person("EST"))
    assert (entry.number, entry.id, entry.by, entry.person) == (0, "M-1", "EST", "p-est")
    node.close()
    with Node.open(place, clock=clock) as again:
        assert again.record().find("M-1") == entry
        assert again.framework == "nato"


def test_an_act_that_is_refused_records_nothing(node: Node) -> None:
    with pytest.raises(FoedusError, match="does not sit"):
        node.act("table", MOTION, person("CHE"))
    assert node.record().size == 0


def test_a_request_sent_twice_is_recorded_once_and_one_for_something_else_is_refused(
    node: Node,
) -> None:
    first = node.act("table", MOTION, person("EST"), request="r-1")
    assert node.act("table", MOTION, person("EST"), request="r-1") == first
    with pytest.raises(FoedusError, match="asked for something else"):
        node.act("table", {**MOTION, "title": "Other"}, person("EST"), request="r-1")
    (other,) = node.act("table", MOTION, person("LVA"), request="r-1")
    assert (other.id, node.record().size) == ("M-2", 2)


def test_what_is_recorded_never_goes_back_in_time(node: Node, clock: Clock) -> None:
    (first,) = node.act("table", MOTION, person("EST"))
    clock.on(hours=-5)
    (second,) = node.act("table", MOTION, person("EST"))
    assert first.recorded == START
    assert second.recorded > first.recorded
    assert node.record().as_known_at(first.recorded).size == 1


def test_silence_is_written_down_at_its_deadline_by_the_next_beat_or_act(
    node: Node, clock: Clock
) -> None:
    silent = {**MOTION, "silence_until": "2026-12-02T12:00:00Z"}
    node.act("table", silent, person("EST"))
    node.act("table", silent, person("LVA"))
    assert node.beat() == ()
    clock.on(days=3)
    before = motion_state(node.record(), "M-1")
    made = node.beat()
    assert [entry.by for entry in made] == [NODE, NODE]
    assert [entry.content.about for entry in made] == [("M-1",), ("M-2",)]
    after = motion_state(node.record(), "M-1")
    assert before is not None
    assert after is not None
    assert before.silent(clock.now)
    assert after.concluded == Concluded(
        "M-1", "adopted", "silence was not broken", START + timedelta(days=1)
    )
    assert node.beat() == ()


def test_the_silence_of_a_motion_that_was_corrected_ends_once_at_its_new_deadline(
    node: Node, clock: Clock
) -> None:
    silent = {**MOTION, "silence_until": "2026-12-04T12:00:00Z"}
    node.act("table", silent, person("EST"))
    node.act("table", silent, person("EST"))
    earlier = {**silent, "silence_until": "2026-12-02T12:00:00Z", "reason": "misread"}
    for motion in ("M-1", "M-2"):
        node.act("table", {**earlier, "corrects": motion}, person("EST"))
    with pytest.raises(FoedusError, match="M-3 corrects M-1; name it by that"):
        node.act("position", {"motion": "M-3", "break_silence": True}, person("LVA"))
    node.act("position", {"motion": "M-1", "break_silence": True}, person("LVA"))
    clock.on(days=1, hours=1)
    (ended,) = node.beat()
    assert isinstance(ended.content, Concluded)
    assert (ended.content.motion, ended.content.at) == ("M-2", START + timedelta(days=1))
    for name in ("M-2", "M-4"):
        state = motion_state(node.record(), name)
        assert state is not None
        assert state.concluded == ended.content
    clock.on(days=9)
    assert node.beat() == ()


def test_acts_of_many_threads_are_all_recorded_and_each_has_its_own_answer(node: Node) -> None:
    answers = dict[str, str]()

    def act(name: str) -> None:
        (entry,) = node.act("table", {**MOTION, "title": name}, person("EST"), request=name)
        assert isinstance(entry.content, Motion)
        answers[entry.content.title] = entry.id

    threads = [threading.Thread(target=act, args=(f"t{n}",)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(f"t{n}" for n in range(20))
    assert sorted(answers.values()) == sorted(f"M-{n}" for n in range(1, 21))
    found = {
        e.content.title: e.id for e in node.record().of(Motion) if isinstance(e.content, Motion)
    }
    assert found == answers


def test_what_is_above_the_ceiling_is_refused(node: Node) -> None:
    with pytest.raises(FoedusError, match="nothing above unclassified"):
        node.act("table", {**MOTION, "level": "secret"}, person("EST"))
    assert node.record().size == 0


def test_a_preview_writes_nothing_and_what_was_shown_is_what_is_recorded(node: Node) -> None:
    from foedus.nodes.orders import digest

    shown = node.drafts("table", MOTION, person("EST"))
    assert node.record().size == 0
    (entry,) = node.act("table", MOTION, person("EST"), shown=digest(shown))
    assert entry.draft == shown[0]
    with pytest.raises(FoedusError, match="no longer what you were shown"):
        node.act("table", {**MOTION, "title": "Other"}, person("EST"), shown=digest(shown))


def test_a_place_without_a_node_is_told(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(NodeError, match="there is no node at"):
        Node.open(tmp_path_factory.mktemp("empty"))


def test_a_node_is_not_made_where_one_is(node: Node, place: str) -> None:
    with pytest.raises(NodeError, match=r"is not an empty folder|there is a node at"):
        Node.create(place, "nato")
