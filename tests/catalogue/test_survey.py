"""Points in millions lie where each of them lies by itself."""

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pytest
from numpy.random import Generator
from numpy.typing import NDArray

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.ground import WATERS, Ground
from foedus.catalogue.lines import Lines
from foedus.catalogue.outlines import SCALE, outlines
from foedus.catalogue.quiet import SIDE, squares
from foedus.catalogue.towns import towns

Points = tuple[NDArray[np.float64], NDArray[np.float64]]
FIRST, LAST = date(1816, 1, 1).toordinal(), date(2026, 11, 28).toordinal()
EPOCH = date(1970, 1, 1).toordinal()


def by_lines(ground: Ground, chance: Generator) -> Points:
    """Up to some thirty kilometres from borders and coasts, most of them much nearer."""
    lines = Lines(outlines())
    at = chance.integers(0, len(lines.to_x), 6000)
    off = chance.normal(0, 1, (2, 6000)) * chance.choice([0.001, 0.01, 0.05, 0.15], 6000)
    return lines.to_y[at] / SCALE + off[0], lines.to_x[at] / SCALE + off[1]


def on_lines(ground: Ground, chance: Generator) -> Points:
    """The very corners of lines."""
    lines = Lines(outlines())
    at = chance.integers(0, len(lines.to_x), 500)
    return lines.to_y[at] / SCALE, lines.to_x[at] / SCALE


def by_places(ground: Ground, chance: Generator) -> Points:
    """About every listed place, and many towns: islands without outline among them."""
    every = [*ground.listed(), *list(towns().all())[::60]]
    lat, lon = np.array([(place.lat, place.lon) for place in every]).T
    off = chance.normal(0, 1, (2, len(every))) * chance.choice([0, 0.003, 0.02, 0.1], len(every))
    return lat + off[0], lon + off[1]


def on_islands(ground: Ground, chance: Generator) -> Points:
    """Off the outlines that are smaller than a square."""
    boxes = np.array([polygon.box for polygon in outlines().polygons()]) / SCALE
    small = boxes[(boxes[:, 2:] - boxes[:, :2]).max(axis=1) < 1 / SIDE]
    small = small[chance.integers(0, len(small), 1000)]
    off = chance.normal(0, 0.1, (2, len(small)))
    return small[:, 1] + off[0], small[:, 0] + off[1]


def by_the_antimeridian(ground: Ground, chance: Generator) -> Points:
    lon = 180 + chance.normal(0, 0.5, 800)
    lon[:50] = 180
    return chance.uniform(-80, 80, 800), lon


def by_the_poles(ground: Ground, chance: Generator) -> Points:
    lat: NDArray[np.float64] = chance.uniform(85, 90, 200)
    lat[::2] *= -1
    lat[:2] = 90, -90
    return lat, chance.uniform(-180, 180, 200)


def on_round_degrees(ground: Ground, chance: Generator) -> Points:
    """Where people put their points, and where squares meet."""
    lat = chance.integers(-89, 90, 1500).astype(np.float64)
    return lat, chance.integers(-720, 721, 1500) / 4


def anywhere(ground: Ground, chance: Generator) -> Points:
    return chance.uniform(-90, 90, 3000), chance.uniform(-180, 180, 3000)


KINDS: list[Callable[[Ground, Generator], Points]] = [
    by_lines,
    on_lines,
    by_places,
    on_islands,
    by_the_antimeridian,
    by_the_poles,
    on_round_degrees,
    anywhere,
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_points_lie_where_each_lies_by_itself(
    catalogue: Catalogue, kind: Callable[[Ground, Generator], Points]
) -> None:
    ground, chance = catalogue.sites.ground, np.random.default_rng(1994)
    lat, lon = kind(ground, chance)
    lat, lon = np.clip(lat, -90, 90), np.where(np.abs(lon) > 180, lon - np.sign(lon) * 360, lon)
    turns = np.array([d.toordinal() for d in ground.turns if FIRST <= d.toordinal() <= LAST])
    days = np.where(
        chance.random(len(lat)) < 0.5,
        chance.integers(FIRST, LAST, len(lat)),
        chance.choice(turns, len(lat)) - chance.integers(0, 2, len(lat)),
    )
    lie = ground.survey.lie(lat, lon, days - EPOCH)
    ids = (*ground.survey.ids, WATERS)
    sides = [[ids[number]] for number in lie.territory.tolist()]
    for point, side in lie.more:
        sides[point].append(ids[side])
    wrong = list(differing(ground, lat, lon, days, sides, lie.afloat))
    assert not wrong, f"{len(wrong)} of {len(lat)}: {wrong[:5]}"


def differing(
    ground: Ground,
    lat: NDArray[np.float64],
    lon: NDArray[np.float64],
    days: NDArray[np.int64],
    sides: list[list[str]],
    afloat: NDArray[np.bool_],
) -> Iterator[object]:
    """The points of which `Ground` says something else."""
    told = (lat.tolist(), lon.tolist(), days.tolist(), sides, afloat.tolist())
    for north, east, day, these, is_afloat in zip(*told, strict=True):
        on = date.fromordinal(day)
        wanted = list(ground.sides(north, east, on)), ground.afloat(north, east)
        if wanted != (these, is_afloat):
            yield north, east, on, wanted, these, is_afloat


def test_nearly_all_the_earth_is_settled_by_squares(catalogue: Catalogue) -> None:
    earth = catalogue.sites.ground.survey.squares
    lat = np.arcsin(np.linspace(-0.99, 0.99, 2000)) * 180 / np.pi
    spots = squares(np.repeat(lat, 500), np.tile(np.linspace(-180, 179, 500), len(lat)))
    assert earth.quiet[spots].mean() > 0.8
