"""Waters that are a state's altogether, by law or by its claim."""

from datetime import date

import pytest

from foedus.asking.world import World
from foedus.catalogue.quiet import squares
from foedus.model.events import Point


@pytest.mark.parametrize(
    ("at", "on", "sides"),
    [
        (Point(40.7, 28.2), "1985-01-10", ("TUR",)),
        ("Sea of Marmara", "1985-01-10", ("TUR",)),
        (Point(60, -85), "1905-01-01", ()),
        (Point(60, -85), "1985-01-10", ("CAN", "")),
        ("White Sea", "2018-01-01", ("RUS", "")),
        (Point(44, 30), "2023-06-01", ()),
    ],
)
def test_whose_waters_a_ship_is_in(
    world: World, at: str | Point, on: str, sides: tuple[str, ...]
) -> None:
    site = world.catalogue.site(at, date.fromisoformat(on))
    held = tuple(next(iter(side.holders), "") for side in (site.sides or (site,)))
    assert held == (sides or ("",))
    assert ("claimed by" in site.name) == (len(sides) > 1)


def test_no_square_of_such_waters_is_quiet(world: World) -> None:
    import numpy as np

    ground = world.catalogue.sites.ground
    lat, lon = np.array([60.0, 75.5]), np.array([-85.0, -100.0])
    assert not ground.quiet[squares(lat, lon)].any()
