"""Who may do what, as docs/security.md says it."""

from datetime import date

import pytest

from foedus.identity.authority import VERBS, Wish, rule
from foedus.model.people import SECRETARIAT, Appointment, Person
from foedus.model.time import Interval

ON = date(2026, 12, 1)


def person(party: str, *posts: str, of: str = "", until: date = date.max) -> Person:
    held = tuple(Appointment(p, Interval(date.min, until), of) for p in posts)  # type: ignore[arg-type]
    return Person(f"p-{party}", party, held)


def allowed(who: Person, verb: str, **more: object) -> bool:
    return rule(Wish(who, verb, ON, **more)).allowed  # type: ignore[arg-type]


@pytest.mark.parametrize("verb", VERBS)
def test_whoever_holds_no_post_may_do_nothing(verb: str) -> None:
    nobody = Person("p-0", "EST")
    assert not allowed(nobody, verb, posts=("desk-officer",), party="EST", post="observer")


def test_an_act_is_for_those_with_one_of_its_posts_and_a_chair_for_its_own_body_alone() -> None:
    desk = person("EST", "desk-officer")
    assert allowed(desk, "act", posts=("head-of-delegation", "desk-officer"))
    assert not allowed(desk, "act", posts=("secretariat",))
    chair = person("EST", "chair", of="nato/nac")
    assert allowed(chair, "act", posts=("chair",), of="nato/nac")
    assert not allowed(chair, "act", posts=("chair",), of="nato/npg")
    assert not allowed(chair, "act", posts=("chair",))


def test_a_post_ends_with_its_term() -> None:
    assert not allowed(person("EST", "desk-officer", until=ON), "act", posts=("desk-officer",))


def test_a_post_that_a_party_cannot_hold_counts_for_nothing_however_it_was_entered() -> None:
    assert not allowed(person("EST", "secretariat"), "act", posts=("secretariat",))
    assert not allowed(person(SECRETARIAT, "desk-officer"), "act", posts=("desk-officer",))
    assert not allowed(
        person("EST", "depositary", of="nato/x"), "act", posts=("depositary",), of="nato/x"
    )


def test_who_runs_the_node_or_audits_it_reads_no_content() -> None:
    assert not allowed(person(SECRETARIAT, "administrator"), "read")
    assert not allowed(person("EST", "auditor"), "read")
    assert allowed(person("EST", "observer"), "read")


def test_an_administrator_sees_to_the_people_of_their_own_party() -> None:
    admin = person("EST", "administrator")
    for verb in ("dismiss", "recover", "link", "end-sessions"):
        assert allowed(admin, verb, party="EST")
        assert not allowed(admin, verb, party="LVA")
    assert allowed(admin, "appoint", party="EST", post="desk-officer")
    assert not allowed(admin, "appoint", party="EST", post="secretariat")
    assert not allowed(admin, "operate")


def test_the_administrator_of_the_secretariat_admits_only_the_first_of_another_party() -> None:
    admin = person(SECRETARIAT, "administrator")
    assert allowed(admin, "appoint", party="EST", post="administrator", about="first")
    assert not allowed(admin, "appoint", party="EST", post="administrator")
    assert not allowed(admin, "appoint", party="EST", post="desk-officer", about="first")
    assert allowed(admin, "operate")


def test_the_log_of_a_party_is_for_its_own_auditor() -> None:
    assert allowed(person("EST", "auditor"), "audit", party="EST")
    assert not allowed(person("EST", "auditor"), "audit", party="LVA")
    assert not allowed(person(SECRETARIAT, "auditor"), "audit", party="EST")
