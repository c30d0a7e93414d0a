"""An answer in the forms that Python's users look at: rows, frames and a page of a notebook.

Polars and pandas are imported by whoever asks for a frame.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

    from foedus.model.answers import Answer, Section


def frame(answer: "Answer") -> "pl.DataFrame":
    """The table of an answer that is one; else the rows of all its sections, as text.

    The column `section` tells them apart; what a section has no column for is null. Raises
    ModuleNotFoundError, in one sentence, where Polars is not installed.
    """
    try:
        import polars as pl
    except ModuleNotFoundError:
        raise _absent("polars", "analytics") from None
    if answer.is_table():
        return answer.table().collect()
    rows = [row for section in answer.sections() for row in _rows(section)]
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame(rows, schema=dict.fromkeys(names or ["section"], pl.String))


def pandas_frame(answer: "Answer") -> "pd.DataFrame":
    """The same frame for pandas. Raises ModuleNotFoundError where pandas is not installed."""
    found = frame(answer)
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise _absent("pandas", "report") from None
    return pd.DataFrame({column.name: column.to_numpy() for column in found.iter_columns()})


def html(answer: "Answer") -> str:
    """The answer as a notebook shows it: its sentence, its notes and its tables."""
    notes = "".join(f"<li>{escape(note)}</li>" for note in answer.notes)
    parts = [
        f"<h3>{escape(answer.title)}</h3>",
        f"<p>{escape(answer.lead)}</p>",
        f"<ul>{notes}</ul>" if notes else "",
        *(part for section in answer.sections() for part in _table(section)),
    ]
    return f"<div>{''.join(parts)}</div>"


def _rows(section: "Section") -> Iterator[dict[str, str]]:
    names = [name or "value" for name in section.columns]
    for row in section.rows:
        yield {"section": section.title, **dict(zip(names, row.cells, strict=True))}


def _table(section: "Section") -> Iterator[str]:
    if not section.rows and not section.empty:
        return
    yield f"<h4>{escape(section.title)}</h4>"
    if not section.rows:
        yield f"<p>{escape(section.empty)}</p>"
        return
    head = "".join(f"<th>{escape(name)}</th>" for name in section.columns)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row.cells)}</tr>"
        for row in section.rows
    )
    yield f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _absent(library: str, extra: str) -> ModuleNotFoundError:
    told = f"{library} is not installed; pip install 'foedus[{extra}]'"
    return ModuleNotFoundError(told, name=library)
