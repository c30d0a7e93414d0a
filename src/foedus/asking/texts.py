"""Inputs given as texts, as on a command line or in the query of an address."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from foedus.asking.declared import Declared
from foedus.documents.shapes import truth
from foedus.errors import QuestionError, located, quoted

TRUE_OR_FALSE: Final = {"true": True, "yes": True, "false": False, "no": False}


def from_texts(question: Declared[Any], given: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The inputs of a question, and the day, from the texts under each name. Raises QuestionError.

    A list takes all of them, a mapping takes them as NAME=VALUE, and anything else takes one.
    """
    taken = {known: i for i in question.takes.values() for known in (i.name, i.known)}
    inputs: dict[str, Any] = {}
    for name, texts in given.items():
        kind = taken[name].kind if name in taken else "list" if name == "with" else "text"
        if kind == "mapping":
            with located(name):
                inputs[name] = pairs(texts)
        elif kind in ("list", "files"):
            inputs[name] = list(texts)
        elif len(texts) == 1:
            inputs[name] = truth(texts[0]) if kind == "truth" else texts[0]
        else:
            told = f"{question.name}: {quoted(name)} is given {len(texts)} times; give it once"
            raise QuestionError(told, at=(name,))
    return inputs


def pairs(given: Iterable[str]) -> dict[str, Any]:
    """A mapping from texts NAME=VALUE. Raises QuestionError."""
    found: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise QuestionError(f"{quoted(item)} is not of the form NAME=VALUE")
        if name in found:
            raise QuestionError(f"{quoted(name)} is given twice; give it once")
        found[name] = _value(value)
    return found


def _value(text: str) -> Any:
    """True and false, a date, or a list of names separated by commas.

    NO in capitals stays a text: it may be Norway.
    """
    if text != "NO" and (found := TRUE_OR_FALSE.get(text.casefold())) is not None:
        return found
    try:
        return date.fromisoformat(text)
    except ValueError:
        parts = [part.strip() for part in text.split(",")]
        return parts[0] if len(parts) == 1 else parts
