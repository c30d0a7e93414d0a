"""Ideal points: made-up positions come back, and real ones are those that are published."""

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from foedus.data.estimates.ideal_points.apart import ideal_points_apart
from foedus.data.estimates.ideal_points.fit import ideal_points
from foedus.data.estimates.ideal_points.sessions import sessions
from foedus.data.estimates.ideal_points.stored import ideal_points_of, usable
from foedus.data.store.manifest import MissingDataError
from foedus.data.store.store import Store

USA = 2


def made_up(
    seed: int, states: int = 30, calls: int = 60, years: int = 4
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Votes of states that move a little from session to session, and where they stood."""
    chance = np.random.default_rng(seed)
    codes = np.arange(USA, USA + states)
    place = np.linspace(2, -2, states)
    votes, truth = [], []
    for session in range(1, years + 1):
        place = place + chance.normal(0, 0.3, states)
        truth += [(session, int(code), float(p)) for code, p in zip(codes, place, strict=True)]
        for call in range(calls):
            beta, low = chance.normal(), chance.normal()
            latent = beta * place + chance.normal(size=states)
            answers = 1 + (latent > low).astype(int) + (latent > low + 0.7)
            there = chance.random(states) < 0.9
            votes += [
                (session, 1000 * session + call, int(code), int(answer))
                for code, answer in zip(codes[there], answers[there], strict=True)
            ]
    return (
        pl.DataFrame(votes, schema=["session", "rcid", "ccode", "vote"], orient="row"),
        pl.DataFrame(truth, schema=["session", "ccode", "truth"], orient="row"),
    )


@pytest.fixture(scope="module")
def recovered() -> pl.DataFrame:
    votes, truth = made_up(1)
    found = ideal_points(votes).with_columns(pl.col("session", "ccode").cast(pl.Int64))
    return found.join(truth, on=["session", "ccode"])


def test_made_up_positions_come_back(recovered: pl.DataFrame) -> None:
    by_session = recovered.group_by("session").agg(pl.corr("ideal_point", "truth"))
    assert by_session["ideal_point"].min() > 0.97  # type: ignore[operator]


def test_positions_have_mean_zero_and_standard_deviation_one(recovered: pl.DataFrame) -> None:
    points = recovered["ideal_point"].to_numpy()
    assert points.mean() == pytest.approx(0, abs=1e-9)
    assert points.std() == pytest.approx(1)


def test_the_truth_lies_within_the_stated_uncertainty(recovered: pl.DataFrame) -> None:
    scaled = recovered.with_columns(
        truth=(pl.col("truth") - pl.col("truth").mean()) / pl.col("truth").std()
    )
    apart = (scaled["ideal_point"] - scaled["truth"]).abs() / scaled["ideal_point_sd"]
    assert 0.55 < (apart < 1).mean() < 0.9  # type: ignore[operator]
    assert (apart < 2).mean() > 0.9  # type: ignore[operator]


def test_the_named_state_is_positive_and_the_result_is_always_the_same() -> None:
    votes, _ = made_up(2, years=2)
    found = ideal_points(votes)
    assert found.filter(pl.col("ccode") == USA)["ideal_point"].min() > 0  # type: ignore[operator]
    other = ideal_points(votes, right=31)
    assert (-other["ideal_point"]).to_list() == pytest.approx(found["ideal_point"].to_list())
    shuffled = votes.sample(fraction=1, shuffle=True, seed=3)
    again = ideal_points(shuffled).sort("session", "ccode")
    assert again["ideal_point"].to_list() == pytest.approx(
        found.sort("session", "ccode")["ideal_point"].to_list(), abs=1e-9
    )


def test_a_state_with_fewer_votes_is_less_sure() -> None:
    votes, _ = made_up(3, years=2)
    calls = votes["rcid"].unique().sort().to_list()
    sparse = votes.filter((pl.col("ccode") != 15) | pl.col("rcid").is_in(calls[::12]))
    points = ideal_points(sparse)
    deviation = points.group_by("ccode").agg(pl.col("ideal_point_sd").mean()).sort("ideal_point_sd")
    assert deviation["ccode"].to_list()[-1] == 15


def test_unanimous_votes_and_sessions_of_nothing_else_are_left_out() -> None:
    votes, _ = made_up(4, years=2)
    unanimous = votes.with_columns(vote=pl.when(pl.col("session") == 2).then(1).otherwise("vote"))
    assert [session.number for session in sessions(unanimous)] == [1]


def test_who_was_away_for_a_session_is_carried_through_it() -> None:
    votes, _ = made_up(5, years=3)
    away = votes.filter((pl.col("ccode") != 7) | (pl.col("session") != 2))
    middle = sessions(away)[1]
    assert 7 in middle.states
    assert 7 not in middle.states[middle.voters]
    found = ideal_points(away)
    assert found.filter(pl.col("ccode") == 7)["session"].to_list() == [1, 3]


def test_our_estimates_are_those_that_are_published(assembly: Store) -> None:
    """Four sessions; `bench/ideal_points.py` has them all."""
    votes = usable(
        assembly.scan("unga-votes", "votes"), assembly.scan("unga-votes", "roll_calls")
    ).filter(pl.col("session").is_between(12, 15))
    ours = ideal_points(votes.collect())
    theirs = assembly.scan("unga-ideal-points", "ideal_points").collect()
    both = ours.join(theirs, on=["session", "ccode"])
    assert both.height == theirs.filter(pl.col("session").is_between(12, 15)).height
    assert (both["votes"] == both["votes_right"]).all()
    likeness = both.group_by("session").agg(pl.corr("ideal_point", "ideal_point_right"))
    assert likeness["ideal_point"].min() > 0.98  # type: ignore[operator]
    assert ours.filter(pl.col("ccode") == USA)["ideal_point"].min() > 0  # type: ignore[operator]


def test_the_estimate_of_a_store_is_made_once(
    assembly: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def few(votes: pl.DataFrame) -> pl.DataFrame:
        calls.append(votes.height)
        return ideal_points(votes.filter(pl.col("session") == 12))

    monkeypatch.setattr("foedus.data.estimates.ideal_points.apart.ideal_points_apart", few)
    first = ideal_points_of(assembly).collect()
    assert ideal_points_of(assembly).collect().equals(first)
    assert len(calls) == 1


def test_in_a_process_of_its_own_the_estimate_is_the_same(assembly: Store) -> None:
    votes = usable(assembly.scan("unga-votes", "votes"), assembly.scan("unga-votes", "roll_calls"))
    few = votes.filter(pl.col("session") == 12).collect()
    assert_frame_equal(ideal_points_apart(few), ideal_points(few), abs_tol=1e-9)


def test_without_roll_calls_the_sentence_says_which_command_brings_them(store: Store) -> None:
    with pytest.raises(MissingDataError, match="foedus data add unga-votes"):
        ideal_points_of(store)
