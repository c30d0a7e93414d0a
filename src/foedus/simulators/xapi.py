"""Learning records: xAPI statements (ADL xAPI 1.0.3, part two), bytes in, typed statements out.

A file is one statement, an array of them, or one after the other as in JSON Lines; or what a
learning record store answers when it is asked for several (a StatementResult).
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import msgspec

from foedus.simulators.durations import LONGEST, duration_of
from foedus.simulators.errors import RecordError

VOIDED: Final = "http://adlnet.gov/expapi/verbs/voided"
IDENTIFIERS: Final = ("mbox", "mbox_sha1sum", "openid", "account")
OBJECT_TYPES: Final = ("Activity", "Agent", "Group", "StatementRef", "SubStatement")
_UUID: Final = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})", re.I)
_MAIL: Final = "mailto:"
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d([.,]\d+)?)?(Z|[+-]\d\d(:?\d\d)?)")


class Person(msgspec.Struct, frozen=True):
    """An actor: what identifies it, and the mail domain or home page that says whose it is."""

    id: str
    place: str


class Statement(msgspec.Struct, frozen=True):
    """Who did what to what, when and for how long, and with what result."""

    id: str
    actors: tuple[Person, ...]
    verb: str
    object: str
    at: datetime
    duration: timedelta
    activities: tuple[str, ...]
    success: bool | None
    score: float | None


class _WrongError(Exception):
    """What is wrong with a statement; its offset is added where it is known."""


def read_statements(data: bytes, more: list[str] | None = None) -> tuple[Statement, ...]:
    """Every statement of a file, the voiding and the voided ones too. Raises RecordError.

    `more` takes the references by which a store says that it has more than it answered.
    """
    found: list[Statement] = []
    for raw, offset in _values(data):
        result = _result(raw, offset)
        if result is not None and raw.get("more") and more is not None:
            more.append(f"{raw['more']!s:.200}")
        for number, one in enumerate([raw] if result is None else result):
            try:
                found.append(_statement(one, f"at {offset}.{number}"))
            except _WrongError as wrong:
                told = f"statements.{number}: {wrong}" if result is not None else str(wrong)
                raise RecordError(told, offset) from None
    return tuple(found)


def standing(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Those that stand: repeated ones once, voided ones not, whatever file voids them."""
    found: dict[str, Statement] = {}
    voided: set[str] = set()
    for statement in statements:
        if statement.verb == VOIDED:
            voided.add(statement.object)
        else:
            found.setdefault(statement.id, statement)
    return tuple(s for s in found.values() if s.id not in voided)


def _result(raw: Any, offset: int) -> list[Any] | None:
    """The statements in what a store answers; None where it is a statement itself."""
    if not isinstance(raw, dict) or "statements" not in raw or "verb" in raw:
        return None
    if not isinstance(raw["statements"], list):
        raise RecordError("statements is not a list", offset)
    return raw["statements"]


# -- JSON, with offsets ---------------------------------------------------------------------------


