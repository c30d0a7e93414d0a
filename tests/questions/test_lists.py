"""No answer says "never" or "none" of what does not stand in a list that is not complete."""

import re
from collections.abc import Collection
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.model.answers import Answer
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS, PARTIES, ROLE
from foedus.questions.binding.bound.question import BoundAnswer
from foedus.questions.binding.casus.answer import CasusAnswer
from foedus.questions.binding.framework.answer import FrameworkAnswer
from foedus.questions.binding.frameworks import FrameworksAnswer
from foedus.questions.binding.member.question import MemberAnswer
from foedus.questions.binding.state import StateAnswer
from foedus.questions.research.coverage.answer import CoverageAnswer
from tests.language import made_up
from tests.listed import half, silent

FLAT = re.compile(r"\b(never|none|was not|is not a (member|party)|nothing binds)\b", re.IGNORECASE)
WHY = re.compile(r"not known|nothing says whether|not complete|not stated|holds \d+ of \d+")
ROLES = ("member", "observer", "partner", "suspended", "integrated-command", "bystander")


def told(answer: Answer) -> str:
    """All that an answer says, without the catalogue's own words on a clause."""
    parts = [answer.title, answer.lead, *answer.notes]
    for section in answer.sections():
        parts += [section.title, *section.columns]
        parts += [] if section.rows else [section.empty]
        if section.title not in ("Provisions", "Instruments", "Bodies", "Sources"):
            parts += [cell for row in section.rows for cell in row.cells]
    return "\n".join(parts)


@pytest.fixture(scope="module")
def mute(world: World) -> World:
    return silent(world)


@pytest.fixture(scope="module")
def pact(tmp_path_factory: pytest.TempPathFactory) -> World:
    return half(tmp_path_factory.mktemp("half"))


def _nth(names: Collection[str], number: int) -> str:
    return sorted(names)[number % len(names)]


def _holds(catalogue: Catalogue, framework: Framework, state: str, role: str, on: date) -> bool:
    return any(s.state == state and on in s.during for s in catalogue.spells(framework, role))


DAYS = st.dates(made_up.FIRST, made_up.LAST)
NUMBERS = st.integers(0, 9_999)


@pytest.mark.parametrize("said", ["as shipped", "of no list"])
@given(numbers=st.tuples(NUMBERS, NUMBERS), role=st.sampled_from(ROLES), on=DAYS)
def test_of_who_does_not_stand_in_a_list_only_a_complete_one_says_that_it_is_not(
    said: str, world: World, mute: World, numbers: tuple[int, int], role: str, on: date
) -> None:
    asked = world if said == "as shipped" else mute
    catalogue = asked.catalogue
    identifier, state = _nth(catalogue.frameworks, numbers[0]), _nth(catalogue.states, numbers[1])
    framework = catalogue.frameworks[identifier]
    name = f"{ROLE}{role}"
    answer = asked.ask("member", on=on, framework=identifier, state=state, role=role)
    assert isinstance(answer, MemberAnswer)
    if "Never" in told(answer):
        assert catalogue.lists.throughout(framework, name)
        assert not answer.spells
    stands = _holds(catalogue, framework, state, role, on)
    complete = catalogue.lists.complete(framework, name, on)
    dead = role == "member" and on not in framework.during
    if not (stands or complete or dead or answer.spells):
        assert answer.verdict is None
        assert not FLAT.search(told(answer))
        assert WHY.search(answer.lead)
        assert not answer.listing.complete
    every = asked.ask("framework", on=on, framework=identifier)
    assert isinstance(every, FrameworkAnswer)
    for of, listed in every.lists.items():
        assert listed.complete is catalogue.lists.complete(framework, of, on)
    if not every.lists[MEMBERS].complete:
        assert WHY.search(every.sections()[0].rows[0].cells[3])


@given(numbers=st.tuples(NUMBERS, NUMBERS), on=DAYS)
def test_where_nothing_is_said_of_any_list_nothing_is_denied(
    mute: World, numbers: tuple[int, int], on: date
) -> None:
    catalogue = mute.catalogue
    state = _nth(catalogue.states, numbers[0])
    other = _nth(set(catalogue.states) - {state}, numbers[1])
    alive = [f for f in catalogue.frameworks.values() if on in f.during]
    of = mute.ask("frameworks", on=on, of=state)
    alone = mute.ask("state", on=on, state=state)
    bound = mute.ask("bound", on=on, states=[state, other])
    casus = mute.ask("casus", on=on, attacked=state, attacker=other)
    assert isinstance(of, FrameworksAnswer)
    assert isinstance(alone, StateAnswer)
    assert isinstance(bound, BoundAnswer)
    assert isinstance(casus, CasusAnswer)
    known = {f.id for f in of.frameworks}
    left = {
        f.id
        for f in alive
        if (spells := [p.during.end for p in catalogue.members(f) if p.state == state])
        and max(spells) <= on
    }
    assert {f.id for f in of.not_known} == {f.id for f in alive} - known - left
    assert len(alone.not_known) == len(of.not_known)
    if of.not_known:
        assert not FLAT.search(told(of))
        assert f"of {len(of.not_known)} more it is not known" in of.lead
        assert "None that day." not in told(alone)
    if bound.not_known:
        assert not FLAT.search(bound.lead)
        assert set(bound.not_known) <= set(bound.notes)
    for answer in (bound, casus):
        for note in answer.notes:
            if "is a party is not known" in note:
                assert "where the list of parties is not complete: " in note


