"""From a place's name to the place that is meant: by whose it is, then by where it lies."""

import functools
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final, TypeAlias

import msgspec

from foedus.catalogue.definitions import Definitions, fold
from foedus.catalogue.outlines import Frame
from foedus.catalogue.towns import towns
from foedus.errors import UnknownNameError, nearest, quoted
from foedus.model.places import Place

Reach: TypeAlias = Callable[[], frozenset[str]]
"""The areas in which treaties protect those attacked; asked for only where names collide."""

WHOLE: Final = 20_000_000
"""So much weighs a whole territory, so that its name means it and no town in it."""
LISTED: Final = 500_000
"""A place that an author put into the gazetteer weighs as much as a town of so many people."""
ABROAD: Final = 3_000_000
"""And as so many, where it lies abroad: it was put there for what happened at it."""
FAR_MORE: Final = 40
"""A place abroad so many times larger than one in a possession is what a bare name means."""
MUCH: Final = 10
"""A place so many times smaller than its homonym is not what a bare name means."""
SAME_KM: Final = 30.0
"""Two entries of one name and one territory no farther apart are one place."""


class UnknownPlaceError(UnknownNameError):
    """A place that the gazetteer does not know."""


class AmbiguousPlaceError(UnknownPlaceError):
    """A name that two or more places bear, each as likely as the other."""


def nowhere() -> frozenset[str]:
    """No area at all."""
    return frozenset()


