"""Which of ATOP's pairs bound to defence the catalogue ties: every pair left has a reason."""

import pytest

from foedus.asking.world import World
from foedus.data.atop.outside import OUTSIDE
from foedus.data.atop.pairs import Covered, Left, covered


@pytest.fixture(scope="module")
def found(spine: World) -> Covered:
    assert spine.store is not None
    return covered(spine.catalogue, spine.store, 1981, 2000)


def _of(found: Covered, alliance: int) -> list[Left]:
    return [left for left in found.left if left.atop == alliance]


def test_of_twenty_years_no_pair_is_left_without_a_reason(found: Covered) -> None:
    left = found.pair_years - found.tied
    assert found.pair_years == 18_983
    assert found.tied / found.pair_years > 0.98
    assert found.contested / found.pair_years < 0.01
    assert found.explained == left
    assert all(one.reason and one.cite for one in found.left)


def test_nato_between_the_protocol_and_its_entry_into_force_is_no_gap(found: Covered) -> None:
    (nato,) = _of(found, 3180)
    assert {"CZE", "HUN", "POL", "ESP"} <= {state for pair in nato.pairs for state in pair}
    assert nato.reason.startswith("ATOP dates from the signature")


def test_a_right_to_help_is_not_counted_as_a_duty(found: Covered) -> None:
    (comoros,) = _of(found, 3830)
    assert comoros.pairs == (("COM", "FRA"),)
    assert (comoros.years, comoros.pair_years) == ((1981, 2000), 20)
    assert "a right, and no duty" in comoros.reason


def test_what_is_defined_now_is_left_no_longer(found: Covered) -> None:
    assert not [n for n in (3355, 3395, 3410, 3730, 3535, 3485, 3975) if _of(found, n)]


def test_an_alliance_is_either_defined_or_explained(spine: World) -> None:
    defined = {n for f in spine.catalogue.frameworks.values() for n in f.atop}
    outside = [n for one in OUTSIDE for n in one.atop]
    assert len(outside) == len(set(outside))
    assert not defined & set(outside)


def test_other_years_are_counted_by_themselves(spine: World) -> None:
    assert spine.store is not None
    year = covered(spine.catalogue, spine.store, 1990, 1990)
    assert (year.first, year.last) == (1990, 1990)
    assert 0 < year.tied <= year.pair_years < 1_100
