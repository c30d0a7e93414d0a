"""Pages that stand alone, from an answer made for them: PDF, one HTML file, Word, Markdown.

Word and Markdown are those that every answer has; Word has the picture too.
"""

import io
from typing import Final

from foedus.errors import QuestionError
from foedus.model.answers import Answer

ENDINGS: Final = (".pdf", ".html", ".md", ".docx")


class NoReportError(QuestionError):
    """An answer that no report is made of, in one sentence."""


def reported(answer: type[Answer]) -> bool:
    """Whether answers of a kind are made for pages."""
    return answer.report is not Answer.report


def report(answer: Answer, ending: str) -> bytes:
    """The pages, by the ending of their file. Raises NoReportError.

    Raises ModuleNotFoundError where the library of that form is not installed.
    """
    pages = answer.report()
    if pages is None:
        raise NoReportError(f"no report is made of this answer to {answer.question}")
    if ending == ".md":
        from foedus.exchange.markdown import to_markdown

        return f"{to_markdown(answer)}\n".encode()
    from foedus.exchange.pictures.draw import drawings

    if ending == ".docx":
        from foedus.exchange.word import write_memo

        memo = io.BytesIO()
        write_memo(answer, memo, pictures=drawings(answer))
        return memo.getvalue()
    if ending == ".html":
        from foedus.exchange.report.html import to_html

        return to_html(answer, pages, drawings(answer)).encode()
    from foedus.exchange.report.typst import to_pdf

    return to_pdf(answer, pages, drawings(answer))
