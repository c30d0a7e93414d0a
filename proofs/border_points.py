"""No line between states is farther off than it says, measured at points where a border is known.

    python proofs/border_points.py

Each point of ``border_points.yaml`` is a bridge, a crossing, a monument, a pass, a meeting of three
states, or lies on a line that a treaty drew by degrees.  How far the line of the package runs from
it is held against the error that the package states for that line.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import yaml

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.outlines import outlines
from proofs.exploring import WHOLE, Part

DAY: Final = date(2024, 6, 1)
FILE: Final = Path(__file__).with_name("border_points.yaml")
REACH: Final = 25.0


class Measured(NamedTuple):
    """A point on a border: how far the line runs from it, and how far it says it may."""

    name: str
    between: tuple[str, str]
    km: float
    error: float
    within: float

    @property
    def beyond(self) -> float:
        """The kilometres that the line is surely farther off than it says."""
        return self.km - self.within - self.error


def points() -> list[dict[str, Any]]:
    """The points as they are written down."""
    found: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def measured(catalogue: Catalogue, point: dict[str, Any]) -> Measured:
    """How far the line between its two states is from a point. Raises LookupError."""
    (lat, lon), (one, other) = point["at"], point["states"]
    near = [(n, _of(catalogue, n.territory)) for n in outlines().near(lat, lon, REACH)]
    sides = [
        (mine, theirs)
        for mine, my_states in near
        for theirs, their_states in near
        if one in my_states and other in their_states and mine.territory != theirs.territory
    ]
    if not sides:
        raise LookupError(f"{point['name']}: no line of {one} and {other} within {REACH:g} km")
    pair = min(sides, key=lambda pair: max(side.km for side in pair))
    first, second = sorted(side.territory for side in pair)
    nearer, farther = sorted(side.km for side in pair)
    km = (farther - nearer) / 2 if nearer else farther  # between two shores the line is the middle
    error = outlines().error(first, second)
    return Measured(point["name"], (first, second), km, error, point["within"])


def _of(catalogue: Catalogue, territory: str) -> set[str]:
    """The states that a territory may be counted to, and its own id."""
    land = catalogue.definitions.territories[territory]
    return {territory, *(t.state for t in land.holders(DAY)), *land.in_control(DAY)}


def on_every_point(catalogue: Catalogue, part: Part) -> int:
    """Each line is no farther off than it says; how many points were measured."""
    every = points()
    tried = random.Random(part.seed).sample(every, part.of(len(every)))
    wrong = [m for m in (measured(catalogue, point) for point in tried) if m.beyond > 0]
    assert not wrong, "\n".join(map(str, wrong))
    return len(tried)


def _percentiles(values: list[float]) -> Iterator[str]:
    values = sorted(values)
    for share in (50, 75, 90, 95, 99, 100):
        yield f"{share} %: {values[max(0, -(-len(values) * share // 100) - 1)]:.2f} km"


def main() -> None:
    """Measure all, and say how far off the lines are."""
    catalogue = foedus.load().catalogue
    told = [measured(catalogue, point) for point in points()]
    print(f"{len(told)} points on borders")
    print("Off the line:", ", ".join(_percentiles([m.km for m in told])))
    print("Stated error:", ", ".join(_percentiles([m.error for m in told])))
    for m in sorted(told, key=lambda m: -m.beyond):
        if m.beyond > 0:
            print(f"{m.name} ({' and '.join(m.between)}): {m.km:.2f} km off, stated {m.error:g}")
    on_every_point(catalogue, WHOLE)
    print("no line is farther off than it says")


if __name__ == "__main__":
    main()
