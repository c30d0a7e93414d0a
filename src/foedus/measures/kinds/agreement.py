"""Whether the members vote alike in the General Assembly."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Figure, Measure, Value
from foedus.measures.pairs import mean_of_pairs
from foedus.model.citations import Citation

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.measures.seen import Seen

FIRST_SESSION = 1945


class Agreement(Measure):
    """Agreement of votes in the UN General Assembly."""

    name = "agreement"
    title = "Cohesion: agreement of votes"
    asks = "Do the members vote alike?"
    order = 10
    needs = ("unga-votes",)
    first, last, newer = 1946, 2019, True
    figures = (
        Figure(
            "agreement",
            "mean over pairs: alike 1, one abstaining one half, yes against no 0",
            "mean over pairs of (alike + abstained by one / 2) / roll calls both answered",
        ),
        Figure(
            "identical",
            "mean over pairs of the share of equal answers",
            "mean over pairs of equal answers / roll calls both answered",
        ),
        Figure(
            "kappa",
            "mean over pairs of agreement beyond chance",
            "mean over pairs of Cohen's kappa, weighted by squared distances of 1, 2, 3",
            "-1 to 1",
            -1.0,
        ),
    )
    papers = (
        Citation(
            "Häge, Choice or Circumstance? Adjusting Measures of Foreign Policy Similarity for "
            "Chance Agreement, Political Analysis 19(3)",
            "287-305",
            where="https://doi.org/10.1093/pan/mpr023",
            confidence="medium",
        ),
    )
    denominator = "pairs of members that answered at least one roll call of the session together"
    uncertainty = "Every roll call of the session is counted, so nothing is sampled."
    not_shown = (
        "What was voted on: an agenda without quarrels makes all alike. Absence says nothing here. "
        "Editions of the votes differ most for 1997 to 2013 and for 2016 and 2017."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        from foedus.data.estimates.similarity import agreement, similarity_of_votes

        members, votes = ballots(seen)
        halves, _ = agreement(votes)
        alike = similarity_of_votes(votes)
        for name, found in (
            ("agreement", halves),
            ("identical", alike.identical),
            ("kappa", alike.kappa),
        ):
            pairs = (
                (one, other, float(found[i, j]))
                for i, one in enumerate(members)
                for j, other in enumerate(members[:i])
                if found[i, j] == found[i, j]
            )
            yield mean_of_pairs(name, pairs, seen)


def ballots(seen: "Seen") -> "tuple[list[str], NDArray[np.int8]]":
    """The members that voted in the session of the year, and what each answered."""
    import numpy as np
    import polars as pl

    session = seen.year - FIRST_SESSION
    table = seen.data.table("unga-votes", "votes").filter(
        pl.col("session") == session, pl.col("ccode").is_in(list(seen.by_code))
    )
    voters, rows = np.unique(table["ccode"].to_numpy(), return_inverse=True)
    calls, columns = np.unique(table["rcid"].to_numpy(), return_inverse=True)
    votes = np.zeros((len(voters), len(calls)), np.int8)
    votes[rows, columns] = table["vote"].to_numpy()
    return [seen.by_code[int(code)] for code in voters], votes
