"""People come by invitation, hold posts, and prove who they are."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from pyotp import TOTP

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.model.people import SECRETARIAT, Appointment, Person
from foedus.nodes.access import Access
from foedus.nodes.errors import RefusedError
from foedus.nodes.node import Node
from foedus.nodes.people.people import Named, People, PersonError
from foedus.nodes.people.signing_in import FREE, SignInError, SigningIn, WaitError
from tests.nodes.conftest import Clock

PHRASE = "seven herons over Kihnu"


def come(people: People, invitation: str, handle: str) -> Person:
    return people.enrol(invitation, Named(handle), PHRASE)


@pytest.fixture
def people(node: Node) -> People:
    return People(node)


@pytest.fixture
def chief(people: People) -> Person:
    return come(people, people.first_invitation(), "chief")


@pytest.fixture
def estonian(people: People, chief: Person) -> Person:
    first = people.invite(chief, "EST", [Appointment("administrator")])
    admin = come(people, first, "kadri")
    officer = people.invite(admin, "EST", [Appointment("desk-officer")])
    return come(people, officer, "jaan")


def test_an_invitation_is_for_once_and_the_first_is_made_where_nobody_is(
    people: People,
) -> None:
    invitation = people.first_invitation()
    chief = come(people, invitation, "chief")
    assert (chief.party, chief.appointments[0].post) == (SECRETARIAT, "administrator")
    with pytest.raises(PersonError, match="was used"):
        come(people, invitation, "other")
    with pytest.raises(PersonError, match="has people"):
        people.first_invitation()


def test_an_administrator_invites_for_their_own_party_and_admits_only_the_first_of_another(
    people: People, chief: Person, estonian: Person
) -> None:
    with pytest.raises(PersonError, match="own party alone"):
        people.invite(chief, "EST", [Appointment("administrator")])
    with pytest.raises(PersonError, match="for an administrator"):
        people.invite(estonian, "EST", [Appointment("desk-officer")])


def test_one_proves_who_one_is_and_is_told_nothing_of_what_was_wrong(
    node: Node, estonian: Person, clock: Clock
) -> None:
    signing = SigningIn(node)
    session = signing.session("jaan", PHRASE)
    found = signing.who(session, "session")
    assert found is not None
    assert found[0].id == estonian.id
    assert signing.who(session, "token") is None
    told = set()
    for handle, phrase in (("jaan", "not it at all, no"), ("nobody", PHRASE)):
        with pytest.raises(SignInError) as refused:
            signing.session(handle, phrase)
        told.add(str(refused.value))
    assert len(told) == 1
    clock.on(hours=12)
    assert signing.who(session, "session") is None


def test_failures_make_the_one_who_fails_wait_and_nobody_else(node: Node, estonian: Person) -> None:
    signing = SigningIn(node)
    for _ in range(FREE):
        with pytest.raises(SignInError):
            signing.session("jaan", "wrong", client="192.0.2.1")
    with pytest.raises(WaitError):
        signing.session("jaan", PHRASE, client="192.0.2.1")
    assert signing.session("jaan", PHRASE, client="192.0.2.2")


def test_a_code_stands_once(node: Node, estonian: Person, clock: Clock) -> None:
    signing = SigningIn(node)
    read = parse_qs(urlsplit(signing.ask_for_codes(estonian)).query)
    with pytest.raises(SignInError):
        signing.session("jaan", PHRASE)
    code = TOTP(read["secret"][0]).at(clock.now)
    assert signing.session("jaan", PHRASE, code)
    with pytest.raises(SignInError):
        signing.session("jaan", PHRASE, code)


def test_what_was_lost_is_recovered_by_the_same_party_and_old_secrets_end(
    node: Node, people: People, chief: Person, estonian: Person
) -> None:
    signing = SigningIn(node)
    token = signing.token(estonian)
    admin = next(p for p in people.of("EST") if p.id != estonian.id)
    with pytest.raises(PersonError):
        people.recovery(chief, estonian.id)
    again = people.recovery(admin, estonian.id)
    people.enrol(again, Named("jaan"), "eight herons over Ruhnu")
    assert signing.who(token, "token") is None
    with pytest.raises(SignInError):
        signing.session("jaan", PHRASE)
    people.dismiss(admin, estonian.id)
    assert people.person(estonian.id) is None
    people.erase(admin, admin.id)
    assert people.named(admin.id) is None


def test_a_person_acts_as_their_posts_allow_and_a_token_as_its_scopes(
    node: Node, chief: Person, estonian: Person
) -> None:
    motion = {"body": "nato/nac", "title": "Readiness", "silence_until": "2026-12-02T12:00Z"}
    with pytest.raises(RefusedError, match="you may not do that"):
        Access(node, chief).act("table", motion)
    [entry] = Access(node, estonian).act("table", motion)
    assert (entry.id, entry.by) == ("M-1", "EST")
    signing = SigningIn(node)
    secret = signing.token(estonian, scopes=("read",), lasts=timedelta(days=1))
    found = signing.who(secret, "token")
    assert found is not None
    limited = Access(node, *found)
    assert limited.world().record.find("M-1").id == "M-1"
    with pytest.raises(RefusedError):
        limited.act("position", {"motion": "M-1", "break_silence": True})
    with pytest.raises(RefusedError):
        Access(node, chief).world()


def test_whoever_may_not_see_an_entry_is_answered_as_if_there_were_none(
    node: Node, world: World, people: People, chief: Person, estonian: Person
) -> None:
    shut = {"body": "nato/nac", "title": "Between us", "to": ["EST", "LVA"]}
    Access(node, estonian).act("table", shut)
    first = people.invite(
        chief,
        "LTU",
        [
            Appointment("administrator"),
        ],
    )
    admin = come(people, first, "rasa")
    lithuanian = come(people, people.invite(admin, "LTU", [Appointment("desk-officer")]), "jonas")
    told = set()
    for motion in ("M-1", "M-2"):
        with pytest.raises(QuestionError) as refused:
            Access(node, lithuanian).act("position", {"motion": motion, "stand": "for"})
        told.add(str(refused.value).replace(motion, "M"))
    assert len(told) == 1


def test_an_invitation_serves_one_of_those_who_come_by_it_at_once(people: People) -> None:
    invitation = people.first_invitation()

    def enrolled(handle: str) -> bool:
        try:
            come(people, invitation, handle)
        except PersonError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(enrolled, ("aino", "bert", "ceri", "dora"))) == 1
    assert len(people.of(SECRETARIAT)) == 1


def test_an_invitation_counts_as_long_as_whoever_made_it_could_make_it(people: People) -> None:
    one, other = people.first_invitation(), people.first_invitation()
    chief = come(people, one, "chief")
    with pytest.raises(PersonError, match="was used"):
        come(people, other, "second-chief")
    one, other = (people.invite(chief, "EST", [Appointment("administrator")]) for _ in range(2))
    admin = come(people, one, "kadri")
    with pytest.raises(PersonError, match="was used"):
        come(people, other, "not-of-estonia")
    again = come(people, people.invite(admin, "EST", [Appointment("administrator")]), "liis")
    left = [people.invite(again, "EST", [Appointment("desk-officer")])]
    left.append(people.recovery(again, admin.id))
    people.dismiss(admin, again.id)
    for invitation in left:
        with pytest.raises(PersonError, match="was used"):
            come(people, invitation, "jaan")


def test_an_administrator_comes_by_no_content_whatever_they_give_themselves(
    node: Node, people: People, chief: Person, estonian: Person
) -> None:
    admin = next(p for p in people.of("EST") if p.id != estonian.id)
    with pytest.raises(PersonError, match="to themselves"):
        people.appoint(admin, admin.id, Appointment("desk-officer"))
    both = [Appointment("administrator"), Appointment("desk-officer")]
    second = come(people, people.invite(admin, "EST", both), "liis")
    with pytest.raises(RefusedError):
        Access(node, second).world()
    Access(node, estonian).act("table", {"body": "nato/nac", "title": "Ours"})
    with pytest.raises(QuestionError, match="no entry is called"):
        Access(node, second).drafts("annul", {"entry": "M-1", "why": "x"})


def test_who_chairs_is_entered_by_the_secretariat_of_people_whom_their_party_brought(
    people: People, chief: Person, estonian: Person
) -> None:
    chair = Appointment("chair", of="nato/nac")
    admin = next(p for p in people.of("EST") if p.id != estonian.id)
    with pytest.raises(PersonError, match="secretariat"):
        people.appoint(admin, estonian.id, chair)
    with pytest.raises(PersonError, match="secretariat"):
        people.invite(admin, "EST", [chair])
    for party in ("EST", "LVA"):
        with pytest.raises(PersonError, match="secretariat"):
            people.invite(chief, party, [chair])
    people.appoint(chief, estonian.id, chair)
    found = people.person(estonian.id)
    assert found is not None
    assert "chair" in found.posts(people.node.clock().date())


@pytest.mark.parametrize("party", ["", "Nowhere", "observer:", "nato", "nato/nac", "observer:A B"])
def test_whoever_is_invited_is_of_a_party_that_there_is(people: People, party: str) -> None:
    chief = come(people, people.first_invitation(), "chief")
    with pytest.raises(PersonError, match="a party is a state"):
        people.invite(chief, party, [Appointment("administrator")])
    assert people.invite(chief, "Estonia", [Appointment("administrator")])


def test_whoever_was_dismissed_can_be_erased(people: People, estonian: Person) -> None:
    admin = next(p for p in people.of("EST") if p.id != estonian.id)
    people.dismiss(admin, estonian.id)
    people.erase(admin, estonian.id)
    assert people.named(estonian.id) is None


@pytest.mark.parametrize("scopes", [("",), (" ",), ("read position",), ("nothing",)])
def test_a_scope_that_is_none_does_not_make_a_token_for_all(
    node: Node, chief: Person, scopes: tuple[str, ...]
) -> None:
    with pytest.raises(PersonError, match="a scope is read, propose"):
        SigningIn(node).token(chief, scopes=scopes)


def test_a_token_is_told_nothing_of_what_was_done_beyond_its_scopes(
    node: Node, estonian: Person
) -> None:
    given = {"body": "nato/nac", "title": "Ours"}
    Access(node, estonian).act("table", given, request="r-1")
    signing = SigningIn(node)
    found = signing.who(signing.token(estonian, scopes=("read",)), "token")
    assert found is not None
    with pytest.raises(RefusedError, match="not for table"):
        Access(node, *found).act("table", given, request="r-1")


@pytest.mark.parametrize("handle", ["\0", "j\0aan", "Jaan", "x" * 4_000, "jaan\n", "ĵaan", "|"])
def test_what_can_be_no_name_is_nobody(node: Node, estonian: Person, handle: str) -> None:
    with pytest.raises(SignInError, match="is not right"):
        SigningIn(node).session(handle, PHRASE, client="192.0.2.1")


def test_a_code_serves_one_of_those_who_use_it_at_once(
    node: Node, estonian: Person, clock: Clock
) -> None:
    signing = SigningIn(node)
    read = parse_qs(urlsplit(signing.ask_for_codes(estonian)).query)
    code = TOTP(read["secret"][0]).at(clock.now)

    def signed_in(client: str) -> bool:
        try:
            return bool(signing.session("jaan", PHRASE, code, client=client))
        except SignInError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(signed_in, ("1", "2", "3", "4"))) == 1


def test_failures_of_many_at_once_are_all_counted(node: Node, estonian: Person) -> None:
    signing = SigningIn(node)

    def fails(_: int) -> None:
        with pytest.raises(SignInError):
            signing.session("jaan", "not it at all", client="192.0.2.1")

    with ThreadPoolExecutor(FREE) as pool:
        list(pool.map(fails, range(FREE)))
    with pytest.raises(WaitError):
        signing.session("jaan", PHRASE, client="192.0.2.1")
