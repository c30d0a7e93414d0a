"""Scenarios: changes to who is a member, made, undone and combined."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import ChangeError, Join, Leave, Ratify, Withdraw
from foedus.model.frameworks import Framework
from foedus.model.verdicts import Verdict
from tests.language import made_up


def history(catalogue: Catalogue, framework: str) -> dict[date, dict[str, Verdict]]:
    """The members on every day on which they, or anything of the framework, may change."""
    found = catalogue.framework(framework)
    held = (p.during for p in catalogue.members(found) if not p.during.empty)
    spans = [found.during, *held]
    days = {day for span in spans for day in (span.start, span.end)} - {date.min, date.max}
    days |= {day - timedelta(days=1) for day in days}
    return {day: catalogue.members_on(found, day) for day in sorted(days)}


def some_framework(catalogue: Catalogue, data: st.DataObject) -> Framework:
    names = [f.id for f in catalogue.frameworks.values() if catalogue.members(f)]
    return catalogue.framework(data.draw(st.sampled_from(names)))


def outsider(catalogue: Catalogue, framework: Framework, data: st.DataObject) -> tuple[str, date]:
    """A state that is never a member, and a day of the framework's life."""
    assume(not all(instrument.of_one_state for instrument in framework.instruments))
    members = {party.state for party in catalogue.members(framework)}
    life = framework.during.clip(made_up.AGES)
    on = data.draw(st.dates(life.start, life.end - timedelta(days=1)))
    may = {state.id for state in catalogue.states.values() if state.exists(on)} - members
    if framework.within:
        may &= set(catalogue.members_on(catalogue.framework(framework.within), on))
    assume(may)
    return data.draw(st.sampled_from(sorted(may))), on


@given(data=st.data())
def test_joining_and_leaving_at_once_restores_every_membership(
    data: st.DataObject, catalogue: Catalogue
) -> None:
    framework = some_framework(catalogue, data)
    state, on = outsider(catalogue, framework, data)
    before = history(catalogue, framework.id)
    joined = Join(framework.id, state, on).apply(catalogue)
    back = Leave(framework.id, state, on).apply(joined)
    assert joined.has_role(framework.id, state, "member", on) is True
    eve = on - timedelta(days=1)
    known = catalogue.has_role(framework.id, state, "member", eve)
    assert joined.has_role(framework.id, state, "member", eve) in (False, known)
    assert history(back, framework.id) == before
    assert history(catalogue, framework.id) == before, "the base is as it was"


@given(data=st.data())
def test_leaving_ends_a_membership_and_no_other(data: st.DataObject, catalogue: Catalogue) -> None:
    framework = some_framework(catalogue, data)
    members = catalogue.members(framework)
    party = members[data.draw(st.integers(0, len(members) - 1))]
    on = max(party.during.start, framework.during.start, made_up.FIRST)
    assume(on in party.during)
    assume(on in framework.during)
    left = Leave(framework.id, party.state, on).apply(catalogue)
    assert left.has_role(framework.id, party.state, "member", on) is False
    before = history(catalogue, framework.id)
    of_two = len(catalogue.members_on(framework, on)) == max(map(len, before.values())) == 2
    for day, expected in before.items():
        ended = of_two and day >= on
        others = {} if ended else {s: v for s, v in expected.items() if s != party.state}
        got = left.members_on(left.framework(framework.id), day)
        assert {s: v for s, v in got.items() if s != party.state} == others


@given(data=st.data())
def test_a_scenario_shares_all_it_does_not_change(
    data: st.DataObject, catalogue: Catalogue
) -> None:
    framework = some_framework(catalogue, data)
    joined = Join(framework.id, *outsider(catalogue, framework, data)).apply(catalogue)
    for identifier, found in catalogue.frameworks.items():
        assert (joined.frameworks[identifier] is found) == (identifier != framework.id)
    for name in ("states", "actors", "territories", "areas", "places", "facts"):
        assert getattr(joined.definitions, name) is getattr(catalogue.definitions, name)
    assert joined.key != catalogue.key


def test_the_same_changes_give_the_same_key_and_others_another(catalogue: Catalogue) -> None:
    on = date(2026, 1, 1)
    keys = [Join("nato", state, on).apply(catalogue).key for state in ("AUT", "AUT", "IRL")]
    assert keys[0] == keys[1] != keys[2]


def test_joining_early_lasts_until_the_spell_on_record_begins(catalogue: Catalogue) -> None:
    joined = Join("eu", "HRV", date(2010, 1, 1)).apply(catalogue)
    spells = [p.during for p in joined.members(joined.framework("eu")) if p.state == "HRV"]
    assert len(spells) == 2
    assert not spells[0].overlaps(spells[1])
    for year in (2010, 2012, 2014, 2020):
        assert joined.has_role("eu", "HRV", "member", date(year, 1, 1)) is True


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Join("nato", "FRA", date(2000, 1, 1)), "FRA already is a member of nato on 2000-01-01"),
        (
            Leave("nato", "FIN", date(2023, 4, 3)),
            "FIN is not a member of nato on 2023-04-03: it enters on 2023-04-04; "
            "give a day after that",
        ),
        (Join("rio", "CUB", date(1970, 1, 1)), "CUB already is a member of rio on 1970-01-01"),
    ],
)
def test_a_change_that_makes_no_sense_is_refused(
    catalogue: Catalogue, change: Join | Leave, message: str
) -> None:
    with pytest.raises(ChangeError) as refusal:
        change.apply(catalogue)
    assert str(refusal.value) == message


