"""`withdraw`: the record is reproduced, what falls is complete, and nonsense is refused."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.asking.world import World
from foedus.cases import Case, run
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.questions.conduct.withdraw.answer import WithdrawAnswer
from tests.listed import half
from tests.solved import of_files

FACTS = {
    "eu/treaties": {"withdrawal-period-extended-to": date(2020, 1, 31)},
    "ottawa/convention": {"armed-conflict": False},
    "ccm/convention": {"armed-conflict": False},
}
OUTSIDE_THE_CLOCK = {
    ("csto/collective-security-treaty", "UZB"): "the Council agreed to an earlier day",
    ("warsaw-pact/warsaw-treaty", "ALB"): "left at once, whatever the Treaty said",
    ("sun-egy/treaty-1971", "EGY"): "abrogated at once",
    ("sun-egy/treaty-1971", "SUN"): "abrogated by the other at once",
}


CASES = of_files()["withdraw"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in CASES])
def test_a_solved_case(case: Case, world: World) -> None:
    [outcome] = run([case], world)
    assert outcome.result == "PASS", str(outcome)


def ask(world: World, leaving: str, state: str, on: date, **inputs: Any) -> WithdrawAnswer:
    answer: WithdrawAnswer = world.withdraw(on=on, leaving=leaving, state=state, **inputs)
    return answer


def on_record(catalogue: Catalogue) -> Iterator[tuple[str, str, date, date]]:
    """Every notice on record after which a state was free, under an instrument with a clock."""
    for framework in catalogue.frameworks.values():
        for instrument in framework.instruments:
            for p in instrument.parties:
                if p.notice and p.ended_by in ("withdrawal", "denunciation") and instrument.clocks:
                    yield f"{framework.id}/{instrument.id}", p.state, p.notice, p.during.end


def test_the_clock_gives_the_recorded_day_of_every_notice_on_record(world: World) -> None:
    checked = 0
    for leaving, state, notice, end in on_record(world.catalogue):
        if leaving == "locarno/treaty-1925" or (leaving, state) in OUTSIDE_THE_CLOCK:
            continue  # the Treaty of Locarno was repudiated; it let no party leave alone
        answer = ask(world, leaving, state, notice, facts=FACTS.get(leaving, {}))
        assert answer.free_from == end, (leaving, state)
        assert answer.settled or leaving == "eu/treaties"
        checked += 1
    assert checked >= 20


def test_what_the_record_says_stands_beside_the_clock(world: World) -> None:
    answer = ask(world, "csto", "UZB", date(2012, 6, 28))
    assert answer.free_from == date(2012, 12, 28)
    assert [str(r.ended) for r in answer.recorded] == ["1999-04-20", "2012-12-19"]


def test_the_exit_takes_seats_shares_instruments_and_duties(world: World) -> None:
    answer = ask(world, "nato", "ISL", date(2024, 6, 1))
    fallen = {(f.kind, f.id) for f in answer.falls.items}
    assert ("body", "nato/nac") in fallen
    assert ("cost share", "nato/common-funding-2024") in fallen
    ties = {t.partner: t for t in answer.falls.ties}
    assert len(ties) == 31
    assert ties["USA"].strongest_lost == 3
    assert ties["USA"].strongest_left < 3
    assert all(t.owed_by == t.owed_to for t in ties.values())


def test_what_only_members_may_belong_to_falls_too(world: World) -> None:
    answer = ask(world, "eu", "HUN", date(2025, 1, 1))
    instruments = {f.id: f.why for f in answer.falls.items if f.kind == "instrument"}
    assert instruments["pesco/decision-2017-2315"] == "only members of eu may belong to it"
    assert instruments["eu/security-rules"] == "its parties are those of eu"
    assert "pesco" not in {identifier for identifier, _, _ in answer.falls.remaining}
    assert ("project", "pesco/military-mobility") in {(f.kind, f.id) for f in answer.falls.items}


def test_leaving_pesco_leaves_the_union_alone(world: World) -> None:
    answer = ask(world, "pesco", "AUT", date(2025, 1, 1))
    assert "eu/treaties" not in {f.id for f in answer.falls.items}
    assert "eu" in {identifier for identifier, _, _ in answer.falls.remaining}
    assert answer.effective == date(2025, 1, 1)


def test_a_notice_taken_back_leaves_all_as_it_was(world: World) -> None:
    back = date(2020, 3, 10)
    answer = ask(world, "rio", "URY", back, notice=date(2019, 9, 24), revoked=back)
    assert answer.revoked
    assert answer.falls.items == ()
    assert answer.steps[-1].cite.article == "Art. 68"


def test_a_notice_cannot_be_taken_back_after_its_effect(world: World) -> None:
    answer = ask(
        world, "rio", "MEX", date(2005, 1, 1), notice=date(2002, 9, 6), revoked=date(2005, 1, 1)
    )
    assert not answer.revoked
    assert answer.free_from == date(2004, 9, 6)
    assert any("could not be taken back" in note for note in answer.notes)


def test_an_instrument_with_the_parties_of_another_is_left_by_leaving_that(world: World) -> None:
    answer = ask(world, "ecowas/revised-treaty", "NER", date(2024, 1, 29))
    assert answer.instrument == "ecowas/lagos-treaty"
    assert any("are those of ecowas/lagos-treaty" in note for note in answer.notes)


def test_a_text_without_a_recorded_clause_is_undetermined(world: World) -> None:
    answer = ask(world, "gcc", "QAT", date(2018, 1, 1))
    assert (answer.may, answer.effective) == (None, None)
    assert "records no clause on leaving" in answer.lead


def test_the_days_go_into_a_calendar(world: World) -> None:
    entries = ask(world, "cfe", "RUS", date(2023, 6, 9)).calendar()
    assert {e.starts for e in entries} == {
        date(2023, 6, 9),
        date(2023, 6, 30),
        date(2023, 11, 7),
    }
    assert len({e.uid for e in entries}) == len(entries)
    assert ask(world, "nato", "FRA", date(1966, 3, 7)).calendar() == ()


def test_every_clock_runs_for_every_party_without_a_fact(world: World) -> None:
    for framework in world.catalogue.frameworks.values():
        for instrument in framework.instruments:
            for clock in instrument.clocks:
                day = max(clock.during.start, instrument.during.start)
                party = next((p for p in instrument.parties if day in p.during), None)
                if party is not None:
                    leaving = f"{framework.id}/{instrument.id}"
                    answer = ask(world, leaving, party.state, day)
                    assert answer.steps, leaving
                    assert answer.free_from is None or answer.free_from >= day, leaving


@pytest.mark.parametrize(
    ("leaving", "state", "on", "inputs", "told"),
    [
        (
            "nato",
            "CHE",
            date(2025, 1, 1),
            {},
            "Switzerland cannot give notice .* not a party to it",
        ),
        (
            "nato",
            "USA",
            date(1940, 1, 1),
            {},
            "not in force on 1940-01-01; it has been since 1949",
        ),
        ("warsaw-pact", "POL", date(1995, 1, 1), {}, "no longer in force .* ended on 1991-07-01"),
        ("ottawa", "USA", date(2025, 1, 1), {}, "it was not a party to it on 2025-01-01"),
        ("quad", "IND", date(2025, 1, 1), {}, "rests on several instruments; name one of quad/"),
        ("nato/charter", "USA", date(2025, 1, 1), {}, "has no instrument 'charter'; it has nato/"),
        ("visegrad", "HUN", date(2025, 1, 1), {"facts": {"x": True}}, "'x' has no effect"),
        ("nto", "USA", date(2025, 1, 1), {}, "did you mean"),
        ("nato", "USA", date(2025, 1, 1), {"facts": {"armed-conflict": True}}, "asks for none"),
        ("nato", "USA", date(2025, 1, 1), {"revoked": date(2024, 1, 1)}, "lies before the notice"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, leaving: str, state: str, on: date, inputs: dict[str, Any], told: str
) -> None:
    with pytest.raises(QuestionError, match=told):
        ask(world, leaving, state, on, **inputs)


def test_a_notice_of_a_state_that_no_list_settles_is_refused_as_not_known(tmp_path: Path) -> None:
    with pytest.raises(QuestionError) as refusal:
        half(tmp_path).ask("withdraw", on=date(2015, 1, 1), leaving="half", state="GBR")
    assert str(refusal.value) == (
        "state: whether the United Kingdom of Great Britain and Northern Ireland was a party to "
        "the Half Treaty on 2015-01-01 is not known: this list holds 2 of 10 parties (checked "
        "2020-01-01)"
    )
