"""Writing an answer as a memo for Word: what its Markdown says, with tables as tables."""

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from foedus.exchange.markdown import MARKS, sources, stamp
from foedus.exchange.pictures.draw import Drawing, to_png
from foedus.exchange.signs import fit
from foedus.model.answers import Answer, Section
from foedus.model.verdicts import Because

WIDE: Final = 5
"""Columns of a table from which on the pages lie on their side."""
DEEPEST: Final = 8


def write_memo(
    answer: Answer,
    to: Path | BinaryIO,
    *,
    explain: bool = False,
    pictures: Sequence[Drawing] = (),
) -> None:
    """Write all of it, with all reasons where `explain`, and pictures below what it says."""
    memo: Any = Document()
    _about(memo, answer)
    sections = answer.sections()
    if any(section.rows and len(section.columns) >= WIDE for section in sections):
        _lay_on_its_side(memo)
    memo.add_heading(fit(answer.title), 0)
    memo.add_paragraph(fit(answer.lead))
    for drawing in pictures:
        _picture(memo, drawing)
    for section in sections:
        memo.add_heading(fit(section.title), 1)
        if section.rows:
            _table(memo, section)
        else:
            memo.add_paragraph(fit(section.empty))
        if explain:
            for row in section.rows:
                if row.because is not None:
                    _reasons(memo, row.because, row.cells[0], 0)
    for letter in answer.letters():  # each on a page of its own, to be taken out and sent
        memo.add_page_break()
        memo.add_heading(fit(letter.subject), 1)
        for paragraph in (f"To: {letter.to}", *letter.paragraphs):
            memo.add_paragraph(fit(paragraph))
    if answer.letters():
        memo.add_page_break()
    if found := sources(answer):
        memo.add_heading("Sources", 1)
        for source in found:
            memo.add_paragraph(fit(source), "List Bullet")
    for note in answer.notes:
        memo.add_paragraph(fit(f"Note: {note}"), "Intense Quote")
    footer = memo.sections[0].footer.paragraphs[0]
    footer.text = fit(stamp(answer))
    memo.save(to)


def _about(memo: Any, answer: Answer) -> None:
    said, day = memo.core_properties, datetime.combine(answer.on, time())
    said.title, said.author, said.comments = fit(answer.title)[:255], "foedus", ""
    said.created = said.modified = day
    memo.styles["Normal"].font.size = Pt(10)


def _lay_on_its_side(memo: Any) -> None:
    page = memo.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(2)


def _picture(memo: Any, drawing: Drawing) -> None:
    """A picture as wide as the page, with what it shows in words, also for who cannot see it."""
    page = memo.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    shown = memo.add_picture(BytesIO(to_png(drawing.svg)), width=min(room, Cm(17)))
    told = fit(f"{drawing.title}. {drawing.tells}")
    shown._inline.docPr.set("descr", told)
    memo.add_paragraph(told, "Caption")


def _table(memo: Any, section: Section) -> None:
    headed = any(section.columns)
    table = memo.add_table(rows=len(section.rows) + headed, cols=len(section.columns))
    table.style = "Light Grid Accent 1" if headed else "Table Grid"
    lines = [section.columns] if headed else []
    lines += [row.cells for row in section.rows]
    for line, placed in zip(lines, table._tbl.tr_lst, strict=True):
        for text, cell in zip(line, placed.tc_lst, strict=False):
            cell.p_lst[0].add_r().text = fit(text)
    if headed:  # the headings stand again on each page
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _reasons(memo: Any, because: Because, text: str, depth: int) -> None:
    cite = f" [{because.cite}]" if because.cite else ""
    line = memo.add_paragraph(fit(f"{MARKS[because.verdict]} {text}{cite}"))
    line.paragraph_format.left_indent = Cm(0.6 * min(depth, DEEPEST))
    line.paragraph_format.space_after = Pt(2)
    for part in because.parts:
        _reasons(memo, part, part.text, depth + 1)
