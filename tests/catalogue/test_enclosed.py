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
    assert not ground.survey.squares.quiet[squares(lat, lon)].any()


def test_many_points_in_such_waters_lie_as_each_does(world: World) -> None:
    import numpy as np

    ground, on = world.catalogue.sites.ground, date(2023, 6, 1)
    spots = [(lat, lon) for lat in np.arange(40.3, 41.2, 0.1) for lon in np.arange(27.0, 29.5, 0.1)]
    spots += [(lat, lon) for lat in np.arange(52.0, 66, 1.0) for lon in np.arange(-95.0, -76, 1.0)]
    lat, lon = np.array(spots).T
    lie = ground.survey.lie(lat, lon, np.full(len(lat), (on - date(1970, 1, 1)).days))
    first = [ground.survey.ids[n] if n >= 0 else "" for n in lie.territory.tolist()]
    found = [[one] for one in first]
    for point, side in lie.more:
        found[point].append(ground.survey.ids[side] if side >= 0 else "")
    assert found == [list(ground.sides(north, east, on)) for north, east in spots]
