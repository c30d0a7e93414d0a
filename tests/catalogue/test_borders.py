"""Points near borders and on islands: no place is given to the wrong state without a word."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import AmbiguousPlaceError
from foedus.model.events import Point
from foedus.model.places import Site
from proofs import border_points, borders
from proofs.exploring import Part
from tests.plain import plain

DAY = date(2024, 6, 1)
BORDERS: dict[str, list[Any]] = plain(Path(__file__).parents[1] / "data" / "border_towns.yaml")


def states(site: Site, catalogue: Catalogue) -> set[str]:
    """Every state whose land it may be, or that says so."""
    lands = [catalogue.definitions.territories[s.territory] for s in site.sides or (site,)]
    holders = {state for side in site.sides or (site,) for state in side.holders}
    return holders.union(*(land.claimed_by for land in lands))


@pytest.mark.parametrize("town", BORDERS["towns"], ids=lambda town: town["name"])
def test_a_border_town_is_its_own_states_by_name_and_by_point(
    catalogue: Catalogue, town: Any
) -> None:
    try:
        named = catalogue.site(town["name"], DAY, (town["state"],))
    except AmbiguousPlaceError:  # two in one state, of which one lies elsewhere in law
        named = None
    assert named is None or town["state"] in states(named, catalogue)
    assert named or len(catalogue.sites.gazetteer.called(town["name"])) > 1
    at = catalogue.site(Point(*town["at"]), DAY)
    assert town["state"] in states(at, catalogue), at
    assert not at.sides or "near the border of" in at.name


@pytest.mark.parametrize("spot", BORDERS["landmarks"], ids=lambda spot: spot["name"])
def test_what_lies_within_sight_of_a_border_is_never_the_neighbours(
    catalogue: Catalogue, spot: Any
) -> None:
    assert spot["state"] in states(catalogue.site(Point(*spot["at"]), DAY), catalogue)


def test_of_the_border_towns_nearly_all_are_settled(catalogue: Catalogue) -> None:
    """Undetermined is for where no source tells, not for whatever lies near a border."""
    spots = BORDERS["towns"] + BORDERS["landmarks"]
    open_ones = [s["name"] for s in spots if catalogue.site(Point(*s["at"]), DAY).sides]
    assert len(open_ones) <= len(spots) // 20, open_ones


def test_no_line_is_farther_off_than_it_says(catalogue: Catalogue, part: Part) -> None:
    """At bridges, crossings, monuments and lines that treaties drew by degrees."""
    assert border_points.on_every_point(catalogue, part)


def test_a_bank_that_the_source_of_the_lines_has_wrong_is_its_own_states(
    catalogue: Catalogue,
) -> None:
    """Zongo, across the Ubangi from Bangui, and the land behind it."""
    for point in (Point(4.2, 18.7), Point(4.3, 19.5)):
        assert states(catalogue.site(point, DAY), catalogue) == {"COD"}


def test_land_that_the_sudan_has_and_the_south_claims_says_so(catalogue: Catalogue) -> None:
    for at in ("Kafia Kingi", Point(9.27, 24.42)):
        assert states(catalogue.site(at, DAY), catalogue) == {"SDN", "SSD"}
    assert states(catalogue.site(Point(9.25, 24.15), DAY), catalogue) == {"SDN"}


def test_a_village_on_two_lines_is_not_the_occupants(catalogue: Catalogue) -> None:
    ghajar = catalogue.site(Point(33.2709, 35.6233), DAY)
    assert "SYR" in states(ghajar, catalogue)


def test_every_place_lies_by_point_on_its_own_territory_or_near_the_border(
    catalogue: Catalogue, part: Part
) -> None:
    """All towns of the table, and all places that authors listed."""
    assert borders.on_every_place(catalogue, part)
