"""Where the members stand in the network of the world's defence obligations."""

from collections.abc import Iterator
from math import fsum
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, Value
from foedus.model.citations import Citation

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

COLUMNS = {"allies": "net_degree", "betweenness": "net_betweenness", "clustering": "net_clustering"}


class Network(Measure):
    """Network position: allies, betweenness and clustering of the members."""

    name = "network"
    title = "Network position"
    asks = "How do the members stand in the network of alliances?"
    order = 70
    needs = ("atop", "cow-states")
    first, last = 1816, 2016
    figures = (
        Figure(
            "allies",
            "mean number of states that a member is tied to by a duty of defence or offence",
            "mean degree of the members",
            "states",
            0.0,
            None,
        ),
        Figure(
            "betweenness",
            "mean share of the shortest paths between other states that lead through a member",
            "mean of paths through it / shortest paths, over pairs of others",
        ),
        Figure(
            "clustering",
            "mean share of pairs of a member's allies that are allies themselves",
            "mean of tied pairs of allies / pairs of allies",
        ),
    )
    papers = (
        Citation(
            "Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical "
            "Sociology 25(2)",
            "163-177",
            where="https://doi.org/10.1080/0022250X.2001.9990249",
            confidence="medium",
        ),
        Citation(
            "Watts and Strogatz, Collective dynamics of small-world networks, Nature 393",
            "440-442",
            where="https://doi.org/10.1038/30918",
            confidence="medium",
        ),
    )
    denominator = "members in the list of states; clustering: those with two allies or more"
    uncertainty = "ATOP lists every alliance, so nothing is sampled."
    not_shown = (
        "Influence. ATOP counts the charter of the Organization of American States as defence, "
        "which ties all of the Americas together."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        for figure, column in COLUMNS.items():
            found = seen.of_states("network", column)
            if len(found) < 2:
                continue
            each = tuple(Each(m, found[m]) for m in sorted(found, key=lambda m: -found[m]))
            mean = fsum(found.values()) / len(found)
            yield Value(figure=figure, value=mean, of=seen.so_many(found), each=each)
