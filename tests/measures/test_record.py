"""Measures that read the record of a node: undertakings kept, and how motions fare."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.measures.kinds import find
from foedus.measures.measuring import Sources, on_day
from foedus.model.entries import Audience, Content, Draft, Entry
from foedus.record.contents.decisions import Accounted, Concluded, Motion, Position, Undertaken
from foedus.record.contents.keeping import Withdrawn
from foedus.record.record import Memory

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
LATER = date(2026, 12, 20)
NOW = NOON + 60 * DAY


def entry(name: str, content: Content, by: str, after: int = 0, framework: str = "nato") -> Entry:
    at = NOON + after * DAY
    draft = Draft(
        framework=framework,
        by=by,
        valid=at.date(),
        audience=Audience(by, (framework,)),
        content=content,
    )
    return Entry(number=0, id=name, act="test", person="p-1", recorded=at, draft=draft)


def measured(name: str, catalogue: Catalogue, *entries: Entry, on: date = LATER) -> dict[str, Any]:
    record = Memory(replace(e, number=number) for number, e in enumerate(entries))
    sources = Sources(catalogue, None, record, NOW)
    [found] = on_day(sources, catalogue.framework("nato"), [find(name)], on)
    return {value.figure: value for value in found.values}


PLEDGED = entry(
    "M-1",
    Motion(
        "nato/nac",
        "any",
        "Deploy",
        deadline=NOON + DAY,
        commits=(
            Undertaken("EST", "a battalion", date(2026, 12, 10)),
            Undertaken("LVA", "a company", date(2026, 12, 5)),
            Undertaken("LTU", "a brigade", date(2027, 6, 1)),
            Undertaken("POL", "its best", None),
        ),
    ),
    "secretariat",
)
EST_KEPT = entry("K-1", Accounted("M-1", 1, "it is there"), "EST", 8)


def test_undertakings_by_hand(catalogue: Catalogue) -> None:
    """Of four one was kept, one is overdue, one is not due yet, and one has no time."""
    found = measured("undertakings", catalogue, PLEDGED, EST_KEPT)
    assert found["kept in time"].value == 0.5
    assert found["kept in time"].of == "1 of 2 undertakings"
    assert {each.of: each.value for each in found["kept in time"].each} == {"EST": 1.0, "LVA": 0.0}


def test_trust_rises_with_kept_promises_and_more_if_they_are_in_time(catalogue: Catalogue) -> None:
    late = entry("K-2", Accounted("M-1", 2, "at last"), "LVA", 12)
    early = entry("K-2", Accounted("M-1", 2, "here"), "LVA", 3)
    none = measured("undertakings", catalogue, PLEDGED, EST_KEPT)
    kept_late = measured("undertakings", catalogue, PLEDGED, EST_KEPT, late)
    in_time = measured("undertakings", catalogue, PLEDGED, early, EST_KEPT)
    values = [
        (found["kept in time"].value, found["kept at all"].value)
        for found in (none, kept_late, in_time)
    ]
    assert values == [(0.5, 0.5), (0.5, 1.0), (1.0, 1.0)]


def test_what_was_not_yet_told_by_a_day_does_not_count(catalogue: Catalogue) -> None:
    found = measured("undertakings", catalogue, PLEDGED, EST_KEPT, on=date(2026, 12, 3))
    assert found["kept in time"].value is None
    assert "no undertaking with a time has come due" in found["kept in time"].why


def test_without_a_node_nothing_is_on_record(world: World) -> None:
    for name in ("undertakings", "motions", "answers"):
        answer = world.measure(framework="nato", of=name, on=LATER)
        assert answer.lead.startswith("Not known: there is no node, so nothing is on record here;")
        assert {s for v in answer.measures[0].values for s in v.sources} == {
            "the record of the node, as its reader may see it"
        }


def test_motions_by_hand(catalogue: Catalogue) -> None:
    """One adopted by silence after a day, one rejected after four, one still open after nine."""
    found = measured(
        "motions",
        catalogue,
        PLEDGED,
        entry("M-2", Motion("nato/nac", "any", "Enlarge"), "USA", 2),
        entry("D-1", Concluded("M-2", "rejected", "no consensus"), "secretariat", 6),
        entry("M-3", Motion("nato/nac", "any", "Adapt"), "USA", 10),
        entry("M-4", Motion("nato/nac", "any", "A mistake"), "USA", 10),
        entry("W-1", Withdrawn("M-4", "a slip"), "USA", 11),
        entry("M-5", Motion("eu/council", "any", "Elsewhere"), "FRA", 3, "eu"),
    )
    assert found["days to decide"].value == 2.5
    assert (found["days to decide"].low, found["days to decide"].high) == (1, 4)
    assert found["days open"].value == 9
    assert found["adopted"].of == "1 of 2 motions"
    assert {each.of: each.value for each in found["adopted"].each} == {
        "secretariat": 1.0,
        "USA": 0.0,
    }


def test_answers_before_the_end_of_a_vote_count_and_silence_does_not(catalogue: Catalogue) -> None:
    """Of 32 allies two answer in time and one after the end; silence is another matter."""
    found = measured(
        "answers",
        catalogue,
        PLEDGED,
        entry("M-2", Motion("nato/nac", "any", "Enlarge"), "USA", 2),
        entry("P-1", Position("M-2", "for"), "EST", 3),
        entry("P-2", Position("M-2", "against"), "HUN", 4),
        entry("D-1", Concluded("M-2", "rejected", "no consensus"), "secretariat", 6),
        entry("P-3", Position("M-2", "for"), "POL", 8),
        entry("M-3", Motion("nato/nac", "any", "Adapt"), "USA", 10),
    )["answered"]
    assert found.value == 2 / 32
    assert found.of == "2 of 32 votes on 1 motion"
    by_member = {each.of: each.value for each in found.each}
    assert (by_member["EST"], by_member["HUN"], by_member["POL"]) == (1, 1, 0)


def test_one_more_answer_never_lowers_trust(catalogue: Catalogue) -> None:
    vote = entry("M-2", Motion("nato/nac", "any", "Enlarge"), "USA", 2)
    end = entry("D-1", Concluded("M-2", "adopted", "all"), "secretariat", 6)
    before = measured("answers", catalogue, vote, end)["answered"]
    answer = entry("P-1", Position("M-2", "abstain"), "EST", 3)
    after = measured("answers", catalogue, vote, answer, end)["answered"]
    assert before.value == 0
    assert after.value > before.value
    assert after.low >= before.low


def test_without_a_vote_there_are_no_answers(catalogue: Catalogue) -> None:
    found = measured("answers", catalogue, PLEDGED)["answered"]
    assert found.why == "no motion has ended by a vote on record by that day"


def test_broken_silence_ends_a_motion_when_it_is_broken(catalogue: Catalogue) -> None:
    motion = Motion("nato/nac", "any", "Deploy", deadline=NOON + 5 * DAY)
    found = measured(
        "motions",
        catalogue,
        entry("M-1", motion, "secretariat"),
        entry("P-1", Position("M-1", "against"), "HUN", 2),
    )
    assert found["days to decide"].value == 2
    assert found["adopted"].value == 0


def test_a_world_with_a_record_measures_it(world: World) -> None:
    record = Memory(replace(e, number=n) for n, e in enumerate((PLEDGED, EST_KEPT)))
    answer = world.recorded(record, NOW).measure(framework="nato", of="undertakings", on=LATER)
    assert answer.lead.startswith("Kept in time 0.5000 (1 of 2 undertakings)")
