"""Countries of entity types: each number once, each a state that the catalogue knows."""

import pytest

from foedus.asking.world import World
from foedus.simulators.countries import COUNTRIES


@pytest.mark.parametrize(
    ("number", "state"),
    [
        (13, "AUS"),
        (78, "DEU"),
        (163, "NOR"),
        (205, "SWE"),
        (224, "GBR"),
        (225, "USA"),
        (267, "CZE"),
    ],
)
def test_numbers_of_the_enumeration(number: int, state: str) -> None:
    assert COUNTRIES[number] == state


def test_each_is_a_state_and_none_stands_twice(world: World) -> None:
    assert set(COUNTRIES.values()) <= set(world.catalogue.states)
    assert len(set(COUNTRIES.values())) == len(COUNTRIES)