def test_a_note_names_the_lists_in_which_a_state_does_not_stand(pact: World) -> None:
    on = date(2015, 1, 1)
    definitions = pact.catalogue.definitions
    alone = msgspec.structs.replace(
        definitions, frameworks={"half": definitions.frameworks["half"]}
    )
    pact = World(Catalogue(alone, "half"))
    note = (
        "whether the United Kingdom is a party is not known "
        "where the list of parties is not complete: half/treaty (2 of 10 parties)"
    )
    casus = pact.ask("casus", on=on, attacked="GBR", attacker="FRA", kind="threat")
    bound = pact.ask("bound", on=on, states=["GBR", "FRA"])
    assert any(told.startswith(note) for told in casus.notes)
    assert any(told.startswith(note) for told in bound.notes)
    france = pact.ask("bound", on=on, states=["FRA", "ITA"])
    assert not any("half/treaty" in told for told in france.notes)


def test_comply_does_not_deny_what_no_list_settles(pact: World, mute: World, world: World) -> None:
    on = date(2015, 1, 1)
    with pytest.raises(QuestionError) as refusal:
        pact.ask("comply", on=on, treaty="half", state=["GBR"])
    assert str(refusal.value).endswith(
        "whether GBR is a party to half is not known: this list holds 2 of 10 parties (checked "
        "2020-01-01)"
    )
    limited = [f for f in world.catalogue.frameworks.values() if f.kind == "arms-control"]
    assert limited
    for framework in limited:
        with pytest.raises(QuestionError) as silence:
            mute.ask("comply", on=on, treaty=framework.id, state=["C-1"])
        listed = {p.state for i in framework.instruments for p in i.parties}
        listed |= {p.state for p in world.catalogue.members(framework)}
        outside = min(set(world.catalogue.states) - listed)
        with pytest.raises(QuestionError) as shipped:
            world.ask("comply", on=on, treaty=framework.id, state=[outside])
        assert not FLAT.search(str(silence.value))
        if "never was a party" in str(shipped.value):
            names = [f"{PARTIES}{i.id}" for i in framework.instruments]
            assert all(world.catalogue.lists.throughout(framework, n) for n in names)


def test_an_answer_after_the_check_says_when_that_was(pact: World) -> None:
    for question, given_ in (
        ("member", {"framework": "half", "state": "FRA"}),
        ("framework", {"framework": "half"}),
        ("comply", {"treaty": "half", "state": ["FRA"]}),
    ):
        before, after = (
            pact.ask(question, given_, on=day) for day in (date(2019, 12, 31), date(2020, 1, 2))
        )
        note = "last checked on 2020-01-01."
        assert not any(note in told for told in before.notes)
        assert any(told.endswith(note) for told in after.notes), question


@pytest.mark.parametrize("stale", [False, True])
def test_coverage_says_of_every_list_how_complete_it_is(
    stale: bool, world: World, mute: World, pact: World
) -> None:
    on = date(2026, 11, 28)
    for asked in (world, mute, pact):
        answer = asked.ask("coverage", on=on, stale=stale)
        assert isinstance(answer, CoverageAnswer)
        rows = [row.cells[:-1] for section in answer.sections() for row in section.rows]
        assert not FLAT.search("\n".join((answer.lead, *answer.notes, *map(" ".join, rows))))
        for covered in answer.lists:
            framework = asked.catalogue.frameworks[covered.framework]
            throughout = asked.catalogue.lists.throughout(framework, covered.of)
            assert (covered.status == "complete") is throughout
            assert (covered.checked is None) is (covered.status == "not stated")
        [total] = [t for t in answer.totals if t.kind == "all"]
        assert total.lists == len(answer.lists) == sum(total.numbers.values())
        if stale:
            days = [covered.checked or date.min for covered in answer.lists]
            assert days == sorted(days)


def test_coverage_of_one_framework(pact: World) -> None:
    answer = pact.ask("coverage", on=date(2026, 11, 28), framework="half")
    assert isinstance(answer, CoverageAnswer)
    assert {c.of: c.status for c in answer.lists} == {
        "parties/treaty": "not complete",
        "role/observer": "complete in part",
        "role/partner": "not complete",
        "role/candidate": "not stated",
        "projects": "complete",
        "role/associate": "complete",
    }
    assert answer.lead == (
        "Complete: 2 of 6 lists (33.3 %); 1 complete in part, 2 not complete, 1 not stated. "
        "The oldest check is of 2020-01-01."
    )
    [treaty] = [s for c in answer.lists if c.of == "parties/treaty" for s in c.statements]
    assert (treaty.holds, treaty.total, treaty.noun) == (2, 10, "parties")
    assert "2 of 10" in told(answer)
