"""Acts that are recorded together: all of the lines or none, or all but those that are refused."""

from datetime import timedelta
from typing import Any

import pytest

from foedus.documents.faults import MOST as TOLD
from foedus.errors import QuestionError
from foedus.model.entries import Entry
from foedus.nodes.keeping.verify import verify
from foedus.nodes.many import MOST, RefusedLinesError
from foedus.nodes.node import Node
from foedus.nodes.orders import digest
from tests.nodes.conftest import Clock, person

MOTION = {"body": "nato/nac", "title": "Deploy"}
EVENT = {"framework": "nato", "title": "x", "happened": "2026-11-30", "attacked": ["EST"]}
DOES = {"event": "EV-1", "provision": "nato/art-5"}


def lines(count: int, *wrong: int) -> list[dict[str, Any]]:
    """Responses, of which some are to an event that there is not."""
    return [
        {**DOES, "what": f"Ship {n}", "event": "EV-9" if n in wrong else "EV-1"}
        for n in range(count)
    ]


def together(node: Node, given: Any, **more: Any) -> Any:
    return node.act_all(node.many("respond", given, person("POL"), **more))


@pytest.fixture
def node(node: Node) -> Node:
    """With a report, in each kind of database."""
    node.act("report", EVENT, person("EST"))
    return node


def test_forty_lines_are_one_transaction_at_one_moment(node: Node) -> None:
    made = together(node, lines(40))
    assert [e.id for e in made.entries] == [f"RS-{n}" for n in range(1, 41)]
    assert {e.recorded for e in made.entries} == {made.entries[0].recorded}
    assert made.lines == tuple(range(40))
    node.beat()
    assert verify(node).faults == ()


def test_one_wrong_line_of_forty_records_none_and_is_named(node: Node) -> None:
    before = node.record().size
    with pytest.raises(RefusedLinesError) as refused:
        together(node, lines(40, 6))
    assert str(refused.value) == (
        "respond: 1 of 40 lines is refused, and nothing was recorded; line 7: no entry is called "
        "'EV-9'"
    )
    assert [fault.at for fault in refused.value.faults] == [("lines", 6, "event")]
    assert node.record().size == before


def test_where_it_is_asked_so_thirty_nine_are_recorded(node: Node) -> None:
    made = together(node, lines(40, 6), skip=True)
    assert len(made.entries) == 39
    assert {line: str(why) for line, why in made.refused.items()} == {
        6: "no entry is called 'EV-9'"
    }
    assert 6 not in made.lines


def test_each_line_is_judged_on_the_record_as_those_before_leave_it(node: Node) -> None:
    """Silence is broken by the first line, so the second finds the motion closed."""
    quiet = {**MOTION, "silence_until": node.time() + timedelta(days=1)}
    node.act("table", quiet, person("EST"))
    breaking = {"motion": "M-1", "break_silence": True}
    order = node.many("position", [breaking, breaking], person("POL"), skip=True)
    made = node.act_all(order)
    assert [e.id for e in made.entries] == ["P-1", "D-1"]
    assert made.lines == (0, 0)
    assert str(made.refused[1]).startswith("M-1 is closed: POL broke silence")


def test_a_line_can_destroy_once_what_the_line_before_destroyed(node: Node) -> None:
    given = [{"entry": "EV-1", "basis": "an order"}] * 2
    made = node.act_all(node.many("destroy", given, person("EST"), skip=True))
    assert len(made.entries) == 1
    assert str(made.refused[1]).startswith("the content of EV-1 was destroyed already")
    assert verify(node).faults == ()


def test_the_same_request_answers_as_the_first_whatever_came_between(
    node: Node, clock: Clock
) -> None:
    first = together(node, lines(5, 2), skip=True, request="sheet")
    node.act("annul", {"entry": "EV-1", "why": "none"}, person("EST"))
    size = node.record().size
    again = together(node, lines(5, 2), skip=True, request="sheet")
    assert again.entries == first.entries
    assert again.lines == first.lines
    assert {n: str(why) for n, why in again.refused.items()} == {
        n: str(why) for n, why in first.refused.items()
    }
    assert node.record().size == size
    with pytest.raises(QuestionError, match="asked for something else"):
        together(node, lines(4, 2), skip=True, request="sheet")


def test_what_is_shown_is_what_is_recorded(node: Node) -> None:
    order = node.many("respond", lines(3), person("POL"))
    shown = digest(node.drafts_of(order).drafts)
    assert node.record().size == 1
    assert len(together(node, lines(3), shown=shown).entries) == 3
    with pytest.raises(QuestionError, match="no longer what you were shown"):
        together(node, lines(2), shown=shown)


def test_what_is_hidden_from_one_stays_hidden_among_the_lines(node: Node) -> None:
    def seen(entry: Entry) -> bool:
        return entry.id != "EV-1"

    with pytest.raises(RefusedLinesError, match="no entry is called 'EV-1'"):
        together(node, lines(1), may_see=seen, reader="r")


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_no_line_and_too_many_are_refused(node: Node, count: int) -> None:
    with pytest.raises(QuestionError, match=f"1 to {MOST} lines"):
        together(node, lines(count))


def test_of_many_faults_the_first_are_told(node: Node) -> None:
    count = TOLD + 7
    with pytest.raises(RefusedLinesError) as refused:
        together(node, lines(count, *range(count)))
    assert (len(refused.value.faults), refused.value.others) == (TOLD, 7)
