"""ATOP's alliances as frameworks: one for each alliance, an instrument for each phase."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from foedus.data.adapters.atop_pairs import LIMITS
from foedus.data.atop.rules import CONDITIONS, KINDS, SAYS, engages_either, trigger, words
from foedus.data.store.store import Store
from foedus.model.actors import Code, State
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework, FrameworkKind, Role
from foedus.model.instruments import Instrument, Party
from foedus.model.lists import MEMBERS, PARTIES, Listing
from foedus.model.provisions import PARTIES as ALL
from foedus.model.provisions import Duty, NamedStates, Provision
from foedus.model.time import Interval
from foedus.model.wording import counted

UNTIL: Final = date(2019, 1, 1)
NOT_CODED: Final = (
    "Provisions whose ids begin with atop- are from ATOP 5.1 (1815 to 2018), which summarises a "
    "treaty in codes. It does not code how much help is owed (so they have no strength), by what "
    "procedure, over which territory, which adversary, place or conflict an obligation is limited "
    "to (at most two states are named), or reservations; after 2018 it says nothing."
)
CODED: Final = Interval(end=UNTIL)
"""The days of which ATOP says who belonged to an alliance."""
_Row = dict[str, Any]


def frameworks(
    store: Store, states: Mapping[str, State]
) -> tuple[dict[str, Framework], dict[str, State]]:
    """The alliances as frameworks, and the members that no state of the catalogue stands for.

    Raises MissingDataError.
    """
    rows: list[_Row] = store.scan("atop", "members").collect().to_dicts()
    names = Names(states)
    alliances: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        row["state"] = names.of(row["member"], row["start"])
        row["bound"] = Interval(row["start"], row["end"] or UNTIL)
        row["threats"] = tuple(
            names.of(row[column], row["start"])
            for column in ("statthr1", "statthr2")
            if row[column]
        )
        alliances[row["atopid"]].append(row)
    found = (_framework(atopid, members, names) for atopid, members in alliances.items())
    return {framework.id: framework for framework in found}, names.added


class Names:
    """From COW numbers to the ids of states."""

    def __init__(self, states: Mapping[str, State]) -> None:
        self._spells: dict[int, list[tuple[Code, State]]] = defaultdict(list)
        for state in states.values():
            for code in state.cow:
                self._spells[code.code].append((code, state))
        self.added: dict[str, State] = {}
        self.states = dict(states)

    def of(self, code: int, on: date) -> str:
        """The state that has a COW number on a day, or at the time nearest to it."""
        spells = self._spells.get(code)
        if spells:
            return min(spells, key=lambda pair: _distance(pair[0].during, on))[1].id
        identifier = f"C-{code}"
        if identifier not in self.added:
            name = {8152: "Annam"}.get(code, f"Member {code} of ATOP")
            state = State(identifier, name, (Interval(date(1815, 1, 1), UNTIL),))
            self.added[identifier] = self.states[identifier] = state
        return identifier


def _distance(spell: Interval, on: date) -> int:
    if on in spell:
        return 0
    return min(abs((spell.start - on).days), abs((spell.end - on).days))


def _framework(atopid: int, rows: Sequence[_Row], names: Names) -> Framework:
    identifier = f"atop-{atopid}"
    phases: dict[int, list[_Row]] = defaultdict(list)
    for row in rows:
        phases[row["phase"]].append(row)
    start = min(row["bound"].start for row in rows)
    members = sorted({row["state"] for row in rows})
    who = (
        " and ".join(names.states[state].name for state in members)
        if len(members) == 2
        else f"{len(members)} states"
    )
    title = f"Alliance of {who}, {start.year} (ATOP {atopid})"
    cite = _cite(atopid)
    return Framework(
        id=identifier,
        name=title,
        kind=_kind(rows),
        summary=f"As coded by ATOP 5.1, alliance {atopid}.",
        during=Interval(start, max(row["bound"].end for row in rows)),
        instruments=tuple(
            _instrument(identifier, title, phase, found) for phase, found in sorted(phases.items())
        ),
        roles=tuple(Role(row["state"], "member", row["bound"], cite) for row in rows),
        lists=tuple(
            Listing(name, complete=True, during=CODED, checked=CODED.last, cite=cite)
            for name in (MEMBERS, *(f"{PARTIES}{_name(phase)}" for phase in sorted(phases)))
        ),
        atop=(atopid,),
        note=NOT_CODED,
    )


def _kind(rows: Sequence[_Row]) -> FrameworkKind:
    if any(row["defense"] or row["offense"] for row in rows):
        return "alliance"
    if any(row["neutral"] or row["nonagg"] for row in rows):
        return "neutrality-or-non-aggression"
    return "consultation"


def _cite(atopid: int, columns: str = "") -> Citation:
    return Citation(
        "Leeds et al. (2002), ATOP 5.1",
        f"alliance {atopid}{f', {columns}' if columns else ''}",
        where="http://www.atopdata.org/data.html",
        confidence="medium",
    )


def _name(phase: int) -> str:
    return f"phase-{phase}"


def _instrument(framework: str, title: str, phase: int, rows: Sequence[_Row]) -> Instrument:
    atopid, name = rows[0]["atopid"], _name(phase)
    begun = min(row["bound"].start for row in rows)
    return Instrument(
        id=name,
        title=title,
        nature="treaty",
        during=Interval(begun, max(row["bound"].end for row in rows)),
        where="http://www.atopdata.org/data.html",
        parties=tuple(
            Party(row["state"], row["bound"], basis="ATOP", cite=_cite(atopid)) for row in rows
        ),
        provisions=tuple(_provisions(framework, name, rows)),
        term=_term(rows[0]),
        note="" if all(row["end"] for row in rows) else "In force at the end of 2018.",
    )


def _term(row: _Row) -> str:
    length = counted(int(row["length"]), "month") if row["length"] else ""
    leaving = {
        1: "renunciation is provided for",
        2: "renunciation is ruled out",
        3: "renunciation is provided for on conditions",
    }
    return "; ".join(part for part in (length, leaving.get(row["renounce"], "")) if part)


def _provisions(framework: str, instrument: str, rows: Sequence[_Row]) -> Iterator[Provision]:
    """A provision for each obligation, and for each way in which members owe it differently."""
    atopid, phase = rows[0]["atopid"], rows[0]["phase"]
    everyone = {row["state"] for row in rows}
    for obligation, kinds in KINDS.items():
        for number, (coded, creditors, owing) in enumerate(_ways(obligation, rows), 1):
            suffix = f"-{number}" if number > 1 else ""
            debtors = {row["state"] for row in owing}
            by: NamedStates = ALL if debtors == everyone else tuple(sorted(debtors))
            conditions = {name for name, value in coded.items() if value}
            columns = ", ".join((obligation, *sorted(conditions)))
            yield Provision(
                id=f"{framework}/{instrument}/{obligation}{suffix}",
                instrument=f"{framework}/{instrument}",
                says=SAYS[obligation],
                effect=Duty(
                    kinds,
                    1 if obligation == "consul" else 0,
                    by,
                    creditors or ALL,
                    "either" if engages_either(obligation, coded) else "attacked",
                ),
                cite=_cite(atopid, columns),
                title=f"{obligation}, phase {phase}" if phase else obligation,
                trigger=trigger(obligation, coded, _named(obligation, owing[0])),
                trigger_words=words(obligation, coded),
                note=NOT_CODED,
            )


def _ways(
    obligation: str, rows: Sequence[_Row]
) -> Iterator[tuple[dict[str, int], tuple[str, ...], list[_Row]]]:
    """The members that owe an obligation, by the conditions and by whom they owe it to.

    No creditors means every other member.
    """
    grouped: dict[tuple[object, ...], list[_Row]] = defaultdict(list)
    columns = (*CONDITIONS[obligation], "olimob")
    for row in rows:
        if row[obligation]:
            creditors = _creditors(obligation, row, rows)
            grouped[(*(row[c] for c in columns), _named(obligation, row), creditors)].append(row)
    for key, owing in grouped.items():
        coded = dict(zip(columns, (int(str(value)) for value in key[: len(columns)]), strict=True))
        creditors = _creditors(obligation, owing[0], rows)
        if creditors is None:
            yield coded, (), owing
        elif creditors:
            yield coded, creditors, owing


def _named(obligation: str, row: _Row) -> tuple[str, ...]:
    """The states that an obligation is known to be directed against.

    ATOP names a threat for the alliance as a whole. Of a member that promises both help and
    neutrality the help is against that threat, and the neutrality may be in wars with others, as
    in the Dual Alliance of 1879 (Arts 1 and 2); against whom is then not coded.
    """
    if obligation == "neutral" and (row["defense"] or row["offense"]):
        return ()
    named: tuple[str, ...] = row["threats"]
    return named


def _creditors(obligation: str, row: _Row, rows: Sequence[_Row]) -> tuple[str, ...] | None:
    """To whom a member owes an obligation; None where to every other member."""
    free = {
        other
        for limit in LIMITS
        if (limit.atopid, limit.phase, limit.obligation)
        == (row["atopid"], row["phase"], obligation)
        for one, other in limit.pairs
        if one == row["member"]
    }
    if not free:
        return None
    return tuple(sorted({r["state"] for r in rows if r["member"] not in free | {row["member"]}}))
