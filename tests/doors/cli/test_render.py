"""An answer as a table, as JSON and as Markdown: the same findings, for different readers."""

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import msgspec
import pytest
from rich.console import Console

from foedus.asking.world import World
from foedus.doors.cli.render import print_section, show
from foedus.exchange.markdown import to_markdown
from foedus.model.answers import Answer, Row, Section

ON = date(1982, 4, 2)
LONG = "https://www.nato.int/cps/en/natohq/topics_52044.htm"
ASKED: dict[str, Any] = {
    "casus": {"attacked": "GBR", "attacker": "ARG", "at": "Falkland Islands"},
    "bound": {"states": ["GBR", "PRT"]},
    "member": {"framework": "nato", "state": "GBR"},
    "framework": {"framework": "nato"},
    "frameworks": {},
    "state": {"state": "GBR"},
    "cite": {"framework": "nato", "article": "art-5"},
}
Shown = Callable[..., str]


@pytest.fixture(params=sorted(ASKED))
def answer(request: pytest.FixtureRequest, world: World) -> Answer:
    return world.ask(request.param, ASKED[request.param], on=ON)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Shown:
    def printed(answer: Answer, how: Any, *, explain: bool = False) -> str:
        show(answer, how, explain=explain)
        return capsys.readouterr().out

    return printed


def words(text: str) -> str:
    return " ".join(text.split())


def test_json_is_the_answer_itself(answer: Answer, shown: Shown) -> None:
    assert json.loads(shown(answer, "json")) == json.loads(msgspec.json.encode(answer))


def test_a_table_shows_title_lead_and_every_section(answer: Answer, shown: Shown) -> None:
    text = words(shown(answer, "table"))
    assert words(answer.title) in text
    assert words(answer.lead)[:100] in text
    for section in answer.sections():
        assert section.title in text


def test_markdown_shows_every_row(answer: Answer, shown: Shown) -> None:
    text = shown(answer, "markdown")
    assert text.startswith(f"# {answer.title}\n")
    for section in answer.sections():
        assert f"## {section.title}" in text
        for row in section.rows:
            assert row.cells[0].replace("|", "\\|") in text
    assert f"catalogue {answer.catalogue[:12]}" in text


def test_markdown_tables_have_as_many_cells_as_columns(answer: Answer, shown: Shown) -> None:
    rows = [line for line in shown(answer, "markdown").splitlines() if line.startswith("|")]
    widths = [line.replace("\\|", "").count("|") for line in rows]
    sections = [s for s in answer.sections() if s.rows]
    expected = [len(s.columns) + 1 for s in sections for _ in range(len(s.rows) + 2)]
    assert widths == expected


def test_a_table_never_runs_wider_than_a_page(answer: Answer, shown: Shown) -> None:
    assert max(len(line) for line in shown(answer, "table").splitlines()) <= 120


@pytest.mark.parametrize("how", ["table", "markdown"])
def test_explain_adds_the_reasons_and_takes_nothing_away(
    world: World, shown: Shown, how: str
) -> None:
    answer = world.ask("casus", ASKED["casus"], on=ON)
    plain, full = shown(answer, how), shown(answer, how, explain=True)
    assert "✗ Falkland Islands is not in Europe or North America" in words(full)
    assert len(full) > len(plain)
    assert set(words(plain).split()) <= set(words(full).split())


def test_a_cell_shows_a_web_address_by_its_host_where_it_can_be_followed(world: World) -> None:
    section = Section("Lists", ("List", "Source"), (Row(("parties", f"NATO, {LONG}.")),))
    screen, file = (Console(file=StringIO(), width=200, force_terminal=t) for t in (True, False))
    print_section(screen, section)
    print_section(file, section)
    followed, printed = screen.file.getvalue(), file.file.getvalue()  # type: ignore[attr-defined]
    assert f"{LONG}\x1b\\nato.int" in followed
    assert LONG in printed
    answer = world.coverage(framework="nato", on="2026-01-01")
    assert "[nato.int](https://www.nato.int/" in to_markdown(answer)
