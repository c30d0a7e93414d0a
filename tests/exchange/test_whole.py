"""A memo and a workbook hold all of an answer; only a terminal may shorten it."""

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.exchange.markdown import to_markdown
from foedus.exchange.word import write_memo
from foedus.exchange.workbook import write_answer
from foedus.model.answers import Answer

CUT = re.compile(r"\band [\d,]+ more\b|^\.\.\.")
ASKED: tuple[tuple[str, Mapping[str, Any], str], ...] = (
    ("casus", {"attacked": "POL", "attacker": "RUS"}, "2026-09-10"),
    ("casus", {"attacked": "USA", "attacker": "al-qaida", "at": "New York"}, "2001-09-11"),
    ("casus", {"attacked": "FRA", "attacker": "RUS", "domain": "cyber"}, "2026-09-10"),
    ("bound", {"states": ["POL"]}, "2026-01-01"),
    ("frameworks", {}, "2026-01-01"),
    ("framework", {"framework": "un"}, "2026-01-01"),
    ("cite", {"framework": "nato"}, "2026-01-01"),
    ("withdraw", {"leaving": "nato", "state": "USA"}, "2026-01-01"),
    ("decide", {"body": "eu/council", "in_favour": ["DEU", "FRA"]}, "2026-01-01"),
    ("ties", {}, "2026-01-01"),
)


def texts_of(memo: Any) -> str:
    cells = (c.text for t in memo.tables for row in t.rows for c in row.cells)
    return "\n".join([*(p.text for p in memo.paragraphs), *cells])


def assert_whole(answer: Answer) -> None:
    memo, book, word = to_markdown(answer, explain=True), BytesIO(), BytesIO()
    assert not CUT.search(memo), CUT.search(memo)
    write_answer(answer, book)
    write_memo(answer, word)
    book.seek(0)
    word.seek(0)
    shown = [str(c) for s in load_workbook(book) for r in s.iter_rows(values_only=True) for c in r]
    read = texts_of(Document(word))
    for text in (*shown, read):
        assert not CUT.search(text), text
    for section in answer.sections():
        assert section.title in read
        for row in section.rows:
            assert all(cell in read for cell in row.cells)


@pytest.mark.parametrize(("name", "given", "on"), ASKED)
def test_nothing_is_cut(name: str, given: Mapping[str, Any], on: str, world: World) -> None:
    assert_whole(world.ask(name, given, on=date.fromisoformat(on)))


@pytest.mark.parametrize("name", ["generate", "exercise", "comply", "notify", "commitments"])
def test_nothing_is_cut_of_a_worked_example(name: str, world: World) -> None:
    example = dict(every()[name].example)
    on = example.pop("on", "2026-01-01")
    assert_whole(world.ask(name, example, on=date.fromisoformat(str(on))))


def test_everyone_bound_stands_in_the_memo(world: World) -> None:
    answer = world.casus(attacked=["POL"], attacker=["RUS"], on=date(2026, 9, 10))
    [nato] = [t for t in answer.triggered if t.provision == "nato/art-5"]
    assert len(nato.bound) == 31
    assert ", ".join(nato.bound) in to_markdown(answer)


def test_a_memo_is_laid_out_as_one(world: World) -> None:
    answer = world.ask("bound", {"states": ["POL", "USA"]}, on=date(2026, 1, 1))
    word = BytesIO()
    write_memo(answer, word, explain=True)
    memo: Any = Document(word)
    assert memo.paragraphs[0].style.name == "Title"
    assert memo.core_properties.title == answer.title
    assert answer.catalogue[:12] in memo.sections[0].footer.paragraphs[0].text
    assert memo.sections[0].page_width > memo.sections[0].page_height  # its tables are wide
    assert "Sources" in [p.text for p in memo.paragraphs if p.style.name == "Heading 1"]
    assert "tblHeader" in memo.tables[0].rows[0]._tr.xml


def test_signs_that_a_file_cannot_hold_do_not_break_it(world: World) -> None:
    import msgspec

    answer = world.ask("state", {"state": "POL"}, on=date(2026, 1, 1))
    odd = msgspec.structs.replace(answer, title="a\x00b\x1bc\ud800d\ufffee", lead="x\x0by")
    word = BytesIO()
    write_memo(odd, word)
    assert Document(word).paragraphs[0].text == "a b c d e"
