"""Columns of votes in the General Assembly: agreement, and ideal points of states and pairs."""

import polars as pl
import pytest

import foedus
from foedus.data.groups import find
from foedus.data.panel import dyad_years, state_years
from foedus.data.scope import Scope
from foedus.data.store import Store

USA, UKG, RUS = 2, 200, 365
SCORE = {0: 1.0, 1: 0.5, 2: 0.0}


def scope(store: Store, first: int, last: int) -> Scope:
    return Scope(store, foedus.load().catalogue, "cow", first, last)


def test_agreement_is_that_of_every_roll_call_both_answered(assembly: Store) -> None:
    groups = find("voting", ("dyad",), "dyad-year")
    frame = dyad_years(scope(assembly, 1945, 1956), groups, directed=True)
    votes = assembly.scan("unga-votes", "votes").filter(pl.col("session") == 11).collect()
    for one, other in ((USA, UKG), (USA, RUS)):
        left, right = (votes.filter(pl.col("ccode") == code) for code in (one, other))
        both = left.join(right, on="rcid")
        apart = (both["vote"] - both["vote_right"]).abs().to_list()
        row = frame.filter(
            (pl.col("ccode1") == one) & (pl.col("ccode2") == other) & (pl.col("year") == 1956)
        ).row(0, named=True)
        assert row["shared_votes"] == len(apart)
        assert row["agreement"] == pytest.approx(sum(SCORE[n] for n in apart) / len(apart))
    before = frame.filter(pl.col("year") == 1945)
    assert before["agreement"].is_null().all()
    assert before["shared_votes"].is_null().all()


def test_pairs_that_never_voted_together_have_no_agreement(assembly: Store) -> None:
    """Switzerland joined the United Nations in 2002."""
    groups = find("voting", ("dyad",), "dyad-year")
    frame = dyad_years(scope(assembly, 1960, 1960), groups, directed=False)
    swiss = frame.filter((pl.col("ccode1") == 225) | (pl.col("ccode2") == 225))
    assert swiss.height > 0
    assert swiss["agreement"].is_null().all()
    assert (swiss["shared_votes"] == 0).all()


def test_the_distance_of_a_pair_is_that_of_its_two_points(
    assembly: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "foedus.data.ideal_points.stored.ideal_points_of",
        lambda store: store.scan("unga-ideal-points", "ideal_points"),
    )
    groups = find("ideal-points", ("state", "dyad"), "dyad-year")
    frame = dyad_years(scope(assembly, 1963, 1965), groups, directed=True)
    known = frame.drop_nulls("ideal_distance")
    apart = (known["ideal_point1"] - known["ideal_point2"]).abs()
    assert (apart - known["ideal_distance"]).abs().max() < 1e-12  # type: ignore[operator]
    # the nineteenth session, of 1964, had one vote: there is no position to be had from it
    assert sorted(known["year"].unique()) == [1963, 1965]


def test_published_positions_go_by_the_year_of_their_session(assembly: Store) -> None:
    groups = find("ideal-points-published", ("state",), "state-year")
    frame = state_years(scope(assembly, 2014, 2016), groups)
    given = assembly.scan("unga-ideal-points", "ideal_points").filter(
        (pl.col("session") == 70) & (pl.col("ccode") == USA)
    )
    found = frame.filter((pl.col("ccode") == USA) & (pl.col("year") == 2015))
    assert found["published_ideal_point"].item() == given.collect()["ideal_point"].item()
