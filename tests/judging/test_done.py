"""What was done about an event: each act with its day, who did it and by which source."""

import msgspec
import pytest

from foedus.asking.world import World
from foedus.exchange.markdown import to_markdown
from foedus.model.answers import Section

ATTACKS = {"attacked": ["USA"], "attacker": ["al-qaida"], "at": "New York"}
TURKEY = (
    "nato/art-5",
    "response",
    "2001-10-10",
    "TUR",
    "The Grand National Assembly empowered the Government to send forces abroad and to receive "
    "foreign forces.",
    "Decision of the Grand National Assembly of 2001-10-10 (confidence medium)",
)


def acts(sections: tuple[Section, ...]) -> list[tuple[str, ...]]:
    [section] = [s for s in sections if s.title == "What was done"]
    return [row.cells for row in section.rows]


@pytest.mark.parametrize(
    ("question", "given", "on"),
    [
        ("casus", ATTACKS, "2001-09-11"),
        ("framework", {"framework": "nato"}, "2026-11-28"),
        ("cite", {"framework": "nato/art-5"}, "2026-11-28"),
    ],
)
def test_the_four_things_of_2001_stand_apart_in_every_form(
    question: str, given: dict[str, object], on: str, world: World
) -> None:
    answer = world.ask(question, given, on=on)
    rows = [row for row in acts(tuple(answer.sections())) if row[0] == "nato/art-5"]
    assert [row[1:3] for row in rows[:4]] == [
        ("event", "2001-09-11"),
        ("invoked", "2001-09-12"),
        ("determined", "2001-10-02"),
        ("response", "2001-10-04"),
    ]
    assert TURKEY in rows
    assert all(row[5] for row in rows), "every act has its source"
    assert f"| {' | '.join(TURKEY)} |" in to_markdown(answer)
    written = msgspec.json.encode(answer).decode()
    assert TURKEY[4] in written
    assert "Decision of the Grand National Assembly of 2001-10-10" in written


def test_nothing_is_told_that_was_done_after_the_day(world: World) -> None:
    rows = acts(tuple(world.ask("framework", {"framework": "nato"}, on="2001-10-03").sections()))
    assert {row[1] for row in rows} == {"event", "invoked", "determined"}
    earlier = world.ask("cite", {"framework": "nato/art-5"}, on="2001-09-10").sections()
    assert not any(section.title == "What was done" for section in earlier)


def test_a_provision_shows_what_was_done_under_it_alone(world: World) -> None:
    rows = acts(tuple(world.ask("cite", {"framework": "nato/art-4"}, on="2026-11-28").sections()))
    assert {row[0] for row in rows} == {"nato/art-4"}
    assert sum(row[1] == "event" for row in rows) >= 9
