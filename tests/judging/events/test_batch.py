"""Tables of events: what they may leave out, what they must not hold, and who is left bound."""

import weakref
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import UnknownPlaceError
from foedus.judging.events.batch import judge_batch
from foedus.judging.events.judge import Judge
from foedus.judging.events.table import EventTableError
from foedus.judging.events.tables import Tables, day_number
from foedus.language.situation import Situation
from foedus.language.tree import parse
from foedus.model.events import Point
from foedus.model.instruments import Instrument, Party, Suspension
from foedus.model.provisions import Duty, Effect, Provision, Right
from foedus.model.time import ALWAYS, Interval
from foedus.model.verdicts import Verdict
from tests.language import made_up
from tests.language.made_up import CITE, Happening

DAY = date(1990, 1, 1)
HELP: Effect = Duty(("assist", "defend"), 3)
RIGHT: Effect = Right("act")
SIGNATORIES = tuple(Party(state, ALWAYS) for state in ("AUS", "NZL", "USA"))


def suspended(*states: str) -> Suspension:
    return Suspension(states, Interval(date(1980, 1, 1), date(2000, 1, 1)), CITE)


def verdicts(
    events: Sequence[Happening],
    effect: Effect = HELP,
    suspensions: tuple[Suspension, ...] = (),
    trigger: Any = None,
    parties: tuple[Party, ...] = SIGNATORIES,
) -> list[Verdict]:
    """What a treaty of Australia, New Zealand and the United States says to events, both ways."""
    when = parse(trigger or {"kind": ["armed-attack"]}, {})
    provision = Provision("made-up/art-1", "made-up/treaty", "...", effect, CITE, trigger=when)
    treaty = Instrument(
        "treaty",
        "Made-up Treaty",
        "treaty",
        ALWAYS,
        parties=parties,
        suspensions=suspensions,
        provisions=(provision,),
    )
    catalogue = made_up.base().with_frameworks([made_up.framework_of(treaty)], "made up")
    explained = made_up.explained(catalogue, events, "made-up")["made-up/art-1"]
    judged = judge_batch(catalogue, made_up.table(events))["made-up/art-1"].to_list()
    assert judged == [because.verdict for because in explained]
    return judged


@pytest.mark.parametrize(
    ("legs", "victim", "attacker", "triggered"),
    [
        ([], "NZL", None, True),
        ([("USA", "NZL")], "NZL", None, True),  # Australia is bound to both
        ([("USA", "NZL")], "NZL", "AUS", False),  # the only other party attacks
        ([("USA", "NZL")], "NZL", "USA", True),
        ([("USA", "NZL"), ("AUS", "NZL")], "NZL", None, False),
        ([("USA", "NZL"), ("AUS", "NZL")], "USA", None, True),
        ([("NZL",)], "NZL", None, False),
        ([("NZL",)], "USA", None, True),
        ([("NZL",)], "USA", "AUS", False),
        # a leg suspended twice is suspended once
        ([("USA", "NZL"), ("NZL", "USA")], "NZL", None, True),
        ([("USA", "NZL"), ("USA",)], "NZL", None, True),
        ([("USA",), ("USA",)], "NZL", "USA", True),
    ],
)
def test_a_suspended_leg_binds_nobody_and_no_more_than_that(
    legs: list[tuple[str, ...]], victim: str, attacker: str | None, triggered: bool
) -> None:
    event = Happening(DAY, "armed-attack", victim, attacker)
    assert verdicts([event], HELP, tuple(suspended(*leg) for leg in legs)) == [triggered]


def test_a_suspension_ends() -> None:
    days = (date(1979, 12, 31), date(1980, 1, 1), date(1999, 12, 31), date(2000, 1, 1))
    events = [Happening(day, "armed-attack", "NZL", "PRK") for day in days]
    assert verdicts(events, HELP, (suspended("NZL"),)) == [True, False, False, True]


