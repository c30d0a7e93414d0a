"""A record that is read from the database gives what one in memory gives, in every method."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import given, settings

from foedus.errors import UnknownNameError
from foedus.model.entries import Content, Entry, Unknown
from foedus.nodes.node import Node
from foedus.record.contents.crisis import Assistance, Report, Response
from foedus.record.contents.decisions import Extended, Motion, Position
from foedus.record.record import Memory, Record
from tests.nodes.conftest import START, person
from tests.nodes.entries import HOUR, LETTERS, Step, appended, emptied, every_moment, steps

KINDS: tuple[tuple[type[Content], ...], ...] = (
    (),
    (Motion,),
    (Position, Extended),
    (Report, Response, Assistance),
    (Unknown,),
    (Content,),
)


def told(ask: Callable[[str], Any], name: str) -> Any:
    """What is answered, or the sentence of the refusal without what may have been meant."""
    try:
        return ask(name)
    except UnknownNameError as error:
        return error.args[0]


def same(stored: Record, memory: Record, entries: Sequence[Entry]) -> None:
    names = [*(entry.id for entry in entries), "M-7", "nothing"]
    assert stored.size == memory.size
    assert stored.latest == memory.latest
    for kinds in KINDS:
        assert tuple(stored.of(*kinds)) == tuple(memory.of(*kinds))
    for name in names:
        assert told(stored.find, name) == told(memory.find, name)
        assert tuple(stored.about(name)) == tuple(memory.about(name))
    for letters in LETTERS:
        assert stored.numbered(letters) == memory.numbered(letters)
    for request in ("", "x", *(entry.request for entry in entries)):
        assert stored.sent(request) == memory.sent(request)


def test_it_equals_a_record_in_memory(node: Node) -> None:
    @settings(max_examples=8 if node.database.embedded else 3)
    @given(steps)
    def equal(steps: list[Step]) -> None:
        emptied(node)
        compare(node, appended(node, steps))

    equal()


def compare(node: Node, entries: Sequence[Entry]) -> None:
    def unclassified(entry: Entry) -> bool:
        return entry.draft.audience.level == "unclassified"

    stored, memory = node.record(), Memory(entries)
    same(stored, memory, entries)
    seen, also = stored.only("EST", unclassified), memory.only("EST", unclassified)
    for moment in every_moment(entries)[::7]:
        same(seen.as_known_at(moment), also.as_known_at(moment), entries)


def test_its_key_names_the_log_the_position_and_the_reader(node: Node) -> None:
    empty = node.record()
    node.act("table", {"body": "nato/nac", "title": "Deploy"}, person("EST"))
    one = node.record()
    readers = {one.only(name, lambda _: True).key for name in ("EST", "LVA")}
    assert len({empty.key, one.key, *readers}) == 4
    assert one.as_known_at(START).key == one.key
    assert one.as_known_at(START - HOUR).key == empty.key
