"""Random conditions, a random framework that uses them, and random events to judge.

Trees are generated as the plain data that definitions hold, so that a failing example reads like a
definition file.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final, TypeAlias, get_args

import msgspec
import polars as pl
from hypothesis import strategies as st

import foedus
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.definitions import fold
from foedus.judging.events.judge import Judge
from foedus.language.leaves.time import During
from foedus.language.situation import Situation
from foedus.language.tree import leaf_of, leaf_tests, parse
from foedus.language.who import CLASSES
from foedus.model.citations import Citation
from foedus.model.conditions import Condition, Test
from foedus.model.events import (
    DOMAINS,
    KINDS,
    OBJECTS,
    Domain,
    Event,
    Fact,
    Kind,
    Object,
    Point,
)
from foedus.model.frameworks import Framework, Role
from foedus.model.instruments import Instrument, Party, Suspension
from foedus.model.places import Status
from foedus.model.provisions import (
    PARTIES,
    Circle,
    Duty,
    DutyKind,
    Effect,
    Kin,
    NamedStates,
    Procedure,
    Provision,
    Right,
)
from foedus.model.time import ALWAYS, Interval
from foedus.model.verdicts import Because, Verdict

Data: TypeAlias = dict[str, Any]
FIRST, LAST = date(1816, 1, 1), date(2026, 12, 31)
AGES: Final = Interval(FIRST, LAST)
ALL_KINDS: Final = Test("kind", msgspec.json.encode(KINDS).decode())
CITE: Final = Citation("made up for a test")

# A small cast, so that parties, victims, attackers and holders of land often meet.
CAST: Final = ("USA", "GBR", "FRA", "DEU", "TUR", "AUS", "NZL", "CUB", "SUN", "DDR")
ACTORS: Final = ("al-qaida", "islamic-state", "insurgents", "un")
NEIGHBOURS: Final = ("nato", "anzus", "rio", "made-up")
VICTIMS: Final = CAST[:4]
PROVISIONS: Final = ("nato/art-5", "anzus/art-4", "rio/art-3", "made-up/versioned")
LISTS: Final = ("consent", "request", "flag")
BODIES: Final = ("nato/nac", "un/security-council", "rio/organ-of-consultation")
LINES: Final = (-50.0, 0.0, 23.4366, 50.0)
WAITS: Final = (0, 1, 20, 21, 1000)
DATES: Final = ("supported-from-outside",)


@cache
def few() -> Catalogue:
    """The shipped catalogue with few frameworks, so that a batch over it is quick to prepare."""
    catalogue = foedus.load().catalogue
    kept = {name: catalogue.frameworks[name] for name in ("nato", "anzus", "rio", "un")}
    return Catalogue(msgspec.structs.replace(catalogue.definitions, frameworks=kept), "few")


@cache
def base() -> Catalogue:
    """Those few frameworks, and of their provisions those that a made-up condition may name."""
    kept = few().definitions.frameworks
    bare = {name: _named_only(framework) for name, framework in kept.items()}
    return Catalogue(msgspec.structs.replace(few().definitions, frameworks=bare), "bare")


def _named_only(framework: Framework) -> Framework:
    instruments = tuple(
        msgspec.structs.replace(
            instrument, provisions=tuple(p for p in instrument.provisions if p.id in PROVISIONS)
        )
        for instrument in framework.instruments
    )
    return msgspec.structs.replace(framework, instruments=instruments)


@cache
def actors() -> tuple[str, ...]:
    """Actors of each kind that the rules tell apart, by where they act from."""
    found: dict[tuple[bool, int], str] = {}
    for actor in base().definitions.actors.values():
        found.setdefault((actor.internal, min(len(actor.bases), 2)), actor.id)
    return tuple(sorted({*found.values(), "al-qaida"}))


def _means_one(name: str) -> bool:
    """Whether a name means the same place to everybody."""
    gazetteer = base().sites.gazetteer
    return len(gazetteer.called(name)) == 1 and not gazetteer.longer(name)


@cache
def place_names() -> tuple[str, ...]:
    """Places on land that changed hands, on shared land, on unrecorded land, and on waters."""
    definitions, chosen = base().definitions, dict[str, str]()
    once = (named[0] for named in definitions.places.values() if _means_one(named[0].name))
    for place in once:
        territory = definitions.territories.get(place.territory)
        tenures = territory.under if territory else ()
        chosen.setdefault(place.territory or f"waters {place.name}", place.name)
        if len(tenures) > 1:
            chosen.setdefault(f"{place.territory} again", place.name)
    return tuple(chosen.values())


# -- conditions ------------------------------------------------------------------------------------


def _some(pool: Sequence[str], most: int = 3) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pool), min_size=1, max_size=most, unique=True)


def days() -> st.SearchStrategy[date]:
    return st.dates(FIRST, LAST)


def _during(start: date, length: int) -> Data:
    return {"from": start.isoformat(), "to": (start + timedelta(days=length)).isoformat()}


@cache
def leaves() -> Mapping[str, st.SearchStrategy[Any]]:
    """A strategy for the argument of every leaf there is, and be it those that are specified."""
    from tests.language.specification import SPECIFICATION

    specified: dict[str, list[Any]] = {}
    for name, argument, *_ in SPECIFICATION:
        specified.setdefault(name, []).append(argument)
    definitions = base().definitions
    who = _some((*CLASSES, *CLASSES, *CAST, *actors()))
    facts = st.sampled_from(sorted(definitions.facts))
    areas = _some((*sorted(definitions.areas) * 4, *sorted(definitions.territories)))
    return {
        **{name: st.sampled_from(arguments) for name, arguments in specified.items()},
        "kind": _some(KINDS),
        "domain": _some(DOMAINS),
        "object": _some(OBJECTS),
        "victim": who,
        "attacker": who,
        "territory_of": who,
        "administered_by": who,
        "territory_status": _some(get_args(Status)),
        "within": areas,
        "north_of": st.sampled_from(LINES),
        "south_of": st.sampled_from(LINES),
        "east_of": st.sampled_from(LINES),
        "west_of": st.sampled_from(LINES),
        "island": st.booleans(),
        "fact": facts,
        "stated": facts,
        "denied": facts,
        "consent_of": who,
        "request_of": who,
        "flag_of": who,
        "determined_by": _some(BODIES),
        "authorised_by": st.just("un/security-council"),
        "during": st.one_of(
            st.builds(_during, days(), st.integers(1, 30_000)),
            days().map(lambda day: {"from": day.isoformat()}),
            days().map(lambda day: {"to": day.isoformat()}),
        ),
        "elapsed": st.fixed_dictionaries(
            {"since": st.sampled_from(DATES), "days": st.sampled_from(WAITS)}
        ),
        "member": st.fixed_dictionaries(
            {
                "of": st.sampled_from(NEIGHBOURS),
                "who": st.sampled_from(("victim", "attacker", *CAST[:4])),
            },
            optional={"role": st.sampled_from(("member", "observer", "integrated-command"))},
        ),
        "triggered": st.sampled_from(PROVISIONS),
    }


def leaf(*, but: Sequence[str] = ()) -> st.SearchStrategy[Data]:
    return st.one_of(
        *(
            argument.map(lambda value, name=name: {name: value})  # type: ignore[misc]
            for name, argument in leaves().items()
            if name not in but
        )
    )


def trees(*, but: Sequence[str] = (), rules: Sequence[str] = ()) -> st.SearchStrategy[Data]:
    """Conditions of any shape."""
    ends = leaf(but=but)
    if rules:
        ends |= st.sampled_from(rules).map(lambda name: {"rule": name})

    def grow(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
        several = st.lists(inner, min_size=1, max_size=3)
        return st.one_of(
            several.map(lambda parts: {"all": parts}),
            several.map(lambda parts: {"any": parts}),
            inner.map(lambda part: {"not": part}),
            several.map(
                lambda parts: {
                    "contested": [
                        {"reading": f"reading {n}", "source": "made up", "when": part}
                        for n, part in enumerate(parts)
                    ]
                }
            ),
        )

    return st.recursive(ends, grow, max_leaves=8)


# -- frameworks ------------------------------------------------------------------------------------


@st.composite
def spells(draw: st.DrawFn, state: str) -> tuple[Party, ...]:
    """Up to two spells of one state that do not overlap; each may be contested."""
    cuts = sorted(draw(st.lists(days(), min_size=2, max_size=4, unique=True)))
    bounds = [Interval(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
    if draw(st.booleans()):
        bounds = [Interval(cuts[0])]
    return tuple(
        Party(state, bound, contested=draw(st.sampled_from(("", "", "it is disputed"))))
        for bound in bounds
    )


def listed() -> st.SearchStrategy[NamedStates]:
    return st.just(PARTIES) | _some(CAST, most=4).map(tuple)


@st.composite
def kin(draw: st.DrawFn) -> Kin:
    """States of a kind, or every state, and now and then a time in which that is disputed."""
    start = draw(days())
    disputed = draw(st.sampled_from((None, Interval(start), Interval(FIRST, start), ALWAYS)))
    states = tuple(draw(st.just([]) | _some(CAST, most=4)))
    return Kin("of a kind", states, disputed=disputed)


def circles() -> st.SearchStrategy[Circle]:
    return listed() | kin()


@st.composite
def effects(draw: st.DrawFn) -> Effect:
    """A duty to help, a duty to refrain, a right, or a procedure, between some circles."""
    by, to = draw(listed()), draw(circles())
    some: tuple[tuple[DutyKind, ...], ...] = (
        ("assist", "defend"),
        ("consult",),
        ("consult", "assist"),
        ("refrain",),
        ("refrain", "neutral"),
        (),
    )
    kinds = draw(st.sampled_from(some))
    if kinds:
        # whom a duty to refrain is owed to is settled: the one attacked
        either = draw(st.booleans()) and kinds != ("refrain",)
        return Duty(kinds, 3, by, to, "either" if either else "attacked")
    if draw(st.booleans()):
        return Right("act", by, to)
    return Procedure("made-up/council", "any", "consensus")


@st.composite
def suspensions(draw: st.DrawFn, among: Sequence[str]) -> Suspension:
    states = draw(st.lists(st.sampled_from(among), min_size=1, max_size=2, unique=True))
    start = draw(st.just(FIRST) | days())
    end = start + timedelta(days=draw(st.integers(1, 60_000)))
    provisions = draw(st.sampled_from(((), (), ("made-up/first",), ("made-up/second",))))
    return Suspension(tuple(states), Interval(start, end), CITE, provisions, "it is suspended")


@st.composite
def relations(draw: st.DrawFn) -> Framework:
    """A framework with every kind of relation between parties that come and go.

    Its triggers are simple: what is tried is who is bound to whom, and when.
    """
    trigger = parse(draw(leaf(but=("triggered",))), {})
    states = draw(st.lists(st.sampled_from(CAST), min_size=2, max_size=5, unique=True))
    always = {state: (Party(state, ALWAYS),) for state in states if draw(st.booleans())}
    parties = tuple(p for state in states for p in always.get(state) or draw(spells(state)))

    def provision(name: str, instrument: str = "treaty", stood: Interval = ALWAYS) -> Provision:
        effect = draw(effects())
        when = draw(st.sampled_from((trigger, ALL_KINDS)))
        return Provision(
            f"made-up/{name}", f"made-up/{instrument}", "...", effect, CITE, "", stood, when
        )

    change = draw(days())
    treaty = Instrument(
        "treaty",
        "Made-up Treaty",
        "treaty",
        draw(st.sampled_from((ALWAYS, Interval(date(1850, 1, 1), date(1990, 1, 1))))),
        parties=parties,
        suspensions=tuple(draw(st.lists(suspensions(states), max_size=4))),
        provisions=(
            provision("first"),
            provision("second"),
            provision("third"),
            provision("versioned", stood=Interval(end=change)),
            provision("versioned", stood=Interval(change + timedelta(days=400))),
        ),
    )
    protocol = Instrument(
        "protocol",
        "Made-up Protocol",
        "treaty",
        Interval(date(1920, 1, 1)),
        parties_of=draw(st.sampled_from(("made-up", "made-up/treaty", "nato", "rio/rio-treaty"))),
        suspensions=tuple(draw(st.lists(suspensions(states), max_size=1))),
        provisions=(provision("fourth", "protocol"),),
    )
    return framework_of(treaty, protocol)


@st.composite
def triggers(draw: st.DrawFn, trees: st.SearchStrategy[Data]) -> Framework:
    """A framework that lets a random trigger through: its victims are parties at all times.

    The others come and go, and are contested, so that `party` and `member` have something to say.
    """
    trigger = parse(draw(trees), {"common": parse(draw(leaf(but=("triggered",))), {})})
    change = draw(days())
    right = Right("act")

    def provision(name: str, when: Condition, stood: Interval = ALWAYS) -> Provision:
        return Provision(f"made-up/{name}", "made-up/treaty", "...", right, CITE, "", stood, when)

    others = (party for state in CAST if state not in VICTIMS for party in draw(spells(state)))
    treaty = Instrument(
        "treaty",
        "Made-up Treaty",
        "treaty",
        ALWAYS,
        parties=(*(Party(state, ALWAYS) for state in VICTIMS), *others),
        provisions=(
            provision("first", trigger),
            provision("versioned", parse({"kind": ["armed-attack"]}, {}), Interval(end=change)),
            provision("versioned", ALL_KINDS, Interval(change + timedelta(days=400))),
        ),
    )
    roles = tuple(Role(s, "observer", Interval(draw(days()))) for s in CAST[:6])
    return framework_of(treaty, roles=roles)


def framework_of(*instruments: Instrument, roles: tuple[Role, ...] = ()) -> Framework:
    life = instruments[0].during
    return Framework("made-up", "Made-up", "alliance", "...", life, "treaty", instruments, roles)


def facts_of(provisions: Iterable[Provision]) -> tuple[str, ...]:
    """The facts that the triggers of provisions, and the readings that they share, ask for."""
    asked: dict[str, None] = {}
    for test in (t for p in provisions if p.trigger for t in leaf_tests(p.trigger)):
        argument = msgspec.json.decode(test.argument)
        match test.name:
            case "fact" | "stated" | "denied":
                asked[argument] = None
            case "elapsed":
                asked[argument["since"]] = None
            case "authorised_by":
                asked["un-security-council-authorisation"] = None
            case "consent_of" | "request_of" | "flag_of" | "determined_by":
                asked[test.name.removesuffix("_of").replace("_", "-")] = None
            case "victim" | "attacker" | "territory_of" | "administered_by":
                asked["directed-from-abroad"] = None
    for reading in base().definitions.readings.values():  # which clauses on help share
        told = (reading.states, reading.denies, reading.names)
        asked |= dict.fromkeys(filter(None, told))
    return tuple(asked)


def turning_points(spans: Iterable[Interval]) -> list[date]:
    """The days on which spans begin or end, and the days before."""
    days = {day for span in spans for day in (span.start, span.end) if FIRST < day < LAST}
    return sorted(days | {day - timedelta(days=1) for day in days})


def spans_of(instrument: Instrument) -> Iterator[Interval]:
    """Whatever changes over time in an instrument."""
    yield instrument.during
    yield from (s.during for s in instrument.suspensions)
    yield from (p.during for p in instrument.parties)
    for provision in instrument.provisions:
        yield provision.during
        for test in leaf_tests(provision.trigger) if provision.trigger else ():
            if isinstance(during := leaf_of(test), During):
                yield during.interval


# -- events ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Happening:
    """One event between one pair: a row of a table, and a situation."""

    on: date
    kind: Kind
    victim: str
    attacker: str | None = None
    at: str | Point | None = None
    object: Object = "territory"
    domain: Domain | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def situation(self, catalogue: Catalogue, judge: Judge) -> Situation:
        event = Event(self.kind, (self.victim,), (), self.at, self.object, self.domain)
        site = None if self.at is None else catalogue.site(self.at, self.on, (self.victim,))
        return Situation(
            self.on,
            self.kind,
            self.object,
            event.where_fought,
            self.victim,
            self.attacker,
            site,
            self.facts,
            judge,
        )


@st.composite
def points(draw: st.DrawFn) -> Point:
    """Anywhere, and now and then on the lines that conditions draw."""
    if draw(st.booleans()):
        return Point(draw(st.sampled_from(LINES)), draw(st.sampled_from(LINES)))
    return Point(draw(st.integers(-900, 900)) / 10, draw(st.integers(-1800, 1800)) / 10)


@cache
def fact_values(*, listed_as_truth: bool) -> Mapping[str, st.SearchStrategy[Fact]]:
    """A strategy for the value of each fact; a list of states may be told as true or false only."""
    someone = _some((*CAST, *actors()), most=3).map(tuple) | st.just(())
    kinds: dict[str, st.SearchStrategy[Fact]] = {
        name: st.booleans() for name in base().definitions.facts
    }
    kinds |= {name: days() for name in DATES}
    if not listed_as_truth:
        kinds |= dict.fromkeys(LISTS, someone)
        kinds["determined-by"] = _some(BODIES).map(tuple) | st.just(())
    return kinds


@cache
def homes() -> Mapping[str, tuple[str, ...]]:
    """Places on the lands that each state held at some time."""
    definitions, found = base().definitions, dict[str, dict[str, None]]()
    for name in place_names():
        territory = definitions.territories.get(definitions.places[fold(name)][0].territory)
        for tenure in territory.under if territory else ():
            found.setdefault(tenure.state, {})[name] = None
    return {state: tuple(names) for state, names in found.items()}


@st.composite
def happenings(
    draw: st.DrawFn,
    on: st.SearchStrategy[date],
    victims: Sequence[str] = CAST,
    attackers: Sequence[str] = CAST,
    facts: Sequence[str] = (),
    *,
    listed_as_truth: bool = False,
) -> Happening:
    """An event that states some of the facts; what else is unknown differs from one to the next."""
    values = fact_values(listed_as_truth=listed_as_truth)
    victim, day = draw(st.sampled_from(victims)), draw(on)
    stated = {name: draw(values[name]) for name in facts if draw(st.integers(0, 3))}
    waited = st.sampled_from((*WAITS, -1)).map(lambda days: day - timedelta(days=days))
    stated |= {name: draw(waited) for name in stated if name in DATES}
    by_actor = st.sampled_from(actors())
    at_home = st.sampled_from(homes().get(victim, place_names()))
    return Happening(
        on=day,
        kind=draw(st.sampled_from(KINDS)),
        victim=victim,
        attacker=draw(st.one_of(st.none(), *[st.sampled_from(attackers)] * 3, by_actor)),
        at=draw(st.none() | at_home | st.sampled_from(place_names()) | points()),
        object=draw(st.sampled_from(OBJECTS)),
        domain=draw(st.none() | st.sampled_from(DOMAINS)),
        facts=stated,
    )


def table(rows: Sequence[Happening]) -> pl.DataFrame:
    """The events as a table; what no event states is left out."""
    spots = [row.at if isinstance(row.at, Point) else None for row in rows]
    columns: dict[str, tuple[list[Any], Any]] = {
        "on": ([row.on for row in rows], pl.Date),
        "kind": ([row.kind for row in rows], pl.String),
        "attacked": ([row.victim for row in rows], pl.String),
        "attacker": ([row.attacker for row in rows], pl.String),
        "place": ([row.at if isinstance(row.at, str) else None for row in rows], pl.String),
        "lat": ([spot.lat if spot else None for spot in spots], pl.Float64),
        "lon": ([spot.lon if spot else None for spot in spots], pl.Float64),
        "object": ([row.object for row in rows], pl.String),
        "domain": ([row.domain for row in rows], pl.String),
    }
    for name in sorted({name for row in rows for name in row.facts}):
        values = [row.facts.get(name) for row in rows]
        columns[f"fact.{name}"] = (values, _kind_of(values))
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=kind)
            for name, (values, kind) in columns.items()
            if any(value is not None for value in values)
        ]
    )


def _kind_of(values: Sequence[Fact | None]) -> Any:
    stated = next(value for value in values if value is not None)
    if isinstance(stated, tuple):
        return pl.List(pl.String)
    return pl.Boolean if isinstance(stated, bool) else pl.Date


def explained(
    catalogue: Catalogue, rows: Sequence[Happening], only: str = ""
) -> dict[str, list[Because]]:
    """What the explaining interpreter makes of each event, under each provision with a trigger."""
    judge, verdicts = Judge(catalogue), dict[str, list[Because]]()
    seen = [row.situation(catalogue, judge) for row in rows]
    clauses = [c for c in catalogue.clauses() if c.provision.trigger is not None]
    for identifier in dict.fromkeys(c.provision.id for c in clauses):
        if identifier.startswith(only):
            versions = [c for c in clauses if c.provision.id == identifier]
            verdicts[identifier] = [
                next(
                    (judge.judge(c, s) for c in versions if c.in_force(s.on)),
                    Because(False, "not in force"),
                )
                for s in seen
            ]
    return verdicts


def disagreements(
    expected: Mapping[str, Sequence[Because]], judged: pl.DataFrame, rows: Sequence[Happening]
) -> Iterator[str]:
    """Where the table does not say what the explanation says."""
    for provision, reasons in expected.items():
        got: list[Verdict] = judged[provision].to_list()
        for row, because, verdict in zip(rows, reasons, got, strict=True):
            if because.verdict is not verdict:
                yield f"{provision}: batch {verdict}, explain {because.verdict}: {row} {because}"