@pytest.mark.parametrize(
    ("others", "attacker", "verdict"),
    [
        ([], "PRK", False),
        (["AUS"], "PRK", None),
        (["AUS", "USA"], "PRK", None),
        (["AUS"], "AUS", False),  # the only one that may be bound attacks
        (["AUS", "USA"], "AUS", None),
        (["AUS"], None, None),
    ],
)
def test_help_that_only_contested_parties_may_owe_is_left_open(
    others: list[str], attacker: str | None, verdict: Verdict
) -> None:
    contested = tuple(Party(state, ALWAYS, contested="it never ratified") for state in others)
    parties = (Party("NZL", ALWAYS), *contested)
    event = Happening(DAY, "armed-attack", "NZL", attacker)
    assert verdicts([event], parties=parties) == [verdict]


def test_a_right_is_the_victims_own_whoever_is_suspended() -> None:
    event = Happening(DAY, "armed-attack", "NZL", "PRK")
    assert verdicts([event], RIGHT, (suspended("NZL"),)) == [True]


def test_a_duty_to_refrain_is_the_attackers() -> None:
    refrain: Effect = Duty(("refrain",))
    attackers = ("USA", "PRK", "al-qaida", None)
    events = [Happening(DAY, "armed-attack", "NZL", attacker) for attacker in attackers]
    assert verdicts(events, refrain) == [True, False, False, None]
    assert verdicts(events, refrain, (suspended("USA", "NZL"),)) == [False, False, False, None]
    assert verdicts(events, refrain, (suspended("NZL"),)) == [False, False, False, None]


def test_the_last_of_the_states_is_one_and_the_first_of_the_other_actors_is_none() -> None:
    """States and actors share one row of codes."""
    known = made_up.base().definitions
    edges = (max(known.states), min(known.actors))
    events = [Happening(DAY, "armed-attack", "NZL", attacker) for attacker in edges]
    assert verdicts(events, trigger={"attacker": ["state"]}) == [True, False]
    assert verdicts(events, trigger={"attacker": ["non-state"]}) == [False, True]
    assert verdicts(events, trigger={"attacker": ["external"]})[0] is True


@pytest.mark.parametrize(
    ("consent", "verdict"),
    [
        (("NZL",), True),
        (("AUS", "NZL"), True),
        (("AUS",), False),
        ((), False),
        (False, False),  # nobody consented
        (True, None),  # somebody did, but not who
        (None, None),
    ],
)
def test_who_consented_may_be_listed_or_told_as_truth(
    consent: tuple[str, ...] | bool | None, verdict: Verdict
) -> None:
    facts = {} if consent is None else {"consent": consent}
    event = Happening(DAY, "armed-attack", "NZL", facts=facts)
    assert verdicts([event], trigger={"consent_of": ["victim"]}) == [verdict]


@pytest.mark.parametrize(
    ("determined", "verdict"),
    [
        (("nato/nac",), True),
        (("un/security-council", "nato/nac"), True),
        (("un/security-council",), False),
        ((), False),
        (False, False),  # nobody determined it
        (True, None),  # somebody did, but not who
        (None, None),
    ],
)
def test_who_determined_may_be_listed_or_told_as_truth(
    determined: tuple[str, ...] | bool | None, verdict: Verdict
) -> None:
    facts = {} if determined is None else {"determined-by": determined}
    event = Happening(DAY, "armed-attack", "NZL", facts=facts)
    assert verdicts([event], trigger={"determined_by": ["nato/nac"]}) == [verdict]


@pytest.mark.parametrize(
    ("sea", "inside", "outside"),
    [
        # between Cuba and Florida, and along the equator
        ("gulf-of-mexico", Point(24.0, -81.2), Point(24.0, -80.5)),
        ("south-atlantic", Point(-0.5, -30.0), Point(0.5, -30.0)),
    ],
)
def test_a_sea_ends_at_the_line_from_the_last_corner_of_its_ring_to_the_first(
    sea: str, inside: Point, outside: Point
) -> None:
    events = [Happening(DAY, "armed-attack", "USA", None, at, "vessel") for at in (inside, outside)]
    assert verdicts(events, trigger={"within": [sea]}) == [True, False]


YES, NO, OPEN = {"kind": ["armed-attack"]}, {"kind": ["coup"]}, {"attacker": ["state"]}


