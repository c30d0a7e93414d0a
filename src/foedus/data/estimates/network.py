"""Where states stand in a network of ties: measures by matrix products, for small dense graphs."""

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]


class Centrality(NamedTuple):
    """Measures of each node of an undirected graph.

    `betweenness` is the share of shortest paths between others that lead through the node, with 1
    for the centre of a star. `eigenvector` is 1 for the best placed node of a component, and 0 for
    a node without ties. `clustering` is the share of pairs of neighbours that are tied themselves,
    NaN where there is no pair. `component` is the number of nodes that can be reached, itself
    included.
    """

    degree: "Ints"
    betweenness: "Floats"
    eigenvector: "Floats"
    clustering: "Floats"
    component: "Ints"


def standing(tied: "NDArray[np.bool_]") -> Centrality:
    """The measures of a graph, given its symmetric matrix of ties; the diagonal is ignored."""
    ties = tied.astype(np.float64)
    np.fill_diagonal(ties, 0)
    degree = ties.sum(axis=1)
    betweenness, reached = _paths(ties)
    pairs = degree * (degree - 1)
    triangles = ((ties @ ties) * ties).sum(axis=1)
    clustering = np.full(len(ties), np.nan)
    np.divide(triangles, pairs, out=clustering, where=pairs > 0)
    return Centrality(
        degree.astype(np.int64),
        betweenness,
        _eigenvector(ties, reached),
        clustering,
        reached.sum(axis=1),
    )


def _paths(ties: "Floats") -> tuple["Floats", "NDArray[np.bool_]"]:
    """Brandes' betweenness from all nodes at once, and who reaches whom."""
    size = len(ties)
    reached = np.eye(size, dtype=np.bool_)
    number = np.eye(size)
    layers = [reached.copy()]
    while layers[-1].any():
        onward = np.where(layers[-1], number, 0.0) @ ties
        fresh = (onward > 0) & ~reached
        number = np.where(fresh, onward, number)
        reached = reached | fresh
        layers.append(fresh)
    share = np.zeros((size, size))
    for nearer, layer in zip(layers[-2::-1], layers[:0:-1], strict=True):
        passed = np.divide(1 + share, number, out=np.zeros_like(share), where=layer) @ ties
        share += np.where(nearer, number * passed, 0.0)
    np.fill_diagonal(share, 0)
    most = (size - 1) * (size - 2)
    return (share.sum(axis=0) / most if most > 0 else np.zeros(size)), reached


def _eigenvector(ties: "Floats", reached: "NDArray[np.bool_]") -> "Floats":
    found = np.zeros(len(ties))
    for first in np.unique(reached.argmax(axis=1)):
        members = np.flatnonzero(reached[first])
        if len(members) > 1:
            _, vectors = np.linalg.eigh(ties[np.ix_(members, members)])
            vector = np.abs(vectors[:, -1])
            found[members] = vector / vector.max()
    return found
