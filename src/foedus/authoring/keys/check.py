"""What a key names must exist: states, frameworks, and the scale it derives from."""

from collections.abc import Iterable, Iterator

from foedus.catalogue.definitions import Definitions
from foedus.documents.source import Location
from foedus.model.keys import Equal, Fixed, Key, Rule, Scale, Statistic, Tiers


def key_problems(key: Key, known: Definitions) -> Iterator[tuple[Location, str]]:
    """The place of each fault within the key, and what is wrong."""
    match key.rule:
        case Fixed(shares):
            yield from _states(shares, ("shares",), known)
        case Statistic(values=values, among=among, as_in=as_in, exempt=exempt):
            yield from _states(values, ("values",), known)
            yield from _framework(among, known)
            for index, exemption in enumerate(exempt):
                yield from _states(exemption.states, ("exempt", index, "states"), known)
            if as_in and not isinstance(_rule(as_in, known), Statistic):
                yield ("as_in",), f"{as_in!r} is no key of a statistic"
        case Equal(among) | Tiers(among=among):
            yield from _framework(among, known)
        case Scale():
            yield from _scale(key.rule, known)


def _scale(scale: Scale, known: Definitions) -> Iterator[tuple[Location, str]]:
    base = _rule(scale.base, known)
    if not isinstance(base, Fixed):
        yield ("base",), f"{scale.base!r} is no key of fixed shares"
        return
    for state in sorted({*base.shares} - {*scale.levels}):
        yield ("levels",), f"{state} has a share in {scale.base} and no level"
    for state in sorted({*scale.levels} - {*base.shares}):
        yield ("levels",), f"{state} has a level and no share in {scale.base}"


def _rule(identifier: str, known: Definitions) -> Rule | None:
    keys = (k for framework in known.frameworks.values() for k in framework.keys)
    return next((k.rule for k in keys if k.id == identifier), None)


def _states(
    states: Iterable[str], path: Location, known: Definitions
) -> Iterator[tuple[Location, str]]:
    for state in states:
        if state not in known.states:
            yield path, f"unknown state {state!r}"


def _framework(identifier: str, known: Definitions) -> Iterator[tuple[Location, str]]:
    if identifier and identifier not in known.frameworks:
        yield ("among",), f"unknown framework {identifier!r}"
