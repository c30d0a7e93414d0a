"""What every answer to `casus` must tell, and what it refuses to answer."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
import pytest

from foedus.asking.world import World
from foedus.cases import Case
from foedus.errors import QuestionError
from foedus.questions.binding.casus.answer import CasusAnswer, Triggering
from tests.solved import solved


def ask(world: World, on: str, **event: Any) -> CasusAnswer:
    answer = world.ask("casus", event, on=date.fromisoformat(on))
    assert isinstance(answer, CasusAnswer)
    return answer


def everything(answer: CasusAnswer) -> tuple[Triggering, ...]:
    return (*answer.triggered, *answer.undetermined, *answer.not_triggered)


def find(answer: CasusAnswer, provision: str) -> Triggering:
    [found] = [finding for finding in everything(answer) if finding.provision == provision]
    return found


def _solved() -> Iterator[object]:
    for case in solved():
        if case.question == "casus" and "error" not in str(case.expect):
            yield pytest.param(case, id=case.id)


@pytest.mark.parametrize("case", list(_solved()))
def test_every_answer_is_complete(world: World, case: Case) -> None:
    """Whatever the event: groups that fit their verdicts, reasons, sources, and plain data."""
    answer = world.ask("casus", case.inputs["event"], on=case.on)
    assert isinstance(answer, CasusAnswer)
    attacked = set(answer.event.attacked)
    found = everything(answer)
    assert len({f.provision for f in found}) == len(found)
    for verdict, group in (
        (True, answer.triggered),
        (None, answer.undetermined),
        (False, answer.not_triggered),
    ):
        assert all(finding.verdict is verdict is finding.because.verdict for finding in group)
    for finding in found:
        assert finding.cite.source
        assert finding.cite.article
        assert finding.says
        assert bool(finding.failed) == (finding.verdict is False), finding.provision
        assert bool(finding.open) == (finding.verdict is None), finding.provision
        assert finding.verdict is not False or not finding.bound
        if "assist" in finding.duties and "consult" not in finding.duties and len(attacked) == 1:
            assert not attacked & set(finding.bound), finding.provision
        assert all(softening.cite is not None for softening in finding.softened_by)
    strengths = [f.strength for f in answer.triggered if f.binding]
    assert strengths == sorted(strengths, reverse=True), "the strongest comes first"
    assert answer.lead
    assert json.loads(msgspec.json.encode(answer))["question"] == "casus"
    assert all(len(row.cells) == len(s.columns) for s in answer.sections() for row in s.rows)


def test_the_strength_of_the_duty_and_what_softens_it(world: World) -> None:
    answer = ask(world, "1990-01-01", attacked="NOR", attacker="SUN", at="Oslo")
    art5 = find(answer, "nato/art-5")
    assert (art5.strength, art5.duties) == (3, ("assist", "defend"))
    assert art5.strength_words == "assist by such action as it deems necessary"
    softened = {s.clause for s in art5.softened_by}
    assert {"means-it-deems-necessary", "constitutional-processes"} <= softened
    assert (art5.body, art5.cite.article, art5.binding) == ("nato/nac", "Art. 5", True)


def test_a_contested_reading_stays_open_with_both_sources(world: World) -> None:
    asked = {"attacked": "EST", "kind": "cyber-attack", "at": "Tallinn", "attacker": "RUS"}
    grave = {"effects-of-armed-attack": True}
    art5 = find(ask(world, "2024-01-01", **asked, facts=grave), "nato/art-5")
    assert art5.verdict is None
    [question] = art5.open
    assert question.startswith("which reading holds: ")
    assert "Wales Summit Declaration 2014" in question
    light = {"effects-of-armed-attack": False}
    assert find(ask(world, "2024-01-01", **asked, facts=light), "nato/art-5").verdict is False


def test_a_promise_of_neutrality_is_owed_to_one_that_attacks(world: World) -> None:
    """The Reinsurance Treaty, in a war with a third Great Power, and in one with Turkey."""
    on_britain = ask(world, "1888-06-01", attacked="GBR", attacker="RUS")
    assert find(on_britain, "reinsurance-1887/art-1").bound == ("DEU",)
    on_turkey = ask(world, "1888-06-01", attacked="TUR", attacker="RUS")
    assert find(on_turkey, "reinsurance-1887/art-1").verdict is False


def test_conflicting_duties_are_named_on_the_state_that_has_them(world: World) -> None:
    answer = ask(world, "1914-08-04", attacked="BEL", attacker="DEU", at="Liège")
    conflicts = {(c.state, c.towards_attacked, c.towards_attacker) for c in answer.conflicts}
    assert ("C-AUH", "london-1839/art-7", "dual-1879/art-1") in conflicts
    assert all(state not in ("BEL", "DEU") for state, _, _ in conflicts)


def test_several_attacked_states_are_judged_pair_by_pair(world: World) -> None:
    both = ask(world, "1987-01-01", attacked=["TUR", "GRC"], attacker="SUN", at="Izmir")
    alone = ask(world, "1987-01-01", attacked=["TUR"], attacker="SUN", at="Izmir")
    art5, of_turkey = find(both, "nato/art-5"), find(alone, "nato/art-5")
    assert art5.verdict is True
    assert "GRC" in art5.bound
    assert art5.bound == of_turkey.bound, "Izmir is Turkey's, and no land of Greece was attacked"


def test_names_serve_as_ids_do(world: World) -> None:
    names = {"attacked": "United Kingdom", "attacker": "argentina", "at": "falkland islands"}
    ids = {"attacked": "GBR", "attacker": "ARG", "at": "Falkland Islands"}
    assert ask(world, "1982-04-02", **names) == ask(world, "1982-04-02", **ids)


@pytest.mark.parametrize(
    ("event", "note"),
    [
        ({"attacked": "DDR"}, "did not exist on 2000-01-01"),
        ({"attacked": "FRA", "facts": {"full-moon": True}}, "full-moon"),
    ],
)
def test_a_note_warns_of_what_looks_like_a_slip(
    world: World, event: dict[str, Any], note: str
) -> None:
    assert any(note in told for told in ask(world, "2000-01-01", **event).notes)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({}, "attacked"),
        ({"attacked": []}, "attacked"),
        ({"attacked": "XXX"}, "no state is called 'XXX'"),
        ({"attacked": "al-qaida"}, "no state is called 'al-qaida'"),
        ({"attacked": "FRA", "attacker": "nobody"}, "no state or actor is called 'nobody'"),
        ({"attacked": "FRA", "attacker": "FRA"}, "FRA cannot be both"),
        ({"attacked": "FRA", "at": "Xyzzyx"}, "no place 'Xyzzyx'"),
        ({"attacked": "FRA", "at": {"lat": 99, "lon": 0}}, "lat"),
        ({"attacked": "FRA", "kind": "war"}, "kind"),
        ({"attacked": "FRA", "weather": "fair"}, "there is no input 'weather'"),
        ({"attacked": "FRA", "attacker": 1}, "attacker: 1 is not a list"),
        ({"attacked": "FRA", "facts": {"consent": ["XXX"]}}, "no state or actor is called 'XXX'"),
    ],
    ids=str,
)
def test_an_event_that_makes_no_sense_is_refused(
    world: World, event: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(QuestionError) as refusal:
        world.ask("casus", event, on=date(2000, 1, 1))
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_right_binds_nobody(world: World) -> None:
    answer = ask(world, "2022-02-24", attacked="UKR", attacker="RUS", at="Kyiv")
    right = find(answer, "un/art-51")
    assert right.bound == ()
    assert {"UKR", "POL", "USA"} <= {*right.entitled}
    assert "RUS" not in right.entitled, "nobody is entitled to answer its own attack"
    assert all(not t.bound or t.effect != "right" for t in everything(answer))
    [row] = [row for row in answer.sections()[0].rows if row.cells[0] == "un/art-51"]
    assert row.cells[2].startswith("free to act: ")


def test_where_a_reservation_frees_the_only_one_bound_the_answer_says_none(world: World) -> None:
    facts = {"mediterranean-war": True}
    answer = ask(world, "1950-01-01", attacked="GBR", attacker="SUN", at="Malta", facts=facts)
    freed = find(answer, "gbr-tur-fra-1939/art-2-1")
    assert (freed.verdict, freed.bound) == (True, ())
    [row] = [r for r in answer.sections()[0].rows if r.cells[0] == freed.provision]
    assert row.cells[2].startswith("none; not TUR (")


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"attacked": "GRC", "at": "Ankara"}, "Ankara was under Turkey, not Greece, on 2025-06-01"),
        ({"attacked": ["GRC", "ESP"], "at": "Ankara"}, "not Greece or Spain"),
        (
            {"attacked": "GRC", "facts": {"self-defence": True}},
            "stated of the event: self-defence: yes",
        ),
        ({"attacked": "EST", "domain": "cyber"}, "is judged as a cyber attack"),
    ],
)
def test_what_was_given_of_an_event_is_told(world: World, event: dict[str, Any], told: str) -> None:
    answer = ask(world, "2025-06-01", attacker="RUS", **event)
    assert any(told in note for note in answer.notes), answer.notes


@pytest.mark.parametrize(
    "event",
    [
        {"attacked": "TUR", "at": "Ankara"},
        {"attacked": ["GRC", "TUR"], "at": "Ankara"},
        {"attacked": "USA", "at": "Ankara", "object": "forces"},
    ],
)
def test_no_note_is_made_of_a_place_that_is_the_victims_or_where_its_forces_are(
    world: World, event: dict[str, Any]
) -> None:
    answer = ask(world, "2025-06-01", attacker="RUS", **event)
    assert not [note for note in answer.notes if "was under" in note]
    assert find(answer, "nato/art-5").verdict is True


def test_the_domain_stands_in_the_title_and_is_no_way_round_a_contested_reading(
    world: World,
) -> None:
    of_space = ask(world, "2025-06-01", attacked="USA", attacker="RUS", domain="space")
    assert "(domain: space)" in of_space.title
    assert find(of_space, "nato/art-5").verdict is None
    assert find(of_space, "anzus/art-4").verdict is None
    assert any("outer space" in reason for reason in find(of_space, "anzus/art-4").open)
    assert of_space.lead.startswith("No duty to assist is certain; ")
    by_domain = ask(world, "2025-06-01", attacked="EST", attacker="RUS", domain="cyber")
    by_kind = ask(world, "2025-06-01", attacked="EST", attacker="RUS", kind="cyber-attack")
    assert [(t.provision, t.verdict) for t in everything(by_domain)] == [
        (t.provision, t.verdict) for t in everything(by_kind)
    ]


def test_the_lead_counts_what_is_undetermined(world: World) -> None:
    answer = ask(world, "2023-12-10", attacked="GUY", attacker="VEN", at="3.38,-59.8")
    assert answer.lead == "No duty to assist is certain; two may be."
    assert "rio/art-3" in [t.provision for t in answer.undetermined]
    both = find(answer, "rio/art-3").open[0]
    assert "party or not" in both
    assert "San José" in both


def test_the_state_threatened_consults_and_is_not_counted_among_those_that_assist(
    world: World,
) -> None:
    answer = ask(world, "2021-05-14", attacked="ARM", attacker="AZE", kind="threat")
    assert "ARM" in find(answer, "csto/art-2").bound
    helpers = {s for t in answer.triggered if "assist" in t.duties for s in t.bound} - {"ARM"}
    assert answer.lead.startswith(f"{len(helpers)} states are bound to assist")


@pytest.mark.parametrize("place", ["Honolulu", "18.3,-66"])
def test_only_the_decisive_reason_is_told(world: World, place: str) -> None:
    answer = ask(world, "2025-06-01", attacked="USA", attacker="RUS", at=place)
    assert "Turkey" not in " ".join(find(answer, "nato/art-5").failed)


@pytest.mark.parametrize(
    ("on", "attacked", "attacker", "ally", "helpers"),
    [
        ("1940-10-28", "GRC", "ITA", "DEU", set()),
        ("1939-09-01", "POL", "DEU", "ITA", {"FRA", "GBR"}),
        ("1940-05-10", "FRA", "DEU", "ITA", {"POL"}),
        ("1941-06-22", "SUN", "DEU", "ITA", {"MNG"}),
    ],
)
def test_help_owed_to_the_attacker_is_no_help_for_the_attacked(
    world: World, on: str, attacked: str, attacker: str, ally: str, helpers: set[str]
) -> None:
    """The Pact of Steel, Art. III: the other joins a party at war, whoever began it."""
    answer = ask(world, on, attacked=attacked, attacker=attacker, checklist=True)
    steel = find(answer, "steel-pact-1939/art-3")
    assert (steel.verdict, steel.bound, steel.for_attacker) == (True, (ally,), (attacker,))
    assert all(not f.for_attacker for f in answer.triggered if f is not steel)
    counted = answer.counts()["state be bound to help"]
    assert ally not in counted
    assert helpers <= counted
    name = world.catalogue.inline
    told, owed, _ = answer.lead.partition(
        f"1 state is bound to assist {name(attacker)}, the attacker (steel-pact-1939/art-3: "
    )
    assert owed
    assert "steel-pact" not in told
    assert f"assist {name(attacked)}" in told
    assert told.startswith("No binding duty to assist") == (not counted)
    assert {t.provision for t in answer.checklist or ()}.isdisjoint({"steel-pact-1939/art-3"})
    assert all("Steel" not in str(letter) for letter in answer.letters())
    assert all(c.towards_attacked != "steel-pact-1939/art-3" for c in answer.conflicts)
    shown = answer.mapped()
    assert shown is not None
    [light] = [one for one in shown.lights if ally in one.states]
    assert (light.fill, light.says) == ("towards-attacker", "bound towards the attacker")
    assert any(
        "the attacker)" in cell for s in answer.sections() for r in s.rows for cell in r.cells
    )


def test_the_same_pact_helps_the_party_that_is_attacked(world: World) -> None:
    answer = ask(world, "1940-07-01", attacked="ITA", attacker="GBR")
    steel = find(answer, "steel-pact-1939/art-3")
    assert (steel.verdict, steel.bound, steel.for_attacker) == (True, ("DEU",), ())
    assert "DEU" in answer.counts()["state be bound to help"]
    assert "steel-pact-1939/art-3" in answer.lead


def test_it_is_said_where_the_part_of_the_attacked_itself_is_contested(world: World) -> None:
    """Armenia calls its participation frozen; what is owed to it is kept, so Art. 4 is called."""
    event = {"attacked": "ARM", "attacker": "AZE", "at": "Jermuk"}
    told = "csto/art-4: whether Armenia itself owes this is contested"
    assert any(told in note for note in ask(world, "2026-06-01", **event).notes)
    assert not any(told in note for note in ask(world, "2022-09-13", **event).notes)
