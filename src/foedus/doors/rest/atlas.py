"""What the atlas draws: who was a member when, who held which land when, and its shapes."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from fastapi import FastAPI
from starlette.responses import Response

from foedus.asking.declare import every
from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.sites import SHAPES
from foedus.catalogue.standing import SUSPENDED
from foedus.doors.rest import describing
from foedus.doors.rest.asking import Desk
from foedus.doors.rest.days import Days, Span, packed, spanned
from foedus.doors.rest.forms import JSON
from foedus.doors.rest.kept import Whole
from foedus.model.frameworks import Framework
from foedus.model.lists import MEMBERS
from foedus.model.wording import DEFINITE


class Membership(msgspec.Struct, frozen=True, omit_defaults=True):
    """A role of a state in a framework for a time; `contested` where it is disputed."""

    state: str
    role: str
    held: Span
    contested: bool = False


class MemberList(msgspec.Struct, frozen=True):
    """How the list of members stands in some days; of other days nothing is said."""

    days: Span
    complete: bool
    why: str


class FrameworkLine(msgspec.Struct, frozen=True):
    """A framework as the map and the search need it.

    Only where one of `lists` says that it is complete does who is not among the members not belong.
    """

    id: str
    name: str
    kind: str
    summary: str
    life: Span
    members: tuple[Membership, ...]
    lists: tuple[MemberList, ...]


class StateLine(msgspec.Struct, frozen=True):
    """A state as the map and the search need it.

    `names` are those that it bore and those by which it is found. `called` is what it was called
    while that was another name than `name`, or than a part of it.
    `successors` are the states that came after it, and when.
    """

    id: str
    name: str
    names: tuple[str, ...]
    lives: tuple[Span, ...]
    called: tuple[tuple[str, Span], ...]
    successors: tuple[tuple[str, str], ...]


class TerritoryLine(msgspec.Struct, frozen=True):
    """A territory: where its name stands on the map, and who held it when and how.

    `control` tells who had it in fact while that was another than who held it by title.
    """

    id: str
    name: str
    point: tuple[float, float]
    under: tuple[tuple[str, Span, str], ...]
    control: tuple[tuple[str, Span], ...]


class ProvisionLine(msgspec.Struct, frozen=True):
    """A provision as the search needs it."""

    id: str
    title: str
    says: str
    instrument: str


class Atlas(msgspec.Struct, frozen=True):
    """All that the map shows, for every day at once, so that its slider asks nothing."""

    catalogue: str
    states: tuple[StateLine, ...]
    frameworks: tuple[FrameworkLine, ...]
    territories: tuple[TerritoryLine, ...]
    provisions: tuple[str, ...]
    actors: dict[str, str]
    definite: str
    """What names of states and lands look like that take the article inside a sentence."""
    facts: dict[str, str]


class Found(msgspec.Struct, frozen=True):
    """What only a search needs, or whoever names a place: as much again as all the rest."""

    provisions: tuple[ProvisionLine, ...]
    places: tuple[str, ...]


def add_routes(app: FastAPI, api: str, desk: Desk) -> tuple[Whole, ...]:
    """Add the endpoints of the atlas; give back what every view begins with, to be made early."""

    def serve(path: str, summary: str, reply: dict[str, Any], body: Callable[[], bytes]) -> Whole:
        whole = Whole(body)
        app.add_api_route(
            f"{api}/{path}",
            whole.answer,
            methods=["GET"],
            response_class=Response,
            summary=summary,
            tags=["atlas"],
            openapi_extra={"responses": {"200": {"content": {JSON: {"schema": reply}}}}},
        )
        return whole

    def world() -> bytes:
        return msgspec.json.encode(drawn(desk.world.catalogue))

    def found() -> bytes:
        return msgspec.json.encode(findable(desk.world.catalogue))

    def shapes() -> bytes:
        return gzip.decompress(SHAPES.read_bytes())

    def questions() -> bytes:
        return msgspec.json.encode([describing.described(q) for q in every().values()])

    def days() -> bytes:
        return msgspec.json.encode(packed(desk.world.catalogue))

    atlas = {"$ref": f"{describing.AT}{Atlas.__name__}"}
    first = serve("atlas/world", "Every state, framework and territory with its days", atlas, world)
    every_day = {"$ref": f"{describing.AT}{Days.__name__}"}
    summary = "Who owes whom help, and the land that this leaves out, on every day at once"
    second = serve("atlas/days", summary, every_day, days)
    searched = {"$ref": f"{describing.AT}{Found.__name__}"}
    serve("atlas/found", "What a search goes through beside the world", searched, found)
    outlines = {"type": "object", "description": "A topology (TopoJSON)"}
    serve("atlas/shapes", "The outlines of territories, by id", outlines, shapes)
    summary = "Every question, with its inputs as a JSON Schema and an example"
    every_one = {
        "type": "array",
        "items": {"$ref": f"{describing.AT}{describing.QuestionForm.__name__}"},
    }
    serve("questions", summary, every_one, questions)
    return first, second


def drawn(catalogue: Catalogue) -> Atlas:
    """What the atlas needs of a catalogue."""
    d = catalogue.definitions
    return Atlas(
        catalogue=catalogue.key,
        states=tuple(
            StateLine(
                s.id,
                s.name,
                tuple(dict.fromkeys((*(n.name for n in s.names), *s.aliases))),
                tuple(spanned(life) for life in s.lives),
                tuple((n.name, spanned(n.during)) for n in s.other_names()),
                tuple((after.state, after.on.isoformat()) for after in s.successors),
            )
            for s in d.states.values()
        ),
        frameworks=tuple(
            FrameworkLine(
                f.id,
                f.name,
                f.kind,
                f.summary,
                spanned(f.during),
                tuple(_members(catalogue, f)),
                tuple(_lists(catalogue, f)),
            )
            for f in d.frameworks.values()
        ),
        territories=tuple(
            TerritoryLine(
                t.id,
                t.name,
                t.point,
                tuple((u.state, spanned(u.during), u.status) for u in t.under),
                tuple((c.by, spanned(c.during)) for c in t.control),
            )
            for t in d.territories.values()
        ),
        provisions=tuple(dict.fromkeys(c.provision.id for c in catalogue.clauses())),
        definite=DEFINITE.pattern,
        actors={actor.id: actor.name for actor in d.actors.values()},
        facts=dict(d.facts),
    )


def findable(catalogue: Catalogue) -> Found:
    """What a search goes through beside the world."""
    places = catalogue.definitions.places.values()
    return Found(
        provisions=tuple(
            ProvisionLine(
                c.provision.id,
                c.provision.title,
                c.provision.says,
                c.instrument.title,
            )
            for c in catalogue.clauses()
        ),
        places=tuple(sorted({p.name for named in places for p in named})),
    )


def _members(catalogue: Catalogue, framework: Framework) -> Iterator[Membership]:
    for party in catalogue.members(framework):
        held = party.during.clip(framework.during)
        if not held.empty:
            yield Membership(party.state, "member", spanned(held), bool(party.contested))
    for name in dict.fromkeys((*(role.role for role in framework.roles), SUSPENDED)):
        if name != MEMBER:
            for role in catalogue.spells(framework, name):
                yield Membership(role.state, name, spanned(role.during), bool(role.contested))


def _lists(catalogue: Catalogue, framework: Framework) -> Iterator[MemberList]:
    for listing in catalogue.lists.of(framework, MEMBERS):
        day = max(listing.during.start, framework.during.start)
        if day in listing.during:
            why = catalogue.lists.listed(framework, MEMBERS, day).why()
            yield MemberList(spanned(listing.during), listing.complete, why)
