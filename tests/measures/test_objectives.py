"""Shared objectives: lists that are brought, whose lists count, and ties that are said."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.measures.kinds import find
from foedus.measures.measuring import Sources, on_day

ON = date(2026, 1, 1)
ORDERS = st.permutations(["air", "lift", "cyber"]).map(
    lambda o: {thing: float(n) for n, thing in enumerate(o, 1)}
)


def measured(catalogue: Catalogue, lists: dict[str, dict[str, float]]) -> dict[str, Any]:
    sources = Sources(catalogue, objectives=lists)
    [found] = on_day(sources, catalogue.framework("nato"), [find("objectives")], ON)
    return {value.figure: value for value in found.values}


def lines(**lists: str) -> dict[str, Any]:
    places = [
        {"member": member, "objective": objective, "place": place}
        for member, order in lists.items()
        for place, objective in enumerate(order.split(), 1)
    ]
    return {"places": places}


def test_by_hand(catalogue: Catalogue) -> None:
    """Two of three alike: sums of ranks 4, 5, 9; the third breaks one order of nine."""
    order = {"air": 1.0, "lift": 2.0, "cyber": 3.0}
    turned = {"air": 2.0, "lift": 1.0, "cyber": 3.0}
    found = measured(catalogue, {"POL": order, "EST": order, "FRA": turned, "CHE": turned})
    assert found["concordance"].value == pytest.approx(12 * 14 / (9 * 24))
    assert found["concordance"].of == (
        "3 of 32 members, 3 objectives; left out: CHE (not among its members)"
    )
    assert found["tau"].value == pytest.approx((1 + 1 / 3 + 1 / 3) / 3)
    assert found["broken by the common list"].value == pytest.approx(1 / 9)
    assert [(each.of, each.value) for each in found["broken by the common list"].each] == [
        ("air", 1),
        ("lift", 2),
        ("cyber", 3),
    ]
    assert found["points of the first"].value == pytest.approx(5 / 6)


def test_ties_are_said(catalogue: Catalogue) -> None:
    found = measured(
        catalogue, {"POL": {"air": 1.0, "lift": 2.0}, "FRA": {"air": 2.0, "lift": 1.0}}
    )
    common = found["broken by the common list"]
    assert common.value == 0.5
    assert {each.says for each in common.each} == {
        "place 1 to 2, by several lists that are equally near to all"
    }
    assert {each.says for each in found["points of the first"].each} == {
        "tied with air",
        "tied with lift",
    }


@settings(max_examples=15, deadline=None)
@given(st.lists(ORDERS, min_size=3, max_size=3), ORDERS)
def test_lists_that_are_alike_agree_wholly_and_no_others_leave_the_bounds(
    catalogue: Catalogue, lists: list[dict[str, float]], order: dict[str, float]
) -> None:
    alike = measured(catalogue, dict.fromkeys(("POL", "EST", "FRA"), order))
    assert alike["concordance"].value == pytest.approx(1)
    assert alike["tau"].value == pytest.approx(1)
    assert alike["broken by the common list"].value == 0
    assert alike["points of the first"].value == 1
    mixed = measured(catalogue, dict(zip(("POL", "EST", "FRA"), lists, strict=True)))
    for value in mixed.values():
        assert value.low is None or value.low <= value.value <= value.high
    assert mixed["concordance"].value <= 1
    assert 0 <= mixed["broken by the common list"].value <= 0.5


def test_a_list_that_is_not_whole_is_left_out_and_not_read_as_last(catalogue: Catalogue) -> None:
    order = {"air": 1.0, "lift": 2.0}
    found = measured(catalogue, {"POL": order, "FRA": order, "EST": {"air": 1.0}})
    assert "left out: EST (do not rank every objective)" in found["concordance"].of
    few = measured(catalogue, {"POL": order, "EST": {"air": 1.0}})
    assert few["concordance"].value is None
    assert few["concordance"].why.startswith("1 member of it ranks all of 2 objectives")


def test_a_document_brings_the_lists_and_says_whose_they_are(world: World) -> None:
    given = {**lines(Poland="air lift", France="air lift"), "title": "Made up", "source": "a test"}
    answer = world.measure(framework="nato", of="objectives", objectives=given, on=ON)
    assert answer.lead.startswith("Concordance 1.0000 (2 of 32 members, 2 objectives); tau 1.0000")
    assert answer.notes == ("The lists of objectives: Made up, a test",)
    alone = world.measure(framework="nato", of="objectives", on=ON)
    assert alone.lead == (
        "Not known: no lists of objectives were given; --objectives FILE brings them."
    )


def test_what_makes_no_sense_is_refused_in_a_sentence(world: World, tmp_path: Path) -> None:
    twice = {"places": lines(Poland="air")["places"] * 2}
    with pytest.raises(QuestionError, match="POL gives air two places"):
        world.measure(framework="nato", of="objectives", objectives=twice, on=ON)
    with pytest.raises(QuestionError, match="in one framework on one day"):
        world.measure(of="objectives", objectives=lines(Poland="air"), on=ON)