def _values(data: bytes) -> Iterator[tuple[Any, int]]:
    """Each value of the file, and the byte at which it begins."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError("this is not UTF-8", error.start) from None
    marked = len(data) - len(text.encode())
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = _blank(text, 0)
    inside = text.startswith("[", at)
    at = _blank(text, at + 1) if inside else at
    offset, counted = marked, 0
    while at < len(text) and not (inside and text[at] == "]"):
        offset, counted = offset + len(text[counted:at].encode()), at
        try:
            value, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            where = marked + len(text[: error.pos].encode())
            raise RecordError(f"this is not JSON: {error.msg}", where) from None
        except (ValueError, RecursionError) as error:
            raise RecordError(f"this is not JSON that can be read: {error}", offset) from None
        yield value, offset
        at = _blank(text, at)
        if inside:
            at = _next(text, at, marked)
    if inside and (at >= len(text) or _blank(text, at + 1) < len(text)):
        raise RecordError("the array does not end with the file", len(data))


def _blank(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _next(text: str, at: int, marked: int) -> int:
    """Past the comma after an item of an array."""
    if text.startswith(",", at):
        at = _blank(text, at + 1)
        if not text.startswith("]", at):
            return at
    elif text.startswith("]", at):
        return at
    raise RecordError("an array goes on with a comma and an item", marked + len(text[:at].encode()))


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


# -- statements -----------------------------------------------------------------------------------


def _statement(raw: Any, nameless: str) -> Statement:
    whole = _mapping(raw, "a statement")
    verb = _iri(_mapping(whole.get("verb"), "verb").get("id"), "verb.id")
    result = _mapping(whole.get("result", {}), "result")
    context = _mapping(whole.get("context", {}), "context")
    target = _object(whole.get("object"))
    if verb == VOIDED and not target:
        raise _WrongError("a voiding statement has no reference to another")
    return Statement(
        id=_identifier(_text(whole.get("id", nameless), "id")),
        actors=tuple(_people(whole.get("actor"), "actor")),
        verb=verb,
        object=target,
        at=_moment(whole.get("timestamp", whole.get("stored"))),
        duration=_duration(result.get("duration", "PT0S")),
        activities=(target, *_context_activities(context)),
        success=_success(result.get("success")),
        score=_score(_mapping(result.get("score", {}), "result.score").get("scaled")),
    )


def _people(raw: Any, where: str) -> Iterator[Person]:
    """The actor, or the members of a group that is not identified itself."""
    actor = _mapping(raw, where)
    given = [name for name in IDENTIFIERS if name in actor]
    group = actor.get("objectType") == "Group"
    if len(given) > 1 or (not given and not group):
        known = ", ".join(IDENTIFIERS)
        raise _WrongError(f"{where} needs exactly one of {known}, got {', '.join(given) or 'none'}")
    if given:
        yield _person(given[0], actor[given[0]], where)
        return
    members = actor.get("member")
    if not isinstance(members, list) or not members:
        raise _WrongError(f"{where} is a group that is not identified and has no members")
    for number, member in enumerate(members):
        if isinstance(member, dict) and member.get("objectType") == "Group":
            raise _WrongError(f"{where}.member.{number} is a group within a group")
        yield from _people(member, f"{where}.member.{number}")


def _person(kind: str, value: Any, where: str) -> Person:
    if kind == "account":
        account = _mapping(value, f"{where}.account")
        home = _iri(account.get("homePage"), f"{where}.account.homePage")
        name = _text(account.get("name"), f"{where}.account.name")
        return Person(f"{home} {name}", _host(home))
    text = _text(value, f"{where}.{kind}")
    if kind == "mbox":
        scheme, address = text[: len(_MAIL)].lower(), text[len(_MAIL) :]
        local, at, domain = address.partition("@")
        if scheme != _MAIL or not (local and at and domain):
            raise _WrongError(
                f"{where}.mbox is not an address, such as mailto:a@b.example: {text!r}"
            )
        return Person(f"{scheme}{local}@{domain.lower()}", domain.lower())
    if kind == "mbox_sha1sum":
        return Person(text.lower(), "")
    return Person(text, _host(_iri(text, f"{where}.openid")))


def _identifier(text: str) -> str:
    """The id of a statement: a UUID is the same in capitals (RFC 4122, 3)."""
    found = _UUID.fullmatch(text)
    return found[1].lower() if found else text


def _host(iri: str) -> str:
    try:
        return (urlsplit(iri).hostname or "").lower()
    except ValueError:
        return ""


def _object(raw: Any) -> str:
    """The id of the activity or statement that it is about; empty for people."""
    target = _mapping(raw, "object")
    kind = target.get("objectType", "Activity")
    if kind == "Activity":
        return _iri(target.get("id"), "object.id")
    if kind == "StatementRef":
        return _identifier(_text(target.get("id"), "object.id"))
    if kind not in OBJECT_TYPES:
        raise _WrongError(f"object.objectType is one of {', '.join(OBJECT_TYPES)}, got {kind!r}")
    return ""


def _context_activities(context: dict[str, Any]) -> Iterator[str]:
    activities = _mapping(context.get("contextActivities", {}), "context.contextActivities")
    for relation in ("parent", "grouping", "category", "other"):
        given = activities.get(relation, [])
        for activity in given if isinstance(given, list) else [given]:
            where = f"context.contextActivities.{relation}"
            yield _iri(_mapping(activity, where).get("id"), f"{where}.id")


def _mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _WrongError(f"{where} is missing" if value is None else f"{where} is not an object")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str) or not value:
        raise _WrongError(f"{where} is missing" if value is None else f"{where} is not text")
    return value


def _iri(value: Any, where: str) -> str:
    text = _text(value, where)
    if not _IRI.fullmatch(text):
        raise _WrongError(f"{where} is not an IRI: {text[:80]!r}")
    return text


def _moment(value: Any) -> datetime:
    text = _text(value, "timestamp").upper()
    if not _MOMENT.fullmatch(text):
        raise _WrongError(f"timestamp is not a date and time with its time zone: {text[:80]!r}")
    try:
        at = datetime.fromisoformat(text)
        at - LONGEST  # a moment so early that a session cannot end at it
    except (ValueError, OverflowError):
        raise _WrongError(f"timestamp is not a date and time: {text[:80]!r}") from None
    return at


def _duration(value: Any) -> timedelta:
    try:
        return duration_of(_text(value, "result.duration"))
    except ValueError as wrong:
        raise _WrongError(f"result.duration {wrong}") from None


def _success(value: Any) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise _WrongError("result.success is neither true nor false")
    return value


def _score(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not -1 <= value <= 1:
        raise _WrongError("result.score.scaled must lie between -1 and 1")
    return float(value)
