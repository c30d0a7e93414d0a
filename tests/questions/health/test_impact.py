"""Impact: designs on rows that can be checked by eye, and what is asked of each of them."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import vl_convert

import foedus
from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.data.panels.scope import Scope
from foedus.data.store.registry import find
from foedus.data.store.store import Store
from foedus.errors import QuestionError
from foedus.questions.health.impact import arms, dyads, exercises, pacts, peacekeeping
from foedus.questions.health.impact.answer import ImpactAnswer
from foedus.questions.health.impact.design import Design, try_out
from foedus.questions.health.impact.published import LISTED, reproduced
from foedus.questions.health.impact.tested import Plan
from proofs.known_effect import EFFECT, OTHERS, dealt, panel
from tests.data.conftest import NOW, STATES, authors_files

FILES = {
    "cow-states": ("cow_states",),
    "ucdp-conflict": ("peacesciencer/ucdp_acd.csv",),
    "ipi-missions": ("ipi_peacekeeping/data_mission.csv",),
    "geopko": ("geopko/TCCMap_v.2.3.csv",),
    "gdp": ("isard/cw_gdppop.csv",),
    "atop": ("atop5.1",),
    "nmc": ("cow_nmc",),
    "cow-contiguity": ("cow_contiguity",),
    "gml-mid": ("peacesciencer/gml_dirdisp.csv",),
    "cow-capitals": ("peacesciencer/cow_capitals.csv",),
    "democracy": ("isard/cw_democracy.csv",),
    "mme": ("troopdata/mme_v7.csv",),
    "jme": ("troopdata/jme_v3.csv",),
    "ipi-peacekeeping": (
        "ipi_peacekeeping/country_month_1990_2014.csv",
        "ipi_peacekeeping/country_mission_month_2009_2014.csv",
    ),
    "alliance-reliability": ("leeds_reliability/BerkemeierFuhrmannRAP2018_0303.csv",),
}
ON = date(2026, 1, 1)
PLAN = Plan(
    id="made-up", says="A made-up panel", after="nobody", expects="less", unit="pair and year",
    outcome="begun", controls=(), errors="by pair", placebo="none", baseline="without it",
)  # fmt: skip
USA, UKG, FRN, SPN, GMY, AUH, ITA, RUS, LBR = 2, 200, 220, 230, 255, 300, 325, 365, 450


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> World:
    files = {name: authors_files(*paths) for name, paths in FILES.items()}
    folder = tmp_path_factory.mktemp("impact")
    for name, paths in files.items():
        Store(folder).add(find(name), paths, NOW, "", STATES)
    return foedus.load(store=folder)


@pytest.fixture(scope="session")
def peace(stored: World) -> ImpactAnswer:
    return stored.impact(of="peacekeeping", on=ON)


def scope(world: World, first: int, last: int) -> Scope:
    assert world.store is not None
    return Scope(world.store, world.catalogue, "cow", first, last)


def made_up(seed: int, rows: pl.DataFrame | None = None) -> Design:
    """A design on the panel of the proof, in which the effect is known."""
    frame = panel(seed) if rows is None else rows
    coming = pl.col("pact").shift(-1).over("pair").fill_null(0)
    return Design(
        plan=PLAN,
        frame=frame.with_columns(ahead=coming),
        outcome="begun",
        treatments={"pact": "a pact"},
        controls={name: name for name in OTHERS},
        cluster="pair",
        unit=("pair",),
        ahead="ahead",
    )


def test_a_known_effect_is_found_by_each_test_and_beats_the_baseline() -> None:
    found = try_out(made_up(1))
    [effect] = found.effects
    assert effect.direction == found.direction == "less"
    assert effect.low < 2.718281828**EFFECT < effect.high
    assert effect.change_low < effect.change < effect.change_high < 0
    assert found.placebo
    assert found.placebo.clean
    assert found.chance
    assert found.chance.p == pytest.approx(0.01)
    assert found.foreseen
    assert found.foreseen.beats


def test_labels_by_chance_have_no_effect_and_beat_nothing() -> None:
    tried = [try_out(made_up(seed, _by_chance(seed))) for seed in range(3)]
    assert sum(one.direction == "neither" for one in tried) >= 2
    assert sum(bool(one.foreseen and one.foreseen.beats) for one in tried) <= 1


def _by_chance(seed: int) -> pl.DataFrame:
    """The panel with labels dealt as whole histories, still 0 and 1."""
    rows = panel(seed)
    anew = dealt(rows, seed)["pact"]
    return rows.with_columns(pact=(anew > 0).cast(pl.Int8))


def test_a_design_that_cannot_be_estimated_says_why() -> None:
    design = made_up(1)
    found = try_out(replace(design, frame=design.frame.with_columns(pact=pl.lit(1))))
    assert found.direction == "not told"
    assert "pact is the same in all of the 6000 rows" in found.why_not
    assert found.effects == ()


def test_claims_need_no_data(world: World) -> None:
    answer = world.impact(of="claims", on=ON)
    assert len(answer.plans) == 6 + 5 + 6 + 3
    assert {one.verdict for one in answer.published} == {"equal", "not computable", "not looked at"}
    assert "Leeds 2003" in str(answer.to_dict())


def test_at_least_ten_published_figures_are_found_again(stored: World) -> None:
    found = {one.published.id: one for one in reproduced(stored.store, "claims")}
    assert set(found) == {published.id for published in LISTED}
    equal = {name for name, one in found.items() if one.verdict == "equal"}
    assert {
        "rel-all", "rel-1944", "rel-1945", "rel-defence", "rel-offence", "rel-neutrality",
        "rel-nonaggression", "pk-2012-bgd", "pk-2012-pak", "pk-2012-ind",
        "pk-2012-all", "pk-1999-pol", "pk-1999-gha", "ottawa-2015",
    } == equal  # fmt: skip
    assert {name for name, one in found.items() if one.verdict == "close"} == {
        "leeds-218",
        "pk-1999-usa",
        "jme-count",
    }
    assert {name for name, one in found.items() if one.verdict == "not reproduced"} == {
        "pk-2012-jpn", "pk-1999-can", "jme-days",
    }  # fmt: skip
    for published in LISTED:
        assert published.source
        assert published.page
        assert published.seen


def test_every_design_has_all_that_is_asked_of_it(peace: ImpactAnswer) -> None:
    assert [one.plan.id for one in peace.tested] == [
        "any", "types", "after", "amid", "places", "selection",
    ]  # fmt: skip
    for one in peace.tested:
        assert not one.why_not
        assert one.clusters > 60
        assert all(effect.low < effect.odds < effect.high for effect in one.effects)
        assert one.chance
        assert one.foreseen
        assert (one.placebo is None) == (one.plan.id == "selection")
    assert {effect.of for effect in peace.tested[1].effects} == {"troops", "police", "observers"}


def test_it_says_that_the_baseline_is_not_beaten_where_it_is_not(peace: ImpactAnswer) -> None:
    [section] = [s for s in peace.sections() if s.title == "Forecasts of years not seen"]
    for one, row in zip(peace.tested, section.rows, strict=True):
        assert one.foreseen
        verdict = "beats the baseline" if one.foreseen.beats else "does not beat the baseline"
        assert row.cells[-1] == verdict
    assert not any(one.foreseen and one.foreseen.beats for one in peace.tested)
    assert "None of 5 forecasts years not seen better than the baseline" in peace.lead
    assert peace.selection in peace.notes


def test_the_picture_shows_each_effect_beside_its_placebo(peace: ImpactAnswer) -> None:
    [chart] = peace.charts()
    rows = chart.spec["data"]["values"]
    assert len(rows) == 5 * 2 + 1
    assert vl_convert.vegalite_to_svg(chart.spec, vl_version="6.4").startswith("<svg")


def test_the_answer_goes_through_json(peace: ImpactAnswer) -> None:
    plain = json.loads(json.dumps(peace.to_dict()))
    assert plain["tested"][0]["effects"][0]["of"] == "present"
    assert peace.judged() == "6 neither"


def test_later_fighting_is_that_of_the_authors_file(stored: World) -> None:
    frame = peacekeeping.at_risk(scope(stored, 1991, 2016))
    liberia = {row["year"]: row for row in frame.filter(pl.col("ccode") == LBR).to_dicts()}
    # war in 1990, and from 2000 to 2003; UNOMIL was there from 1993 to 1997, UNMIL from 2003
    assert [liberia[year]["present"] for year in (1992, 1995, 2001, 2006)] == [0, 1, 0, 1]
    assert [liberia[year]["next"] for year in (1994, 2001, 2003)] == [0, 1, 0]
    assert liberia[2002]["present_ahead"] == 1
    assert liberia[2002]["sent"] == 1
    assert 2010 not in liberia  # more than five years after the last fighting
    [path] = authors_files("peacesciencer/ucdp_acd.csv")
    with path.open(encoding="utf-8") as file:
        fought = {
            (int(float(row["gwno_a"])), int(float(row["year"])))
            for row in csv.DictReader(file)
            if row["type_of_conflict"] in ("intrastate", "II")
        }
    # Gleditsch and Ward number these as COW does
    for row in frame.filter(pl.col("ccode").is_between(400, 600)).to_dicts():
        assert row["next"] == ((row["ccode"], row["year"] + 1) in fought)


@pytest.fixture(scope="session")
def around_1900(stored: World) -> tuple[Scope, pl.DataFrame, pl.DataFrame]:
    years = scope(stored, 1880, 1905)
    return years, dyads.pairs(years), pacts.promises(years, ahead=pacts.AHEAD)


def holds(frame: pl.DataFrame, name: str, one: int, other: int, year: int) -> int:
    [value] = frame.filter(
        pl.col("ccode1") == one, pl.col("ccode2") == other, pl.col("year") == year
    )[name]
    return int(value)


def test_a_promise_counts_naively_against_anyone_and_by_its_terms_against_whom_it_names(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    sides = ("defense", "ccode2", "ccode1", "guarded")
    naive = pacts.against(frame, promised, *sides)
    unlimited = pacts.against(frame, pacts.unlimited(promised, "defense"), *sides)
    terms = pacts.named(unlimited, promised, *sides)
    # the Triple Alliance of 1882 promised Italy help against France alone
    for challenger in (FRN, UKG):
        assert holds(naive, "guarded", challenger, ITA, 1884) == 1
    assert holds(terms, "guarded", FRN, ITA, 1884) == 1
    assert holds(terms, "guarded", UKG, ITA, 1884) == 0
    assert holds(naive, "guarded", UKG, ITA, 1881) == 0
    assert (terms["guarded"] <= naive["guarded"]).all()


def test_the_challengers_own_promise_does_not_guard_its_target(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    guarded = pacts.against(frame, promised, "defense", "ccode2", "ccode1", "guarded")
    # until 1882 Germany and Austria-Hungary had each other alone: the Dual Alliance of 1879
    assert holds(guarded, "guarded", RUS, GMY, 1880) == 1
    assert holds(guarded, "guarded", AUH, GMY, 1880) == 0


def test_what_is_ahead_is_not_there_yet(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, frame, promised = around_1900
    sides = ("defense", "ccode2", "ccode1")
    coming = pacts.against(frame, pacts.ahead(promised), *sides, "coming")
    # the Franco-Russian alliance: 1893 in ATOP
    found = [holds(coming, "coming", GMY, FRN, year) for year in (1886, 1888, 1891)]
    assert found == [0, 1, 1]


def test_a_pact_between_two_is_one_that_each_has_promised(
    around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame],
) -> None:
    _, _, promised = around_1900
    both = pacts.between(promised).rows()
    assert (GMY, AUH, 1890, 1) in both
    assert (AUH, GMY, 1890, 1) in both
    assert (GMY, FRN, 1890, 1) not in both


def test_relevant_pairs_are_neighbours_or_have_a_major_power_and_are_those_of_the_panel(
    stored: World, around_1900: tuple[Scope, pl.DataFrame, pl.DataFrame]
) -> None:
    _, frame, _ = around_1900
    asked = stored.panel(
        unit="dyad-year", first=1880, last=1905, relevant=True, on=ON, columns=["majors"]
    )
    panel_keys = set(asked.table().select(*dyads.KEYS).collect().rows())
    keys = set(frame.select(*dyads.KEYS).rows())
    assert keys <= panel_keys
    assert len(keys) > 0.8 * len(panel_keys)  # the rest lacks a control
    assert (USA, SPN, 1898) in keys
    once = dyads.once(frame)
    assert once.height == frame.height / 2
    assert once["strength"].min() >= 0.5  # type: ignore[operator]


def test_peace_is_counted_from_the_last_dispute_or_the_first_row() -> None:
    rows = pl.DataFrame(
        {
            "ccode1": [1] * 5 + [1] * 2,
            "ccode2": [2] * 5 + [3] * 2,
            "year": [1900, 1901, 1902, 1903, 1905, 1900, 1901],
            "gml_disputes": [0, 1, 0, 0, 0, 0, 0],
        }
    )
    found = dyads.with_peace(rows)
    assert (found["peace"] * 10).to_list() == pytest.approx([0, 1, 0, 1, 3, 0, 1])
    assert found["peace2"].to_list() == pytest.approx((found["peace"] ** 2).to_list())


def test_deterrence_in_a_window_has_its_six_designs(stored: World) -> None:
    answer = stored.impact(of="deterrence", last=1890, on=ON)
    found = {one.plan.id: one for one in answer.tested}
    assert list(found) == [
        "leeds", "johnson-leeds", "since-1945", "terms", "formation", "mutual",
    ]  # fmt: skip
    assert "no row is left" in found["since-1945"].why_not
    assert found["leeds"].last == 1890
    assert found["leeds"].effects == found["johnson-leeds"].effects
    assert "1 finds nothing, for want of rows" in answer.lead
    assert [effect.of for effect in found["formation"].effects[:2]] == [
        "new_defence", "old_defence",
    ]  # fmt: skip


def test_partners_of_exercises_are_those_of_the_list_and_allies_those_who_promised(
    stored: World,
) -> None:
    years = scope(stored, 1990, 2000)
    found = exercises.partners(years, "mme", pacts.promises(years))
    rows = {(one, other, year): ally for one, other, year, ally in found.rows()}
    # NATO's members exercised together; the United States had promised Germany its help
    assert rows[GMY, USA, 1995] == 1
    assert all((other, one, year) in rows for one, other, year in rows)
    assert not any(one == other for one, other, _ in rows)


def test_who_is_bound_is_who_the_catalogue_has(world: World) -> None:
    found = set(arms.bound(world.catalogue, ("cfe",), 1990, 1995).rows())
    assert ("cfe", GMY, 1995) in found
    assert ("cfe", GMY, 1991) not in found  # in force since 1992
    assert not any(code == 225 for _, code, _ in found)  # Switzerland


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"of": "deterrence", "first": 1990, "last": 1980}, "from 1990 lies after to 1980"),
        ({"of": "exercises", "first": 2015}, "the designs of exercises are of 1946 to 2010"),
        ({"of": "peacekeeping", "last": 1950}, "the designs of peacekeeping are of 1991 to 2016"),
        ({"of": "diplomacy"}, "diplomacy"),
    ],
)
def test_what_makes_no_sense_is_refused(
    given: dict[str, object], sentence: str, tmp_path: Path
) -> None:
    world = foedus.load(store=tmp_path)
    with pytest.raises(QuestionError, match=sentence):
        world.ask("impact", given, on=ON)


def test_a_dataset_that_is_not_there_is_asked_for_by_its_command(tmp_path: Path) -> None:
    with pytest.raises(QuestionError, match="`foedus data add cow-states` brings it"):
        foedus.load(store=tmp_path).impact(of="peacekeeping", on=ON)


def test_it_reads_data_and_may_take_long() -> None:
    question = every()["impact"]
    assert question.reads_data
    assert question.heavy
