"""The questions that look things up: member, framework, frameworks, state and cite."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.binding.cite import CiteAnswer
from foedus.questions.binding.framework.answer import FrameworkAnswer
from foedus.questions.binding.frameworks import FrameworksAnswer
from foedus.questions.binding.member.question import MemberAnswer
from foedus.questions.binding.state import StateAnswer
from tests.language import made_up


@pytest.mark.parametrize(
    ("framework", "state", "role", "on", "verdict"),
    [
        ("nato", "FIN", "member", "2023-04-03", False),
        ("nato", "FIN", "member", "2023-04-04", True),
        ("nato", "FRA", "member", "1970-01-01", True),
        ("nato", "FRA", "integrated-command", "1970-01-01", False),
        ("warsaw-pact", "ALB", "member", "1969-01-01", False),
        ("warsaw-pact", "DDR", "member", "1990-10-03", False),
        ("rio", "CUB", "member", "1970-01-01", None),
        ("eu", "GBR", "member", "2020-01-31", True),
        ("eu", "GBR", "member", "2020-02-01", False),
    ],
)
def test_member(
    world: World, framework: str, state: str, role: str, on: str, verdict: bool | None
) -> None:
    day = date.fromisoformat(on)
    answer = world.ask("member", on=day, framework=framework, state=state, role=role)
    assert isinstance(answer, MemberAnswer)
    assert answer.verdict is verdict
    assert any(day in spell.held for spell in answer.spells) is (verdict is not False)
    assert answer.open == ("contested" if verdict is None else "")


def test_member_tells_how_every_spell_began_and_ended(world: World) -> None:
    answer = world.ask("member", on=date(2000, 1, 1), framework="rio", state="MEX")
    assert isinstance(answer, MemberAnswer)
    [spell] = answer.spells
    assert spell.held.end == date(2004, 9, 6)
    assert spell.began == "ratification"
    assert spell.ended
    assert spell.cite is not None


def test_framework_on_the_day_france_left_the_command(world: World) -> None:
    answer = world.ask("framework", on=date(1966, 7, 1), framework="nato")
    assert isinstance(answer, FrameworkAnswer)
    assert "FRA" in answer.members
    assert "FRA" not in answer.roles["integrated-command"]
    assert answer.in_being
    assert "nato/art-5" in [p.id for p in answer.provisions]
    assert "nato/art-13" not in [p.id for p in answer.provisions], "it applies from 1969"
    assert "nato/nac" in [b.id for b in answer.bodies]


def test_framework_outside_its_life_says_so(world: World) -> None:
    answer = world.ask("framework", on=date(2000, 1, 1), framework="warsaw-pact")
    assert isinstance(answer, FrameworkAnswer)
    assert not answer.in_being
    assert answer.members == ()
    assert answer.lead.startswith("Not in being on 2000-01-01")


def test_framework_names_contested_members(world: World) -> None:
    answer = world.ask("framework", on=date(1970, 1, 1), framework="rio")
    assert isinstance(answer, FrameworkAnswer)
    assert answer.contested == ("CUB",)
    assert any("Cuba" in note for note in answer.notes)


def test_frameworks_of_a_day_and_of_a_state(world: World) -> None:
    answer = world.ask("frameworks", on=date(1985, 6, 1))
    assert isinstance(answer, FrameworksAnswer)
    assert {"nato", "warsaw-pact", "un", "anzus"} <= {f.id for f in answer.frameworks}
    assert "seato" not in {f.id for f in answer.frameworks if "THA" not in f.members}
    of_poland = world.ask("frameworks", on=date(1985, 6, 1), of="Poland")
    assert isinstance(of_poland, FrameworksAnswer)
    assert {"warsaw-pact", "un"} <= {f.id for f in of_poland.frameworks}
    assert "nato" not in {f.id for f in of_poland.frameworks}


def test_frameworks_ever_are_all_there_are(world: World) -> None:
    answer = world.ask("frameworks", on=date(1985, 6, 1), ever=True)
    assert isinstance(answer, FrameworksAnswer)
    assert {f.id for f in answer.frameworks} == set(world.catalogue.frameworks)


def test_state_that_ended(world: World) -> None:
    answer = world.ask("state", on=date(1985, 6, 1), state="East Germany")
    assert isinstance(answer, StateAnswer)
    assert answer.state.id == "DDR"
    assert answer.exists
    assert any(entry.startswith("warsaw-pact") for entry in answer.member_of)
    later = world.ask("state", on=date(1995, 1, 1), state="DDR")
    assert isinstance(later, StateAnswer)
    assert not later.exists
    assert later.member_of == ()


def test_cite_tells_what_an_article_says_and_where(world: World) -> None:
    for given_as in ({"framework": "nato", "article": "art-5"}, {"framework": "nato/art-5"}):
        answer = world.ask("cite", given_as, on=date(2026, 1, 1))
        assert isinstance(answer, CiteAnswer)
        [version] = answer.versions
        assert version.provision.id == "nato/art-5"
        assert "34 UNTS 243" in str(version.provision.cite)


@pytest.mark.parametrize(
    ("question", "inputs", "sentence"),
    [
        ("member", {"framework": "natto", "state": "FRA"}, "did you mean nato"),
        ("member", {"framework": "nato", "state": "XXX"}, "no state is called 'XXX'"),
        ("framework", {"framework": "leage"}, "no framework is called 'leage'"),
        ("frameworks", {"of": "XXX"}, "no state is called 'XXX'"),
        ("state", {"state": "Ruritania"}, "no state is called 'Ruritania'"),
        ("cite", {"framework": "nato", "article": "art-99"}, "no provision 'nato/art-99'"),
        ("cite", {"framework": "natto"}, "did you mean nato"),
    ],
)
def test_a_question_about_nothing_is_refused(
    world: World, question: str, inputs: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        world.ask(question, inputs, on=date(2026, 1, 1))
    assert sentence in str(refusal.value)


@given(st.data(), st.dates(made_up.FIRST, made_up.LAST))
def test_every_view_of_a_membership_says_the_same(
    world: World, data: st.DataObject, on: date
) -> None:
    identifier = data.draw(st.sampled_from(sorted(world.catalogue.frameworks)))
    state = data.draw(st.sampled_from(sorted(world.catalogue.states)))
    framework = world.ask("framework", on=on, framework=identifier)
    frameworks = world.ask("frameworks", on=on, of=state)
    member = world.ask("member", on=on, framework=identifier, state=state)
    alone = world.ask("state", on=on, state=state)
    assert isinstance(framework, FrameworkAnswer)
    assert isinstance(frameworks, FrameworksAnswer)
    assert isinstance(member, MemberAnswer)
    assert isinstance(alone, StateAnswer)
    unknown = member.open.startswith("not known")
    belongs = member.verdict is not False and not unknown
    assert (state in framework.members) is belongs
    assert (state in framework.contested) is (belongs and member.verdict is None)
    suspended = (*framework.suspended, *framework.perhaps_suspended)
    assert (state in suspended) is bool(member.suspended)
    assert (identifier in {f.id for f in frameworks.frameworks}) is belongs
    assert (identifier in {f.id for f in frameworks.not_known}) is unknown
    assert any(f.startswith(f"{identifier}:") for f in alone.member_of) is belongs
    assert any(f.startswith(f"{identifier}:") for f in alone.not_known) is unknown


def test_members_whose_part_is_suspended_are_marked_and_counted_apart(world: World) -> None:
    on = date(2008, 6, 1)
    framework = world.ask("framework", on=on, framework="cfe")
    assert isinstance(framework, FrameworkAnswer)
    assert framework.suspended == ("RUS",)
    [members, *_] = framework.sections()[0].rows
    assert members.cells[1] == "29, 1 suspended"
    assert "RUS (suspended)" in members.cells[2]
    member = world.ask("member", on=on, framework="cfe", state="RUS")
    assert isinstance(member, MemberAnswer)
    assert member.verdict is True
    assert [s.since for s in member.suspended] == [date(2007, 12, 12)]
    assert "suspended since 2007-12-12" in member.notes[0]
    of_russia = world.ask("frameworks", on=on, of="RUS")
    assert isinstance(of_russia, FrameworksAnswer)
    [cfe] = [f for f in of_russia.frameworks if f.id == "cfe"]
    assert cfe.number() == "29, 1 suspended"


def test_a_contested_suspension_is_told_as_such(world: World) -> None:
    """The Allies announced in November 2023 that they suspend; when each did is not settled."""
    on = date(2024, 1, 15)
    framework = world.ask("framework", on=on, framework="cfe")
    member = world.ask("member", on=on, framework="cfe", state="FRA")
    role = world.ask("member", on=on, framework="cfe", state="FRA", role="suspended")
    assert isinstance(framework, FrameworkAnswer)
    assert isinstance(member, MemberAnswer)
    assert isinstance(role, MemberAnswer)
    assert "USA" in framework.suspended
    assert "FRA" in framework.perhaps_suspended
    [members, *_] = framework.sections()[0].rows
    number, suspended, perhaps = members.cells[1].split(", ")
    assert int(number) + len(framework.suspended) + len(framework.perhaps_suspended) == len(
        framework.members
    )
    assert suspended == f"{len(framework.suspended)} suspended"
    assert perhaps == f"{len(framework.perhaps_suspended)} perhaps suspended"
    assert "FRA (perhaps suspended)" in members.cells[2]
    assert member.verdict is True
    assert "whether the part of France is suspended is contested" in member.notes[0]
    assert role.verdict is None
    assert role.open == "contested"


def test_who_suspended_its_part_is_suspended(world: World) -> None:
    """Syria's part in the League was suspended from 2011-11-16 to 2023-05-07."""
    for on, verdict in ((date(2015, 1, 1), True), (date(2024, 1, 1), False)):
        answer = world.ask("member", on=on, framework="arab-league", state="SYR", role="suspended")
        assert isinstance(answer, MemberAnswer)
        assert answer.verdict is verdict
        was = "was" if verdict else "was not"
        assert answer.lead == f"Syria {was} suspended from the League of Arab States on {on}."
        assert answer.sections()[0].title == "Suspended from it"
        assert {spell.began for spell in answer.spells} == {""}
