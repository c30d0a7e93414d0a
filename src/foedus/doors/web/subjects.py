"""What each view is about on a day: its title, its sentence, and the questions that answer it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from foedus.asking.declare import every, find
from foedus.asking.texts import pairs
from foedus.asking.world import World
from foedus.doors.web.asked import Asked, to
from foedus.doors.web.sentences import (
    attacked_told,
    framework_told,
    state_told,
    world_told,
)
from foedus.errors import nearest
from foedus.model.wording import inline

NAME: Final = "foedus"
TAGLINE: Final = "Who is bound to do what for whom, on any day since 1816"
HOME: Final = "If it happened tonight"
ABOUT: Final = (
    "foedus tells who is bound to come to whose help, in which words, on any day since 1816."
)
NOWHERE: Final = "/-"
"""The path that stands for every address that is no view."""


class Ask(msgspec.Struct, frozen=True):
    """A question and its inputs, without the day."""

    question: str
    given: Mapping[str, Any]


class Subject(msgspec.Struct, frozen=True):
    """What a view is about. Where it has no `lead` of its own, the answer's is.

    `asks` is answered in tables, `draws` in a picture; with `clauses`, every duty of help that
    stands that day is told. `links` lead on, as texts and addresses.
    """

    title: str
    lead: str = ""
    about: str = ""
    asks: Ask | None = None
    draws: Ask | None = None
    clauses: bool = False
    links: tuple[tuple[str, str], ...] = ()
    dated: bool = True
    status: int = 200


def subject(world: World, asked: Asked) -> Subject:
    """What a view is about; of one that does not exist, that there is no such thing."""
    if asked.path == NOWHERE:
        return missing(asked, "There is no such page")
    return _VIEWS.get(asked.view, _plain)(world, asked)


def missing(
    asked: Asked, title: str, lead: str = "", links: Sequence[Any] = (), status: int = 404
) -> Subject:
    """That there is nothing at an address, and where to go on."""
    on = asked.day
    others = (("If it happened tonight", to("/", on)), ("Every framework", to("/frameworks", on)))
    return Subject(title, lead, links=(*links, *others), dated=False, status=status)


def _home(world: World, asked: Asked) -> Subject:
    attacked = asked.given("attacked")[:1]
    if not attacked and (frameworks := asked.given("f")):
        return _map(world, msgspec.structs.replace(asked, texts=(("f", frameworks[0]),)))
    if not attacked:
        told = world_told(world.catalogue, asked.on)
        return Subject(HOME, told, ABOUT, None, Ask("ties", {}), clauses=True, links=_ready())
    state = world.catalogue.states.get(attacked[0])
    if state is None:
        return _no_state(world, asked, attacked[0])
    event = Ask("casus", _event(asked))
    lead = attacked_told(world.catalogue, state, asked.on)
    if not state.exists(asked.on):
        return Subject(HOME, lead, ABOUT, links=_successors(world, asked, state.id))
    if asked.given("attacker") or asked.given("at"):
        return Subject(HOME, "", ABOUT, event, event)
    return Subject(HOME, lead, ABOUT, event, Ask("bound", {"states": [state.id]}))


def _casus(_: World, asked: Asked) -> Subject:
    told = "Say what happened; see at once who is bound, how strongly, by which article."
    if not asked.given("attacked"):
        return Subject("Casus foederis", told)
    event = Ask("casus", _event(asked))
    return Subject("Casus foederis", "", "", event, event)


def _event(asked: Asked) -> dict[str, Any]:
    """The event as the question takes it."""
    given: dict[str, Any] = {name: asked.given(name) for name in ("attacked", "attacker")}
    given |= {n: found[0] for n in ("at", "kind", "object") if (found := asked.given(n))}
    if facts := asked.given("fact"):
        given["facts"] = pairs(facts)
    return given


def _state(world: World, asked: Asked) -> Subject:
    state = world.catalogue.states.get(asked.of)
    if state is None:
        return _no_state(world, asked, asked.of)
    lead = state_told(world.catalogue, state, asked.on)
    bound = Ask("bound", {"states": [state.id]})
    name = state.called(asked.on)
    if not state.exists(asked.on):
        return Subject(name, lead, links=_successors(world, asked, state.id))
    tonight = to("/", asked.day, (("attacked", state.id),))
    links = ((f"If {inline(name)} were attacked that day", tonight),)
    return Subject(name, lead, asks=bound, draws=bound, links=links)


def _successors(world: World, asked: Asked, state: str) -> tuple[tuple[str, str], ...]:
    states = world.catalogue.states
    after = (found.state for found in states[state].successors if found.state in states)
    return tuple((states[each].name, to(f"/state/{each}", asked.day)) for each in after)


def _no_state(world: World, asked: Asked, given: str) -> Subject:
    named: dict[str, str] = {}
    for state in world.catalogue.states.values():
        for name in (state.id, state.name, *state.aliases):
            named.setdefault(name.casefold(), state.id)
    like = [given.casefold(), *nearest(given.casefold(), named)]
    found = dict.fromkeys(named[name] for name in like if name in named)
    states = world.catalogue.states
    links = [(f"{states[each].name} ({each})", to(f"/state/{each}", asked.day)) for each in found]
    return missing(asked, f"No state has the code {given[:40]}", _perhaps(links), links)


def _framework(world: World, asked: Asked) -> Subject:
    of, _, part = asked.of.partition("/")
    framework = world.catalogue.frameworks.get(of)
    if framework is None:
        return _no_framework(world, asked, of)
    if part:
        title = f"How it fares: {framework.name}"
        back = to(f"/framework/{of}", asked.day)
        told = "Its figures of health over the years, each with what it does not show."
        return Subject(title, told, framework.summary, links=((framework.name, back),))
    lead = framework_told(world.catalogue, framework, asked.on)
    ask = Ask("framework", {"framework": framework.id})
    links = (("All its provisions ever, with their sources", to(f"/provision/{of}", asked.day)),)
    return Subject(framework.name, lead, asks=ask, draws=ask, links=links)


def _no_framework(world: World, asked: Asked, given: str) -> Subject:
    frameworks = world.catalogue.frameworks
    links = [
        (frameworks[each].name, to(f"/framework/{each}", asked.day))
        for each in nearest(given.casefold(), frameworks, 0.5)
    ]
    return missing(asked, f"No framework is called {given[:60]}", _perhaps(links), links)


def _provision(world: World, asked: Asked) -> Subject:
    of = asked.of.partition("/")[0]
    framework = world.catalogue.frameworks.get(of)
    if framework is None:
        return _no_framework(world, asked, of)
    found = world.catalogue.clauses_of(framework)
    mine = [clause for clause in found if clause.provision.id == asked.of]
    ask, drawn = Ask("cite", {"framework": asked.of}), Ask("framework", {"framework": of})
    links = ((framework.name, to(f"/framework/{of}", asked.day)),)
    if mine:
        then = next((c for c in mine if asked.on in c.life), mine[-1])
        title = f"{then.instrument.title}, {then.provision.cite.article}"
        about = f"{then.provision.title}: {then.provision.says}".removeprefix(": ")
        return Subject(title, "", about, ask, drawn, links=links)
    ids = dict.fromkeys(clause.provision.id for clause in found)
    if asked.of == of or any(each.startswith(f"{asked.of}/") for each in ids):
        title = f"Every provision: {framework.name}"
        return Subject(title, asks=ask, draws=drawn, links=links)
    near = [(each, to(f"/provision/{each}", asked.day)) for each in nearest(asked.of, ids)]
    told = f"No provision is called {asked.of[:60]}"
    return missing(asked, told, _perhaps(near), [*near, *links])


def _pair(world: World, asked: Asked) -> Subject:
    states = asked.of.split("/")
    for each in states:
        if each not in world.catalogue.states:
            return _no_state(world, asked, each)
    names = [world.catalogue.states[each].called(asked.on) for each in states]
    bound = Ask("bound", {"states": states})
    links = [(name, to(f"/state/{s}", asked.day)) for name, s in zip(names, states, strict=True)]
    return Subject(" – ".join(names), asks=bound, draws=bound, links=tuple(links))


def _map(world: World, asked: Asked) -> Subject:
    found = [f for f in asked.given("f") if f in world.catalogue.frameworks]
    if not found:
        return _all("Who owes help to whom")(world, asked)
    leads = [framework_told(world.catalogue, world.catalogue.frameworks[f], asked.on)
             for f in found]  # fmt: skip
    ask = Ask("framework", {"framework": found[0]})
    links = [(world.catalogue.frameworks[f].name, to(f"/framework/{f}", asked.day)) for f in found]
    return Subject("Frameworks on the map", " ".join(leads), "", ask, ask, links=tuple(links))


def _all(title: str) -> Callable[[World, Asked], Subject]:
    def told(world: World, asked: Asked) -> Subject:
        lead = world_told(world.catalogue, asked.on)
        return Subject(title, lead, draws=Ask("ties", {}), clauses=True)

    return told


def _questions(_: World, asked: Asked) -> Subject:
    if asked.of not in every() and asked.of:
        all_of_them = [("Every question", to("/ask", asked.day))]
        return missing(asked, f"No question is called {asked.of[:40]}", "", all_of_them)
    if asked.of:
        return Subject(asked.of, find(asked.of).summary, dated=False)
    links = tuple((f"{q.name}: {q.summary}", to(f"/ask/{q.name}", asked.day))
                  for q in every().values())  # fmt: skip
    told = "Every question that foedus can answer, each with a real case one click away."
    return Subject("Questions", told, links=links, dated=False)


def _ready() -> tuple[tuple[str, str], ...]:
    """Questions to begin with."""
    return (
        ("Who must help Estonia if Russia attacks it?",
         "/?on=2024-01-01&attacked=EST&attacker=RUS"),
        ("What bound France in 1913?", "/state/FRA?on=1913-06-01"),
        ("Who had to come for the Falklands in 1982?",
         "/casus?on=1982-04-02&attacked=GBR&attacker=ARG&at=Falkland+Islands"),
        ("Where does the help of NATO reach, and where not?", "/map?on=2024-01-01&f=nato"),
    )  # fmt: skip


def _plain(_: World, __: Asked) -> Subject:
    """A view that says nothing before its scripts run."""
    return Subject(NAME, TAGLINE, ABOUT, dated=False)


def _perhaps(links: Iterable[Any]) -> str:
    return "Perhaps one of these was meant." if links else ""


_VIEWS: Final[Mapping[str, Callable[[World, Asked], Subject]]] = {
    "": _home,
    "casus": _casus,
    "state": _state,
    "framework": _framework,
    "provision": _provision,
    "pair": _pair,
    "map": _map,
    "network": _all("Network of duties"),
    "matrix": _all("Matrix of duties"),
    "frameworks": lambda _, __: Subject("Frameworks", asks=Ask("frameworks", {})),
    "ask": _questions,
    "compare": lambda _, __: Subject(
        "Compare, and what if",
        "Set another day beside this one, or suppose that a state leaves or joins a framework: "
        "what differs is drawn and said.",
    ),
    "trend": lambda _, __: Subject(
        "Multilateralism since 1816", "How many frameworks there were, and who was in them."
    ),
}
