"""Two answers to one question, matched finding by finding through the keys that findings declare.

A finding is a value in a list of an answer whose class says what it is `matched_by`. It may stand
in another list than before, as where a provision is no longer triggered; or parts of it may differ.
Fields that it `repeats` say again, in another form, what others of it say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer
from foedus.model.citations import Citation
from foedus.model.time import Interval
from foedus.model.verdicts import Because
from foedus.model.wording import short

How: TypeAlias = Literal["new", "gone", "moved", "changed"]
NOT_COMPARED: Final = {"catalogue", "title", "lead", "notes", "on", "question"}
"""Of every answer: what its other fields say in words, or what is the other answer's by nature."""

EMPTY: Final[tuple[Any, ...]] = ("", (), None, {})
VERDICTS: Final = {True: "yes", False: "no", None: "open"}
SENTENCE: Final = 100
"""A difference of so many letters still stands in a sentence."""
MOST: Final = 12
"""So many items of a list a difference names."""


class Difference(msgspec.Struct, frozen=True):
    """One difference: of which finding or field, in what, and how it was and is.

    `among` is the list in which the finding stands, or the field itself where it is no finding;
    `part` is empty where the whole finding is new, gone, or stands in another list.
    """

    matched_by = ("among", "what", "part")
    how: How
    among: str
    what: str
    part: str
    before: str
    after: str
    because: Because | None = None

    def told(self) -> str:
        """The difference as a sentence."""
        about = f"{self.what}: " if self.what else ""
        match self.how:
            case "new":
                return f"{self.what} {_stands(self.among, 'is now')}"
            case "gone":
                return f"{self.what} {_stands(self.among, 'is no longer')}"
            case "moved":
                return f"{self.what} is now {self.after}, and was {self.before}"
            case _:
                part = self.part or self.among
                return f"{about}{part} {self.after or 'none'}, was {self.before or 'none'}"

    def is_plain(self) -> bool:
        """Whether it is short enough to stand in a sentence: no list, and no value in another."""
        told = self.told()
        cells = (self.before, self.after) if self.how == "changed" else ()
        lists = any(mark in cell for cell in cells for mark in (", ", "(of "))
        return len(told) <= SENTENCE and ";" not in told and not lists


def _stands(among: str, how: str) -> str:
    """How a list stands behind a finding: `is now triggered`, `is no longer among the members`."""
    if among.startswith("not "):
        return f"{how} in question, and was {among}" if "longer" in how else f"is now {among}"
    return f"{how} among the {among}" if among.endswith("s") else f"{how} {among}"


class _Found(msgspec.Struct, frozen=True):
    among: str
    finding: Any


def compare(before: Answer, after: Answer) -> tuple[Difference, ...]:
    """The differences of two answers to the same question, in the order of their fields."""
    return tuple(_answers(before, after))


def _answers(before: Any, after: Any) -> Iterator[Difference]:
    """Findings are matched over all lists of the answer; whatever else differs is a field."""
    was, now = _findings(before), _findings(after)
    for kind in dict.fromkeys((*was, *now)):
        yield from _kind(was.get(kind, {}), now.get(kind, {}))
    for name, one, other in _fields(before, after):
        if not _is_findings(one) and not _is_findings(other):
            yield from _value(_words(name), "", "", one, other)


def _fields(before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    kept = NOT_COMPARED if isinstance(before, Answer) else getattr(before, "repeats", ())
    for name in dict.fromkeys((*before.__struct_fields__, *after.__struct_fields__)):
        if name not in kept:
            one, other = getattr(before, name, None), getattr(after, name, None)
            if one is not other and one != other:
                yield name, one, other


def _is_findings(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(hasattr(v, "matched_by") for v in value)


def _findings(answer: Any) -> dict[type, dict[str, list[_Found]]]:
    """The findings of an answer by their kind and their key, each with the list it stands in."""
    found: dict[type, dict[str, list[_Found]]] = {}
    for name in answer.__struct_fields__:
        value = getattr(answer, name)
        if _is_findings(value):
            for finding in value:
                keyed = found.setdefault(type(finding), {})
                keyed.setdefault(key_of(finding), []).append(_Found(_words(name), finding))
    return found


def key_of(finding: Any) -> str:
    """What a finding is about, in words: the fields by which it is matched."""
    parts = (shown(_at(finding, path)) for path in finding.matched_by)
    return " · ".join(part for part in parts if part)


def _at(value: Any, path: str) -> Any:
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _kind(
    was: Mapping[str, Sequence[_Found]], now: Mapping[str, Sequence[_Found]]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*was, *now)):
        yield from _same(key, was.get(key, ()), now.get(key, ()))


def _same(key: str, was: Sequence[_Found], now: Sequence[_Found]) -> Iterator[Difference]:
    """The findings of one key: those that are equal match first, the others in their order."""
    rest_now = list(now)
    rest_was: list[_Found] = []
    for found in was:
        if found in rest_now:
            rest_now.remove(found)
        else:
            rest_was.append(found)
    for one, other in zip(rest_was, rest_now, strict=False):
        why = getattr(other.finding, "because", None)
        if one.among != other.among:
            yield Difference("moved", other.among, key, "", one.among, other.among, why)
        yield from _parts(other.among, key, one.finding, other.finding)
    for found in rest_was[len(rest_now) :]:
        why = getattr(found.finding, "because", None)
        yield Difference("gone", found.among, key, "", _whole(found.finding), "", why)
    for found in rest_now[len(rest_was) :]:
        why = getattr(found.finding, "because", None)
        yield Difference("new", found.among, key, "", "", _whole(found.finding), why)


def _parts(among: str, key: str, one: Any, other: Any, part: str = "") -> Iterator[Difference]:
    """What differs in one finding."""
    why = getattr(other, "because", None)
    for name, was, now in _fields(one, other):
        if isinstance(was, Because) or isinstance(now, Because) or _citing(was, now):
            continue
        yield from _value(among, key, f"{part} {_words(name)}".strip(), was, now, why)


def _value(
    among: str, key: str, part: str, was: Any, now: Any, why: Because | None = None
) -> Iterator[Difference]:
    if isinstance(was, Because) and isinstance(now, Because):
        yield from _value(among, key, part, _grounds(was), _grounds(now), why)
    elif _is_findings(was) or _is_findings(now):
        yield from _inner(among, key, part, was or (), now or (), why)
    elif _is_struct(was) and _is_struct(now) and type(was) is type(now):
        prefix = part or among
        yield from _parts(among, key, was, now, prefix if part else "")
    elif isinstance(was, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*was, *now)):
            one, other = was.get(name), now.get(name)
            if one != other:
                yield from _value(among, key, f"{part} {shown(name)}".strip(), one, other, why)
    elif isinstance(was, tuple) and isinstance(now, tuple):
        gone = [shown(item) for item in was if item not in now]
        new = [shown(item) for item in now if item not in was]
        if gone or new:
            yield Difference("changed", among, key, part, _those(gone, was), _those(new, now), why)
    elif shown(was) != shown(now):
        yield Difference("changed", among, key, part, shown(was), shown(now), why)


