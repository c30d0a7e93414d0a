"""Impact: designs on rows that can be checked by eye, and what is asked of each of them."""

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
from foedus.errors import QuestionError
from foedus.questions.health.impact.answer import ImpactAnswer
from foedus.questions.health.impact.design import Design, try_out
from foedus.questions.health.impact.found import reproduced
from foedus.questions.health.impact.published import LISTED
from foedus.questions.health.impact.tested import Plan
from proofs.known_effect import EFFECT, OTHERS, dealt, panel

ON = date(2026, 1, 1)
PLAN = Plan(
    id="made-up", says="A made-up panel", after="nobody", expects="less", unit="pair and year",
    outcome="begun", controls=(), errors="by pair", placebo="none", baseline="without it",
)  # fmt: skip


@pytest.fixture(scope="session")
def peace(stored: World) -> ImpactAnswer:
    return stored.impact(of="peacekeeping", on=ON)


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
    assert len(answer.plans) == 7 + 5 + 6 + 3 + 4
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
        "wars-per-pair", "ties-1900",
    } == equal  # fmt: skip
    assert {name for name, one in found.items() if one.verdict == "close"} == {
        "leeds-218",
        "pk-1999-usa",
        "jme-count",
        "ties-2000",
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


def test_deterrence_in_a_window_has_all_its_designs(stored: World) -> None:
    answer = stored.impact(of="deterrence", last=1890, on=ON)
    found = {one.plan.id: one for one in answer.tested}
    assert list(found) == [
        "leeds", "johnson-leeds", "since-1945", "terms", "formation", "formation-since-1945",
        "mutual",
    ]  # fmt: skip
    assert "no row is left" in found["since-1945"].why_not
    assert found["leeds"].last == 1890
    assert found["leeds"].effects == found["johnson-leeds"].effects
    assert "2 find nothing, for want of rows" in answer.lead
    assert [effect.of for effect in found["formation"].effects[:2]] == [
        "new_defence", "old_defence",
    ]  # fmt: skip


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
