"""The published numbers of `published.yaml`, each from the authors' files or from arithmetic."""

import math
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from foedus.asking.world import World
from foedus.data.estimates.reliability import rates
from foedus.data.estimates.similarity import agreement, similarity_of_votes
from foedus.data.panels.scope import Scope
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.measures.kinds import find as measure
from foedus.measures.measuring import Sources, over_years
from foedus.measures.multilateral import series
from foedus.questions.health.impact.epochs import epochs
from foedus.questions.health.impact.stability import tied
from foedus.reckoning.association import pearson, wilson
from foedus.reckoning.voting.coalitions import Game, count
from tests.data.conftest import NOW, SPINE, STATES, authors_files
from tests.data.store.test_datasets import FILES as OTHERS

TABLE = {
    entry["id"]: entry
    for entry in yaml.safe_load((Path(__file__).parent / "published.yaml").read_text())
}
FILES = {
    **{name: (path,) for name, path in SPINE.items()},
    **OTHERS,
    "unga-votes": ("unga/un_votes.parquet", "unga/un_roll_calls.csv"),
    "alliance-reliability": ("leeds_reliability/BerkemeierFuhrmannRAP2018_0303.csv",),
}
KOREA, USA = 732, 2


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that has, of the authors' files, those that a test has asked for."""
    return Store(tmp_path_factory.mktemp("published"))


def stored(kept: Store, *names: str) -> Store:
    for name in names:
        paths = authors_files(*FILES[name])
        if not kept.has(name):
            kept.add(find(name), paths, NOW, "", STATES)
    return kept


def expected(identifier: str) -> dict[Any, Any]:
    found: dict[Any, Any] = TABLE[identifier]["expect"]
    return found


def test_every_number_says_where_it_was_seen_and_how_near_ours_is() -> None:
    for entry in TABLE.values():
        assert entry["source"]
        assert entry["seen"]
        assert entry["verdict"] in ("exact", "close", "sign", "not-reproduced")
        assert ("within" in entry) == (entry["verdict"] == "close")
        assert ("ours" in entry) == (entry["verdict"] == "not-reproduced")
    assert sum(entry["verdict"] != "not-reproduced" for entry in TABLE.values()) >= 10


@pytest.mark.parametrize(
    ("identifier", "of"),
    [
        ("reliability-all", "all"),
        ("reliability-until-1944", "until 1944"),
        ("reliability-nonaggression", "nonaggression"),
    ],
)
def test_commitments_honoured(identifier: str, of: str, kept: Store) -> None:
    table = stored(kept, "alliance-reliability").scan("alliance-reliability", "reliability")
    rate = next(rate for rate in rates(table.collect()) if rate.of == of)
    assert {"honoured": rate.honoured, "called": rate.called} == expected(identifier)


def test_alliances_counted(kept: Store, world: World) -> None:
    table = stored(kept, "atop").scan("atop", "alliances").collect()
    early = table.filter(pl.col("begyr").is_between(1816, 1944))["atopid"].n_unique()
    helping = table.filter((pl.col("offense") == 1) | (pl.col("defense") == 1)).height
    for identifier, number in (("alliances-until-1944", early), ("alliances-that-help", helping)):
        entry = TABLE[identifier]
        assert abs(number - entry["expect"]["alliances"]) <= entry["within"]
    signed = next(series(kept, world.catalogue, 1816, 2026))
    assert sum(point.whole for point in signed.points) == 789 - 7  # which began in 1815


def test_members_of_nato_at_two_per_cent(kept: Store, world: World) -> None:
    store = stored(kept, "nato-expenditure")
    nato = world.catalogue.frameworks["nato"]
    for year, number in expected("nato-at-two-per-cent").items():
        sources = Sources(world.catalogue, store)
        [values] = over_years(sources, nato, measure("burden"), range(year, year + 1))
        assert values[0].of.startswith(f"{number} of "), year


def test_the_large_bore_more_by_rank(kept: Store, world: World) -> None:
    store = stored(kept, "nato-expenditure", "gdp")
    nato = world.catalogue.frameworks["nato"]
    years = expected("exploitation-2014-2017")
    sources = Sources(world.catalogue, store)
    span = range(min(years), max(years) + 1)
    found = over_years(sources, nato, measure("free-riding"), span)
    for values in found:
        for value in values:
            assert value.value is not None
            assert math.copysign(1, value.value) == years[value.on.year]


