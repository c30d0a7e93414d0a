"""Territories and who held them."""

from datetime import date

import pytest

from foedus.catalogue.catalogue import Catalogue


@pytest.mark.parametrize(
    ("territory", "on", "holders"),
    [
        ("AUT", "1914-01-01", {"C-AUH"}),
        ("AUT", "1940-01-01", {"DEU"}),
        ("AUT", "1960-01-01", {"AUT"}),
        ("DZA", "1955-01-01", {"FRA"}),
        ("DZA", "1962-07-05", {"DZA"}),
        ("AND", "1950-01-01", {"FRA", "ESP"}),
        ("HKG", "1990-01-01", {"GBR"}),
        ("HKG", "1997-07-01", {"CHN"}),
        ("FLK", "1982-04-02", {"GBR"}),
    ],
)
def test_who_held_a_territory(
    catalogue: Catalogue, territory: str, on: str, holders: set[str]
) -> None:
    found = catalogue.definitions.territories[territory].holders(date.fromisoformat(on))
    assert {tenure.state for tenure in found} == holders


def test_a_claim_is_no_tenure(catalogue: Catalogue) -> None:
    falklands = catalogue.definitions.territories["FLK"]
    assert "ARG" in falklands.claimed_by
    assert all(tenure.state != "ARG" for tenure in falklands.under)


def test_every_holder_and_claimant_is_a_state(catalogue: Catalogue) -> None:
    for territory in catalogue.definitions.territories.values():
        named = {tenure.state for tenure in territory.under} | set(territory.claimed_by)
        assert named <= set(catalogue.states), territory.id


def test_every_area_is_made_of_known_territories_or_rings(catalogue: Catalogue) -> None:
    for area in catalogue.definitions.areas.values():
        assert area.territories <= set(catalogue.definitions.territories), area.id
        assert area.territories or area.rings, area.id
