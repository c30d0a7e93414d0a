"""Where the catalogue and ATOP disagree on members and dates, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.data.atop.differences import REASONS
from foedus.data.atop.frameworks import UNTIL, frameworks
from foedus.data.atop.reason import Reason
from foedus.data.store.store import Store
from foedus.model.frameworks import Framework
from foedus.model.instruments import Party
from foedus.model.time import Interval

About: TypeAlias = Literal["member", "start", "end"]


class Difference(msgspec.Struct, frozen=True):
    """A disagreement on one member of a framework; `reason` is empty where it is open."""

    framework: str
    atop: tuple[int, ...]
    state: str
    about: About
    catalogue: str
    coded: str
    reason: str = ""
    cite: str = ""

    @property
    def explained(self) -> bool:
        """Whether the reason is known."""
        return bool(self.reason)


class Comparison(msgspec.Struct, frozen=True):
    """What was compared: frameworks, members that agree, and each disagreement."""

    frameworks: int
    members: int
    agreeing: int
    differences: tuple[Difference, ...]


def compare(catalogue: Catalogue, store: Store) -> Comparison:
    """Compare every framework that names its ATOP ids. Raises MissingDataError."""
    coded, _ = frameworks(store, catalogue.states)
    linked = [f for f in catalogue.frameworks.values() if f.atop and not f.id.startswith("atop-")]
    differences: list[Difference] = []
    members = agreeing = 0
    for framework in linked:
        ours = _spells((p.state, p.during) for p in catalogue.members(framework) if not p.contested)
        theirs = _spells(
            (role.state, role.during)
            for atopid in framework.atop
            for role in coded[f"atop-{atopid}"].roles
        )
        for state in sorted({*ours, *theirs}):
            found = list(_of_state(catalogue, framework, state, ours, theirs))
            differences += found
            members += 1
            agreeing += not found
    return Comparison(len(linked), members, agreeing, tuple(differences))


def _spells(bonds: Iterable[tuple[str, Interval]]) -> Mapping[str, tuple[Interval, ...]]:
    """The spells of each state, cut at the end of ATOP's data, touching ones joined."""
    gathered: dict[str, list[Interval]] = defaultdict(list)
    for state, bound in bonds:
        within = bound.clip(Interval(date.min, UNTIL))
        if not within.empty:
            gathered[state].append(within)
    joined: dict[str, tuple[Interval, ...]] = {}
    for state, spells in gathered.items():
        whole: list[Interval] = []
        for spell in sorted(spells, key=lambda s: s.start):
            if whole and spell.start <= whole[-1].end:
                whole[-1] = Interval(whole[-1].start, max(whole[-1].end, spell.end))
            else:
                whole.append(spell)
        joined[state] = tuple(whole)
    return joined


def _of_state(
    catalogue: Catalogue,
    framework: Framework,
    state: str,
    ours: Mapping[str, tuple[Interval, ...]],
    theirs: Mapping[str, tuple[Interval, ...]],
) -> Iterator[Difference]:
    mine, coded = ours.get(state, ()), theirs.get(state, ())
    if len(mine) != len(coded) or not mine:
        yield _difference(catalogue, framework, state, "member", _words(mine), _words(coded))
        return
    for one, other in zip(mine, coded, strict=True):
        if one.start != other.start:
            yield _difference(
                catalogue, framework, state, "start", str(one.start), str(other.start)
            )
        if one.end != other.end:
            yield _difference(catalogue, framework, state, "end", _end(one.end), _end(other.end))


def _words(spells: tuple[Interval, ...]) -> str:
    return "; ".join(f"{s.start} to {_end(s.end)}" for s in spells) or "not a member"


def _end(day: date) -> str:
    return "still at the end of 2018" if day >= UNTIL else str(day)


def _difference(
    catalogue: Catalogue, framework: Framework, state: str, about: About, ours: str, theirs: str
) -> Difference:
    reason = _reason(framework, state, about) or _derived(
        catalogue, framework, state, about, ours, theirs
    )
    return Difference(
        framework.id,
        framework.atop,
        state,
        about,
        ours,
        theirs,
        reason.says if reason else "",
        reason.cite if reason else "",
    )


def _reason(framework: Framework, state: str, about: About) -> Reason | None:
    """The reason on record: for the state, else for every state of the framework."""
    for who in (state, "*"):
        for reason in REASONS:
            if (reason.framework, reason.about) == (framework.id, about) and who in reason.states:
                return reason
    return None


def _derived(
    catalogue: Catalogue, framework: Framework, state: str, about: About, ours: str, theirs: str
) -> Reason | None:
    """What the two records themselves tell of the difference."""
    known = catalogue.states[state]
    says = ""
    if not known.cow:
        says = "ATOP has members by their COW number, and this one has none"
    elif about != "member" and _days_apart(ours, theirs) == 1:
        says = "the same act; the day it fell on counts in one record and not in the other"
    elif _same_number(catalogue, framework, state, about, ours, theirs):
        says = "ATOP has one number for it and its predecessor or successor, the catalogue does not"
    if says:
        return Reason(framework.id, about, (state,), says, "the two records")
    return _signature(catalogue, framework, state, theirs) if about == "start" else None


def _same_number(
    catalogue: Catalogue, framework: Framework, state: str, about: About, ours: str, theirs: str
) -> bool:
    """Whether a member of the same COW number took over where the catalogue ends or begins it."""
    codes = {code.code for code in catalogue.states[state].cow}
    heirs = [
        party.during
        for party in catalogue.members(framework)
        if party.state != state
        and codes & {code.code for code in catalogue.states[party.state].cow}
    ]
    if about == "member":
        return theirs == "not a member" and any(str(bound.end) in ours for bound in heirs)
    return any(str(bound.start) == ours for bound in heirs)


def _days_apart(one: str, other: str) -> int:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    except ValueError:  # one of the two still runs
        return -1


def _signature(catalogue: Catalogue, framework: Framework, state: str, coded: str) -> Reason | None:
    """That ATOP dates from a signature that the catalogue records too."""
    for instrument in framework.instruments:
        parties: tuple[Party, ...] = catalogue.parties(framework, instrument)
        days = {str(party.signed) for party in parties if party.state == state and party.signed}
        days |= {str(instrument.signed)} if instrument.signed else set()
        if coded in days:
            return Reason(
                framework.id,
                "start",
                (state,),
                "ATOP dates from the signature, the catalogue from the entry into force",
                f"{instrument.title}, {instrument.where}",
            )
    return None
