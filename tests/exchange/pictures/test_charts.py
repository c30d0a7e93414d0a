"""Charts on paper: what they say beside the chart, and that none of it is lost."""

import re
import struct
from datetime import date
from typing import Any

import polars as pl
import pytest

from foedus.asking.declare import every, find
from foedus.asking.world import World
from foedus.exchange.pictures.draw import NothingToDrawError, charts_of, drawable, picture
from foedus.exchange.pictures.text import lines, width
from foedus.model.charts import bars, trend
from foedus.questions.research.panel.answer import Described
from foedus.questions.research.panel.trends import trends
from tests.exchange.pictures.drawn import drawn, same_as_golden, words

pytest.importorskip("vl_convert", reason="charts are drawn with foedus[report]")
CHARTED = [find(name) for name in ("apportion", "comply", "decide", "power")]
ROWS = [{"State": "Côte d’Ivoire", "Amount": 3}, {"State": "Peru & <others>", "Amount": 5}]


def test_the_questions_that_have_charts() -> None:
    found = {q.name for q in every().values() if drawable(q.answer)["chart"]}
    assert found >= {
        "apportion",
        "comply",
        "decide",
        "exercise",
        "generate",
        "panel",
        "pool",
        "power",
    }


@pytest.mark.parametrize("question", CHARTED, ids=lambda q: q.name)
def test_a_chart_says_what_was_found_when_by_what_and_under_which_licence(
    question: Any, world: World
) -> None:
    given = dict(question.example)
    answer = question.ask(world, given, date.fromisoformat(given.pop("on")))
    told = words(charts_of(answer)).replace("\N{NO-BREAK SPACE}", " ")
    assert " ".join(answer.lead.split()) in told
    assert str(answer.on) in told
    assert "Licence: Apache-2.0" in told
    assert all(chart.title in told for chart in answer.charts())


def test_a_chart_is_the_one_that_was_looked_at() -> None:
    svg = charts_of(drawn(None, bars("Who pays", ROWS, "State", "Amount", whole=True)))
    same_as_golden("chart.svg", svg)


def test_the_names_in_charts_of_one_picture_are_their_own() -> None:
    line = trend("Mean", [{"Year": 1900, "M": 1.0}, {"Year": 1901, "M": None}], "Year", "M", "So.")
    svg = charts_of(drawn(None, line, line))
    names = re.findall(r' id="([^"]+)"', svg)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(names)


def test_a_picture_is_drawn_as_png_twice_as_large(world: World) -> None:
    answer = drawn(None, bars("Who pays", ROWS, "State", "Amount"))
    content = picture(answer, "chart", ".png", world.catalogue)
    assert content.startswith(b"\x89PNG\r\n")
    wide, _ = struct.unpack(">II", content[16:24])
    assert wide == 2400


def test_an_answer_without_a_chart_is_refused_in_a_sentence(world: World) -> None:
    with pytest.raises(NothingToDrawError) as refused:
        picture(drawn(), "chart", ".svg", world.catalogue)
    assert str(refused.value) == "this answer to drawn has nothing that a chart shows"
    cited = world.ask("cite", {"framework": "nato"}, on="2020-01-01")
    with pytest.raises(NothingToDrawError, match="no chart can be drawn of cite, but of apportion"):
        picture(cited, "chart", ".svg", world.catalogue)


def test_a_line_is_never_wider_than_its_room_and_no_word_is_lost() -> None:
    text = "A sentence with a " + "w" * 300 + " in it, and 26 % at its end"
    found = list(lines(text, 20, 400))
    assert all(width(line, 20) <= 400 for line in found)
    assert "".join(found).replace(" ", "").replace("\N{NO-BREAK SPACE}", "") == text.replace(
        " ", ""
    )
    assert any("26\N{NO-BREAK SPACE}%" in line for line in found)


def test_trends_of_a_panel_are_means_of_what_is_known() -> None:
    """A year in which no row knows a column has no value, and is not nought."""
    frame = pl.DataFrame(
        {"year": [1900, 1900, 1901, 1903], "x": [1, 3, None, 0], "y": [None] * 4},
        schema={"year": pl.Int16, "x": pl.Int8, "y": pl.Int8},
    )
    said = [Described(n, f"what {n} is", 1900, 1903, None, "g", "state", ()) for n in ("x", "y")]
    [chart] = trends(frame, said)
    values = {row["Year"]: row["Mean"] for row in chart.spec["data"]["values"]}
    assert values == {1900: 2.0, 1901: None, 1902: None, 1903: 0.0}
    assert chart.title == "x: mean 2 in 1900, 0 in 1903"
    assert "over the rows in which it is known: what x is." in chart.description


def test_a_panel_of_more_columns_than_are_drawn_says_so(world: World) -> None:
    panel = {"unit": "framework-year", "with": ["catalogue"], "from": 1918, "to": 1922}
    charts = world.ask("panel", panel, on="2020-01-01").charts()
    assert len(charts) == 6
    assert "The first 6 of 8 columns are drawn." in charts[0].description
    assert world.ask("panel", {"unit": "codebook"}, on="2020-01-01").charts() == ()
