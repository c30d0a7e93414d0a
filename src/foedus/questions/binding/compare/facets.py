"""What a trigger turns on, on a day: kinds of event, attackers, places taken in and left out."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.language.narrow import on_day
from foedus.language.who import WORDS
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Test

CONTESTED: Final = "contested"
EXCEPT: Final = "not "
LINES: Final = ("north_of", "south_of", "east_of", "west_of")
TOPICS: Final = {
    "kind": "kinds of event",
    "attacker": "who attacks",
    "victim": "who is attacked",
    "object": "what is attacked",
    "domain": "domain",
    "determined_by": "who must determine it",
    "authorised_by": "who must authorise it",
    "request_of": "whose request is needed",
    "consent_of": "whose consent is needed",
    "joined_by": "who else must attack",
    "fact": "facts it turns on",
    "member": "membership it turns on",
    "triggered": "other clauses it turns on",
    "elapsed": "time it turns on",
    "stated": "what must be stated",
}


@dataclass
class Facets:
    """The arguments of the tests of a trigger, by the name of the test, and whether beyond dispute.

    `areas` are the places taken in, `left_out` those excepted; of an area that stands only where
    readings differ it is contested.
    """

    named: dict[str, dict[str, bool]] = field(default_factory=dict)
    areas: dict[str, None] = field(default_factory=dict)
    left_out: dict[str, None] = field(default_factory=dict)
    open: dict[str, None] = field(default_factory=dict)
    territory: dict[str, None] = field(default_factory=dict)
    lines: dict[str, None] = field(default_factory=dict)

    def area_words(self, catalogue: Catalogue) -> str:
        """The area in one line; empty where the trigger names no place."""
        parts = list[str]()
        if self.territory:
            whose = (WORDS.get(t) or catalogue.inline(t) for t in self.territory)
            parts.append(f"territory of {', '.join(whose)}")
        for word, areas in (
            ("in", self.areas),
            ("but not in", self.left_out),
            ("contested of", self.open),
        ):
            if areas:
                parts.append(f"{word} {', '.join(map(catalogue.inline, areas))}")
        parts += self.lines
        return "; ".join(parts)

    def words(self, name: str, catalogue: Catalogue) -> str:
        """What a test asks for, in words."""
        return ", ".join(
            f"{_said(value, catalogue)}{'' if sure else f' ({CONTESTED})'}"
            for value, sure in self.named.get(name, {}).items()
        )


def facets(trigger: Condition | None, on: date) -> Facets:
    """What a trigger turns on as it stands that day."""
    found = Facets()
    narrowed = on_day(trigger, on) if trigger is not None else True
    if not isinstance(narrowed, bool):
        _Collector(found).walk(narrowed)
    for area in found.areas:
        found.left_out.pop(area, None)
        found.open.pop(area, None)
    for area in found.left_out:
        found.open.pop(area, None)
    return found


class _Collector:
    def __init__(self, found: Facets) -> None:
        self.found = found

    def walk(self, condition: Condition, *, asked: bool = True, sure: bool = True) -> None:
        """Every test, with whether it is asked for or excepted, and whether readings differ."""
        match condition:
            case Test():
                self._test(condition, asked=asked, sure=sure)
            case All(parts):
                # beside a contested part a place is taken in by one of its readings alone
                split = any(isinstance(part, Contested) for part in parts)
                for part in parts:
                    place = isinstance(part, Test) and part.name == "within"
                    self.walk(part, asked=asked, sure=sure and not (split and place))
            case AnyOf(parts):
                for part in parts:
                    self.walk(part, asked=asked, sure=sure)
            case Not(part):
                self.walk(part, asked=not asked, sure=sure)
            case Named(_, part):
                self.walk(part, asked=asked, sure=sure)
            case Contested(readings):
                for reading in readings:
                    self.walk(reading.when, asked=asked, sure=False)

    def _test(self, test: Test, *, asked: bool, sure: bool) -> None:
        found = self.found
        argument = msgspec.json.decode(test.argument)
        match test.name:
            case "within":
                into = found.areas if asked else found.left_out
                (into if sure else found.open).update(dict.fromkeys(argument))
            case "territory_of" if asked:
                found.territory.update(dict.fromkeys(argument))
            case name if name in LINES and asked:
                found.lines[f"{name.replace('_', ' ')} {argument:g}°"] = None
            case name if name in TOPICS:
                held = found.named.setdefault(name, {})
                for value in _values(argument):
                    words = value if asked else f"{EXCEPT}{value}"
                    held[words] = held.get(words, False) or sure


def _values(argument: Any) -> Iterator[str]:
    if isinstance(argument, str):
        yield argument
    elif isinstance(argument, list):
        yield from map(str, argument)
    elif isinstance(argument, dict):
        yield ", ".join(f"{name} {value}" for name, value in argument.items())
    else:
        yield str(argument)


def _said(value: str, catalogue: Catalogue) -> str:
    """An argument in words: a class, a name, or a term of the rule language."""
    bare = value.removeprefix(EXCEPT)
    said = WORDS.get(bare) or (catalogue.inline(bare) if bare.isupper() else bare)
    return f"{EXCEPT if bare != value else ''}{said}"
