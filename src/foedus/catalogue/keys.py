"""Finding a cost-sharing key: by its id, by another name, or by its stem and a year."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue, UnknownIdError
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.keys import Key, Tariff
from foedus.model.time import Interval
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
    when = f" for {year}" if year else f" on {on}" if same else ""
    there = f"those of that name are {', '.join(same)}" if same else ""
    hint = did_you_mean([] if same else nearest(wanted, names), there)
    raise UnknownIdError(f"no key is called {quoted(identifier)}{when}{hint}")


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
