"""What is read into every clause on help: the same in one situation and in a table of events."""

from datetime import date

import polars as pl
import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.judging.events.batch import judge_batch
from foedus.judging.events.judge import Judge
from foedus.judging.events.table import EventTableError
from foedus.model.events import Fact, Kind, Object
from foedus.model.verdicts import Because, Verdict
from tests.language.made_up import Happening, table

DAY = date(2026, 6, 1)
STOPPED: dict[str, Fact] = {"intercepted": True}
SLIGHT: dict[str, Fact] = {"effects-of-armed-attack": False}


def because(catalogue: Catalogue, provision: str, event: Happening) -> Because:
    judge = Judge(catalogue)
    [clause] = [c for c in catalogue.matching(provision) if c.in_force(event.on)]
    return judge.judge(clause, event.situation(catalogue, judge))


@pytest.mark.parametrize(
    ("kind", "thing", "facts", "article_5", "article_4"),
    [
        ("armed-attack", "territory", {}, True, True),
        ("armed-attack", "territory", STOPPED, None, True),
        ("armed-attack", "territory", STOPPED | {"effects-of-armed-attack": True}, True, True),
        ("armed-attack", "territory", STOPPED | SLIGHT, False, True),
        ("armed-attack", "territory", {"intercepted": False, "deliberate": True}, True, True),
        ("armed-attack", "territory", {"deliberate": False}, None, True),
        ("armed-attack", "territory", SLIGHT, False, True),
        ("armed-attack", "embassy", {}, True, True),  # in the land of the attacked: of another's
        ("armed-attack", "vessel", {"flag": ("LBR",)}, False, True),
        ("armed-attack", "aircraft", {"flag": ()}, False, True),
        ("armed-attack", "territory", {"flag": ("LBR",)}, True, True),
        ("sabotage", "territory", {}, None, True),
        ("sabotage", "territory", SLIGHT, False, True),
        ("incursion", "territory", {"effects-of-armed-attack": True}, True, True),
        ("steered-migration", "territory", {}, False, True),
        ("terrorist-attack", "territory", SLIGHT, False, True),
    ],
)
def test_what_is_stated_of_an_attack(
    catalogue: Catalogue,
    kind: Kind,
    thing: Object,
    facts: dict[str, Fact],
    article_5: Verdict,
    article_4: Verdict,
) -> None:
    event = Happening(DAY, kind, "POL", "RUS", "Warsaw", thing, facts=facts)
    judged = judge_batch(catalogue, table([event]))
    for provision, verdict in (("nato/art-5", article_5), ("nato/art-4", article_4)):
        assert because(catalogue, provision, event).verdict is verdict
        assert judged[provision][0] is verdict


def test_why_not_is_told_with_its_source(catalogue: Catalogue) -> None:
    slight = Happening(DAY, "armed-attack", "POL", "RUS", "Warsaw", facts=SLIGHT)
    assert "Nicaragua" in because(catalogue, "nato/art-5", slight).failures()[0]
    ship = Happening(
        DAY, "armed-attack", "POL", "RUS", "Warsaw", "vessel", facts={"flag": ("PAN",)}
    )
    [told] = because(catalogue, "nato/art-5", ship).failures()
    assert told.startswith("it is under another flag")


def test_a_duty_that_a_threat_calls_asks_for_no_armed_attack(catalogue: Catalogue) -> None:
    """The Compact speaks of attack or the threat of it; the treaty with Korea of armed attack."""
    over = {"MHL": ("us-mhl/s-311-b", "Majuro"), "KOR": ("us-kor/art-3", "Seoul")}
    for state, verdict in (("MHL", True), ("KOR", None)):
        provision, at = over[state]
        event = Happening(DAY, "armed-attack", state, "PRK", at, facts=STOPPED)
        assert because(catalogue, provision, event).verdict is verdict


def test_a_right_to_step_into_a_conflict_is_left_alone(catalogue: Catalogue) -> None:
    [clause] = catalogue.matching("au/art-4-h")
    assert not any(clause.takes_in(r) for r in catalogue.definitions.readings.values())


def test_what_lies_in_orbit_is_asked_after_as_such(catalogue: Catalogue) -> None:
    event = Happening(DAY, "armed-attack", "KOR", "PRK", None, "satellite")
    asked = because(catalogue, "us-kor/art-3", event).open_questions()
    assert any("in orbit" in question for question in asked)
    assert "where it happened" not in asked


def test_a_flag_in_a_table_is_one_id_or_a_list(catalogue: Catalogue) -> None:
    rows = {
        "on": [DAY] * 3,
        "kind": ["armed-attack"] * 3,
        "attacked": ["GRC"] * 3,
        "attacker": ["RUS"] * 3,
        "lat": [45.0] * 3,
        "lon": [-30.0] * 3,
        "object": ["vessel"] * 3,
    }
    events = pl.DataFrame({**rows, "fact.flag": ["LBR", "GRC", None]})
    judged = judge_batch(catalogue, events)["nato/art-5"]
    assert judged.to_list() == [False, True, True]
    with pytest.raises(EventTableError, match="'XYZ' is not known"):
        judge_batch(catalogue, events.with_columns(pl.lit("XYZ").alias("fact.flag")))