def test_income_explains_spending(kept: Store) -> None:
    store = stored(kept, "nmc", "gdp")
    entry = TABLE["burden-rule"]
    both = store.scan("nmc", "capabilities").join(
        store.scan("gdp", "economy"), on=["ccode", "year"]
    )
    for year, share in entry["expect"].items():
        rows = (
            both.filter(pl.col("year") == year, pl.col("milex") > 0, pl.col("pwtrgdp") > 0)
            .select(pl.col("milex", "pwtrgdp").log())
            .collect()
        )
        found = pearson(rows["milex"].to_list(), rows["pwtrgdp"].to_list())
        assert found is not None
        assert found**2 == pytest.approx(share, abs=entry["within"])


def cast_in(store: Store, year: int) -> pl.DataFrame:
    """The votes of the roll calls of a calendar year, as both sources count years."""
    dates = store.scan("unga-votes", "roll_calls").select("rcid", year=pl.col("date").dt.year())
    votes = store.scan("unga-votes", "votes").join(dates, on="rcid")
    return votes.filter(pl.col("year") == year).collect()


def answers(votes: pl.DataFrame, *states: int) -> Any:
    """What each state answered to each roll call, a row each; 0 where it was absent."""
    wide = votes.filter(pl.col("ccode").is_in(states)).pivot("ccode", index="rcid", values="vote")
    return wide.select(pl.col(*map(str, states)).fill_null(0)).to_numpy().T


def test_kappa_of_votes(kept: Store) -> None:
    store = stored(kept, "unga-votes")
    for year, kappa in expected("kappa-korea-usa").items():
        found = similarity_of_votes(answers(cast_in(store, year), KOREA, USA))
        assert round(float(found.kappa[0, 1]), 4) == kappa, year


def test_kappa_of_votes_with_every_state(kept: Store) -> None:
    """The whole of the file, in the years in which its edition of the votes is that of ours."""
    store = stored(kept, "unga-votes")
    (path,) = authors_files("rok_unga/rok_unga.csv")
    theirs = pl.read_csv(path, infer_schema_length=None)
    same = off = 0
    for year in (1991, 1995, 2015, 2018):
        rows = theirs.filter(pl.col("year") == year).drop_nulls("kappa")
        partners = rows["ccode2"].to_list()
        votes = cast_in(store, year)
        there = [partner for partner in partners if partner in set(votes["ccode"])]
        found = similarity_of_votes(answers(votes, KOREA, *there))
        kappa = dict(zip(partners, rows["kappa"], strict=True))
        for place, partner in enumerate(there, 1):
            agrees = abs(float(found.kappa[0, place]) - kappa[partner]) < 1e-6
            same, off = same + agrees, off + (not agrees)
    assert (same, off) == (363, 0)


@pytest.mark.parametrize("year", [2018, 2019])
def test_coincidence_with_the_united_states(year: int, kept: Store) -> None:
    store = stored(kept, "unga-votes")
    entry = TABLE[f"coincidence-{year}"]
    codes = {s: STATES[s].cow[-1].code for s in entry["expect"]}
    found, _ = agreement(answers(cast_in(store, year), USA, *codes.values()))
    for place, (state, per_cent) in enumerate(entry["expect"].items(), 1):
        assert 100 * found[0, place] == pytest.approx(per_cent, abs=entry["within"]), state


def test_coincidence_by_the_older_rule(kept: Store) -> None:
    """Of yes and no alone, by session."""
    entry = TABLE["coincidence-2005"]
    table = stored(kept, "unga-votes").scan("unga-votes", "votes")
    votes = table.filter(pl.col("session") == 60).collect()
    for state, per_cent in entry["expect"].items():
        ours, theirs = answers(votes, USA, STATES[state].cow[-1].code)
        both = (ours % 2 == 1) & (theirs % 2 == 1)
        alike = 100 * float((ours == theirs)[both].mean())
        assert alike == pytest.approx(per_cent, abs=entry["within"]), state


def test_peacekeepers(kept: Store) -> None:
    table = stored(kept, "ipi-peacekeeping").scan("ipi-peacekeeping", "by_month").collect()
    march = (
        table.filter(pl.col("month").dt.strftime("%Y-%m") == "2012-03")
        .select("ccode", people=pl.sum_horizontal("troops", "police", "experts"))
        .filter(pl.col("people") > 0)
    )
    codes = {STATES[s].cow[-1].code: s for s in ("BGD", "PAK", "IND", "JPN")}
    found = {codes[c]: int(n) for c, n in march.rows() if c in codes}
    japan = {"JPN": found.pop("JPN")}
    assert {**found, "contributors": march.height} == expected("peacekeepers-2012")
    assert japan == TABLE["peacekeepers-japan-2012"]["ours"]


def test_peacekeepers_of_1999(kept: Store) -> None:
    table = stored(kept, "ipi-peacekeeping").scan("ipi-peacekeeping", "by_month")
    october = (
        table.filter(pl.col("month") == date(1999, 10, 1))
        .select("ccode", people=pl.sum_horizontal("troops", "police", "experts"))
        .sort("people", descending=True)
        .collect()
    )
    people = dict(october.iter_rows())
    told = expected("peacekeepers-1999")
    codes = {state: STATES[state].cow[-1].code for state in told}
    assert {state: people[code] for state, code in codes.items()} == told
    assert october["ccode"].to_list().index(codes["RUS"]) + 1 == 23


