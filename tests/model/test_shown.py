"""An answer as Python's users look at it: plain data, a frame, and a page of a notebook."""

import builtins
import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import msgspec
import polars as pl
import pytest

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.model.answers import Answer, Row, Section
from foedus.questions.binding.casus.answer import CasusAnswer
from foedus.questions.diary.reading import NO_NODE


class Told(Answer, frozen=True, kw_only=True):
    """An answer of two tables, one with a heading that is blank."""

    cell: str = "<b>&</b>"

    def sections(self) -> tuple[Section, ...]:
        return (
            Section("First", ("One", "Two"), (Row(("1", self.cell)), Row(("3", "4")))),
            Section("Second", ("Two", ""), (Row(("5", "6")),)),
            Section("Nothing", ("One",), (), "There is none."),
            Section("Silent", ("One",), ()),
        )


TOLD = Told(
    question="told", on=date(2000, 1, 1), catalogue="key", title="A <title>", lead="One & two.",
    notes=("a note <1>",),
)  # fmt: skip


@pytest.fixture(scope="module")
def casus(world: World) -> CasusAnswer:
    return world.casus(attacked="GBR", attacker="ARG", at="Falkland Islands", on="1982-04-02")


def test_as_plain_data_it_is_what_json_gives(casus: CasusAnswer) -> None:
    assert casus.to_dict() == msgspec.json.decode(msgspec.json.encode(casus))
    assert json.loads(json.dumps(casus.to_dict()))["on"] == "1982-04-02"


def test_the_rows_of_all_sections_are_one_frame() -> None:
    assert TOLD.to_polars().rows(named=True) == [
        {"section": "First", "One": "1", "Two": "<b>&</b>", "value": None},
        {"section": "First", "One": "3", "Two": "4", "value": None},
        {"section": "Second", "One": None, "Two": "5", "value": "6"},
    ]


def test_every_provision_of_a_casus_has_its_row(casus: CasusAnswer) -> None:
    rows = casus.to_polars().filter(pl.col("section") == "Triggered")
    assert rows["Provision"].to_list() == [f.provision for f in casus.triggered]


def test_pandas_has_the_same_cells(casus: CasusAnswer) -> None:
    pytest.importorskip("pandas", reason="needs the extra report")
    frame = casus.to_pandas()
    assert list(frame.columns) == casus.to_polars().columns
    cells = frame.astype(object).where(frame.notna(), None)
    assert [tuple(row) for row in cells.itertuples(index=False)] == casus.to_polars().rows()


def test_an_answer_that_is_a_table_gives_it_with_its_types(world: World) -> None:
    codebook = world.panel(unit="codebook", columns=["majors"], on="2020-01-01")
    assert codebook.is_table()
    assert codebook.to_polars().schema["first"] == pl.Int64
    pytest.importorskip("pandas", reason="needs the extra report")
    assert codebook.to_pandas()["first"].dtype == "int64"


@pytest.mark.parametrize(("library", "extra"), [("polars", "analytics"), ("pandas", "report")])
def test_a_library_that_is_not_there_is_told_with_its_extra(
    library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def absent(name: str, *given: Any, **named: Any) -> Any:
        if name == library:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *given, **named)

    monkeypatch.setattr(builtins, "__import__", absent)
    told = rf"^{library} is not installed; pip install 'foedus\[{extra}\]'$"
    with pytest.raises(ModuleNotFoundError, match=told):
        TOLD.to_pandas()


class Texts(HTMLParser):
    """The texts of a page, each with the tag that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.found.append((self.open[-1], data))


def test_a_notebook_shows_its_sentence_notes_and_tables_and_runs_nothing_in_them() -> None:
    page = Texts()
    page.feed(TOLD._repr_html_())
    assert not page.open
    assert page.found == [
        ("h3", "A <title>"),
        ("p", "One & two."),
        ("li", "a note <1>"),
        ("h4", "First"),
        *(("th", name) for name in ("One", "Two")),
        *(("td", cell) for cell in ("1", "<b>&</b>", "3", "4")),
        ("h4", "Second"),
        ("th", "Two"),
        *(("td", cell) for cell in ("5", "6")),
        ("h4", "Nothing"),
        ("p", "There is none."),
    ]


def test_every_question_shows_its_example_in_a_notebook_and_as_a_frame(world: World) -> None:
    for question in every().values():
        if question.name in ("exercise", "generate", "pool", "panel"):
            continue  # they take long; their sections are of the same kind
        example = dict(question.example)
        answer: Answer = world.ask(question.name, example, on=example.pop("on"))
        assert answer._repr_html_().startswith("<div><h3>"), question.name
        rows = any(section.rows for section in answer.sections())
        assert (answer.to_polars().height >= 1) is rows, question.name
        assert rows or NO_NODE in answer.notes, question.name
