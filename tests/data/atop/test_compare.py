"""The catalogue beside ATOP: every difference has a reason, or is listed as open."""

import pytest

from foedus.asking.world import World
from foedus.data.atop.compare import Comparison, compare
from foedus.data.atop.differences import REASONS


@pytest.fixture(scope="module")
def found(spine: World) -> Comparison:
    assert spine.store is not None
    return compare(spine.catalogue, spine.store)


def test_poland_in_nato_differs_by_the_protocol_and_that_is_explained(found: Comparison) -> None:
    (poland,) = [
        d for d in found.differences if (d.framework, d.state, d.about) == ("nato", "POL", "start")
    ]
    assert (poland.catalogue, poland.coded) == ("1999-03-12", "1997-12-16")
    assert poland.reason.startswith("ATOP dates from the signature")
    assert poland.cite


def test_one_number_for_two_states_is_no_disagreement_on_the_treaty(found: Comparison) -> None:
    reasons = {d.reason for d in found.differences if d.framework == "ind-sun" and d.state == "RUS"}
    assert all("one number" in reason for reason in reasons)
    assert reasons


def test_nothing_is_open(found: Comparison) -> None:
    assert not [d for d in found.differences if not d.explained]
    assert found.agreeing + len({(d.framework, d.state) for d in found.differences}) == (
        found.members
    )


def test_every_reason_on_record_explains_a_difference(found: Comparison) -> None:
    told = {(d.framework, d.about, d.reason) for d in found.differences}
    idle = [r for r in REASONS if (r.framework, r.about, r.says) not in told]
    assert not idle


def test_every_linked_alliance_is_in_atop(spine: World, found: Comparison) -> None:
    linked = [f for f in spine.catalogue.frameworks.values() if f.atop]
    assert found.frameworks == len(linked)