def _inner(
    among: str, key: str, part: str, was: Any, now: Any, why: Because | None
) -> Iterator[Difference]:
    """Findings inside a finding, or in a part of an answer."""
    before = {key_of(finding): finding for finding in was}
    after = {key_of(finding): finding for finding in now}
    for name in dict.fromkeys((*before, *after)):
        one, other = before.get(name), after.get(name)
        inside = f"{part} {name}".strip()
        if one is None:
            yield Difference("changed", among, key, inside, "", _whole(other), why)
        elif other is None:
            yield Difference("changed", among, key, inside, _whole(one), "", why)
        elif one != other:
            yield from _parts(among, key, one, other, inside)


def _those(items: Sequence[str], all_of: Sequence[Any]) -> str:
    """The items of a list that the other has not, and how many it has in all."""
    if not items:
        return f"none of these (of {len(all_of)})" if all_of else ""
    told = ", ".join(items[:MOST])
    told += f" and {len(items) - MOST} more" if len(items) > MOST else ""
    return f"{told} (of {len(all_of)})" if len(items) < len(all_of) else told


def _grounds(because: Because) -> tuple[str, ...]:
    """The sentences that a reason rests on, each with how it stands."""
    if because.parts:
        return tuple(told for part in because.parts for told in _grounds(part))
    return (f"{because.text}: {VERDICTS[because.verdict]}",)


def _citing(was: Any, now: Any) -> bool:
    """Whether it is only where a thing can be looked up."""
    values = [v for value in (was, now) for v in (value if isinstance(value, tuple) else (value,))]
    return any(isinstance(v, Citation) for v in values)


def _is_struct(value: Any) -> bool:
    return isinstance(value, msgspec.Struct) and not isinstance(value, Interval | Citation)


def _whole(finding: Any) -> str:
    """A finding in a line: what it says, beyond what it is about."""
    matched = {path.partition(".")[0] for path in finding.matched_by}
    told = []
    names, defaults = finding.__struct_fields__, finding.__struct_defaults__
    usual = dict(zip(reversed(names), reversed(defaults), strict=False))
    for name in names:
        value = getattr(finding, name)
        if name in usual and value == usual[name]:
            continue
        if name in matched or _is_struct(value) or _is_findings(value) or value in EMPTY:
            continue
        if isinstance(value, bool | str | int | float | date | Fraction) or _is_words(value):
            told.append(_said(name, value))
    return short(", ".join(told[:4]))


def _is_words(value: Any) -> bool:
    return isinstance(value, tuple) and all(isinstance(item, str) for item in value)


def shown(value: Any) -> str:
    """A value as a table shows it."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case tuple() | list() | frozenset():
            items: Iterable[Any] = sorted(value) if isinstance(value, frozenset) else value
            return ", ".join(shown(item) for item in items)
        case Mapping():
            return ", ".join(f"{shown(name)} {shown(item)}" for name, item in value.items())
        case float():
            return f"{value:g}"
        case msgspec.Struct() if not isinstance(value, Interval | Citation):
            if isinstance(value, Because):
                return value.text
            fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
            told = (_said(name, one) for name, one in fields if one not in EMPTY)
            return short(", ".join(told))
        case _:
            return short(str(value))


def _said(name: str, value: Any) -> str:
    """A field of a finding among others of it: only a number and a yes need its name."""
    if isinstance(value, bool):
        return _words(name) if value else f"not {_words(name)}"
    if isinstance(value, int | float | Decimal | Fraction):
        return f"{_words(name)} {shown(value)}"
    return shown(value)


def _words(name: str) -> str:
    return name.strip("_").replace("_", " ")
