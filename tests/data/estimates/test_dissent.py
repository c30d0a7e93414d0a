"""Dissent: who stood apart, what was known before, and forecasts that beat nothing by chance."""

import numpy as np
import polars as pl
import pytest

from foedus.data.estimates.binary.table import EstimateError
from foedus.data.estimates.dissent import KNOWN, foresee, rows, with_known

MEMBERS, CALLS = 6, 30


def made(seed: int, chances: list[float], sessions: int = 24) -> pl.DataFrame:
    """Roll calls in which each member says no with its own chance, and yes else."""
    chance = np.random.default_rng(seed)
    session, call, member = np.indices((sessions, CALLS, MEMBERS)).reshape(3, -1)
    return pl.DataFrame(
        {
            "session": session.astype(np.int16) + 1,
            "rcid": (session * CALLS + call).astype(np.int32),
            "ccode": member.astype(np.int16) + 1,
            "vote": np.where(chance.random(len(member)) < np.array(chances)[member], 3, 1),
        },
        schema_overrides={"vote": pl.Int8},
    )


def calls(votes: pl.DataFrame) -> pl.DataFrame:
    return votes.select("rcid").unique().with_columns(whole=True, important=0)


def test_who_stands_apart_answers_otherwise_than_most() -> None:
    cast = [(1, 1, 1), (1, 2, 1), (1, 3, 3), (2, 1, 1), (2, 2, 3), (3, 1, 1), (3, 2, 1), (3, 3, 2)]
    votes = pl.DataFrame(cast, schema=["rcid", "ccode", "vote"], orient="row").with_columns(
        session=1
    )
    found = rows(votes, calls(votes))
    assert [(r["rcid"], r["ccode"]) for r in found.to_dicts() if r["dissent"]] == [(1, 3), (3, 3)]
    assert 2 not in set(found["rcid"])  # two answered, and there is no most frequent answer


def test_where_answers_are_as_many_nobody_stands_apart() -> None:
    cast = [(1, 1, 1), (1, 2, 1), (1, 3, 3), (1, 4, 3)]
    votes = pl.DataFrame(cast, schema=["rcid", "ccode", "vote"], orient="row").with_columns(
        session=1
    )
    assert rows(votes, calls(votes)).height == 0


def test_only_what_was_known_before_a_session_is_forecast_from() -> None:
    votes = made(1, [0.3, 0.1, 0.1, 0.05, 0.05, 0.05])
    turned = votes.with_columns(
        vote=pl.when(pl.col("session") == 24).then(4 - pl.col("vote")).otherwise("vote")
    )
    known = [
        with_known(rows(each, calls(each)))
        .filter(pl.col("year") <= 24)
        .select("year", "ccode", *KNOWN)
        .unique()
        .sort("year", "ccode")
        for each in (votes, turned)
    ]
    assert known[0].equals(known[1])
    assert known[0]["year"].min() == 2


def test_a_member_that_dissents_is_told_from_the_others() -> None:
    votes = made(1, [0.4, 0.02, 0.02, 0.02, 0.02, 0.02])
    found = foresee(rows(votes, calls(votes)))
    assert found.forecast.beats
    assert found.forecast.slope_low < 1 < found.forecast.slope_high
    assert found.chances[1] == pytest.approx(0.4, abs=0.05)
    assert max(chance for code, chance in found.chances.items() if code > 1) < 0.06
    assert found.forecast.first == 13  # the second half of the sessions 2 to 24


def test_dissent_by_chance_is_not_forecast_and_no_chances_are_told() -> None:
    found = [
        foresee(rows(votes, calls(votes)))
        for votes in (made(seed, [0.1] * MEMBERS) for seed in range(10))
    ]
    assert sum(one.forecast.beats for one in found) <= 1
    for one in found:
        assert bool(one.chances) == one.forecast.beats


def test_too_few_sessions_are_refused() -> None:
    votes = made(1, [0.1] * MEMBERS, sessions=4)
    with pytest.raises(EstimateError, match="too few sessions"):
        foresee(rows(votes, calls(votes)))
