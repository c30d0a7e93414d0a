"""Panels: equal to the published sums and files, and without the faults of their peer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import foedus
from foedus.asking.world import World
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.errors import QuestionError
from foedus.exchange.table import write_table
from foedus.questions.research.panel.answer import PanelAnswer
from tests.data.conftest import NOW, STATES, authors_files, spine  # noqa: F401 - a fixture

DAY = date(2026, 1, 1)
Asked = Callable[..., pl.DataFrame]
OBLIGATIONS = ("alliance", "defense", "offense", "neutral", "nonagg", "consul")
ATOP = [f"atop_{name}" for name in OBLIGATIONS]


@pytest.fixture(scope="module")
def ask(spine: World) -> Asked:  # noqa: F811
    def ask(unit: str, *groups: str, on: date = DAY, **fields: object) -> pl.DataFrame:
        answer = spine.panel({"unit": unit, "columns": groups, **fields}, on=on)
        frame = answer.table()
        assert isinstance(frame, pl.LazyFrame)
        return frame.collect()

    return ask


@pytest.fixture(scope="module")
def directed(ask: Asked) -> pl.DataFrame:
    return ask("dyad-year", "atop", "capabilities", "contiguity", "majors", first=1816, last=2016)


def sums(frame: pl.DataFrame) -> tuple[int, ...]:
    return frame.select(pl.col(ATOP).cast(pl.Int64).sum()).row(0)


def test_directed_sums_equal_the_published_ones(directed: pl.DataFrame) -> None:
    assert directed.height == 1_912_290
    assert sums(directed) == (250_494, 128_568, 5_124, 4_211, 240_606, 124_070)


def test_undirected_sums_equal_the_published_ones(ask: Asked) -> None:
    """What either owed the other counts for the pair."""
    frame = ask("dyad-year", "atop", first=1816, last=2016, undirected=True)
    assert frame.height == 956_145
    assert sums(frame) == (125_247, 64_513, 2_585, 2_166, 120_308, 62_037)
    assert frame.filter(pl.col("ccode1") >= pl.col("ccode2")).is_empty()


def test_the_pairs_that_the_peer_drops_are_restored(ask: Asked) -> None:
    """5,768 dyad-years in which a member was no COW state, and 20 of Annam, which never was."""
    frame = ask("dyad-year", "atop", first=1816, last=2016, restored=True)
    added = frame.filter(pl.col("restored") == 1)
    annam = (pl.col("ccode1") == 8152) | (pl.col("ccode2") == 8152)
    assert added.filter(~annam).height == 5_768
    assert added.filter(annam).height == 20
    assert sums(frame.filter(~annam)) == (256_262, 130_812, 6_328, 4_245, 244_888, 125_206)
    dutch = added.filter(pl.col("ccode1") == 2, pl.col("ccode2") == 210)
    assert dutch.select("year", "atop_defense").rows() == [(1942, 1), (1943, 1), (1944, 1)]


def test_every_row_once_and_in_order(directed: pl.DataFrame) -> None:
    keys = directed.select("year", "ccode1", "ccode2")
    assert keys.is_unique().all()
    assert_frame_equal(keys, keys.sort("year", "ccode1", "ccode2"))


def test_capabilities_equal_the_authors_file(directed: pl.DataFrame) -> None:
    (path,) = authors_files("cow_nmc/NMC-60-abridged.csv")
    names = ["milex", "milper", "irst", "pec", "tpop", "upop", "cinc"]
    authors = pl.read_csv(path, infer_schema_length=None, null_values=["-9"]).select(
        pl.col("ccode", "year").cast(pl.Int16), *(pl.col(n).cast(pl.Float64) for n in names)
    )
    for side in ("1", "2"):
        ours = directed.select(
            pl.col(f"ccode{side}").alias("ccode"),
            "year",
            *(pl.col(f"{name}{side}").cast(pl.Float64).alias(name) for name in names),
        ).unique()
        assert_frame_equal(
            ours.sort("ccode", "year"),
            authors.join(ours.select("ccode", "year"), on=["ccode", "year"]).sort("ccode", "year"),
        )
        assert ours.height == 15_951


def test_contiguity_equals_the_authors_file(directed: pl.DataFrame) -> None:
    (path,) = authors_files("cow_contiguity/contdird.csv")
    authors = pl.read_csv(path).select(
        pl.col("state1no").alias("ccode1").cast(pl.Int16),
        pl.col("state2no").alias("ccode2").cast(pl.Int16),
        pl.col("year").cast(pl.Int16),
        pl.col("conttype").cast(pl.Int8),
    )
    closest = authors.group_by("ccode1", "ccode2", "year").agg(pl.col("conttype").min())
    assert authors.height - closest.height == 58  # it changed within the year
    ours = directed.select("ccode1", "ccode2", "year", "conttype")
    together = closest.join(ours, on=["ccode1", "ccode2", "year"], how="semi")
    assert_frame_equal(
        ours.filter(pl.col("conttype") > 0).sort("year", "ccode1", "ccode2"),
        together.sort("year", "ccode1", "ccode2"),
    )
    apart = authors.join(ours, on=["ccode1", "ccode2", "year"], how="anti")
    assert apart.select("year").unique().height <= 6  # years in which one ended as the other began


def test_contiguity_equals_the_spells_of_the_peer(directed: pl.DataFrame) -> None:
    (path,) = authors_files("peacesciencer/cow_contdir.csv")
    spells = pl.read_csv(path, try_parse_dates=True).filter(pl.col("conttype") > 0)
    years = pl.int_ranges(pl.col("stdate").dt.year(), pl.col("enddate").dt.year() + 1)
    peer = (
        spells.with_columns(year=years)
        .explode("year")
        .cast({"ccode1": pl.Int16, "ccode2": pl.Int16, "year": pl.Int16, "conttype": pl.Int8})
        .group_by("ccode1", "ccode2", "year")
        .agg(pl.col("conttype").min())
    )
    ours = directed.select("ccode1", "ccode2", "year", "conttype")
    together = peer.join(ours, on=["ccode1", "ccode2", "year"], how="semi")
    assert_frame_equal(
        ours.filter(pl.col("conttype") > 0).sort("year", "ccode1", "ccode2"),
        together.sort("year", "ccode1", "ccode2"),
    )


def test_capabilities_of_version_7_equal_their_file(
    spine: World,  # noqa: F811
    tmp_path: Path,
) -> None:
    (path, states) = authors_files("peacesciencer/cow_nmc.csv", "cow_states")
    store = Store(tmp_path)
    store.add(find("nmc"), [path], NOW, "", STATES)
    store.add(find("cow-states"), [states], NOW, "", STATES)
    answer = World(spine.catalogue, store).panel(
        on=DAY, unit="state-year", first=1816, last=2016, columns=["capabilities"]
    )
    names = ["milex", "milper", "irst", "pec", "tpop", "upop", "cinc"]
    floats = [pl.col(name).cast(pl.Float64) for name in names]
    keys = [pl.col("ccode", "year").cast(pl.Int16)]
    ours = answer.table().select(*keys, *floats).collect().sort("year", "ccode")
    theirs = pl.read_csv(path, infer_schema_length=None).select(*keys, *floats)
    assert_frame_equal(
        ours,
        ours.select("year", "ccode")
        .join(theirs, on=["year", "ccode"], how="left", maintain_order="left")
        .select(ours.columns),
    )
    assert ours["cinc"].null_count() == 0


def test_majors_equal_the_authors_file(directed: pl.DataFrame) -> None:
    (path,) = authors_files("cow_states/majors2016.csv")
    spells = pl.read_csv(path).select("ccode", year=pl.int_ranges("styear", pl.col("endyear") + 1))
    authors = set(spells.explode("year").rows())
    ours = directed.filter(pl.col("major1") == 1).select("ccode1", "year").unique()
    assert set(ours.rows()) == authors
    assert directed["major1"].null_count() == 0


def test_nothing_is_invented_after_a_source_ends(ask: Asked) -> None:
    frame = ask(
        "dyad-year", "atop", "contiguity", "capabilities", first=2015, last=2020, universe="gw"
    )
    unknown = frame.group_by("year").agg(
        pl.col("atop_defense").is_null().all().alias("atop"),
        pl.col("conttype").is_null().all().alias("contiguity"),
        pl.col("cinc1").is_null().all().alias("capabilities"),
    )
    rows = {row["year"]: row for row in unknown.to_dicts()}
    assert rows[2016] == {"year": 2016, "atop": False, "contiguity": False, "capabilities": False}
    assert rows[2017] == {"year": 2017, "atop": False, "contiguity": True, "capabilities": True}
    assert max(rows) == 2017  # the list of states itself ends here; no year is made up


def test_directed_data_is_directed(directed: pl.DataFrame) -> None:
    """Italy guaranteed the French frontier at Locarno; France owed Italy nothing for it."""
    pair = directed.filter(
        pl.col("year") == 1930,
        pl.col("ccode1").is_in([220, 325]),
        pl.col("ccode2").is_in([220, 325]),
    )
    owed = {
        (one, other): value
        for one, other, value in pair.select("ccode1", "ccode2", "atop_defense").rows()
    }
    assert owed == {(325, 220): 1, (220, 325): 0}


def test_a_day_and_not_only_a_year(ask: Asked) -> None:
    """Germany and the Soviet Union owed each other no non-aggression until 23 August 1939."""
    pair = (pl.col("ccode1") == 255) & (pl.col("ccode2") == 365)
    year = ask("dyad-year", "atop", first=1939, last=1939).filter(pair)
    before = ask("dyad-day", "atop", on=date(1939, 8, 22)).filter(pair)
    after = ask("dyad-day", "atop", on=date(1939, 8, 23)).filter(pair)
    assert [frame["atop_nonagg"].item() for frame in (year, before, after)] == [1, 0, 1]
    assert before["date"].item() == date(1939, 8, 22)


def test_spells_agree_with_every_day_they_hold(ask: Asked) -> None:
    spells = ask("dyad-spells", "atop", "majors", first=1938, last=1941)
    for day in (date(1938, 1, 1), date(1939, 9, 1), date(1940, 6, 30), date(1941, 12, 31)):
        held = spells.filter(pl.col("start") <= day, pl.col("end") > day)
        direct = ask("dyad-day", "atop", "majors", on=day)
        assert_frame_equal(
            held.drop("start", "end").sort("ccode1", "ccode2"),
            direct.drop("date").sort("ccode1", "ccode2"),
        )


def test_spells_of_a_pair_neither_overlap_nor_leave_a_gap_within_a_state_life(ask: Asked) -> None:
    spells = ask("dyad-spells", "atop", first=1910, last=1925, undirected=True)
    nxt = spells.sort("ccode1", "ccode2", "start").with_columns(
        after=pl.col("start").shift(-1).over("ccode1", "ccode2")
    )
    assert nxt.filter(pl.col("start") >= pl.col("end")).is_empty()
    assert nxt.filter(pl.col("after") < pl.col("end")).is_empty()


def test_politically_relevant_pairs(ask: Asked) -> None:
    frame = ask("dyad-year", "contiguity", "majors", first=1900, last=1910)
    chosen = ask("dyad-year", first=1900, last=1910, relevant=True)
    wanted = frame.filter(
        (pl.col("conttype") > 0) | (pl.col("major1") == 1) | (pl.col("major2") == 1)
    )
    assert_frame_equal(chosen, wanted.select("ccode1", "ccode2", "year"))


def test_alliances_in_the_other_universe(ask: Asked) -> None:
    """Gleditsch and Ward have other states and numbers; NATO of 1990 is the same alliance."""
    frame = ask("dyad-year", "atop", first=1985, last=1985, universe="gw")
    usa = frame.filter(pl.col("gwcode1") == 2, pl.col("atop_defense") == 1)["gwcode2"].to_list()
    assert {20, 200, 210, 220, 260, 325} <= set(usa)  # 260 is West Germany
    assert 365 not in usa


def test_alliance_years(ask: Asked) -> None:
    frame = ask("alliance-year", "atop", first=1815, last=2018)
    nato = frame.filter(pl.col("atopid") == 3180)
    assert nato.filter(pl.col("year") == 2018)["members"].item() == 29
    assert nato["year"].min() == 1949
    assert frame["atopid"].n_unique() == 789


def test_framework_years(ask: Asked) -> None:
    frame = ask("framework-year", "catalogue", first=1945, last=2025)
    nato = frame.filter(pl.col("framework") == "nato")
    assert nato.filter(pl.col("year") == 2025)["members"].item() == 32
    assert nato.filter(pl.col("year") == 1950).select("strength", "duty_defend").row(0) == (3, 1)


def test_state_years_have_every_state_once(ask: Asked) -> None:
    frame = ask("state-year", "majors", "capabilities", first=1816, last=2016)
    assert frame.height == 15_951
    assert frame.filter(pl.col("ccode") == 2, pl.col("year") == 1914)["major"].item() == 1


def test_years_without_a_list_of_states_are_told(spine: World) -> None:  # noqa: F811
    answer = spine.panel(on=DAY, unit="state-year", first=2016, last=2018)
    assert answer.table().collect()["year"].unique().to_list() == [2016]
    assert answer.notes == (
        "cow-states lists the states of 1816 to 2016; other years have no rows unless the panel is "
        "extended.",
    )


def test_a_codebook_of_a_world_with_notes_has_them_and_its_columns_as_a_table(
    world: World, tmp_path: Path
) -> None:
    noted = World(world.catalogue, world.store, ("ATOP leaves some of it open.",))
    answer = noted.panel(on=DAY, unit="codebook", columns=["majors"])
    assert answer.notes[-1] == "ATOP leaves some of it open."
    table = answer.table().collect()
    assert table["name"].to_list() == [column.name for column in answer.columns]
    write_table(answer.table(), tmp_path / "codebook.csv")
    assert (tmp_path / "codebook.csv").read_text().startswith("name,says,first,last,absent,")


def test_an_answer_with_notes_keeps_its_table_and_the_one_before_stays_as_it_was(
    world: World,
) -> None:
    before = world.ask("panel", on=DAY, unit="codebook", columns=["majors"])
    assert isinstance(before, PanelAnswer)
    frame = pl.DataFrame({"a": [1]})
    after = before.holding(frame).noted(("more",))
    assert after.notes == (*before.notes, "more")
    assert_frame_equal(after.table().collect(), frame)
    assert before.table().collect().width == 9


def test_the_codebook_tells_the_coverage_of_each_column(spine: World) -> None:  # noqa: F811
    answer = spine.panel(on=DAY, unit="codebook", columns=["contiguity"])
    (column,) = answer.columns
    assert (column.name, column.first, column.last, column.absent) == ("conttype", 1816, 2016, 0)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"unit": "dyad-year"}, "dyad-year needs its years: --from 1816 --to 2016"),
        ({"unit": "dyad-year", "from": 1900, "to": 1890}, "from 1900 lies after to 1890"),
        ({"unit": "dyad-year", "from": 19, "to": 20}, "from must be at least 1800, got 19"),
        ({"unit": "dyad-day", "from": 1900, "to": 1901}, "give it with --on"),
        ({"unit": "state-year", "from": 1900, "to": 1901, "undirected": True}, "only pairs can be"),
        ({"unit": "state-day", "restored": True}, "restored pairs are added to dyad-year only"),
        ({"unit": "state-year", "from": 1900, "to": 1901, "with": "atop"}, "and none for state-y"),
        ({"unit": "state-year", "from": 1900, "to": 1901, "with": "majorz"}, "did you mean majors"),
        ({"unit": "codebook", "with": "majorz"}, "no column group is called 'majorz'"),
    ],
)
def test_what_makes_no_sense_is_refused(
    spine: World,  # noqa: F811
    fields: dict[str, object],
    says: str,
) -> None:
    with pytest.raises(QuestionError) as refused:
        spine.ask("panel", fields, on=DAY)
    assert says in str(refused.value)


def test_without_a_dataset_the_command_that_brings_it_is_named(tmp_path: Path) -> None:
    world = foedus.load(store=tmp_path)
    with pytest.raises(QuestionError, match="`foedus data add cow-states` brings it"):
        world.panel(on=DAY, unit="state-year", first=1900, last=1901)
    assert world.panel(on=DAY, unit="framework-year", first=1950, last=1951).rows > 0


def test_each_group_has_each_key_once(spine: World) -> None:  # noqa: F811
    from foedus.data.panels.groups import every
    from foedus.data.panels.scope import Scope

    assert spine.store is not None
    scope = Scope(spine.store, spine.catalogue, "cow", 1816, 2016)
    checked = 0
    for group in (group for groups in every().values() for group in groups):
        if all(spine.store.has(name) for name in group.needs):
            table = group.make(scope).collect()
            assert table.select(*group.keys, "year").is_unique().all(), group.name
            assert set(group.gives) <= set(table.columns), group.name
            checked += 1
    assert checked >= 6


def test_years_after_the_list_of_states_have_rows_only_where_asked_for(ask: Asked) -> None:
    """ATOP goes on to 2018, contiguity and majors end in 2016."""
    years = {"first": 2016, "last": 2019}
    assert ask("dyad-year", "atop", **years)["year"].unique().to_list() == [2016]
    frame = ask("dyad-year", "atop", "contiguity", "majors", **years, extended=True)
    assert frame.group_by("year").len()["len"].unique().to_list() == [195 * 194]
    assert frame.filter(pl.col("year") <= 2018)["atop_defense"].null_count() == 0
    assert frame.filter(pl.col("year") == 2019)["atop_defense"].is_not_null().sum() == 0
    assert frame.filter(pl.col("year") > 2016)["conttype"].is_not_null().sum() == 0
    assert frame.filter(pl.col("year") > 2016)["major1"].is_not_null().sum() == 0
    with pytest.raises(QuestionError, match="only a list of states can be extended"):
        ask("framework-year", **years, extended=True)
