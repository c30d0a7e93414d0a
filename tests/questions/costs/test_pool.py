"""`pool`: the acceptance of a sharing, the solved cases, and one sentence for every refusal."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.cases import run
from foedus.doors.cli.app import _group
from foedus.errors import QuestionError
from foedus.questions.costs.pool.answer import PoolAnswer
from tests.solved import of_files

DAY = date(2009, 7, 27)
AIRLIFT = {
    "USA": 1000,
    "SWE": 550,
    "NLD": 500,
    "NOR": 400,
    "ROU": 200,
    "POL": 150,
    "FIN": 100,
    "BGR": 65,
    "SVN": 60,
    "HUN": 50,
    "EST": 45,
    "LTU": 45,
}


def programme(demand: dict[str, Any], **more: Any) -> dict[str, Any]:
    members = [{"nation": nation, "demand": level} for nation, level in demand.items()]
    return {"currency": "EUR", "unit_cost": 100, "availability": 1, "members": members, **more}


def ask(world: World, what: dict[str, Any]) -> PoolAnswer:
    answer: PoolAnswer = world.pool(on=DAY, programme=what)
    return answer


def cases() -> list[Any]:
    found = of_files()["pool"]
    return [pytest.param(case, id=case.id) for case in found]


@pytest.mark.parametrize("case", cases())
def test_a_solved_case(case: Any, world: World) -> None:
    [outcome] = run([case], world)
    assert outcome.result == "PASS", str(outcome)


def test_the_hours_of_strategic_airlift_need_three_aircraft(world: World) -> None:
    """3,165 hours a year for twelve nations on three aircraft (sacprogram.org), shared by hours."""
    assert sum(AIRLIFT.values()) == 3165
    answer = ask(world, programme(AIRLIFT, capacity=1055))
    assert [pool.units for pool in answer.pools] == [3]
    assert [m.alone.units for m in answer.members] == [1] * 12
    by_hours = answer.sharings[0]
    assert by_hours.in_core
    assert by_hours.pays["USA"] == Decimal("94.79")
    assert answer.members[0].adds == 0, "the other eleven would still need three"


demands = st.dictionaries(
    st.sampled_from(sorted(AIRLIFT)), st.integers(0, 30), min_size=1, max_size=6
).filter(lambda found: any(found.values()))


@given(demands, st.integers(1, 10**9), st.integers(0, 10**9), st.integers(1, 100))
def test_every_sharing_sums_exactly_and_charges_nothing_for_nothing(
    world: World, demand: dict[str, int], unit_cost: int, fixed_cost: int, availability: int
) -> None:
    what = programme(
        demand,
        unit_cost=Decimal(unit_cost).scaleb(-2),
        fixed_cost=Decimal(fixed_cost).scaleb(-2),
        availability=Decimal(availability).scaleb(-2),
        capacity=7,
    )
    answer = ask(world, what)
    assert answer == ask(world, what)
    assert answer.cost + answer.saving == answer.alone
    for sharing in answer.sharings:
        assert sum(sharing.pays.values()) == answer.cost
        assert all(part >= 0 for part in sharing.pays.values())
        assert all(part == 0 for nation, part in sharing.pays.items() if not demand[nation])
        assert sharing.in_core == (not sharing.blocking)
    nucleolus = answer.sharings[-1]
    assert nucleolus.in_core is not answer.core_empty
    assert bool(answer.weights) is answer.core_empty


@given(demands)
def test_the_order_of_members_decides_nothing(world: World, demand: dict[str, int]) -> None:
    backwards = dict(reversed(demand.items()))
    there, back = (
        ask(world, programme(given_demand, capacity=7, fixed_cost=30))
        for given_demand in (demand, backwards)
    )
    assert [s.pays for s in there.sharings] == [s.pays for s in back.sharings]


@given(demands)
def test_nations_alike_pay_alike_but_for_a_cent(world: World, demand: dict[str, int]) -> None:
    answer = ask(world, programme(demand, capacity=7, fixed_cost=30))
    for sharing in answer.sharings:
        for one in demand:
            for other in demand:
                if demand[one] == demand[other]:
                    assert sharing.exact[one] == sharing.exact[other]
                    assert abs(sharing.pays[one] - sharing.pays[other]) <= Decimal("0.01")


def test_an_answer_is_json_with_exact_amounts(world: World) -> None:
    answer = ask(world, programme({"BEL": 1, "NLD": 1, "LUX": 1}, capacity=3))
    told = json.loads(msgspec.json.encode(answer))
    assert told["sharings"][2]["pays"] == {"BEL": "33.34", "NLD": "33.33", "LUX": "33.33"}
    assert told["sharings"][2]["exact"]["BEL"] == "100/3"


def test_names_of_states_are_read(world: World) -> None:
    answer = ask(world, programme({"Netherlands": 1, "Germany": 2}))
    assert [member.nation for member in answer.members] == ["NLD", "DEU"]


MANY = [
    *("AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HRV"),
    *("HUN", "IRL", "ITA", "LTU", "LUX", "LVA", "MLT", "NLD"),
]


@pytest.mark.parametrize(
    ("what", "message"),
    [
        (programme({}), "members must not be empty"),
        (programme({"DEU": -1}), "must be at least 0, got -1"),
        (programme({"DEU": 1}, availability=0), "availability must be more than 0"),
        (programme({"DEU": 1}, availability=1.01), "must be at most 1, got 1.01"),
        (programme({"DEU": 1}, unit_cost=0), "unit_cost must be more than 0"),
        (programme({"DEU": 1}, fixed_cost=-5), "fixed_cost must be at least"),
        (programme({"DEU": 1}, unit_cost="1.005"), "unit_cost: 1.005 is not a multiple of"),
        (programme({"DEU": 1}, currency=""), "currency: string should have at least 1"),
        (programme({"DEU": float("nan")}), "is not a number"),
        (programme({"DEU": 0, "FRA": 0}), "nobody demands anything"),
        (programme({"DEU": 1, "Germany": 1}), "members: DEU is a member twice"),
        (programme({"Germny": 1}), "no state is called 'Germny'; did you mean Germany"),
        (programme({"DDR": 1}), "East Germany does not exist on 2009-07-27"),
        (programme({"DEU": None}), "DEU gives no demand; give it once, 0 if none"),
        (
            programme({"DEU": 1}, demands=[{"nation": "DEU", "period": "a", "demand": 1}]),
            "DEU gives demand here and in `demands`",
        ),
        (
            programme({"DEU": 1}, demands=[{"nation": "FRA", "period": "a", "demand": 1}]),
            "demands: FRA is not among the members",
        ),
        (
            programme({"DEU": None}, demands=[{"nation": "DEU", "period": "a", "demand": 1}] * 2),
            "DEU gives its demand in a twice",
        ),
        (
            programme({"DEU": 1}, prices=[{"units": 2, "unit_cost": 120}]),
            "prices: 120 for 2 units or more must be lower than for fewer",
        ),
        (
            programme(
                {"DEU": 1},
                prices=[{"units": 5, "unit_cost": 90}, {"units": 5, "unit_cost": 80}],
            ),
            "prices: 5 units come after 5; the numbers of units must rise",
        ),
        (
            programme({"DEU": 1, "FRA": 1}, apart=[{"nations": ["DEU", "ITA"]}]),
            "apart: ITA is not among the members",
        ),
        (
            programme({"DEU": 1, "FRA": 1}, apart=[{"nations": ["DEU", "Germany"]}]),
            "apart: DEU is listed twice; it takes two nations",
        ),
        (programme(dict.fromkeys(MANY, 1)), "members: takes at most 20, got 21"),
        (
            programme(dict.fromkeys(MANY[:15], 1), apart=[{"nations": ["DEU", "FRA"]}]),
            "takes at most 14 where an assurance is asked for or some stay apart, got 15",
        ),
        (
            {
                **programme({}, availability=0.01),
                "members": [{"nation": "DEU", "demand": 11, "assurance": 0.9}],
            },
            "assurance: takes fleets of up to 1,000 units",
        ),
        (programme({"DEU": 1}, colour="red"), "there is no input 'programme.colour'"),
    ],
)
def test_nonsense_is_refused_in_one_sentence(
    world: World, what: dict[str, Any], message: str
) -> None:
    with pytest.raises(QuestionError) as refused:
        ask(world, what)
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_table_shows_who_would_leave(tmp_path: Path) -> None:
    path = tmp_path / "three.json"
    path.write_text(json.dumps(programme({"DEU": 0.5, "FRA": 0.5, "ITA": 0.5})), encoding="utf-8")
    shown = CliRunner().invoke(_group, ["pool", "--programme", str(path)])
    assert shown.exit_code == 0
    assert "nucleolus no DEU, FRA 33.34" in " ".join(shown.output.split())
    assert "Why the core is empty" in shown.output
