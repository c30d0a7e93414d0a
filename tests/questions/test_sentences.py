"""Names of states inside sentences: as an officer writes them, and bare in titles and tables."""

from typing import Any

import pytest

from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.exchange.markdown import to_markdown
from foedus.model.answers import Answer


@pytest.mark.parametrize(
    ("question", "given", "on", "told"),
    [
        (
            "member",
            {"framework": "nato", "state": "USA"},
            "2026-11-28",
            "The United States was a member of the North Atlantic Treaty Organization",
        ),
        (
            "member",
            {"framework": "nato", "state": "NLD", "role": "bystander"},
            "2026-11-28",
            "It is not known whether the Netherlands was a bystander of",
        ),
        (
            "member",
            {"framework": "warsaw-pact", "state": "SUN"},
            "1960-01-01",
            "The Soviet Union was a member of the ",
        ),
        ("member", {"framework": "nato", "state": "FRA"}, "2026-11-28", "France was a member of"),
        (
            "withdraw",
            {"leaving": "nato", "state": "USA"},
            "2026-11-28",
            "The United States ceases to be bound",
        ),
        (
            "apportion",
            {"key": "nato/common-funding-2024", "amount": 100, "leave": ["DEU"]},
            "2025-01-01",
            "The United States pays most",
        ),
    ],
)
def test_a_lead_names_a_state_with_its_article(
    question: str, given: dict[str, Any], on: str, told: str, world: World
) -> None:
    assert world.ask(question, given, on=on).lead.startswith(told)


@pytest.mark.parametrize(
    ("question", "given", "on", "told"),
    [
        (
            "withdraw",
            {"leaving": "csto", "state": "USA"},
            "2026-11-28",
            "state: the United States cannot give notice under",
        ),
        (
            "commitments",
            {"framework": "pesco", "state": ["GBR"]},
            "2024-01-01",
            "the United Kingdom was not a member of pesco",
        ),
        (
            "decide",
            {"body": "eu/council", "in_favour": ["USA"]},
            "2024-01-01",
            "the United States had no seat in the ",
        ),
    ],
)
def test_so_does_a_refusal(
    question: str, given: dict[str, Any], on: str, told: str, world: World
) -> None:
    with pytest.raises(QuestionError) as caught:
        world.ask(question, given, on=on)
    assert told in str(caught.value)


def _casus(world: World, attacked: str, attacker: str, at: str, on: str) -> Answer:
    return world.ask("casus", {"attacked": [attacked], "attacker": [attacker], "at": at}, on=on)


def test_reasons_and_notes_do_and_tables_do_not(world: World) -> None:
    told = to_markdown(_casus(world, "NLD", "SUN", "Rotterdam", "1960-01-01"), explain=True)
    assert "the North Atlantic Treaty bound the Netherlands and others on 1960-01-01" in told
    assert "Rotterdam was under the Netherlands, a party" in told
    for bare in ("under Netherlands", "bound Netherlands", "whether Soviet Union", "not United"):
        assert bare not in told
    gone = _casus(world, "NLD", "SUN", "Rotterdam", "2000-01-01")
    assert any(note.startswith("the Soviet Union (SUN) did not exist") for note in gone.notes)
    shares = world.apportion(key="nato/common-funding-2024", amount=100, on="2025-01-01")
    names = [row.cells[1] for row in shares.sections()[0].rows]
    assert {"United States", "Netherlands"} <= set(names)
