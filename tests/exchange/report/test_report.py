"""Pages that stand alone: PDF of two pages, one file of HTML, Word with its picture, Markdown."""

import io
import re
import zipfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from foedus.asking.declare import every
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.doors.cli.app import _group as group
from foedus.exchange.report import NoReportError, report, reported
from foedus.questions.health.assess.answer import AssessAnswer, Assessed, Cell

pytest.importorskip("vl_convert", reason="charts are drawn with foedus[report]")
NASTY = "<b>#strong[x] $1$ & \x07</b>"


@pytest.fixture(scope="module")
def answer(catalogue: Catalogue) -> AssessAnswer:
    return World(catalogue).assess(frameworks=["nato", "eu", "quad"], on=date(2026, 1, 1))


def crowded(answer: AssessAnswer) -> AssessAnswer:
    """The same with a value for every figure, as with every dataset there is."""

    def filled(cell: Cell) -> Cell:
        if cell.best:
            return cell
        of = {"low": 0.05, "high": 0.2345, "interval": "each member left out in turn", "why": ""}
        given = {**of, "value": 0.1234, "of": "28 of 30 members; without ISL, LUX"}
        return msgspec.structs.replace(cell, value=msgspec.structs.replace(cell.value, **given))

    def line(of: Assessed) -> Assessed:
        return msgspec.structs.replace(of, cells=tuple(map(filled, of.cells)))

    few = tuple(line(of) for of in answer.lines if of.measure not in ("undertakings", "motions"))
    return msgspec.structs.replace(answer, lines=few)


def test_only_what_is_made_for_pages_has_them(answer: AssessAnswer, world: World) -> None:
    assert [q.name for q in every().values() if reported(q.answer)] == ["assess"]
    other = world.ask("coverage", None, on=date(2026, 1, 1))
    with pytest.raises(NoReportError, match="no report is made of this answer to coverage"):
        report(other, ".pdf")


def test_html_is_one_file_in_which_each_number_links_to_its_command(answer: AssessAnswer) -> None:
    page = report(answer, ".html").decode()
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    ids = re.findall(r'<li id="([^"]+)"><code>([^<]+)', page)
    assert len({i for i, _ in ids}) == len(ids) == len(set(ids))
    links = re.findall(r'<td><a href="#([^"]+)"><strong>([^<]+)', page)
    shown = [n for line in answer.report().lines for n in line.numbers if n.command]
    commands = dict(ids)
    assert [(commands[i], text) for i, text in links] == [(n.command, n.text) for n in shown]
    assert page.count("<svg") == len(answer.charts())


def test_html_takes_no_text_as_markup(answer: AssessAnswer) -> None:
    page = report(msgspec.structs.replace(answer, title=NASTY, lead=NASTY), ".html").decode()
    assert "<b>" not in page
    assert "&lt;b&gt;#strong[x] $1$ &amp;  &lt;/b&gt;" in page


def test_word_has_the_picture_with_its_words(answer: AssessAnswer) -> None:
    pytest.importorskip("docx", reason="Word is written with foedus[docx]")
    memo = zipfile.ZipFile(io.BytesIO(report(answer, ".docx")))
    assert any(name.endswith(".png") for name in memo.namelist())
    assert (
        'descr="Shares side by side. Shares from 0 to 1' in memo.read("word/document.xml").decode()
    )


def test_markdown_has_the_commands(answer: AssessAnswer) -> None:
    text = report(answer, ".md").decode()
    assert "| voice, eu | foedus measure eu --on 2026-01-01 --of voice |" in text


def test_pdf_is_two_pages_tagged_and_to_be_kept(answer: AssessAnswer) -> None:
    typst = pytest.importorskip("typst", reason="PDF is set with foedus[report]")
    from foedus.exchange.pictures.draw import drawings
    from foedus.exchange.report.typst import set_with

    assert typst
    made = report(answer, ".pdf")
    assert made.startswith(b"%PDF-1.7")
    assert re.search(rb"pdfuaid:part>\s*1<", made)
    assert re.search(rb"pdfaid:part>\s*2<", made)
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page/") == 2
    full = crowded(answer)
    *_, pages = set_with(full, full.report(), drawings(full))
    assert pages == 2


def test_pdf_takes_no_text_as_markup(answer: AssessAnswer) -> None:
    pytest.importorskip("typst", reason="PDF is set with foedus[report]")
    made = report(msgspec.structs.replace(answer, title=NASTY, lead=NASTY, notes=(NASTY,)), ".pdf")
    assert b"&lt;b&gt;#strong[x] $1$ &amp;  &lt;/b&gt;" in made


def test_the_command_line_writes_by_the_ending_and_refuses_others(tmp_path: Path) -> None:
    run, to = CliRunner(), tmp_path / "report.md"
    asked = ["assess", "quad", "--on", "2026-01-01", "--out"]
    done = run.invoke(group, [*asked, str(to)])
    assert done.exit_code == 0, done.output
    assert to.read_text().startswith("# How it fares: Quad")
    refused = run.invoke(group, [*asked, str(tmp_path / "report.doc")])
    assert refused.exit_code == 2
    assert "does not end in .pdf or .html or .md or .docx" in " ".join(refused.output.split())
    supposed = run.invoke(group, [*asked, str(to), "--with", "join:quad:NZL:2026-01-01"])
    assert supposed.exit_code == 2
    assert "no report is made of this answer to assess" in " ".join(supposed.output.split())
