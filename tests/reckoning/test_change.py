"""A change of level is found where there is one, and seldom where there is none."""

import random

import pytest

from foedus.reckoning.change import LEAST, change


def noise(seed: int, number: int, hangs_together: float = 0.0) -> list[float]:
    chance, value, found = random.Random(seed), 0.0, []
    for _ in range(number):
        value = hangs_together * value + chance.gauss(0, 1)
        found.append(value)
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_known_change_is_found(seed: int) -> None:
    values = [value + (2 if place >= 25 else 0) for place, value in enumerate(noise(seed, 40))]
    found = change(values)
    assert found is not None
    assert abs(found.at - 25) <= 3
    assert found.chance < 0.05
    assert found.after - found.before == pytest.approx(2, abs=0.8)


@pytest.mark.parametrize(("hangs_together", "most"), [(0.0, 3), (0.4, 6)])
def test_noise_seldom_gives_one(hangs_together: float, most: int) -> None:
    """Of 20 series at the level of five per cent one is expected; more hang together by chance."""
    found = [change(noise(seed, 40, hangs_together)) for seed in range(20)]
    assert sum(each is not None and each.chance < 0.05 for each in found) <= most


@pytest.mark.parametrize("scale", [0.01, 3.0])
def test_scale_does_not_matter(scale: float) -> None:
    for values in (noise(5, 30), [0.0] * 19 + [1.0] * 2 + [0.0] * 9):
        one, other = change(values), change([7 + scale * value for value in values])
        assert one is not None
        assert other is not None
        assert (other.at, other.chance) == (one.at, one.chance)


def test_what_is_short_or_still_is_not_tested() -> None:
    assert change([0.1] * 50) is None
    assert change(noise(1, LEAST - 1)) is None


def test_the_same_series_gives_the_same_chance() -> None:
    values = noise(3, 60)
    assert change(values) == change(values)
