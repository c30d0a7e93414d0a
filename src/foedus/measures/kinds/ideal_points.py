"""How far apart the members stand on the main line of conflict in the General Assembly."""

from collections.abc import Iterator
from math import fsum, sqrt
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.model.citations import Citation
from foedus.reckoning.association import NORMAL

if TYPE_CHECKING:
    from foedus.measures.seen import Seen


class IdealPoints(Measure):
    """The spread of ideal points, with its posterior."""

    name = "ideal-points"
    title = "Cohesion: spread of ideal points"
    asks = "Do the interests of the members drift apart?"
    order = 11
    needs = ("unga-votes",)
    first, last, newer = 1946, 2019, True
    figures = (
        Figure(
            "spread",
            "standard deviation of the members' ideal points; 1 is that of all states and sessions",
            "sqrt(mean (x - mean x)^2), x the ideal point of each member",
            "standard deviations",
            0.0,
            None,
        ),
        Figure(
            "widest",
            "distance of the two members furthest apart",
            "max x - min x",
            "standard deviations",
            0.0,
            None,
        ),
    )
    papers = (
        Citation(
            "Bailey, Strezhnev and Voeten, Estimating Dynamic State Preferences from United "
            "Nations Voting Data, Journal of Conflict Resolution 61(2)",
            "430-456",
            where="https://doi.org/10.1177/0022002715595700",
            confidence="medium",
        ),
    )
    denominator = "members that voted in the session"
    uncertainty = (
        "95 per cent, from each member's standard deviation after the votes (Laplace), carried "
        "to the figure to first order and as if they were independent."
    )
    not_shown = (
        "Interests outside the Assembly, and those on other lines of conflict than the main one. "
        "Where votes are few, noise alone spreads points. The scale drifts a little over decades."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        points = seen.of_states("ideal-points", "ideal_point")
        errors = seen.of_states("ideal-points", "ideal_point_sd")
        of = seen.so_many(points)
        middle = fsum(points.values()) / len(points)
        spread = sqrt(fsum((x - middle) ** 2 for x in points.values()) / len(points))
        each = tuple(
            Each(m, points[m], f"± {NORMAL * errors[m]:.2f} (95 %)")
            for m in sorted(points, key=lambda m: points[m])
        )
        error = 0.0
        if spread:
            pull = {m: (x - middle) / (len(points) * spread) for m, x in points.items()}
            error = NORMAL * sqrt(fsum((pull[m] * errors[m]) ** 2 for m in points))
        yield _value("spread", spread, error, of, each)
        least, most = each[0].of, each[-1].of
        error = NORMAL * sqrt(errors[least] ** 2 + errors[most] ** 2)
        of = f"{least} and {most}, of {of}"
        yield _value("widest", points[most] - points[least], error, of, ())


def _value(figure: str, value: float, error: float, of: str, each: tuple[Each, ...]) -> Value:
    low, high = max(0.0, value - error), value + error
    interval = "95 per cent"
    return Value(
        figure=figure, value=value, low=low, high=high, interval=interval, of=of, each=each
    )
