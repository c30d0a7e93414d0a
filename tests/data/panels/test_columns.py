"""Derived columns: null where a source does not cover, both ways where they are directed."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.data.columns.frameworks import catalogue as columns
from foedus.data.estimates.tie_strength import WEIGHTS, tie_strength
from foedus.data.panels.groups import every, find
from foedus.data.panels.panel import dyad_years, state_years
from foedus.data.panels.scope import Scope, Universe
from foedus.data.store.registry import find as dataset
from foedus.data.store.store import Store
from foedus.model.citations import Citation
from foedus.model.lists import Listing
from foedus.model.time import Interval
from tests.data.conftest import NOW, STATES, authors_files
from tests.data.store.test_datasets import FILES
from tests.listed import half, with_lists

USA, UKG, FRN, GMY, GFR, RUS, JPN, CHN = 2, 200, 220, 255, 260, 365, 740, 710
SPINE = {
    "cow-states": ("cow_states",),
    "atop": ("atop5.1",),
    "nmc": ("cow_nmc",),
}


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with every dataset that the derived columns use, but for the roll calls."""
    files = {name: authors_files(*paths) for name, paths in {**SPINE, **FILES}.items()}
    store = Store(tmp_path_factory.mktemp("columns"))
    for name, paths in files.items():
        store.add(dataset(name), paths, NOW, "", STATES)
    return store


@pytest.fixture(scope="session")
def catalogue_of_all() -> Catalogue:
    return foedus.load().catalogue


def pairs(
    data: Store, catalogue: Catalogue, names: str, years: tuple[int, int], *, directed: bool = True,
    universe: Universe = "cow",
) -> pl.DataFrame:  # fmt: skip
    levels = ("state", "dyad", "directed")
    groups = [g for n in names.split(",") for g in find(n, levels, "dyad-year")]  # type: ignore[arg-type]
    return dyad_years(Scope(data, catalogue, universe, *years), groups, directed=directed)


def row(frame: pl.DataFrame, one: int, other: int, year: int) -> dict[str, object]:
    found = frame.filter(
        (pl.col("ccode1") == one) & (pl.col("ccode2") == other) & (pl.col("year") == year)
    )
    assert found.height == 1
    return found.row(0, named=True)


COVERED = {
    "disputes": ("mid_disputes", 2010),
    "disputes-gml": ("gml_disputes", 2010),
    "wars": ("war", 2007),
    "rivalries-td": ("td_rivalry", 2010),
    "peace-years": ("peace_years", 2010),
    "agreements": ("dca_agreements", 2010),
    "exercises": ("exercises", 2010),
    "exercises-jme": ("exercises_jme", 2010),
    "tie-strength": ("tie_strength", 2010),
}


def test_after_the_last_year_of_a_source_nothing_is_invented(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, ",".join(COVERED), (2006, 2012), directed=False)
    for name, (column, last) in COVERED.items():
        inside = frame.filter(pl.col("year") <= last)[column]
        outside = frame.filter(pl.col("year") > last)[column]
        assert inside.null_count() == 0, name
        assert outside.null_count() == len(outside) > 0, name


