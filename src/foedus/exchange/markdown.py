"""Writing an answer as Markdown, for a memo or for an assistant."""

from collections.abc import Iterator

from foedus.model.answers import Answer
from foedus.model.citations import Citation
from foedus.model.verdicts import Because
from foedus.model.wording import by_address, host

MARKS = {True: "✓", False: "✗", None: "?"}


def to_markdown(answer: Answer, *, explain: bool = False) -> str:
    """The answer in words and tables, with its sources; with all reasons where `explain`."""
    return "\n".join(_lines(answer, explain))


def sources(answer: Answer) -> list[str]:
    """Each source once, in the order of the rows, with all that is told of it."""
    return list(dict.fromkeys(map(str, cited(answer))))


def cited(answer: Answer) -> list[Citation]:
    """Each citation once, in the order of the rows; what was not triggered needs none."""
    shown = (section for section in answer.sections() if section.tone != "quiet")
    rows = (cite for s in shown for row in s.rows for cite in row.cites)
    letters = (cite for letter in answer.letters() for cite in letter.cites)
    return list(dict.fromkeys((*rows, *letters)))


def stamp(answer: Answer) -> str:
    """By what, of what and for which day an answer was made, as a memo ends."""
    return f"foedus, catalogue {answer.catalogue[:12]}, question {answer.question}, {answer.on}"


def _lines(answer: Answer, explain: bool) -> Iterator[str]:
    yield f"# {answer.title}\n"
    yield f"{answer.lead}\n"
    for section in answer.sections():
        yield f"## {section.title}\n"
        if not section.rows:
            yield f"{section.empty}\n"
            continue
        yield f"| {' | '.join(c or ' ' for c in section.columns)} |"
        yield f"|{'---|' * len(section.columns)}"
        for row in section.rows:
            yield f"| {' | '.join(_cell(cell) for cell in row.cells)} |"
        yield ""
        if explain:
            for row in section.rows:
                if row.because is not None:
                    yield f"- {MARKS[row.because.verdict]} {row.cells[0]}"
                    yield from _bullets(row.because, 1)
            yield ""
    for letter in answer.letters():
        yield f"## Draft: {letter.subject}\n"
        yield f"To: {letter.to}\n"
        yield from (f"{paragraph}\n" for paragraph in letter.paragraphs)
    found = sources(answer)
    if found:
        yield "## Sources\n"
        yield from (f"- {source}" for source in found)
        yield ""
    for note in answer.notes:
        yield f"> Note: {note}\n"
    yield f"_{stamp(answer)}_"


def _bullets(because: Because, depth: int) -> Iterator[str]:
    for part in because.parts:
        yield f"{'  ' * depth}- {MARKS[part.verdict]} {part.text}"
        yield from _bullets(part, depth + 1)


def _cell(text: str) -> str:
    parts = by_address(text.replace("|", "\\|").replace("\n", " "))
    return "".join(f"[{host(p)}]({p})" if n % 2 else p for n, p in enumerate(parts))
