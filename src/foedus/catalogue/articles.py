"""Provisions by the names that people use: an id, "Article 6", "42(7)", "Art. IV(1)"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from foedus.catalogue.definitions import fold
from foedus.model.instruments import Instrument
from foedus.model.provisions import Provision

ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
KINDS: Final = {
    "art": "art",
    "arts": "art",
    "article": "art",
    "articles": "art",
    "para": "para",
    "paras": "para",
    "paragraph": "para",
    "paragraphs": "para",
    "principle": "principle",
}
_NUMBER: Final = r"(?:\d+|[ivxlc]+)(?:\s*\(\w+\)|\.\d+)*"
_NAMED: Final = re.compile(
    rf"\b({'|'.join(KINDS)})\.?\s*({_NUMBER}(?:\s*(?:,|and|-)\s*{_NUMBER})*)(?![\w])"
)
_ASKED: Final = re.compile(
    r"(?:([^\d\s,]+(?:\s+[^\d\s,]+)*?)[\s,]+)??"
    rf"(?:({'|'.join(KINDS)})[.\s-]*)?({_NUMBER}(?:-\w+)*)(?:[\s,]+(.+))?"
)
"""An article, its treaty before or behind it: "TFEU 347", "Article 347 TFEU"."""
_PARTS: Final = re.compile(r"\w+")


class Found(Protocol):
    """A provision in its instrument."""

    @property
    def provision(self) -> Provision: ...
    @property
    def instrument(self) -> Instrument: ...


F = TypeVar("F", bound=Found)


@dataclass(frozen=True)
class Article:
    """The number of an article or paragraph: 42(7) is `("42", "7")`."""

    kind: str
    number: tuple[str, ...]


def denoted(clauses: Sequence[F], framework: str, pattern: str) -> tuple[F, ...]:
    """Those of a framework's provisions that a pattern denotes; its framework is left out.

    An exact id denotes itself. Nothing denotes all; an article without its instrument, or without
    its subdivision, every provision so completed; a paragraph that is not told apart its article.
    What is no id is read as an article is written.
    """
    if not pattern:
        return tuple(clauses)
    wanted = f"{framework}/{pattern}"
    exact = tuple(c for c in clauses if c.provision.id == wanted)
    found = exact or tuple(c for c in clauses if _denotes(wanted, c.provision.id))
    found = found or tuple(_written(clauses, pattern))
    whole = wanted
    while not found and "-" in whole.rpartition("/")[2].partition("-")[2]:
        whole = whole.rpartition("-")[0]
        found = tuple(c for c in clauses if _is_article(whole, c.provision.id))
    return found


def _written(clauses: Iterable[F], pattern: str) -> Iterator[F]:
    """The provisions of the article that is so written, an instrument before or behind it."""
    within, _, asked = pattern.rpartition("/")
    match = _ASKED.fullmatch(asked.strip().casefold())
    if match is None:
        return
    before, named, figure, behind = match.groups("")
    kind, number = KINDS.get(named, ""), _number(figure)
    words = {*fold(f"{within} {before} {behind}").split()} - {"of", "the"}
    for clause in clauses:
        provision, instrument = clause.provision, clause.instrument
        about = f"{provision.id} {provision.cite.article} {instrument.id} {instrument.title}"
        if words <= {*fold(about).split()} and any(
            kind in ("", article.kind) and article.number[: len(number)] == number
            for article in _articles(provision)
        ):
            yield clause


def _articles(provision: Provision) -> Iterator[Article]:
    """The articles that a provision cites, by their numbers."""
    for match in _NAMED.finditer(provision.cite.article.casefold()):
        for number in re.findall(_NUMBER, match[2]):
            yield Article(KINDS[match[1]], _number(number))


def _number(written: str) -> tuple[str, ...]:
    """The parts of a number, the first in Arabic figures."""
    first, *rest = _PARTS.findall(written)
    return (str(_arabic(first)), *rest)


def _arabic(figure: str) -> int:
    if figure.isdecimal():
        return int(figure)
    values = [ROMAN[letter] for letter in figure]
    following = [*values[1:], 0]
    return sum(v if v >= n else -v for v, n in zip(values, following, strict=True))


def _is_article(pattern: str, provision: str) -> bool:
    """Whether an id, its instrument perhaps left out, is that of a provision."""
    framework, *rest = pattern.split("/")
    owner, *path = provision.split("/")
    return framework == owner and rest[-1:] == path[-1:] and rest[:-1] in ([], path[:-1])


def _denotes(pattern: str, provision: str) -> bool:
    """Whether an id without its instrument, or without its subdivision, denotes a provision."""
    framework, *rest = pattern.split("/")
    owner, *path = provision.split("/")
    if framework != owner:
        return False
    if len(rest) == 2 and len(path) == 2 and rest[0] != path[0]:
        return False
    if len(rest) == 1 and rest[0] == path[0]:
        return True
    return path[-1] == rest[-1] or path[-1].startswith(f"{rest[-1]}-")
