"""Who is bound by a provision once it is triggered, and what frees a state."""

from collections.abc import Mapping
from datetime import date

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.judge import Judge, Obligor
from foedus.model.events import Fact
from foedus.model.verdicts import Verdict
from tests.language.made_up import Happening


def obligors(catalogue: Catalogue, provision: str, event: Happening) -> dict[str, Obligor]:
    judge = Judge(catalogue)
    [clause] = [c for c in catalogue.matching(provision) if c.in_force(event.on)]
    seen = event.situation(catalogue, judge)
    return {obligor.state: obligor for obligor in judge.obligors(clause, seen)}


def test_a_suspension_frees_the_state_it_names_and_no_other(catalogue: Catalogue) -> None:
    event = Happening(date(1990, 1, 1), "armed-attack", "USA", "PRK", "Guam")
    bound = obligors(catalogue, "anzus/art-4", event)
    assert bound["AUS"] == Obligor("AUS", True)
    assert bound["NZL"].verdict is False
    assert "suspended" in bound["NZL"].why
    assert "USA" not in bound


@pytest.mark.parametrize(
    ("attacker", "facts", "verdict"),
    [
        ("CHN", {}, True),
        ("IND", {"communist-aggression": False}, False),
        ("IND", {}, None),
    ],
)
def test_a_reservation_with_a_condition_binds_where_it_is_met_and_is_told_where_not(
    catalogue: Catalogue, attacker: str, facts: Mapping[str, Fact], verdict: Verdict
) -> None:
    """The understanding of the United States: only against communist aggression."""
    event = Happening(date(1965, 9, 6), "armed-attack", "PAK", attacker, "Lahore", facts=facts)
    bound = obligors(catalogue, "seato/art-4-1", event)
    assert bound["USA"].verdict is verdict
    assert ("communist aggression only" in bound["USA"].why) is (verdict is not True)
    assert bound["GBR"] == Obligor("GBR", True)
