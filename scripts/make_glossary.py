"""Make `docs/reference/french.md`: the French words of treaties, from the one glossary of them.

Run `python scripts/make_glossary.py` after you changed the glossary; a test holds the page to what
this makes.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

ROOT: Final = Path(__file__).parents[1]
SOURCE: Final = ROOT / "web" / "src" / "words" / "glossary.fr.json"
PAGE: Final = ROOT / "docs" / "reference" / "french.md"
HEAD: Final = """# French words of treaties

How authentic French texts say what foedus says in English, for whoever translates it or quotes
it in French. This page is made by `scripts/make_glossary.py` from `web/src/words/glossary.fr.json`.

The words are those of the article named, in their dictionary form where they stand alone. A number
says with which copy they were compared. Those without one are written from knowledge of the text
(confidence: medium): look them up before you rely on them.

One English term may have two in French: an *armed attack* is *attaque armée* in the North Atlantic
Treaty and *agression armée* in the Charter. So take the words of the treaty that you speak of.
"""


class Shape(BaseModel):
    """What refuses a key that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Instrument(Shape):
    """A treaty whose French text is authentic, and where that text is."""

    name: str
    french: str
    text: str


class Term(Shape):
    """One term in both languages, with its place and the copy it was compared with, if any."""

    en: str
    fr: str
    of: str
    at: str
    compared: str | None = None


class Glossary(Shape):
    """The whole of it."""

    instruments: dict[str, Instrument]
    copies: dict[str, str]
    terms: tuple[Term, ...]


def read() -> Glossary:
    """The glossary as it stands."""
    return Glossary.model_validate(json.loads(SOURCE.read_text(encoding="utf-8")))


def made(glossary: Glossary) -> str:
    """The page."""
    return "\n".join([HEAD, *_lines(glossary)])


def _lines(glossary: Glossary) -> Iterator[str]:
    number = {name: at for at, name in enumerate(glossary.copies, 1)}
    for key, instrument in glossary.instruments.items():
        yield f"## {instrument.french}\n"
        yield f"{instrument.name}. Text: {instrument.text}.\n"
        yield "| English | French | Place | Compared with |"
        yield "|---|---|---|---|"
        for term in glossary.terms:
            if term.of == key:
                copy = f"copy {number[term.compared]}" if term.compared else ""
                yield f"| {term.en} | {term.fr} | {term.at} | {copy} |"
        yield ""
    yield "## Copies compared\n"
    for name, at in number.items():
        yield f"{at}. {glossary.copies[name]}"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(made(read()), encoding="utf-8")
