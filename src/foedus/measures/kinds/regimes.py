"""How far apart the members' regimes are."""

from collections.abc import Iterator
from math import fsum, sqrt
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.measures.pairs import LEFT_OUT
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

SCORE = "v2x_polyarchy"


class Regimes(Measure):
    """Political distance: the spread of electoral democracy."""

    name = "regimes"
    title = "Political distance: regimes"
    asks = "How unlike are the members' regimes?"
    order = 14
    needs = ("democracy",)
    first, last = 1816, 2024
    figures = (
        Figure(
            "spread",
            "standard deviation of electoral democracy among the members",
            "sqrt(mean (x - mean x)^2), x V-Dem's v2x_polyarchy",
            "0 to 0.5",
            0.0,
            0.5,
        ),
        Figure("mean", "mean electoral democracy of the members", "mean x"),
        Figure("widest", "distance of the most from the least democratic", "max x - min x"),
    )
    papers = (
        Citation(
            "Teorell, Coppedge, Lindberg and Skaaning, Measuring Polyarchy Across the Globe, "
            "Studies in Comparative International Development 54(1)",
            "71-95",
            where="https://doi.org/10.1007/s12116-018-9268-z",
            confidence="medium",
        ),
    )
    denominator = "members that V-Dem scores"
    uncertainty = "V-Dem's own interval of each score is not in the dataset that is read."
    not_shown = (
        "Interests: unlike regimes may want the same. A small difference of two scores is within "
        "the error of the coders."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        scores = seen.of_states("democracy", SCORE)
        of = seen.so_many(scores)
        each = tuple(Each(m, scores[m]) for m in sorted(scores, key=lambda m: scores[m]))
        numbers = list(scores.values())
        for figure, index in (("spread", _spread), ("mean", _mean), ("widest", _widest)):
            value = index(numbers)
            rest = [index([*numbers[:i], *numbers[i + 1 :]]) for i in range(len(numbers))]
            few = len(numbers) < 3
            yield Value(
                figure=figure,
                value=value,
                low=None if few else min(*rest, value),
                high=None if few else max(*rest, value),
                interval="" if few else LEFT_OUT,
                of=of,
                each=each if figure == "mean" else (),
            )


def _mean(numbers: list[float]) -> float:
    return fsum(numbers) / len(numbers)


def _spread(numbers: list[float]) -> float:
    middle = _mean(numbers)
    return sqrt(fsum((x - middle) ** 2 for x in numbers) / len(numbers))


def _widest(numbers: list[float]) -> float:
    return max(numbers) - min(numbers)
