"""An act prepared and signed on a mirror is carried in a file, and recorded once on the node."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.people import Appointment, Person
from foedus.nodes.access import Access
from foedus.nodes.errors import NodeError, RefusedError
from foedus.nodes.keeping.bundle import export
from foedus.nodes.keeping.mirror import import_bundle
from foedus.nodes.keeping.verify import verify
from foedus.nodes.node import Node
from foedus.nodes.people.people import People
from foedus.nodes.prepared import LARGEST, Prepared, prepare, submit
from foedus.record.ledger.keys import Signer
from foedus.record.ledger.keyset import KeySet
from tests.nodes.conftest import Clock, person

EVENT = {"framework": "nato", "title": "x", "happened": "2026-11-30", "attacked": ["EST"]}
SAID = {"event": "EV-1", "provision": "nato/art-5", "what": "Two ships"}
HEAD = Appointment("head-of-delegation")
KEY = Signer.generate("POL")


@pytest.fixture
def node(embedded: Node) -> Node:
    embedded.act("report", EVENT, person("EST"))
    head = Access(embedded, Person("p-head", "POL", (HEAD,)))
    head.act("register-key", {"verifier": str(KEY.verifier), "framework": "nato"})
    return embedded


@pytest.fixture
def mirror(node: Node, tmp_path: Path, clock: Clock, world: World) -> Iterator[Node]:
    export(node, tmp_path / "pol.zip", "POL", Access(node, officer("p-1")).sees())
    import_bundle(tmp_path / "pol.zip", tmp_path / "mirror", KeySet.of(node.keys.signer.verifier))
    with Node.open(tmp_path / "mirror", clock=clock, base=lambda: world) as made:
        yield made


def officer(name: str, party: str = "POL") -> Person:
    return Person(name, party, (Appointment("desk-officer"),))


def test_it_is_recorded_once_whoever_of_the_party_submits_it(node: Node, mirror: Node) -> None:
    made = prepare(Access(mirror, officer("p-1")), "respond", SAID, KEY)
    read = Prepared.read(bytes(made))
    assert read == made
    [entry] = submit(Access(node, officer("p-2")), read)
    assert (entry.id, entry.signature) == ("RS-1", made.signature)
    size = node.record().size
    for name in ("p-2", "p-3"):
        assert submit(Access(node, officer(name)), read) == (entry,)
    assert node.record().size == size
    node.beat()
    found = verify(node)
    assert found.faults == ()
    assert not any("RS-1" in told for told in found.notices)


def test_it_counts_from_the_day_on_which_it_was_prepared(
    node: Node, mirror: Node, clock: Clock
) -> None:
    day = mirror.time().date()
    made = prepare(Access(mirror, officer("p-1")), "respond", SAID, KEY)
    clock.on(days=3)
    [entry] = submit(Access(node, officer("p-1")), made)
    assert entry.draft.valid == day


def test_it_is_refused_where_it_would_be_recorded_as_something_else(
    node: Node, mirror: Node
) -> None:
    made = prepare(Access(mirror, officer("p-1")), "respond", SAID, KEY)
    node.act("annul", {"entry": "EV-1", "why": "a drill"}, person("EST"))
    size = node.record().size
    with pytest.raises(QuestionError, match="EV-1 is not a report of an event, or it was with"):
        submit(Access(node, officer("p-1")), made)
    changed = msgspec.structs.replace(made, given={**made.given, "what": "Three ships"})
    with pytest.raises(QuestionError):
        submit(Access(node, officer("p-1")), changed)
    assert node.record().size == size


def test_what_was_changed_on_the_way_is_refused(node: Node, mirror: Node) -> None:
    made = prepare(Access(mirror, officer("p-1")), "respond", SAID, KEY)
    other = sign_by_another(made)
    for changed, told in (
        (msgspec.structs.replace(made, given={**made.given, "what": "One"}), "no longer what you"),
        (msgspec.structs.replace(made, given={**made.given, "what": "One"}, shown=""), "not one"),
        (other, "that key is none of POL's"),
        (msgspec.structs.replace(made, origin="foedus/eu"), "prepared for 'foedus/eu', and this"),
        (msgspec.structs.replace(made, party="EST"), "it is 'EST''s, whose people alone"),
        (msgspec.structs.replace(made, act="dance"), "no act is called 'dance'"),
    ):
        with pytest.raises(QuestionError, match=told):
            submit(Access(node, officer("p-1")), changed)
    with pytest.raises(QuestionError, match="whose people alone submit it"):
        submit(Access(node, officer("p-9", "EST")), made)
    with pytest.raises(RefusedError):
        submit(Access(node, Person("p-9", "POL", (Appointment("auditor"),))), made)
    assert len(node.record().of()) == 2


def sign_by_another(made: Prepared) -> Prepared:
    mark = msgspec.structs.replace(made.signature, key=str(Signer.generate("POL").verifier))
    return msgspec.structs.replace(made, signature=mark)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff", b"x" * (LARGEST + 1), b"[" * 100_000]
)
def test_what_is_no_prepared_act_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(NodeError, match="it is no prepared act"):
        Prepared.read(content)


def test_a_key_of_another_party_prepares_nothing(mirror: Node) -> None:
    with pytest.raises(QuestionError, match="a key of POL is named POL"):
        prepare(Access(mirror, officer("p-1")), "respond", SAID, Signer.generate("EST"))


def test_a_mirror_has_people_of_its_party_and_takes_no_acts(mirror: Node) -> None:
    assert People(mirror).first_invitation()
    with pytest.raises(QuestionError, match="this is a mirror of foedus/nato"):
        Access(mirror, officer("p-1")).act("respond", SAID)
    assert Access(mirror, officer("p-1")).drafts("respond", SAID)