class Gazetteer:
    """The named places: those of the definitions, and the towns of the world."""

    def __init__(self, definitions: Definitions, areas: Callable[[Place], frozenset[str]]) -> None:
        self.definitions, self.areas = definitions, areas
        self._of = functools.lru_cache(10_000)(self._found)
        self.longer = functools.lru_cache(10_000)(self._longer)

    def find(
        self, name: str, by: Sequence[str] = (), on: date = date.max, reach: Reach = nowhere
    ) -> Place:
        """The place of that name on the land of those attacked, or else where it most likely is.

        A name may be written with its country: "Valencia, Spain". Raises UnknownPlaceError, and
        AmbiguousPlaceError where two are as likely.
        """
        territory = self.definitions.territories.get(name)
        if territory is not None:
            return Place(territory.name, *territory.point, territory.id)
        pool = self._called(name, on)
        likely = self._likeliest(name, pool, by, on, reach)
        if not likely:
            raise self._unknown(name)
        if len({self._matters(place, on) for place in likely}) > 1:
            raise self._asked(name, likely, on)
        return self._told(likely[0], pool, by, on)

    def _likeliest(
        self, name: str, pool: Sequence[Place], by: Sequence[str], on: date, reach: Reach
    ) -> list[Place]:
        """What a name may mean: a country before a town, then land of those, then the largest."""
        own = self._held(pool, by, on)
        small = all(place.people < LISTED for place in own)
        lands = [place for place in pool if place.people >= WHOLE] or self._state(name, pool, by)
        if lands and small:
            return lands
        longer = self._held(self.longer(name), by, on) if small else []
        abroad = self._abroad(name, pool or self._completed(fold(name)))
        if own:
            own = self._once((), [*own, *longer])
            largest = max(place.people for place in own) * FAR_MORE
            home = any(self._is_home(place, by, on) for place in own)
            if home or all(place.people < largest for place in abroad):
                return _likely(own)
            longer = []
        return self._reached(_likely([*abroad, *longer]), reach)

    def _state(self, name: str, pool: Sequence[Place], by: Sequence[str]) -> list[Place]:
        """The land of a state, where the name is one of its names and no listed place's."""
        state = self._states.get(fold(name))
        if state is None or (pool and state in by) or any(p.people >= LISTED for p in pool):
            return []
        territory = self.definitions.territories.get(state)
        if territory is None:
            told = f"{quoted(name)} is a state of several lands; name a place in one of them"
            raise AmbiguousPlaceError(told)
        return [Place(territory.name, *territory.point, territory.id, WHOLE)]

    def _held(self, places: Iterable[Place], by: Sequence[str], on: date) -> list[Place]:
        """The places on land that one of the states held."""
        return [place for place in places if by and {*self.holders(place, on)} & {*by}]

    def _is_home(self, place: Place, by: Sequence[str], on: date) -> bool:
        """Whether a place lies in a state itself, and not in a possession of it."""
        territory = self.definitions.territories.get(place.territory)
        held = territory.holders(_known(on)) if territory else ()
        return any(tenure.state in by and tenure.status == "integral" for tenure in held)

    def _reached(self, likely: list[Place], reach: Reach) -> list[Place]:
        """Of several, those in the areas in which treaties protect the attacked, if any lies so."""
        if len(likely) < 2:
            return likely
        wanted = reach()
        return [place for place in likely if self.areas(place) & wanted] or likely

    def _told(self, place: Place, pool: Sequence[Place], by: Sequence[str], on: date) -> Place:
        """With its country in the name, where as large a homonym lies in another."""
        own = self.holders(place, on)
        if not {*own} & {*by} or not any(
            p.people >= place.people and not {*self.holders(p, on)} & {*own} for p in pool
        ):
            return place
        return msgspec.structs.replace(place, name=f"{place.name}, {self.country(place, on)}")

    def _abroad(self, name: str, pool: Sequence[Place]) -> list[Place]:
        """The places as they weigh to those who hold none of them."""
        listed = {(p.lat, p.lon) for p in self.definitions.places.get(fold(name), ())}
        return [
            msgspec.structs.replace(place, people=max(place.people, ABROAD))
            if (place.lat, place.lon) in listed
            else place
            for place in pool
        ]

    def known(self, name: str) -> str:
        """The name as the gazetteer has it, where only one place is called so; else as it is given.

        Which of several is meant is known only once it is known who was attacked, and when.
        """
        territory = self.definitions.territories.get(name)
        found = [territory.name] if territory else list({p.name for p in self.called(name)})
        return found[0] if len(found) == 1 and "," not in name else name

    def called(self, name: str) -> list[Place]:
        """All places of that name, or else whose name begins so. Raises UnknownPlaceError."""
        found = self._called(name, date.max) or self.longer(name)
        if not found:
            raise self._unknown(name)
        return found

    def _called(self, name: str, on: date) -> list[Place]:
        """The places that bear the whole name, or the part of it before their country."""
        found = self._of(fold(name))
        bare, comma, country = name.rpartition(",")
        if not found and comma:
            wanted = fold(country)
            state = self._states.get(wanted)
            found = [
                place
                for place in self._of(fold(bare))
                if state in (*self.holders(place, on), self._last(place))
                or wanted == fold(self._land(place))
            ]
        return found

    def holders(self, place: Place, on: date) -> tuple[str, ...]:
        """Who held the land of a place on a day, by title or in fact."""
        territory = self.definitions.territories.get(place.territory)
        if territory is None:
            return ()
        day = _known(on)
        held = tuple(tenure.state for tenure in territory.holders(day))
        return tuple(dict.fromkeys((*held, *territory.in_control(day))))

    def country(self, place: Place, on: date) -> str:
        """The name of the state that held the place on a day; else of its land."""
        held = self.holders(place, on)
        if held:
            state = self.definitions.states.get(held[0])
            return state.name if state else held[0]
        territory = self.definitions.territories.get(place.territory)
        return territory.name if territory else "at sea"

    def _found(self, folded: str) -> list[Place]:
        """The places of a folded name, each once."""
        listed = self.definitions.places.get(folded, ())
        return self._once(listed, towns().named(folded))

    def _once(self, listed: Iterable[Place], others: Iterable[Place]) -> list[Place]:
        """The places, two entries of one place as the first; what authors listed weighs most."""
        found: list[Place] = []
        for place, least in [(p, LISTED) for p in listed] + [(p, 0) for p in others]:
            people = max(place.people, least)
            for index, known in enumerate(found):
                if self._is_one(place, known):
                    if people > known.people:
                        found[index] = msgspec.structs.replace(known, people=people)
                    break
            else:
                found.append(msgspec.structs.replace(place, people=people))
        return found

    def _is_one(self, place: Place, other: Place) -> bool:
        """Whether two entries of one name are of one place."""
        if Frame(place.lat, place.lon).km(other.lat, other.lon) > SAME_KM:
            return False
        return self._last(place) == self._last(other)

    def _completed(self, folded: str) -> list[Place]:
        """Those whose name goes on after the words given: Perejil is Perejil Island."""
        begun: dict[tuple[float, float], Place] = {}
        start = f"{folded} "
        names = self._in_order
        for index in range(bisect_left(names, start), len(names)):
            if not names[index].startswith(start):
                break
            for place in self.definitions.places[names[index]]:
                begun[place.lat, place.lon] = place
        return list(begun.values())

    @functools.cached_property
    def _in_order(self) -> list[str]:
        """The names of the definitions in order: those that begin alike are together."""
        return sorted(self.definitions.places)

    @functools.cached_property
    def _states(self) -> dict[str, str]:
        """The states by every name of theirs."""
        states = self.definitions.states.values()
        return {fold(n): s.id for s in states for n in (*s.aliases, s.name, s.id, s.alpha2) if n}

    def _last(self, place: Place) -> str:
        """The state that held the land of a place last."""
        territory = self.definitions.territories.get(place.territory)
        return territory.under[-1].state if territory and territory.under else place.territory

    def _longer(self, name: str) -> list[Place]:
        """The places whose name only begins so: Newcastle may be Newcastle upon Tyne."""
        folded = fold(name)
        return [*self._completed(folded), *towns().beginning(f"{folded} ")] if folded else []

    def _land(self, place: Place) -> str:
        """The name of the territory of a place."""
        territory = self.definitions.territories.get(place.territory)
        return territory.name if territory else ""

    def _matters(self, place: Place, on: date) -> tuple[object, ...]:
        """What of a place a rule can ask: two that agree in it are as good as one."""
        areas = self.areas(place) - {place.territory}
        return self.holders(place, on), areas, "" if self.holders(place, on) else place.territory

    def _asked(self, name: str, likely: Sequence[Place], on: date) -> AmbiguousPlaceError:
        lands = [self.country(place, on) for place in likely]
        if len(set(lands)) < len(lands):
            lands = [self._land(place) or "at sea" for place in likely]
        told = list(
            dict.fromkeys(f"{p.name}, {land}" for p, land in zip(likely, lands, strict=True))
        )
        *before, last = told[:6]
        which = f"{'; '.join(before)}; or {last}" if before else last
        return AmbiguousPlaceError(
            f"{quoted(name)} may be {which}; write it with its country, such as {told[0]!r}, or as "
            "latitude and longitude"
        )

    def _unknown(self, name: str) -> UnknownPlaceError:
        folded, listed = fold(name), self.definitions.places
        return UnknownPlaceError(
            f"no place {quoted(name)} is in the gazetteer; latitude and longitude, such as "
            "-51.7,-57.85, always work",
            lambda: _like(folded, listed),
        )


def _known(on: date) -> date:
    """A day that lies in intervals without end: the last of all lies in none."""
    return min(on, date(9999, 12, 30))


def _like(folded: str, listed: Mapping[str, tuple[Place, ...]]) -> list[str]:
    close = [listed[known][0].name for known in nearest(folded, listed)]
    return list(dict.fromkeys((*close, *towns().like(folded))))[:3] if folded else []


def _likely(places: Iterable[Place]) -> list[Place]:
    """The weightiest, and those not much lighter."""
    pool = sorted(places, key=lambda place: -place.people)
    return [place for place in pool if place.people * MUCH >= pool[0].people]
