"""A report as PDF of two pages, set by Typst: tagged (PDF/UA-1), and to be kept (PDF/A-2a).

It is set in the fonts that Typst brings, so that the same answer gives the same pages everywhere.
"""

import json
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, Final

import msgspec
import typst

from foedus.exchange.markdown import stamp
from foedus.exchange.pictures.draw import Drawing
from foedus.exchange.signs import fit
from foedus.model.answers import Answer
from foedus.model.reports import Report

PAGES: Final = 2
SIZES: Final = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
"""Sizes of type, in points: the first with which it is two pages is taken, else the last."""
SIDEWAYS: Final = 4
"""So many columns need a page that lies on its side."""
STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
TEMPLATE: Final = "report.typ"


def to_pdf(answer: Answer, report: Report, drawings: Sequence[Drawing]) -> bytes:
    """The pages as PDF."""
    source, inputs, _ = set_with(answer, report, drawings)
    made = typst.compile(
        source,
        format="pdf",
        sys_inputs=inputs,
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=0,
    )
    return bytes(made)


def set_with(
    answer: Answer, report: Report, drawings: Sequence[Drawing]
) -> tuple[bytes, dict[str, str], int]:
    """The template, what is put in, with the largest type that makes two pages, and the pages."""
    source = files("foedus.exchange.report").joinpath(TEMPLATE).read_bytes()
    data = {
        "title": answer.title,
        "lead": answer.lead,
        "notes": answer.notes,
        "day": [answer.on.year, answer.on.month, answer.on.day],
        "stamp": stamp(answer),
        "sideways": len(report.columns) >= SIDEWAYS,
        "report": msgspec.to_builtins(report),
        "drawings": [drawing._asdict() for drawing in drawings],
    }
    inputs, pages = {"data": json.dumps(_clean(data), ensure_ascii=False)}, 0
    for size in SIZES:
        inputs["size"] = str(size)
        pages = _pages(source, inputs)
        if pages <= PAGES:
            break
    return source, inputs, pages


def _clean(data: Any) -> Any:
    """The data without signs that a page cannot have."""
    if isinstance(data, str):
        return fit(data)
    if isinstance(data, dict):
        return {key: _clean(value) for key, value in data.items()}
    return [_clean(each) for each in data] if isinstance(data, list | tuple) else data


def _pages(source: bytes, inputs: dict[str, str]) -> int:
    """How many pages it makes."""
    told = typst.query(
        source, "<pages>", field="value", one=True, sys_inputs=inputs, ignore_system_fonts=True
    )
    return int(told)
