"""Where a nation wants that two of its people stand behind an act, none is recorded by one."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.people import Appointment, Person, Post
from foedus.model.time import Interval
from foedus.nodes.access import Access
from foedus.nodes.errors import RefusedError
from foedus.nodes.many import Lines
from foedus.nodes.node import Node
from foedus.nodes.people import seconds
from foedus.nodes.people.confirming import Confirming
from foedus.nodes.people.people import Named, NotAllowedError, People, PersonError
from foedus.nodes.people.proposals import Proposals
from foedus.nodes.people.seconds import WaitsError
from foedus.nodes.people.signing_in import SigningIn
from foedus.nodes.prepared import Prepared, prepare, submit
from foedus.nodes.tables import audit
from foedus.record.ledger.keys import Signer
from tests.nodes.conftest import Clock

PHRASE = "seven herons over Kihnu"
MOTION = {"body": "nato/nac", "title": "Readiness"}
NAMES = {
    "head": ("EST", "head-of-delegation"),
    "second": ("EST", "head-of-delegation"),
    "desk": ("EST", "desk-officer"),
    "reader": ("EST", "observer"),
    "latvian": ("LVA", "head-of-delegation"),
}
Come = Callable[[str], Access]


@pytest.fixture(scope="module")
def made(
    tmp_path_factory: pytest.TempPathFactory, original: Path, world: World
) -> tuple[Path, dict[str, Person]]:
    """A node with people, made once, for each test to have a copy of."""
    place = shutil.copytree(original, tmp_path_factory.mktemp("people") / "node")
    with Node.open(place, clock=Clock(), base=lambda: world) as node:
        store = People(node)

        def come(invitation: str, handle: str) -> Person:
            return store.enrol(invitation, Named(handle), PHRASE)

        found = {"chief": come(store.first_invitation(), "chief")}
        for party in ("EST", "LVA"):
            first = store.invite(found["chief"], party, [Appointment("administrator")])
            found[f"admin-{party}"] = come(first, f"admin-{party.lower()}")
        for name, (party, post) in NAMES.items():
            held = Appointment(post)  # type: ignore[arg-type]
            found[name] = come(store.invite(found[f"admin-{party}"], party, [held]), name)
    return place, found


@pytest.fixture
def people(made: tuple[Path, dict[str, Person]]) -> dict[str, Person]:
    return made[1]


@pytest.fixture
def embedded(
    made: tuple[Path, dict[str, Person]], tmp_path: Path, clock: Clock, world: World
) -> Iterator[Node]:
    place = shutil.copytree(made[0], tmp_path / "node")
    with Node.open(place, clock=clock, base=lambda: world) as node:
        yield node


@pytest.fixture
def at(embedded: Node, people: dict[str, Person]) -> Come:
    def access(name: str) -> Access:
        person = People(embedded).person(people[name].id)
        assert person is not None
        return Access(embedded, person)

    return access


@pytest.fixture
def wanted(at: Come) -> None:
    """Estonia wants two for `table` and `respond`."""
    waits = Confirming(at("head")).ask(["table", "respond"])
    Confirming(at("second")).confirm(waits.number)


def asked(access: Access, act: str = "table", given: Any = MOTION, **more: Any) -> int:
    with pytest.raises(WaitsError) as error:
        access.act(act, given, **more)
    return error.value.waits.number


def test_what_a_nation_asked_for_holds_once_another_confirmed_it(
    embedded: Node, at: Come, people: dict[str, Person]
) -> None:
    waits = Confirming(at("head")).ask(["table"])
    assert seconds.wanted(embedded, "EST") == ()
    assert at("desk").act("table", MOTION)
    for other in ("head", "desk", "reader", "latvian", "admin-LVA", "chief"):
        with pytest.raises(PersonError):
            Confirming(at(other)).confirm(waits.number)
    Confirming(at("admin-EST")).confirm(waits.number)
    assert seconds.wanted(embedded, "EST") == ("table",)
    assert seconds.wanted(embedded, "LVA") == ()
    with pytest.raises(PersonError, match="nothing of your nation waits"):
        Confirming(at("second")).confirm(waits.number)


@pytest.mark.parametrize("who", ["desk", "reader", "admin-EST", "chief", "admin-LVA"])
def test_nobody_else_asks_for_it(at: Come, who: str) -> None:
    with pytest.raises(NotAllowedError, match="head-of-delegation"):
        Confirming(at(who)).ask(["table"])


def test_it_is_ended_by_two_as_it_was_begun(embedded: Node, at: Come, wanted: None) -> None:
    waits = Confirming(at("second")).ask([])
    assert "for no act; until now for respond, table" in waits.told[0]
    assert asked(at("desk"))
    with pytest.raises(PersonError, match="nobody confirms"):
        Confirming(at("second")).confirm(waits.number)
    Confirming(at("head")).confirm(waits.number)
    assert seconds.wanted(embedded, "EST") == ()
    assert at("desk").act("table", MOTION)


def test_an_act_that_is_covered_waits_and_is_recorded_as_it_was_shown(
    embedded: Node, at: Come, people: dict[str, Person], wanted: None
) -> None:
    number = asked(at("desk"))
    assert embedded.record().size == 0
    [waits] = Confirming(at("head")).waiting()
    assert waits.told == ("EST tables in the North Atlantic Council: Readiness.",)
    [entry] = Confirming(at("head")).confirm(number)
    assert (entry.id, entry.by, entry.person) == ("M-1", "EST", people["desk"].id)
    assert list(Confirming(at("head")).waiting()) == []
    with embedded.database.reading() as connection:
        lines = connection.execute(audit.select().order_by(audit.c.number)).all()
    assert (lines[-1].person, lines[-1].what) == (people["head"].id, "confirm table")
    assert people["desk"].id in lines[-1].why
    assert "M-1" in lines[-1].why


def test_nobody_confirms_their_own_or_without_the_post_or_of_another_nation(
    embedded: Node, at: Come, wanted: None
) -> None:
    number = asked(at("desk"))
    for who, why in (
        ("desk", "nobody confirms what they asked for"),
        ("reader", "is none on"),
        ("admin-EST", "nothing of your nation"),
        ("latvian", "nothing of your nation"),
        ("chief", "nothing of your nation"),
    ):
        with pytest.raises((PersonError, QuestionError), match=why):
            Confirming(at(who)).confirm(number)
    assert embedded.record().size == 0
    # what there is not, and what is another nation's, is told alike
    told = set[str]()
    for one in (number, 99):
        with pytest.raises(PersonError) as refused:
            Confirming(at("latvian")).confirm(one)
        told.add(str(refused.value).replace(str(one), "N"))
    assert len(told) == 1


def test_acts_that_are_not_named_and_other_nations_go_on_as_before(at: Come, wanted: None) -> None:
    assert at("latvian").act("table", MOTION)
    assert at("desk").act("position", {"motion": "M-1", "stand": "for"})


def test_an_act_that_would_be_refused_does_not_wait(at: Come, wanted: None) -> None:
    with pytest.raises(QuestionError, match="nato/nowhere"):
        at("desk").act("table", {**MOTION, "body": "nato/nowhere"})
    with pytest.raises(RefusedError):
        at("reader").act("table", MOTION)
    assert list(Confirming(at("head")).waiting()) == []


def test_whoever_asked_must_still_hold_the_post(
    at: Come, embedded: Node, people: dict[str, Person], clock: Clock, wanted: None
) -> None:
    number = asked(at("desk"))
    store, admin = People(embedded), people["admin-EST"]
    store.relieve(admin, people["desk"].id, "desk-officer", "", clock().date())
    with pytest.raises(RefusedError, match="is none on"):
        Confirming(at("head")).confirm(number)
    store.dismiss(admin, people["desk"].id)
    with pytest.raises(PersonError, match="is here no more"):
        Confirming(at("head")).confirm(number)
    Confirming(at("head")).drop(number)
    assert embedded.record().size == 0


def test_a_post_that_is_lent_for_a_time_confirms_in_that_time_alone(
    at: Come, embedded: Node, people: dict[str, Person], clock: Clock, wanted: None
) -> None:
    today: date = clock().date()
    lent = Interval(today, today + timedelta(days=1))
    post: Post = "desk-officer"
    People(embedded).appoint(people["admin-EST"], people["reader"].id, Appointment(post, lent))
    one, two = asked(at("desk")), asked(at("head"), given={**MOTION, "title": "Two"})
    assert Confirming(at("reader")).confirm(one)
    clock.on(days=1)
    with pytest.raises(RefusedError, match="is none on"):
        Confirming(at("reader")).confirm(two)


def test_it_is_recorded_for_the_day_for_which_it_was_shown_and_ends_after_a_week(
    at: Come, clock: Clock, wanted: None
) -> None:
    day = clock().date()
    one, two = asked(at("desk")), asked(at("desk"), given={**MOTION, "title": "Two"})
    clock.on(days=1)
    [entry] = Confirming(at("head")).confirm(one)
    assert entry.draft.valid == day
    clock.on(days=7)
    with pytest.raises(PersonError, match="nothing of your nation waits"):
        Confirming(at("head")).confirm(two)


def test_the_same_request_waits_once_and_is_recorded_once(at: Come, wanted: None) -> None:
    one = asked(at("desk"), request="r-1")
    assert asked(at("desk"), request="r-1") == one
    assert asked(at("desk"), request="r-2") != one
    [entry] = Confirming(at("head")).confirm(one)
    assert at("desk").act("table", MOTION, request="r-1") == (entry,)


def test_a_record_that_went_on_is_not_confirmed_as_if_it_had_not(
    at: Come, clock: Clock, wanted: None
) -> None:
    silent = {**MOTION, "silence_until": "2026-12-02T12:00Z"}
    number = asked(at("desk"), given=silent)
    clock.on(hours=25)
    with pytest.raises(QuestionError):
        Confirming(at("head")).confirm(number)


def test_what_an_assistant_proposed_waits_too_and_a_token_with_scopes_asks_for_its_own(
    embedded: Node, at: Come, wanted: None
) -> None:
    mine = Proposals(at("desk"))
    proposed = mine.propose("table", MOTION)
    with pytest.raises(WaitsError):
        mine.record(proposed.number)
    assert list(mine.waiting()) == []
    assert len(Confirming(at("head")).waiting()) == 1
    signing = SigningIn(embedded)
    found = signing.who(signing.token(at("desk").person, scopes=("propose",)), "token")
    assert found is not None
    with pytest.raises(RefusedError, match="not for table"):
        Access(embedded, *found).act("table", MOTION)


def test_so_many_wait_and_no_more(at: Come, wanted: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seconds, "MOST", 2)
    for title in ("One", "Two"):
        asked(at("desk"), given={**MOTION, "title": title})
    with pytest.raises(QuestionError, match="2 acts of EST wait already"):
        at("desk").act("table", MOTION)


def test_lines_that_are_covered_are_not_recorded_by_one_in_one_go(
    embedded: Node, at: Come, wanted: None
) -> None:
    for skip in (False, True):
        with pytest.raises(RefusedError, match="EST wants a second person for table"):
            at("desk").act_all("table", Lines([MOTION, MOTION]), skip=skip)
    assert embedded.record().size == 0
    assert len(at("latvian").act_all("table", Lines([MOTION, MOTION])).entries) == 2


def test_the_nation_s_signature_waits_with_the_act(embedded: Node, at: Come, wanted: None) -> None:
    key = Signer.generate("EST")
    at("head").act("register-key", {"verifier": str(key.verifier), "framework": "nato"})
    made = prepare(at("desk"), "table", MOTION, key)
    with pytest.raises(WaitsError) as error:
        submit(at("desk"), Prepared.read(bytes(made)))
    [entry] = Confirming(at("second")).confirm(error.value.waits.number)
    assert entry.signature == made.signature
    assert submit(at("desk"), made) == (entry,)
    other = Signer.generate("EST")
    with pytest.raises(QuestionError, match="none of EST's on record"):
        submit(at("desk"), prepare(at("desk"), "table", MOTION, other))
    assert list(Confirming(at("head")).waiting()) == []


def test_a_number_is_given_once_whatever_was_dropped_or_is_over(
    embedded: Node, at: Come, wanted: None, clock: Clock
) -> None:
    """Whoever confirms a number confirms what they read under it."""
    second = Confirming(at("second"))
    first = asked(at("head"))
    second.drop(first)
    assert asked(at("head")) == first + 1
    clock.now += timedelta(days=8)
    assert asked(at("head")) == first + 2
    assert [one.number for one in seconds.waiting(embedded, "EST")] == [first + 2]
    with pytest.raises(PersonError, match=f"{first}"):
        second.confirm(first)


def test_a_proposal_has_a_number_of_its_own_for_ever(at: Come, clock: Clock) -> None:
    mine = Proposals(at("desk"))
    first = mine.propose("table", MOTION).number
    mine.drop(first)
    assert mine.propose("table", MOTION).number == first + 1
    clock.now += timedelta(days=2)
    assert mine.propose("table", MOTION).number == first + 2
    assert [one.number for one in mine.waiting()] == [first + 2]
