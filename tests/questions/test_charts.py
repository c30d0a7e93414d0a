"""Charts: specifications that a renderer draws without a complaint, of what the answer says."""

import json
from datetime import date
from typing import Any

import msgspec
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.model.answers import Answer

DRAWN = [
    q
    for q in every().values()
    if q.answer.charts is not Answer.charts
    and q.name not in ("impact", "panel", "trend")  # lists; and what needs datasets
]


def asked(question: Any, world: World) -> Answer:
    given = dict(question.example)
    answer: Answer = question.ask(world, given, date.fromisoformat(given.pop("on")))
    return answer


@pytest.mark.parametrize("question", DRAWN, ids=lambda q: q.name)
def test_every_chart_of_an_example_can_be_drawn(question: Any, world: World) -> None:
    convert = pytest.importorskip("vl_convert", reason="charts are drawn with foedus[report]")
    charts = asked(question, world).charts()
    assert charts
    for chart in charts:
        plain = json.loads(msgspec.json.encode(chart))
        assert plain["spec"]["data"]["values"]
        assert plain["description"].endswith(".")
        drawn = convert.vegalite_to_svg(plain["spec"], vl_version="6.4")
        assert drawn.count("<path") >= len(plain["spec"]["data"]["values"])


def test_the_gap_board_has_a_cell_for_each_line_and_rotation(world: World) -> None:
    question = every()["generate"]
    [chart] = asked(question, world).charts()
    cells = {(v["Line"], v["Rotation"]): v["Units"] for v in chart.spec["data"]["values"]}
    assert cells["ENG", "autumn"] == "1 of 2"
    assert cells["ENG", "spring"] == "2 of 2"
    assert len(cells) == 12


def test_shares_stand_beside_those_before_a_change(world: World) -> None:
    question = every()["apportion"]
    [chart] = asked(question, world).charts()
    times: dict[str, list[str]] = {}
    for value in chart.spec["data"]["values"]:
        times.setdefault(value["State"], []).append(value["Time"])
    assert times["Finland"] == ["before", "after"]


def test_only_so_many_bars_are_drawn() -> None:
    from foedus.model.charts import MOST, bars

    chart = bars("Shares", [{"State": str(n), "Share": n} for n in range(200)], "State", "Share")
    assert len(chart.spec["data"]["values"]) == MOST
    assert f"The first {MOST} of 200 are shown." in chart.description
