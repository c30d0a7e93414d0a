"""`casus` on events whose answer the record settles."""

from datetime import date

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering


def ask(world: World, on: str, **event: object) -> CasusAnswer:
    answer = world.ask("casus", event, on=date.fromisoformat(on))
    assert isinstance(answer, CasusAnswer)
    return answer


def only(findings: tuple[Triggering, ...], provision: str) -> Triggering:
    [found] = [finding for finding in findings if finding.provision == provision]
    return found


def test_the_four_things_stand_apart_for_11_september(world: World) -> None:
    event = {"attacked": "USA", "attacker": "al-qaida", "at": "New York"}
    answer = ask(world, "2001-09-11", kind="terrorist-attack", **event)
    art5 = only(answer.triggered, "nato/art-5")
    [record] = art5.invoked
    assert art5.verdict is True
    assert record.invoked is not None
    assert record.invoked.on == date(2001, 9, 12)
    assert record.determined is not None
    assert record.determined.on == date(2001, 10, 2)
    assert len(art5.bound) == 18


def test_new_zealand_owes_the_united_states_nothing_while_the_leg_is_suspended(
    world: World,
) -> None:
    event = {"attacked": "USA", "attacker": "PRK", "at": "Guam"}
    art4 = only(ask(world, "2020-01-01", **event).triggered, "anzus/art-4")
    assert art4.bound == ("AUS",)
    assert [freed.state for freed in art4.freed] == ["NZL"]
    before = only(ask(world, "1980-01-01", **event).triggered, "anzus/art-4")
    assert before.bound == ("AUS", "NZL")


def test_what_is_not_triggered_says_which_condition_failed(world: World) -> None:
    event = {"attacked": "GBR", "attacker": "ARG", "at": "Falkland Islands"}
    art5 = only(ask(world, "1982-04-02", **event).not_triggered, "nato/art-5")
    assert "Falkland Islands is not in Europe or North America" in art5.failed


def test_what_is_undetermined_says_what_would_settle_it(world: World) -> None:
    answer = ask(world, "2022-11-15", attacked="POL", at="Przewodow")
    assert any("who attacked" in asked for asked in only(answer.undetermined, "nato/art-5").open)
    known = ask(world, "2022-11-15", attacked="POL", at="Przewodow", attacker="RUS")
    assert only(known.triggered, "nato/art-5").verdict is True


@pytest.mark.parametrize(
    ("attacked", "verdict"),
    [
        ("FIN", True),  # Finland and Åland both lie in Europe
        ("TUR", True),  # the north of Cyprus, which it only occupies, is not its territory
        ("USA", None),  # Alaska or Hawaii?
        ("FRA", None),  # Brittany or Réunion?
    ],
)
def test_the_place_need_not_be_known_where_all_the_territory_gives_one_verdict(
    world: World, attacked: str, verdict: bool | None
) -> None:
    answer = ask(world, "2023-06-01", attacked=attacked, attacker="RUS")
    assert only((*answer.triggered, *answer.undetermined), "nato/art-5").verdict is verdict
    assert any("no place is given" in note for note in answer.notes)


def test_where_the_place_matters_the_answer_says_which_it_would_have_to_be(world: World) -> None:
    answer = ask(world, "2023-06-01", attacked="ESP", attacker="MAR")
    [told] = only(answer.undetermined, "nato/art-5").open
    assert told == (
        "where it happened: met in Spain, Balearic Islands, Canary Islands, "
        "not in Ceuta, Melilla, Spanish islets off Morocco"
    )


def test_the_place_of_forces_has_to_be_known(world: World) -> None:
    answer = ask(world, "2023-06-01", attacked="FIN", attacker="RUS", object="forces")
    assert "where it happened" in only(answer.undetermined, "nato/art-5").open
    assert not any("no place is given" in note for note in answer.notes)


@pytest.mark.parametrize(("on", "triggered"), [("1962-07-02", True), ("1962-07-03", False)])
def test_the_algerian_departments_left_article_6_with_independence(
    on: str, triggered: bool, world: World
) -> None:
    answer = ask(world, on, attacked="FRA", attacker="EGY", at="Oran")
    assert ("nato/art-5" in [f.provision for f in answer.triggered]) is triggered


def test_a_softening_clause_names_only_states_that_are_bound(world: World) -> None:
    event = {"attacked": "DNK", "attacker": "RUS", "at": "Copenhagen"}
    aid = only(ask(world, "2021-06-01", **event).triggered, "eu/teu-42-7")
    assert aid.softened_by
    for clause in aid.softened_by:
        assert set(clause.states) <= set(aid.bound)


def test_a_state_bound_to_both_sides_is_reported(world: World) -> None:
    event = {"attacked": "SUN", "attacker": "CHN", "at": "Damansky Island"}
    answer = ask(world, "1969-03-02", **event)
    assert "PRK" in [conflict.state for conflict in answer.conflicts]


def test_neutrality_is_owed_to_an_ally_that_struck_first(world: World) -> None:
    answer = ask(world, "1904-02-08", attacked="RUS", attacker="JPN", at="Port Arthur")
    assert only(answer.triggered, "anglo-japanese-1902/art-2").bound == ("GBR",)


def test_a_body_that_has_ended_decides_no_more(world: World) -> None:
    event = {"attacked": "PHL", "attacker": "CHN", "at": "Manila"}
    answer = ask(world, "2024-01-01", **event)
    found = (*answer.triggered, *answer.undetermined)
    assert all(f.body == "" for f in found if f.framework == "seato")


BY_COUNCIL = "un-security-council-authorisation"


@pytest.mark.parametrize(
    ("text", "read"),
    [("yes", True), ("No", False), ("NO", False), ("TRUE", True), ("false", False)],
)
def test_a_fact_that_is_true_or_false_is_read_from_a_text(
    world: World, text: str, read: bool
) -> None:
    answer = ask(world, "2020-01-01", attacked="FRA", attacker="DEU", facts={BY_COUNCIL: text})
    assert answer.event.facts == {BY_COUNCIL: read}


def test_any_other_text_for_such_a_fact_is_refused_and_lists_stay_texts(world: World) -> None:
    with pytest.raises(QuestionError, match=f"true or false, got 'ja'; write {BY_COUNCIL}=yes"):
        ask(world, "2020-01-01", attacked="FRA", facts={BY_COUNCIL: "ja"})
    answer = ask(world, "2020-01-01", attacked="FRA", facts={"consent": "NO"})
    assert answer.event.facts == {"consent": ("NOR",)}


def test_a_zone_without_the_checklist_is_refused(world: World) -> None:
    with pytest.raises(QuestionError, match="ask for the checklist too"):
        ask(world, "2020-01-01", attacked="FRA", zone="Europe/Warsaw")
    with_list = {"zone": "Europe/Warsaw", "checklist": True}
    assert ask(world, "2020-01-01", attacked="FRA", **with_list).checklist is not None


def test_before_the_catalogue_begins_a_note_says_so(world: World) -> None:
    before, after = (ask(world, on, attacked="FRA") for on in ("1066-10-14", "1816-01-01"))
    assert any("begins in 1816" in note for note in before.notes)
    assert not any("begins in 1816" in note for note in after.notes)
