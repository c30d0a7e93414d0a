"""Columns of votes in the General Assembly: agreement, and ideal points of states and pairs."""

from pathlib import Path

import polars as pl
import pytest

import foedus
from foedus.data.panels.groups import find
from foedus.data.panels.panel import dyad_years, state_years
from foedus.data.panels.scope import Scope
from foedus.data.store.registry import find as find_dataset
from foedus.data.store.store import Store
from tests.data.conftest import NOW, STATES, authors_files

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
    assert swiss["shared_votes"].is_null().all()


def test_newer_files_go_on_and_so_do_the_columns(assembly: Store, tmp_path: Path) -> None:
    """A session is told again as the 78th, and positions come under the names of 2023 and later."""
    votes, calls = authors_files("unga/un_votes.parquet", "unga/un_roll_calls.csv")
    (points,) = authors_files("unga/IdealpointestimatesAll_Apr2020.csv")
    lines = calls.read_text("utf-8").splitlines()
    (tmp_path / calls.name).write_text(
        "\n".join([*lines, '20000,78.0,0.0,2023-11-01,R/78/1,0.0,0.0,"x","y"']), encoding="utf-8"
    )
    given = pl.read_parquet(votes).with_columns(pl.col("vote").cast(pl.String))
    again = given.filter(pl.col("rcid") == 9147).with_columns(rcid=pl.lit(20000.0))
    pl.concat([given, again]).write_parquet(tmp_path / votes.name)
    header, *rows = points.read_text("latin-1").splitlines()
    for old in ("NVotes", "IdealPoint", "Q5%", "Q95%"):
        header = header.replace(f",{old},", f",{old}All,")
    newer = tmp_path / "IdealpointestimatesAll_Jun2024.csv"
    newer.write_text("\n".join([header, *rows, "0,2,78,9,2.5,2,2.3,2.4,2.5,2.6,2.7,3,USA,US"]))
    store = Store(tmp_path / "store")
    store.add(
        find_dataset("unga-votes"), [tmp_path / votes.name, tmp_path / calls.name], NOW, "", STATES
    )
    store.add(find_dataset("unga-ideal-points"), [newer], NOW, "", STATES)
    store.add(find_dataset("cow-states"), authors_files("cow_states"), NOW, "", STATES)
    extended = Scope(store, foedus.load().catalogue, "cow", 2023, 2023, extended=True)
    found = state_years(extended, find("ideal-points-published", ("state",), "state-year"))
    assert found.filter(pl.col("ccode") == USA)["published_ideal_point"].item() == 2.5
    pairs = dyad_years(extended, find("voting", ("dyad",), "dyad-year"), directed=False)
    assert pairs["shared_votes"].drop_nulls().unique().to_list() == [1]


def test_the_distance_of_a_pair_is_that_of_its_two_points(
    assembly: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "foedus.data.estimates.ideal_points.stored.ideal_points_of",
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
