"""What one state does alone: undertakings and acts of its law, shown as no treaty anywhere."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.catalogue.changes import Join, Leave, Ratify
from foedus.errors import QuestionError
from foedus.model.answers import Section

ON = date(2026, 11, 28)


def titles(sections: Sequence[Section]) -> list[str]:
    return [section.title for section in sections]


def test_an_act_of_domestic_law_stands_apart_and_binds_nobody_in_law(world: World) -> None:
    answer: Any = world.ask("bound", states=["TWN", "USA"], on=ON)
    ours = [o for o in answer.obligations if o.framework == "taiwan-relations-act"]
    assert {o.provision for o in ours} >= {"taiwan-relations-act/sec-3-c"}
    assert all(o.nature == "domestic-law" and not o.binding for o in ours)
    apart = next(s for s in answer.sections() if s.title == "Undertakings of one state")
    assert "taiwan-relations-act/sec-3-c" in {row.cells[0] for row in apart.rows}
    assert any("It binds at home" in note for note in answer.notes)


def test_an_undertaking_of_one_state_helps_and_is_no_duty_in_law(world: World) -> None:
    given = {"attacked": ["QAT"], "attacker": ["IRN"], "kind": "armed-attack", "at": "Doha"}
    answer: Any = world.ask("casus", **given, on=ON)
    (found,) = [t for t in answer.triggered if t.provision == "us-qat/sec-2-b"]
    assert (found.nature, found.binding, found.helps, found.bound) == (
        "unilateral",
        False,
        False,
        ("USA",),
    )
    rows = [row for s in answer.sections() for row in s.rows if row.cells[0] == found.provision]
    assert "(undertaking of one state)" in str(rows[0].cells[1])
    assert any("Nuclear Tests" in note for note in answer.notes)


def test_two_states_without_one_are_told_nothing_of_it(world: World) -> None:
    answer: Any = world.ask("bound", states=["CHE", "LIE"], on=date(1950, 1, 1))
    assert "Undertakings of one state" not in titles(answer.sections())
    assert not any("is no treaty" in note for note in answer.notes)


def test_it_is_taken_back_by_its_author_and_joined_by_nobody(world: World) -> None:
    leaving: Any = world.ask("path", change=["withdraw:us-qat/eo-14353:USA"], on=ON)
    assert leaving.paths[0].basis == "one state"
    assert "may not revoke it arbitrarily" in leaving.paths[0].says
    joining: Any = world.ask("path", change=["join:us-qat:GBR"], on=ON)
    assert joining.paths[0].basis == "one state"
    with pytest.raises(QuestionError, match="what one state did alone, so no other can join it"):
        world.with_changes(Join("us-qat", "GBR", ON))
    with pytest.raises(QuestionError, match="us-qat/eo-14353 is what one state did alone"):
        world.with_changes(Ratify("us-qat/eo-14353", "GBR", ON))
    repeal: Any = world.ask("path", change=["withdraw:taiwan-relations-act/act:USA"], on=ON)
    assert "amends or repeals it" in repeal.paths[0].says


def test_who_a_circle_takes_in_follows_the_members_of_the_day(world: World) -> None:
    """Assurances are owed to the non-nuclear parties to another treaty, as they are that day."""

    def owed(state: str, year: int, among: World = world) -> set[str]:
        answer: Any = among.ask("bound", states=["USA", state], on=date(year, 7, 1))
        return {o.provision for o in answer.settled if o.framework == "nuclear-assurances"}

    assert not owed("CUB", 2002)
    assert "nuclear-assurances/usa-1995/no-use" in owed("CUB", 2003)
    assert not owed("IND", 2020)
    assert not owed("FRA", 2020)
    gone = world.with_changes(Leave("npt", "CUB", date(2010, 1, 1)))
    assert owed("CUB", 2009, gone)
    assert not owed("CUB", 2011, gone)
