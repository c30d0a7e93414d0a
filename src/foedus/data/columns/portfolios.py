"""What states owe all others: likeness of portfolios, place in the network, capabilities."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.data.panels.groups import Gives, column_group

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from foedus.data.panels.scope import Scope

PORTFOLIO_LAST = 2016


def _portfolios(
    scope: "Scope",
) -> "Iterator[tuple[int, NDArray[np.int16], NDArray[np.int8], NDArray[np.bool_]]]":
    """Each year's states, what each owes each (0 to 3), and who is tied by a duty of defence.

    The values are those of Signorino and Ritter for the Correlates of War types of alliance: 3
    defence (or offence), 2 neutrality or non-aggression, 1 consultation, 0 nothing. A state is its
    own ally.
    """
    import numpy as np
    import polars as pl

    from foedus.data.estimates.similarity import HIGHEST

    cow = replace(scope, universe="cow", last=min(scope.last, PORTFOLIO_LAST), _made={})
    owed = cow.years(scope.scan("atop", "dyad_years")).select(
        "year",
        "ccode1",
        "ccode2",
        active=pl.max_horizontal("defense", "offense"),
        value=pl.max_horizontal(
            pl.max_horizontal("defense", "offense") * 3,
            pl.max_horizontal("neutral", "nonagg") * 2,
            "consul",
        ),
    )
    by_year = owed.collect().partition_by("year", as_dict=True)
    empty = owed.limit(0).collect()
    for (year,), part in cow.states().group_by("year", maintain_order=True):
        states = part["state"].to_numpy()
        rows = by_year.get((year,), empty).filter(
            pl.col("ccode1").is_in(part["state"].implode())
            & pl.col("ccode2").is_in(part["state"].implode())
        )
        one, other = (
            np.searchsorted(states, rows[name].to_numpy()) for name in ("ccode1", "ccode2")
        )
        ties = np.zeros((len(states), len(states)), np.int8)
        ties[one, other] = rows["value"].fill_null(0).to_numpy()
        np.fill_diagonal(ties, HIGHEST)
        allied = np.zeros(ties.shape, np.bool_)
        active = rows["active"].fill_null(0).to_numpy() == 1
        allied[one[active], other[active]] = True
        yield int(str(year)), states, ties, allied | allied.T


@column_group(
    "similarity",
    level="dyad",
    needs=("atop", "cow-states", "nmc"),
    gives={
        "s": Gives("S of alliance portfolios, -1 to 1, each state counting alike", 1816, 2016),
        "s_weighted": Gives(
            "S with each state counting by its share of capabilities (CINC); states without one "
            "do not count",
            1816,
            2016,
        ),
        "kappa": Gives("Cohen's kappa of alliance portfolios, by squared distances", 1816, 2016),
        "pi": Gives("Scott's pi of alliance portfolios, by squared distances", 1816, 2016),
    },
)
def similarity(scope: "Scope") -> "pl.LazyFrame":
    """Similarity of alliance portfolios (ATOP): S, weighted S, Cohen's kappa and Scott's pi."""
    import numpy as np
    import polars as pl

    from foedus.data.estimates.similarity import s_score
    from foedus.data.estimates.similarity import similarity as measured
    from foedus.data.panels.pairs import as_pairs

    shares = {
        (year, state): share
        for year, state, share in scope.years(scope.scan("nmc", "capabilities"))
        .select("year", "ccode", "cinc")
        .drop_nulls()
        .collect()
        .iter_rows()
    }
    names = ("s", "s_weighted", "kappa", "pi")
    keys = {"state1": pl.Int16, "state2": pl.Int16, "year": pl.Int16}
    parts = [pl.DataFrame(schema={**keys, **dict.fromkeys(names, pl.Float64)})]
    for year, states, ties, _ in _portfolios(scope):
        found = measured(ties)
        weights = np.array([shares.get((year, state), 0.0) for state in states.tolist()])
        weighted = s_score(ties, weights) if weights.sum() else np.full_like(found.s, np.nan)
        parts.append(
            as_pairs(year, states, s=found.s, s_weighted=weighted, kappa=found.kappa, pi=found.pi)
        )
    return pl.concat(parts).lazy()


@column_group(
    "network",
    level="state",
    needs=("atop", "cow-states"),
    gives={
        "net_degree": Gives(
            "states tied to it by a duty of defence, either way (ATOP)", 1816, 2016
        ),
        "net_betweenness": Gives("share of shortest paths between others through it", 1816, 2016),
        "net_eigenvector": Gives(
            "eigenvector centrality, 1 for the best placed state of a component", 1816, 2016
        ),
        "net_clustering": Gives(
            "share of pairs of its allies that are allies; null with fewer than two", 1816, 2016
        ),
        "net_component": Gives("states that ties of defence lead to, itself included", 1816, 2016),
    },
)
def network(scope: "Scope") -> "pl.LazyFrame":
    """Where a state stands in the network of defence obligations of the year."""
    import polars as pl

    from foedus.data.estimates.network import standing

    kinds = {
        "state": pl.Int16,
        "year": pl.Int16,
        "net_degree": pl.Int16,
        "net_betweenness": pl.Float64,
        "net_eigenvector": pl.Float64,
        "net_clustering": pl.Float64,
        "net_component": pl.Int16,
    }
    parts = [pl.DataFrame(schema=kinds)]
    for year, states, _, allied in _portfolios(scope):
        found = standing(allied)
        columns = {f"net_{name}": table for name, table in found._asdict().items()}
        part = pl.DataFrame(
            {"state": states, "year": [year] * len(states), **columns}, nan_to_null=True
        )
        parts.append(part.cast(kinds))  # type: ignore[arg-type]
    return pl.concat(parts).lazy()


@column_group(
    "joint-capability",
    level="dyad",
    needs=("nmc",),
    gives={
        "cinc_joint": Gives("sum of the two shares of capabilities (CINC)", 1816, 2016, newer=True),
        "cinc_ratio": Gives("the stronger's part of that sum, 0.5 to 1", 1816, 2016, newer=True),
    },
)
def joint_capability(scope: "Scope") -> "pl.LazyFrame":
    """Capabilities of a pair together, and how unequal they are."""
    import polars as pl

    table = scope.years(scope.scan("nmc", "capabilities")).select("year", "ccode", "cinc")
    table = table.drop_nulls()
    whole = pl.col("cinc") + pl.col("cinc2")
    return (
        table.join(table, on="year", suffix="2")
        .filter(pl.col("ccode") < pl.col("ccode2"))
        .select(
            "year",
            state1="ccode",
            state2="ccode2",
            cinc_joint=whole,
            cinc_ratio=pl.when(whole > 0).then(pl.max_horizontal("cinc", "cinc2") / whole),
        )
    )
