"""Network measures: on graphs one can see, and as walking every path gives."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.data.estimates.network import standing


def graph(size: int, *edges: tuple[int, int]) -> np.ndarray:
    ties = np.zeros((size, size), np.bool_)
    for one, other in edges:
        ties[one, other] = ties[other, one] = True
    return ties


graphs = st.integers(2, 7).flatmap(
    lambda n: st.sets(st.sampled_from(list(combinations(range(n), 2)))).map(
        lambda edges: graph(n, *edges)
    )
)


def shortest(ties: np.ndarray, one: int, other: int) -> list[list[int]]:
    """Every shortest path between two nodes."""
    paths = [[one]]
    seen = {one}
    while paths and not any(path[-1] == other for path in paths):
        paths = [
            [*path, int(n)]
            for path in paths
            for n in np.flatnonzero(ties[path[-1]])
            if n not in seen
        ]
        seen |= {path[-1] for path in paths}
    return [path for path in paths if path[-1] == other]


def test_the_centre_of_a_star_lies_on_every_path() -> None:
    found = standing(graph(4, (0, 1), (0, 2), (0, 3)))
    assert found.degree.tolist() == [3, 1, 1, 1]
    assert found.betweenness == pytest.approx([1, 0, 0, 0])
    assert found.eigenvector == pytest.approx([1, *[3**-0.5] * 3])
    assert found.clustering[0] == 0
    assert np.isnan(found.clustering[1])


def test_a_triangle_and_a_state_apart() -> None:
    found = standing(graph(4, (0, 1), (1, 2), (0, 2)))
    assert found.clustering[:3] == pytest.approx([1, 1, 1])
    assert found.component.tolist() == [3, 3, 3, 1]
    assert found.eigenvector == pytest.approx([1, 1, 1, 0])


@given(graphs)
def test_measures_are_what_walking_every_path_gives(ties: np.ndarray) -> None:
    size = len(ties)
    found = standing(ties)
    through = np.zeros(size)
    for one, other in combinations(range(size), 2):
        paths = shortest(ties, one, other)
        for node in set(range(size)) - {one, other}:
            if paths:
                through[node] += sum(node in path for path in paths) / len(paths)
    most = (size - 1) * (size - 2) / 2
    assert found.betweenness == pytest.approx(through / most if most else through)
    for node in range(size):
        reach = sum(bool(shortest(ties, node, other)) for other in range(size))
        assert found.component[node] == reach
        near = np.flatnonzero(ties[node])
        pairs = list(combinations(near, 2))
        if pairs:
            share = sum(bool(ties[a, b]) for a, b in pairs) / len(pairs)
            assert found.clustering[node] == pytest.approx(share)
        else:
            assert np.isnan(found.clustering[node])


@given(graphs)
def test_the_eigenvector_belongs_to_the_graph(ties: np.ndarray) -> None:
    found = standing(ties)
    onward = ties.astype(float) @ found.eigenvector
    for node in range(len(ties)):
        if found.degree[node]:
            members = np.flatnonzero([bool(shortest(ties, node, o)) for o in range(len(ties))])
            ratio = onward[members] / found.eigenvector[members]
            assert ratio == pytest.approx(np.full(len(members), ratio[0]), rel=1e-6)
        else:
            assert found.eigenvector[node] == 0
