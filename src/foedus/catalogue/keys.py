"""Finding a cost-sharing key: by its id, by another name, or by its stem and a year."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.named import UnknownIdError
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.keys import Key, Tariff
from foedus.model.time import Interval, day_of, neighbours
from foedus.reckoning.sharing.kinds import KINDS, key_of

YEAR = re.compile(r"^(?P<stem>.+)-(?P<year>[12]\d{3})$")


def every_key(catalogue: Catalogue) -> Mapping[str, Key]:
    """Every key by id."""
    return {key.id: key for f in catalogue.frameworks.values() for key in f.keys}


def find_key(catalogue: Catalogue, identifier: str, on: date) -> Key:
    """The key that an id denotes. Raises UnknownIdError.

    A year that no id has denotes the key of the same stem that applied in it; a stem alone the one
    that applies on the day; a name without its framework the only key of that name.
    """
    wanted = identifier.strip().lower()
    names = dict(_named(catalogue))
    found = names.get(wanted) or _yardstick(catalogue, wanted)
    if found is not None:
        return found
    dated = YEAR.match(wanted)
    stem = dated["stem"] if dated else wanted
    year = int(dated["year"]) if dated else 0
    time = Interval(date(year, 1, 1), date(year + 1, 1, 1)) if year else None
    same = {n: k for n, k in names.items() if (m := YEAR.match(n)) and m["stem"] == stem}
    for key in same.values():
        if key.during.overlaps(time) if time else on in key.during:
            return key
    called = {k.id: k for n, k in names.items() if n.rpartition("/")[2] == wanted}
    if len(called) == 1:
        return next(iter(called.values()))
    if same:
        when = str(year) if year else str(on)
        told = f"no key {stem} is on record for {when}: {_nearest(same, time or day_of(on))}"
        raise UnknownIdError(told)
    hint = did_you_mean(nearest(wanted, names))
    raise UnknownIdError(f"no key is called {quoted(identifier)}{hint}")


def of_another_time(catalogue: Catalogue, key: Key, on: date) -> tuple[str, ...]:
    """A sentence where a key does not apply on a day: of when it is, and which one applies."""
    if on in key.during:
        return ()
    every, stem = every_key(catalogue), _stem(key.id)
    alike = {n: k.during for n, k in every.items() if _stem(n) == stem}
    early = on >= key.during.end
    told = f"{key.id} is the key of {'an earlier' if early else 'a later'} time: "
    told += key.during.apart(on)
    current = next((name for name, during in alike.items() if on in during), None)
    before, after = neighbours(alike, day_of(on))
    if current:
        return (f"{told}; on {on} it is {current}.",)
    if early and before not in ("", key.id):
        last = alike[before].apart(on, "whose")
        return (f"{told}; the last on record is {before}, {last}.",)
    if after not in ("", key.id):
        return (f"{told}; the next on record is {after}, {alike[after].apart(on, 'whose')}.",)
    return (f"{told}, and no {'later' if early else 'earlier'} one is on record.",)


def _stem(identifier: str) -> str:
    dated = YEAR.match(identifier)
    return dated["stem"] if dated else identifier


def _nearest(named: Mapping[str, Key], time: Interval) -> str:
    """The keys before and after a time in which none is on record."""
    times = {name: key.during for name, key in named.items()}
    before, after = neighbours(times, time)
    last, first = (
        f"{name}, {times[name].apart(time.start, 'whose')}" if name else ""
        for name in (before, after)
    )
    if last and first:
        return f"the last before is {last}, and the next {first}"
    return f"the last is {last}" if last else f"the first is {first}"


def find_tariff(catalogue: Catalogue, identifier: str) -> Tariff:
    """A tariff by id. Raises UnknownIdError."""
    tariffs = {t.id: t for f in catalogue.frameworks.values() for t in f.tariffs}
    found = tariffs.get(identifier)
    if found is None:
        raise UnknownIdError(
            f"no tariff is called {quoted(identifier)}; the tariffs are {', '.join(tariffs)}"
        )
    return found


def _yardstick(catalogue: Catalogue, identifier: str) -> Key | None:
    """`equal` and `own-costs`, also of a framework: agreed by nobody, there to compare with."""
    owner, _, slug = identifier.rpartition("/")
    framework = catalogue.frameworks.get(owner)
    if (owner and framework is None) or slug not in ("equal", "own-costs"):
        return None
    by = f" that {framework.name} has agreed" if framework else ""
    written = {
        "id": slug,
        "title": "Equal shares" if slug == "equal" else "Costs where they fall",
        "kind": slug,
        "cite": "foedus's own yardstick, which nobody has agreed",
        "note": f"This is a yardstick, not a key{by or ' of any framework'}.",
    }
    among = {"among": owner} if owner and slug == "equal" else {}
    key = key_of(owner, KINDS[slug].model_validate({**written, **among}))
    return msgspec.structs.replace(key, id=identifier)


def _named(catalogue: Catalogue) -> Iterator[tuple[str, Key]]:
    """Keys under each of their names; an id goes before another key's alias."""
    keys = every_key(catalogue)
    for key in keys.values():
        yield from ((alias, key) for alias in key.aliases)
    yield from keys.items()