def test_before_the_first_year_agreements_and_exercises_are_unknown(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    names = "agreements,exercises,tie-strength"
    frame = pairs(data, catalogue_of_all, names, (1979, 1980), directed=False)
    for column in ("dca_agreements", "exercises", "tie_strength"):
        assert frame.filter(pl.col("year") == 1979)[column].is_null().all()
        assert frame.filter(pl.col("year") == 1980)[column].is_not_null().all()


def test_directed_columns_are_directed(data: Store, catalogue_of_all: Catalogue) -> None:
    """Germany attacked Poland in 1939, and Iraq Kuwait in 1990; not the other way round."""
    wars = pairs(data, catalogue_of_all, "wars", (1939, 1939))
    assert row(wars, GMY, 290, 1939)["war_initiator"] == 1
    assert row(wars, 290, GMY, 1939)["war_initiator"] == 0
    frame = pairs(data, catalogue_of_all, "disputes,disputes-gml", (1990, 1990))
    for prefix in ("mid", "gml"):
        assert row(frame, 645, 690, 1990)[f"{prefix}_initiator"] == 1
        assert row(frame, 690, 645, 1990)[f"{prefix}_initiator"] == 0
        assert row(frame, 690, 645, 1990)[f"{prefix}_onset"] == 1
    levels = frame.filter(pl.col("mid_hostility").is_not_null())
    turned = levels.rename({"ccode1": "ccode2", "ccode2": "ccode1"})
    both = levels.join(turned, on=["ccode1", "ccode2", "year"])
    assert (both["mid_hostility"] != both["mid_hostility_right"]).any()
    assert (both["mid_disputes"] == both["mid_disputes_right"]).all()


def test_the_files_pairs_and_years_are_all_in_the_panel(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, "disputes-gml", (1816, 2010))
    source = data.scan("gml-mid", "dyad_years").select("ccode1", "ccode2", "year").unique()
    rows = frame.filter(pl.col("gml_disputes") > 0).select("ccode1", "ccode2", "year")
    assert rows.join(source.collect(), on=rows.columns, how="anti").is_empty()
    lost = source.collect().join(rows, on=rows.columns, how="anti")
    # states that were not both members of the system in that year
    everywhere = frame.select("ccode1", "ccode2", "year")
    assert lost.join(everywhere, on=rows.columns, how="semi").is_empty()


def test_peace_years_are_counted_from_the_last_dispute(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, "peace-years,disputes", (1816, 2010), directed=False)
    for one, other in ((USA, UKG), (FRN, GMY), (RUS, JPN), (USA, RUS), (GFR, 265)):
        since: int | None = None
        before: int | None = None
        history = frame.filter((pl.col("ccode1") == one) & (pl.col("ccode2") == other))
        assert history.height > 0
        for line in history.sort("year").iter_rows(named=True):
            year = line["year"]
            if before is None or since is None or year != before + 1:
                since = year
            assert line["peace_years"] == year - since, (one, other, year)
            if line["mid_disputes"]:
                since = year + 1
            before = year


def test_the_years_asked_for_do_not_change_a_value(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    names = "peace-years,similarity,network,disputes"
    long = pairs(data, catalogue_of_all, names, (1900, 1914), directed=False)
    short = pairs(data, catalogue_of_all, names, (1914, 1914), directed=False)
    assert long.filter(pl.col("year") == 1914).equals(short)


def test_similarity_of_portfolios_before_the_first_world_war(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, "similarity", (1913, 1914), directed=False)
    allied = row(frame, GMY, 300, 1913)
    opposed = row(frame, FRN, GMY, 1913)
    for measure in ("s", "s_weighted", "kappa", "pi"):
        assert allied[measure] > opposed[measure]  # type: ignore[operator]
    for measure in ("s", "s_weighted"):
        assert frame[measure].is_between(-1, 1).all()
    assert (frame["pi"] <= frame["kappa"] + 1e-12).all()


def test_the_network_of_1955_has_the_two_blocs(data: Store, catalogue_of_all: Catalogue) -> None:
    groups = find("network", ("state",), "state-year")
    frame = state_years(Scope(data, catalogue_of_all, "cow", 1955, 1955), groups)
    place = {line["ccode"]: line for line in frame.iter_rows(named=True)}
    assert place[365]["net_degree"] >= 7  # the seven others of the Warsaw Pact
    assert place[USA]["net_degree"] > place[365]["net_degree"]
    assert place[225]["net_degree"] == 0  # Switzerland
    assert place[225]["net_component"] == 1
    assert place[225]["net_clustering"] is None


def test_contributions_to_peacekeeping_are_means_of_months(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    groups = find("peacekeeping", ("state",), "state-year")
    frame = state_years(Scope(data, catalogue_of_all, "cow", 1990, 2014), groups)
    by_year = frame.group_by("year").agg(pl.col("pko_troops").null_count() == pl.len())
    unknown = by_year.filter(pl.col("pko_troops"))["year"].to_list()
    assert sorted(unknown) == [1990, 2014]
    months = (
        data.scan("ipi-peacekeeping", "by_month")
        .filter(pl.col("month").dt.year() == 2012)
        .collect()
    )
    bangladesh = months.filter(pl.col("ccode") == 771)["troops"].sum() / months["month"].n_unique()
    found = frame.filter((pl.col("ccode") == 771) & (pl.col("year") == 2012))["pko_troops"].item()
    assert found == pytest.approx(bangladesh)
    assert found > 5000


def test_the_strength_of_a_tie_is_the_sum_of_its_parts(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, "tie-strength", (1995, 2000), directed=False)
    parts = frame.select(pl.sum_horizontal(pl.col(name) * w for name, w in WEIGHTS.items()))
    assert (parts.to_series() - frame["tie_strength"]).abs().max() < 1e-9  # type: ignore[operator]
    assert row(frame, USA, UKG, 1999)["tie_strength"] > row(frame, USA, CHN, 1999)["tie_strength"]  # type: ignore[operator]


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.integers(0, 2))
def test_removing_a_treaty_lowers_the_tie(counts: list[int], which: int) -> None:
    def strength(values: list[int]) -> float:
        frame = pl.LazyFrame({name: [n] for name, n in zip(WEIGHTS, values, strict=True)})
        found: float = tie_strength(frame).collect()["tie_strength"].item()
        return found

    more = [n + (i == which) for i, n in enumerate(counts)]
    assert strength(more) > strength(counts)


def test_every_column_says_its_source_and_its_years(tmp_path: Path) -> None:
    for groups in every().values():
        for group in groups:
            assert group.says
            for gives in group.gives.values():
                assert gives.says
                assert gives.first <= gives.last
            for needed in group.needs:
                dataset(needed)


def test_a_dispute_of_a_pair_counts_once_in_an_undirected_panel(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    """Both directions have it. 1914: the Dual Alliance's members and Serbia, France and Russia."""
    names = "disputes,disputes-gml"
    once = pairs(data, catalogue_of_all, names, (1910, 1920), directed=False)
    both = pairs(data, catalogue_of_all, names, (1910, 1920))
    keys = ["ccode1", "ccode2", "year"]
    counts = ["mid_disputes", "gml_disputes"]
    assert once.select(counts).equals(
        once.select(keys).join(both, on=keys, maintain_order="left").select(counts)
    )
    assert row(once, GMY, RUS, 1914)["mid_disputes"] == 1


def test_members_are_not_counted_in_years_in_which_the_list_is_not_complete(
    tmp_path: Path,
) -> None:
    pact = half(tmp_path)
    listing = Listing(
        "parties/treaty",
        complete=True,
        during=Interval(date(1980, 1, 1), date(1990, 7, 1)),
        checked=date(2020, 1, 1),
        cite=Citation("The depositary"),
    )
    for world, known in ((pact, {}), (with_lists(pact, "half", listing), {1980: 2, 1989: 2})):
        scope = Scope(Store(tmp_path / "store"), world.catalogue, "cow", 1970, 1995)
        frame = columns.make(scope).filter(pl.col("framework") == "half").collect()
        members = dict(frame.select("year", "members").iter_rows())
        assert (members[1980], members[1989]) == (known.get(1980), known.get(1989))
        assert members[1979] is None
        assert members[1990] is None


def test_capitals_are_as_far_apart_as_they_were_in_that_year(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    frame = pairs(data, catalogue_of_all, "distance", (1959, 1960))
    for one, other, year, kilometres in (
        (USA, UKG, 1960, 5_900),  # Washington and London
        (UKG, FRN, 1960, 344),
        (USA, 140, 1959, 7_700),  # Rio de Janeiro
        (USA, 140, 1960, 6_005),  # Brasilia, for which the file has the middle of Brazil
    ):
        found = row(frame, one, other, year)["capital_distance"]
        assert found == pytest.approx(kilometres, rel=0.03)
        assert row(frame, other, one, year)["capital_distance"] == found


def test_conflicts_inside_a_state_and_the_peacekeepers_in_it(
    data: Store, catalogue_of_all: Catalogue
) -> None:
    groups = [*find("civil-conflict", ("state",), ""), *find("missions", ("state",), "")]
    frame = state_years(Scope(data, catalogue_of_all, "cow", 1990, 2016), groups)
    liberia = {row["year"]: row for row in frame.filter(pl.col("ccode") == 450).to_dicts()}
    # civil wars until 1997 and from 2000 to 2003; UNMIL, at most 15,000 troops, from October 2003
    assert [liberia[year]["civil_conflict"] for year in (1990, 1999, 2003, 2008)] == [1, 0, 1, 0]
    assert liberia[2003]["civil_war"] == 1
    assert liberia[2002]["host_troops"] == 0
    assert 13_000 < liberia[2006]["host_troops"] < 15_500
    assert 900 < liberia[2006]["host_police"] < 1_200
    assert liberia[1990]["host_troops"] is None
    yemen = frame.filter(pl.col("ccode") == 679, pl.col("year") == 2014).to_dicts()
    assert yemen[0]["civil_conflict"] == 1