@pytest.mark.parametrize(
    ("wide", "narrow", "verdict"),
    [
        (YES, YES, True),
        (NO, NO, False),
        (YES, NO, None),
        (YES, OPEN, None),
        (NO, OPEN, None),
        (OPEN, OPEN, None),
    ],
)
def test_a_contested_clause_is_settled_only_where_its_readings_agree(
    wide: Any, narrow: Any, verdict: Verdict
) -> None:
    readings = [
        {"reading": name, "source": f"source of {name}", "when": when}
        for name, when in (("wide", wide), ("narrow", narrow))
    ]
    event = Happening(DAY, "armed-attack", "NZL")
    assert verdicts([event], trigger={"contested": readings}) == [verdict]


@pytest.mark.parametrize(
    ("area", "at", "within"),
    [
        ("mediterranean-sea", Point(35.5, 18.0), True),
        ("mediterranean-sea", "Algiers", False),  # the ring of a sea is drawn over its coasts
        ("western-hemisphere-rio", "Falkland Islands", True),  # a region covers land
        ("western-hemisphere-rio", Point(-52.5, -62.0), True),
        ("western-hemisphere-rio", "Algiers", False),
    ],
)
def test_a_sea_takes_in_no_land_and_a_region_takes_in_both(
    area: str, at: str | Point, within: bool
) -> None:
    event = Happening(DAY, "armed-attack", "NZL", "PRK", at)
    assert verdicts([event], trigger={"within": [area]}) == [within]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Few frameworks, so that each table is quick to judge."""
    return made_up.few()


def table(**columns: Any) -> pl.DataFrame:
    given = {"on": [DAY], "kind": ["armed-attack"], "attacked": ["USA"], **columns}
    return pl.DataFrame({name: values for name, values in given.items() if values is not None})


def test_a_table_of_day_kind_and_victim_is_enough(catalogue: Catalogue) -> None:
    judged = judge_batch(catalogue, table())
    assert judged["nato/art-4"].to_list() == [True]
    assert judged["nato/art-5"].to_list() == [None]
    assert judge_batch(catalogue, table(attacked=["CHE"]))["nato/art-4"].to_list() == [False]


def test_an_empty_table_has_a_column_for_every_provision_with_a_trigger(
    catalogue: Catalogue,
) -> None:
    judged = judge_batch(catalogue, table().clear())
    assert judged.height == 0
    clauses = [c for c in catalogue.clauses() if c.provision.trigger is not None]
    assert judged.columns == list(dict.fromkeys(c.provision.id for c in clauses))


def test_columns_that_are_no_part_of_an_event_are_left_alone(catalogue: Catalogue) -> None:
    assert judge_batch(catalogue, table(note=["?"])).equals(judge_batch(catalogue, table()))


def test_a_place_and_its_latitude_and_longitude_say_the_same(catalogue: Catalogue) -> None:
    place = catalogue.sites.find("Falkland Islands")
    event = {"on": [date(1982, 4, 2)], "attacked": ["GBR"], "attacker": ["ARG"]}
    by_name = judge_batch(catalogue, table(**event, place=["Falkland Islands"]))
    by_point = judge_batch(catalogue, table(**event, lat=[place.lat], lon=[place.lon]))
    assert by_name.equals(by_point)


@pytest.mark.parametrize("day", [date(1955, 6, 1), date(2023, 6, 1)])
def test_an_attack_at_no_known_place_is_judged_wherever_it_may_have_been(
    catalogue: Catalogue, day: date
) -> None:
    states = [state.id for state in catalogue.states.values() if state.exists(day)]
    rows = {"on": [day] * len(states), "kind": ["armed-attack"] * len(states), "attacked": states}
    rows["attacker"] = ["JPN"] * len(states)
    judged = judge_batch(catalogue, pl.DataFrame(rows))
    [clause] = [c for c in catalogue.matching("nato/art-5") if c.in_force(day)]
    judge = Judge(catalogue)
    for state, verdict in zip(states, judged["nato/art-5"], strict=True):
        seen = Situation(day, "armed-attack", "territory", "land", state, "JPN", None, {}, judge)
        assert verdict is judge.judge(clause, seen).verdict, state


def test_only_an_attack_on_territory_is_judged_wherever_it_may_have_been(
    catalogue: Catalogue,
) -> None:
    """A ship may be anywhere; where nothing is said of what was attacked, it was territory."""
    attacked = ["territory", None, "vessel"]
    rows = {"attacked": ["POL"] * 3, "attacker": ["RUS"] * 3, "object": attacked}
    events = table(on=[date(2023, 6, 1)] * 3, kind=["armed-attack"] * 3, **rows)
    assert judge_batch(catalogue, events)["nato/art-5"].to_list() == [True, True, None]


def test_rows_do_not_touch_each_other(catalogue: Catalogue) -> None:
    rows = {"attacked": ["USA", "POL", "SUN"], "attacker": ["SUN", None, "DEU"]}
    together = table(on=[DAY] * 3, kind=["armed-attack"] * 3, **rows)
    judged = judge_batch(catalogue, together)
    for row in range(3):
        assert judge_batch(catalogue, together[row]).equals(judged[row])


def test_tables_are_of_the_days_asked_for_and_go_with_their_batch(catalogue: Catalogue) -> None:
    """Of all epochs, and kept for ever, they took five gigabytes over ATOP."""
    days = [date(1955, 6, 1), date(2001, 9, 11), date(2001, 9, 12)]
    tables = Tables(catalogue, np.array([day_number(day) for day in days]))
    assert tables.epochs <= 2 * len(days) + 1
    assert tables.parties("nato", "north-atlantic-treaty") is tables.parties(
        "nato", "north-atlantic-treaty"
    )
    gone = weakref.ref(tables)
    del tables
    assert gone() is None


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"on": None}, "the table of events has no column 'on'"),
        ({"kind": None}, "the table of events has no column 'kind'"),
        ({"attacked": None}, "the table of events has no column 'attacked'"),
        ({"attacked": [None]}, "the column 'attacked' has rows without a value"),
        ({"on": ["1990-01-01"]}, "the column 'on' holds String, not dates"),
        ({"kind": ["war"]}, "row 0, column 'kind': 'war' is not known"),
        ({"attacked": ["al-qaida"]}, "row 0, column 'attacked': 'al-qaida' is not known"),
        ({"attacker": ["XXX"]}, "row 0, column 'attacker': 'XXX' is not known"),
        ({"object": ["moon"]}, "row 0, column 'object': 'moon' is not known"),
        ({"domain": ["moon"]}, "row 0, column 'domain': 'moon' is not known"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_a_sentence(
    columns: dict[str, Any], sentence: str, catalogue: Catalogue
) -> None:
    with pytest.raises(EventTableError) as refusal:
        judge_batch(catalogue, table(**columns))
    assert str(refusal.value) == sentence


def test_the_row_at_fault_is_named(catalogue: Catalogue) -> None:
    columns = {"on": [DAY] * 3, "kind": ["coup"] * 3, "attacked": ["USA", "FRA", "XXX"]}
    with pytest.raises(EventTableError, match="row 2, column 'attacked': 'XXX' is not known"):
        judge_batch(catalogue, table(**columns))


def test_an_unknown_place_is_refused_with_the_nearest_names(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownPlaceError, match=r"no place 'Falkland Ilands'.*Falkland Islands"):
        judge_batch(catalogue, table(place=["Falkland Ilands"]))


@pytest.mark.parametrize(
    "columns",
    [
        {"lat": [12.0]},
        {"lat": [99.0], "lon": [0.0]},
        {"lat": [float("inf")], "lon": [0.0]},
        {"place": [3]},
        {"fact.consent": [["XXX"]]},
        {"fact.consent": ["MLI"]},
        {"fact.directed-from-abroad": ["yes"]},
    ],
    ids=str,
)
def test_a_column_of_the_wrong_shape_is_refused(
    columns: dict[str, Any], catalogue: Catalogue
) -> None:
    with pytest.raises(EventTableError):
        judge_batch(catalogue, table(**columns))