def test_withdrawing_from_one_instrument_leaves_the_others(catalogue: Catalogue) -> None:
    on = date(1960, 1, 1)
    without = Withdraw("arab-league/joint-defence-treaty", "EGY", on).apply(catalogue)
    league = without.framework("arab-league")
    pact, treaty = (
        next(i for i in league.instruments if i.id == name)
        for name in (
            "pact",
            "joint-defence-treaty",
        )
    )
    assert any(p.state == "EGY" and on in p.during for p in without.parties(league, pact))
    assert not any(p.state == "EGY" and on in p.during for p in without.parties(league, treaty))
    assert catalogue.members(catalogue.framework("arab-league")) == without.members(league)


def test_instruments_that_copy_the_parties_follow(catalogue: Catalogue) -> None:
    on = date(2024, 6, 1)
    without = Withdraw("eu/treaties", "HUN", on).apply(catalogue)
    union = without.framework("eu")
    facility = next(i for i in union.instruments if i.id == "european-peace-facility")
    assert not any(p.state == "HUN" and on in p.during for p in without.parties(union, facility))


@pytest.mark.parametrize(
    ("instrument", "state", "told"),
    [
        ("nato/charter", "FRA", "nato has no instrument 'charter'"),
        ("nato/north-atlantic-treaty", "CHE", "CHE is not a party to nato/north-atlantic-treaty"),
    ],
)
def test_nobody_withdraws_from_what_does_not_bind_it(
    catalogue: Catalogue, instrument: str, state: str, told: str
) -> None:
    with pytest.raises(ChangeError, match=told):
        Withdraw(instrument, state, date(2024, 6, 1)).apply(catalogue)


@pytest.mark.parametrize(
    ("framework", "state", "other"),
    [("us-jpn", "JPN", "USA"), ("fra-grc", "FRA", "GRC"), ("rus-prk", "PRK", "RUS")],
)
def test_a_treaty_of_two_that_one_leaves_is_ended(
    framework: str, state: str, other: str, catalogue: Catalogue
) -> None:
    on = date(2026, 1, 1)
    left = Leave(framework, state, on).apply(catalogue)
    assert left.has_role(framework, other, "member", on - timedelta(days=1)) is True
    assert left.members_on(left.framework(framework), on) == {}
    constitutive = left.framework(framework).constitutive
    with pytest.raises(ChangeError, match=r"nobody can join|there was no"):
        Join(framework, state, on).apply(left)
    withdrawn = Withdraw(f"{framework}/{constitutive}", other, on).apply(catalogue)
    assert withdrawn.members_on(withdrawn.framework(framework), on) == {}


def test_of_three_two_stay_and_the_last_one_is_not_put_out(catalogue: Catalogue) -> None:
    on = date(2025, 1, 1)
    two = Leave("aes", "BFA", on).apply(catalogue)
    assert set(two.members_on(two.framework("aes"), on)) == {"MLI", "NER"}
    one = Leave("aes", "MLI", on).apply(two)
    assert set(one.members_on(one.framework("aes"), on)) == {"NER"}


@pytest.mark.parametrize(
    ("framework", "state", "instrument", "falls"),
    [
        ("ecowas", "TGO", "ecowas/mad-protocol", True),
        ("sadc", "ZMB", "sadc/mutual-defence-pact", True),
        ("gcc", "QAT", "gcc/joint-defence-agreement", True),
        ("us-jpn", "JPN", "us-jpn/sofa-1960", True),
        ("us-jpn", "JPN", "quad/usa-jpn-sofa-1960", True),
        ("arab-league", "JOR", "arab-league/joint-defence-treaty", False),
        ("fra-deu", "FRA", "fra-deu/aachen", False),
        ("us-phl", "PHL", "us-phl/vfa-1998", False),
    ],
)
def test_what_only_members_may_have_falls_with_membership(
    framework: str, state: str, instrument: str, falls: bool, catalogue: Catalogue
) -> None:
    on = date(2026, 1, 1)
    left = Leave(framework, state, on).apply(catalogue)
    owner, _, wanted = instrument.partition("/")
    found = next(i for i in left.framework(owner).instruments if i.id == wanted)
    bound = {p.state for p in left.parties(left.framework(owner), found) if on in p.during}
    assert (state in bound) is not falls


def test_only_a_member_can_ratify_what_only_members_may_have(catalogue: Catalogue) -> None:
    on = date(2026, 1, 1)
    ratify = Ratify("ecowas/mad-protocol", "MLI", on)
    with pytest.raises(ChangeError, match="let it join ecowas first"):
        ratify.apply(catalogue)
    ratify.apply(Join("ecowas", "MLI", on).apply(catalogue))
