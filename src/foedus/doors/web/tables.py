"""Tables of an answer as HTML: ids lead to their pages, states go by name, nothing is cut."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from foedus.catalogue.catalogue import Catalogue
from foedus.doors.web.asked import Asked, to
from foedus.doors.web.markup import Markup, element, markup
from foedus.exchange.markdown import MARKS
from foedus.exchange.markdown import sources as cited
from foedus.model.answers import Answer, Section
from foedus.model.verdicts import Because
from foedus.model.wording import by_address, host

DEEP: Final = 8
"""So deep are reasons told; the page in the browser has the rest."""
_ID: Final = re.compile(r"[A-Za-z0-9-]+(?:/[A-Za-z0-9.-]+)*")
_CODE: Final = re.compile(r"\b(?:C-[A-Z]{3}|[A-Z]{3,4})\b")


def table(catalogue: Catalogue, section: Section, asked: Asked) -> Markup:
    """A table with its title; its reasons are folded under each line."""
    title = element("h2", section.title)
    if not section.rows:
        return element("section", title, element("p", section.empty or "None.", class_="quiet"))
    heads = [element("th", column, scope="col") for column in section.columns]
    named = any(section.columns)
    lines = [
        element(
            "tr",
            [
                element(
                    "td",
                    cell(catalogue, text, asked),
                    _why(row.because) if not column and section.tone != "quiet" else "",
                )
                for column, text in enumerate(row.cells)
            ],
            class_=f"tone-{row.tone or 'plain'}",
        )
        for row in section.rows
    ]
    head = element("thead", element("tr", heads)) if named else ""
    body = element("table", head, element("tbody", lines), class_=None if named else "pairs")
    region = element(
        "div", body, class_="scroll", tabindex=0, role="region", aria_label=section.title
    )
    return element("section", title, region, class_=f"table tone-{section.tone or 'plain'}")


def cell(catalogue: Catalogue, text: str, asked: Asked) -> Markup:
    """What a cell says; ids of provisions and frameworks, and addresses, are links."""
    parts = []
    for number, part in enumerate(by_address(text)):
        if number % 2:
            parts.append(element("a", host(part), href=part, rel="noopener noreferrer"))
        else:
            parts.append(markup(_linked(catalogue, part, asked)))
    return markup(parts)


def _linked(catalogue: Catalogue, text: str, asked: Asked) -> Iterator[str]:
    if all(_ID.fullmatch(part) for part in text.split(", ")):
        for number, part in enumerate(text.split(", ")):
            yield ", " if number else ""
            yield _one(catalogue, part, asked)
        return
    last = 0
    for found in _CODE.finditer(text):
        if state := catalogue.states.get(found[0]):
            yield text[last : found.start()]
            yield element("abbr", found[0], title=state.called(asked.on))
            last = found.end()
    yield text[last:]


def _one(catalogue: Catalogue, part: str, asked: Asked) -> str:
    """An id with where it leads."""
    if state := catalogue.states.get(part):
        return element("a", state.called(asked.on), href=to(f"/state/{part}", asked.day))
    if part in catalogue.frameworks:
        return element("a", part, href=to(f"/framework/{part}", asked.day))
    framework = catalogue.frameworks.get(part.partition("/")[0])
    if framework and part in {c.provision.id for c in catalogue.clauses_of(framework)}:
        return element("a", part, href=to(f"/provision/{part}", asked.day))
    return part


def _why(because: Because | None) -> str:
    if because is None or not because.parts:
        return ""
    return element("details", element("summary", "Why"), _tree((because,), 0))


def _tree(reasons: Iterable[Because], depth: int) -> Markup:
    lines = [
        element(
            "li",
            f"{MARKS[reason.verdict]} {reason.text}",
            f" [{reason.cite}]" if reason.cite else "",
            _tree(reason.parts, depth + 1) if reason.parts and depth < DEEP else "",
        )
        for reason in reasons
    ]
    return element("ul", lines, class_="because")


def sources(answer: Answer) -> Markup:
    """Each source once, with its address."""
    lines = []
    for source in cited(answer):
        parts = [
            element("a", part, href=part, rel="noopener noreferrer") if number % 2 else part
            for number, part in enumerate(by_address(source))
        ]
        lines.append(element("li", parts))
    if not lines:
        return Markup()
    summary = element("summary", f"Sources ({len(lines)})")
    return element("details", summary, element("ul", lines), class_="sources")
