"""Looking a state up by any of its codes and names; a code means something on its days alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.codes import undotted
from foedus.catalogue.definitions import fold
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.actors import State
from foedus.model.time import ALWAYS, Interval

System: TypeAlias = Literal["iso", "cow", "gw", "name"]
CALLED: Final[dict[System, str]] = {
    "iso": "an ISO code",
    "cow": "a COW code",
    "gw": "a Gleditsch-Ward code",
    "name": "a name",
}
LEAST: Final = 3
"""Letters of the shortest text that is looked for inside names."""


@dataclass(frozen=True)
class Handle:
    """A code or a name by which a state goes, as what, and on which days."""

    system: System
    kind: str
    text: str
    during: Interval = ALWAYS

    def __str__(self) -> str:
        return f"{self.kind} {self.text}"


@dataclass(frozen=True)
class Lookup:
    """What was found for one text: the handles that it meets, by the id of their state.

    `why` says why nothing was found. `also` are states that have as a word of a name what is the
    whole name of one that was found: whoever asks for Vietnam in 1970 may mean either.
    """

    text: str
    found: dict[str, tuple[Handle, ...]]
    why: str = ""
    also: tuple[str, ...] = ()


def handles(state: State) -> Iterator[Handle]:
    """All by which a state goes."""
    if not state.id.startswith("C-"):
        yield Handle("iso", "ISO alpha-3", state.id)
    if state.alpha2:
        yield Handle("iso", "ISO alpha-2", state.alpha2)
    if state.numeric is not None:
        yield Handle("iso", "ISO number", f"{state.numeric:03}")
    for code in state.cow:
        yield Handle("cow", "COW", str(code.code), code.during)
        yield Handle("cow", "COW", code.abbreviation, code.during)
    for code in state.gw:
        yield Handle("gw", "Gleditsch-Ward", str(code.code), code.during)
    names = (state.name, *(named.name for named in state.names), *state.aliases)
    for name in dict.fromkeys((*names, state.id)):
        yield Handle("name", "name", name)


def there(state: State, on: date) -> bool:
    """Whether it exists that day, or one of the lists has it: they do not always agree."""
    return state.exists(on) or any(on in code.during for code in (*state.cow, *state.gw))


def look_up(catalogue: Catalogue, text: str, on: date | None, system: System | None) -> Lookup:
    """The states that a text stands for on a day, or at any time where none is given.

    Whoever has it as a code or a whole name is meant; only where nobody has are those whose names
    have it as a word.
    """
    met = {
        state.id: tuple(
            handle
            for handle in handles(state)
            if system in (None, handle.system) and _is(handle, text)
        )
        for state in catalogue.states.values()
    }
    found = {
        identifier: tuple(_best(handle for handle in those if on is None or on in handle.during))
        for identifier, those in met.items()
    }
    found = {identifier: those for identifier, those in found.items() if those}
    if found:
        named = any(handle.system == "name" for those in found.values() for handle in those)
        also = (one for one, _ in _inside(catalogue, text, on) if named and one not in found)
        return Lookup(text, found, also=tuple(also))
    if any(met.values()):
        return Lookup(text, {}, _elsewhen(catalogue, met, on))
    inside = dict(_inside(catalogue, text, on)) if system in (None, "name") else {}
    return Lookup(text, inside, "" if inside else _nobody(catalogue, text, system))


def _is(handle: Handle, text: str) -> bool:
    """Whether a text is this code or name; zeros before a number, and case, are nothing."""
    plain = text.strip()
    if handle.text.isdecimal() or plain.isdecimal():
        return (
            plain.isascii() and plain.isdecimal() and handle.text.lstrip("0") == plain.lstrip("0")
        )
    return fold(handle.text) in (fold(plain), fold(undotted(plain)))


def _best(those: Iterable[Handle]) -> Iterator[Handle]:
    """Codes, and a name only where there is no code: `FRA` is an id before it is a name."""
    found = tuple(those)
    codes = [handle for handle in found if handle.system != "name"]
    yield from codes or found[:1]


def _inside(
    catalogue: Catalogue, text: str, on: date | None
) -> Iterator[tuple[str, tuple[Handle, ...]]]:
    """The states that there are on the day with the text as a word of a name."""
    wanted = fold(text)
    if len(wanted) < LEAST:
        return
    for state in catalogue.states.values():
        for handle in handles(state) if on is None or there(state, on) else ():
            if handle.system == "name" and f" {wanted} " in f" {fold(handle.text)} ":
                yield state.id, (handle,)
                break


def _elsewhen(catalogue: Catalogue, met: dict[str, tuple[Handle, ...]], on: date | None) -> str:
    """Whose code it was on other days, and on which."""
    whose = [
        f"{handle} is {catalogue.name_of(identifier)} ({identifier}) {handle.during}"
        for identifier, those in met.items()
        for handle in those
    ]
    return f"no state has the code on {on}; {', '.join(whose)}"


def _nobody(catalogue: Catalogue, text: str, system: System | None) -> str:
    told = f"as {CALLED[system]}" if system else "as a code or a name"
    names: Sequence[str] = [
        handle.text
        for state in catalogue.states.values()
        for handle in handles(state)
        if system in (None, handle.system) and not handle.text.isdecimal()
    ]
    return (
        f"no state of the catalogue has {quoted(text)} {told}{did_you_mean(nearest(text, names))}"
    )
