"""From a name, or a latitude and longitude, to the land and the areas it lies in."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.gazetteer import UnknownPlaceError
from foedus.catalogue.rings import contains
from foedus.model.events import Point

DAY = date(2024, 6, 1)
SQUARE = ((0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (10.0, 0.0))


@pytest.mark.parametrize(
    ("name", "territory", "island"),
    [
        ("Paris", "FRA", False),
        ("New York", "USA", False),
        ("Falkland Islands", "FLK", True),
        ("Algiers", "DZA", False),
        ("Ceuta", "esp-ceuta", False),
        ("Honolulu", "usa-hawaii", True),
        ("Guam", "GUM", True),
        ("Pointe-à-Pitre", "GLP", True),
        ("West Berlin", "west-berlin", False),
        ("Seoul", "KOR", False),
    ],
)
def test_a_place_by_name(catalogue: Catalogue, name: str, territory: str, island: bool) -> None:
    site = catalogue.sites.site(name, date(1980, 1, 1))
    assert (site.territory, site.island) == (territory, island)


@pytest.mark.parametrize("name", ["sao paulo", "SÃO PAULO", "São  Paulo", "Sao-Paulo"])
def test_case_accents_and_punctuation_do_not_matter(catalogue: Catalogue, name: str) -> None:
    assert catalogue.sites.find(name).territory == "BRA"


@pytest.mark.parametrize(
    ("lat", "lon", "territory"),
    [
        (48.86, 2.35, "FRA"),
        (-51.7, -59.0, "FLK"),
        (19.6, -155.5, "usa-hawaii"),
        (52.52, 13.2, "west-berlin"),
        (36.75, 3.05, "DZA"),
        (0.0, -30.0, ""),
        (51.03, 1.2, "GBR"),  # in the Channel, within 12 miles of Folkestone
    ],
)
def test_a_place_by_latitude_and_longitude(
    catalogue: Catalogue, lat: float, lon: float, territory: str
) -> None:
    assert catalogue.sites.site(Point(lat, lon), DAY).territory == territory


@pytest.mark.parametrize(
    ("place", "inside", "outside"),
    [
        ("Paris", {"europe"}, {"north-america", "asia"}),
        ("Honolulu", {"pacific"}, {"north-america", "europe"}),
        ("Falkland Islands", {"south-america", "americas"}, {"europe", "north-america"}),
        ("Istanbul", {"tur-thrace", "europe"}, {"north-america"}),
        ("Washington", {"north-america", "americas"}, {"europe"}),
    ],
)
def test_the_areas_that_treaties_name(
    catalogue: Catalogue, place: str, inside: set[str], outside: set[str]
) -> None:
    areas = catalogue.sites.site(place, date(1980, 1, 1)).areas
    assert inside <= areas
    assert not outside & areas


def test_a_sea_does_not_take_in_the_coasts_that_its_ring_is_drawn_over(
    catalogue: Catalogue,
) -> None:
    mid_atlantic = catalogue.sites.site(Point(40.0, -40.0), date(1980, 1, 1))
    assert "north-atlantic" in mid_atlantic.areas
    assert mid_atlantic.tenures == ()
    assert "mediterranean-sea" not in catalogue.sites.site("Algiers", date(1955, 1, 1)).areas


def test_land_without_a_holder_on_record_is_unknown_and_waters_are_nobodys(
    catalogue: Catalogue,
) -> None:
    congo = catalogue.sites.site("Kinshasa", date(1850, 1, 1))
    assert congo.territory
    assert congo.tenures is None
    assert catalogue.sites.site(Point(0.0, -30.0), date(1850, 1, 1)).tenures == ()


@pytest.mark.parametrize(
    ("name", "hint"),
    [("Falkland Ilands", "Falkland Islands"), ("Pariss", "Paris"), ("Xyzzyx", "-51.7,-57.85")],
)
def test_an_unknown_name_is_refused_with_a_way_out(
    catalogue: Catalogue, name: str, hint: str
) -> None:
    with pytest.raises(UnknownPlaceError, match=f"no place '{name}' is in the .*{hint}"):
        catalogue.sites.find(name)


def test_every_place_of_the_gazetteer_lies_on_a_territory_or_on_waters(
    catalogue: Catalogue,
) -> None:
    territories = {"", *catalogue.definitions.territories}
    for place in (place for named in catalogue.definitions.places.values() for place in named):
        assert place.territory in territories, place
        assert -90 <= place.lat <= 90, place
        assert -180 <= place.lon <= 180, place


def test_every_territory_is_found_by_its_id_and_by_its_own_point(catalogue: Catalogue) -> None:
    """A point on a border may fall to the neighbour; none may fall into the sea."""
    for territory in catalogue.definitions.territories.values():
        assert catalogue.sites.find(territory.id).territory == territory.id
        assert catalogue.sites.site(Point(*territory.point), DAY).territory, territory.id


@given(st.floats(-5, 15), st.floats(-5, 15))
def test_a_ring_contains_what_lies_between_its_corners(lat: float, lon: float) -> None:
    on_edge = lat in (0.0, 10.0) or lon in (0.0, 10.0)
    assert on_edge or contains(SQUARE, lat, lon) == (0 < lat < 10 and 0 < lon < 10)


@given(st.floats(-5, 15), st.floats(-5, 15))
def test_a_ring_may_be_drawn_either_way_round(lat: float, lon: float) -> None:
    assert contains(SQUARE, lat, lon) == contains(SQUARE[::-1], lat, lon)