def test_allies_and_wars_by_epoch(kept: Store, world: World) -> None:
    store = stored(kept, "atop", "cow-states", "cow-war")
    years = Scope(store, world.catalogue, "cow", 1816, 2007)
    ties = tied(years).filter(pl.col("ccode") < pl.col("ally"))
    for year, within in ((1900, 0), (2000, TABLE["allies-2000"]["within"])):
        number = ties.filter(pl.col("year") == year).height
        assert abs(number - expected(f"allies-{year}")["pairs"]) <= within
    found = {(one.first, one.last): one.pair_rate for one in epochs(years)}
    part = found[1950, 2000] / found[1820, 1949]
    entry = TABLE["wars-per-pair"]
    assert part == pytest.approx(entry["expect"]["part"], abs=entry["within"])


def test_power_in_the_council_after_the_united_kingdom_left(world: World) -> None:
    before, after = (
        {m.state: m.banzhaf for m in world.power(body="eu/council", on=day).members}
        for day in (date(2020, 1, 15), date(2020, 2, 15))
    )
    for state, way in expected("council-after-exit").items():
        assert math.copysign(1, after[state] - before[state]) == way, state


def test_days_between_exercises(kept: Store) -> None:
    table = stored(kept, "jme").scan("jme", "exercises").collect()
    entry = TABLE["exercise-every-nine-days"]
    number = table.filter(pl.col("year").is_between(1973, 2003)).height
    assert 31 * 365.25 / number == pytest.approx(entry["ours"]["days"], abs=0.05)


def test_reports_in_time() -> None:
    told = expected("reports-of-2014")
    assert math.floor(100 * told["in"] / told["due"]) == told["percent"]
    low, high = wilson(told["in"], told["due"])
    assert (round(100 * low, 1), round(100 * high, 1)) == (30.6, 45.3)


@pytest.mark.parametrize("game", expected("small-games"))
def test_small_games(game: str) -> None:
    quota, _, weights = game.partition("; ")
    votes = tuple(map(int, weights.split(", ")))
    names = tuple(str(number) for number in range(len(votes)))
    counts = count(Game(names, votes, (int(quota),) * (len(votes) + 1)))
    found = counts.shapley() if game.startswith("50;") else counts.banzhaf()
    assert found == tuple(Fraction(part) for part in expected("small-games")[game])


NICE = {
    "DEU": 29, "FRA": 29, "ITA": 29, "GBR": 29, "ESP": 27, "POL": 27, "ROU": 14, "NLD": 13,
    "BEL": 12, "CZE": 12, "GRC": 12, "HUN": 12, "PRT": 12, "AUT": 10, "BGR": 10, "SWE": 10,
    "DNK": 7, "IRL": 7, "LTU": 7, "SVK": 7, "FIN": 7, "CYP": 4, "EST": 4, "LVA": 4, "LUX": 4,
    "SVN": 4, "MLT": 3,
}  # fmt: skip
PEOPLE = {
    "AUT": 8300, "BEL": 11000, "BGR": 7700, "CYP": 770, "CZE": 10000, "DNK": 5400, "EST": 1300,
    "FIN": 5300, "FRA": 63000, "DEU": 82000, "GRC": 11000, "HUN": 10000, "IRL": 4200, "ITA": 59000,
    "LVA": 2300, "LTU": 3400, "LUX": 460, "MLT": 400, "NLD": 18000, "POL": 38000, "PRT": 11000,
    "ROU": 22000, "SVK": 5400, "SVN": 2000, "ESP": 44000, "SWE": 9000, "GBR": 60000,
}  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "weights", "states", "quota"),
    [
        ("simple", dict.fromkeys(NICE, 0), 14, 0),
        ("nice-half", NICE, 14, 256),
        ("nice-two-thirds", NICE, 18, 256),
        ("72-and-65", {s: n // 10 for s, n in PEOPLE.items()}, 20, None),
    ],
)
def test_the_council_of_27(
    rule: str, weights: dict[str, int], states: int, quota: int | None
) -> None:
    least = math.ceil(Fraction(65, 100) * sum(weights.values())) if quota is None else quota
    needed = tuple(None if size < states else least for size in range(28))
    counts = count(Game(tuple(weights), tuple(weights.values()), needed))
    swings = dict(zip(counts.players, counts.totals(), strict=True))
    for state, number in expected("council-of-27")[rule].items():
        assert 2 * swings[state] == number, state
