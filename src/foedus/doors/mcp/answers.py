"""What an assistant is answered, made in a process of its own: this module needs no server."""

import json
from typing import Any, Final

import msgspec

from foedus.asking.ask import ask
from foedus.asking.declare import find
from foedus.asking.world import World
from foedus.documents.numbers import FIRST
from foedus.doors.visiting import Visitor, world_for
from foedus.errors import QuestionError
from foedus.exchange.markdown import to_markdown

LARGEST: Final = 2_000_000
"""Bytes of an answer; an assistant cannot read more, and most can read far less."""


class Told(msgspec.Struct, frozen=True):
    """An answer in words and as data."""

    text: str
    data: dict[str, Any]


def told(world: World, name: str, given: bytes) -> Told:
    """The answer to a question. Raises QuestionError."""
    answer = ask(world, find(name), msgspec.json.decode(given))
    data, text = msgspec.json.encode(answer), to_markdown(answer, explain=False)
    if max(len(data), len(text)) > LARGEST:
        most = f"{LARGEST / 1e6:g} MB"
        raise QuestionError(f"{name}: this answer has more than {most}; ask for less of it")
    return Told(text, json.loads(data))


def told_to(world: World, visitor: Visitor, name: str, given: bytes) -> Told:
    """The answer to a question, of the record as somebody may see it. Raises QuestionError."""
    return told(world_for(world, visitor), name, given)


def cited(world: World, framework: str) -> str:
    """A framework, or an article, as it was at any time. Raises QuestionError."""
    return to_markdown(ask(world, find("cite"), {"framework": framework, "on": FIRST}))
