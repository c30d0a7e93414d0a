"""`bound`: which obligations tie two states, or one state to all others, on a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import StateName
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.errors import QuestionError
from foedus.judging.bonds import HELP, RESTRAINT, Bond, bonds, helps, restrains, specific
from foedus.judging.membership import open_notes
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.instruments import OF_ONE_STATE, notes_of_one_state
from foedus.model.maps import Map
from foedus.model.provisions import STRENGTH_WORDS
from foedus.model.verdicts import Verdict
from foedus.model.wording import counted, some
from foedus.questions.binding.bound.mapped import map_of


class BoundInput(Inputs):
    """One state for all it owes and is owed, or two for what ties them."""

    states: list[StateName] = Field(
        min_length=1,
        max_length=2,
        description="One state or two (ids or names)",
        json_schema_extra={"positional": True},
    )


class Obligation(msgspec.Struct, frozen=True, omit_defaults=True):
    """A duty under one provision, and between whom it runs.

    `owed_by` and `owed_to` are the states of the asked pair, or the one asked for and its
    counterparts. `contested` are those of whom it is open whether they are bound.
    """

    matched_by = ("provision",)
    repeats = ("strength_words",)
    provision: str
    framework: str
    instrument: str
    duties: tuple[str, ...]
    strength: int
    strength_words: str
    says: str
    trigger: str
    nature: str
    binding: bool
    owed_by: tuple[str, ...]
    owed_to: tuple[str, ...]
    cite: Citation
    mutual: bool = False
    contested: tuple[str, ...] = ()
    status: str = ""
    reservations: tuple[str, ...] = ()
    suspended: str = ""


class Tension(msgspec.Struct, frozen=True):
    """Two duties of one state that could not both be kept in some event."""

    matched_by = ("state", "first", "second")
    state: str
    first: str
    second: str
    says: str


class BoundAnswer(Answer, frozen=True, kw_only=True):
    """The obligations of a day, in force and suspended, and the tensions between them.

    `not_known` tells where it is not known whether one of the states is a party.
    """

    states: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    suspended: tuple[Obligation, ...]
    tensions: tuple[Tension, ...]
    not_known: tuple[str, ...] = ()

    @property
    def effects(self) -> tuple[str, ...]:
        """The kinds of duty that are in force beyond dispute."""
        return tuple(sorted({kind for o in self.settled for kind in o.duties}))

    @property
    def settled(self) -> tuple[Obligation, ...]:
        """The obligations in force beyond dispute."""
        return tuple(o for o in self.obligations if not o.contested)

    def counts(self) -> Mapping[str, frozenset[str]]:
        return {
            "state be bound to help": frozenset(self._helpers()),
            "provision bind": frozenset(o.provision for o in self.settled if o.binding),
            "provision bind only as contested": frozenset(
                o.provision for o in self.obligations if o.binding and o.contested
            ),
            "commitment hold politically": frozenset(
                o.provision for o in self.settled if not o.binding and o.nature not in OF_ONE_STATE
            ),
            "undertaking hold for one state alone": frozenset(
                o.provision for o in self.settled if o.nature in OF_ONE_STATE
            ),
        }

    def _helpers(self) -> Iterator[str]:
        """Who owes help beyond dispute: of two to each other, of all to the one that is asked."""
        alone = self.states[0] if len(self.states) == 1 else None
        for o in self.obligations:
            if o.binding and not HELP.isdisjoint(o.duties):
                ways = [(o.owed_by, o.owed_to), *([(o.owed_to, o.owed_by)] if o.mutual else [])]
                for debtors, creditors in ways:
                    if alone is None or alone in creditors:
                        yield from (s for s in debtors if s != alone and s not in o.contested)

    def mapped(self) -> Map | None:
        return map_of(self.states, self.obligations)

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        legal = tuple(o for o in self.obligations if o.binding)
        others = tuple(o for o in self.obligations if not o.binding)
        alone = tuple(o for o in others if o.nature in OF_ONE_STATE)
        political = tuple(o for o in others if o.nature not in OF_ONE_STATE)
        nothing = _nothing(len(self.states), self.not_known)
        yield Section("Binding in law", COLUMNS, _rows(legal), nothing)
        if political:
            yield Section("Political commitments", COLUMNS, _rows(political), tone="quiet")
        if alone:
            yield Section("Undertakings of one state", COLUMNS, _rows(alone), tone="quiet")
        if self.suspended:
            yield Section(
                "Suspended",
                ("Provision", "Owed by", "Owed to", "Why"),
                tuple(
                    Row(
                        (o.provision, some(o.owed_by), some(o.owed_to), o.suspended),
                        cites=(o.cite,),
                    )
                    for o in self.suspended
                ),
                tone="unsure",
            )
        if self.tensions:
            yield Section(
                "Duties that could collide",
                ("State", "First", "Second", "How"),
                tuple(Row((t.state, t.first, t.second, t.says), tone="bad") for t in self.tensions),
            )


COLUMNS = ("Provision", "Duty", "Strength", "Owed", "Trigger", "What it says")


@question(
    "bound",
    title="What ties two states",
    timed="over time",
    inputs=BoundInput,
    answer=BoundAnswer,
    example={"states": ["POL", "USA"], "on": "2026-01-01"},
)
def bound(world: World, inputs: BoundInput, on: date) -> BoundAnswer:
    """Obligations that tie two states, or one state to all others, with the article of each."""
    catalogue = world.catalogue
    states = tuple(inputs.states)
    if len(set(states)) < len(states):
        raise QuestionError(
            f"{states[0]} cannot be bound to itself; name two different states", ("states", 1)
        )
    one, other = states[0], states[1] if len(states) == 2 else None
    both = [*bonds(catalogue, on, one, other), *bonds(catalogue, on, other, one)]
    found = _once(both, catalogue)
    obligations = _obligations((b for b in found if b.live), states)
    names = [catalogue.states[s].name_on(on) for s in states]
    not_known = tuple(open_notes(catalogue, states, on, triggered=False))
    return BoundAnswer(
        question="bound",
        on=on,
        catalogue=catalogue.key,
        title=f"{' and '.join(names)} on {on}",
        lead=_lead(obligations, _nothing(len(states), not_known)),
        notes=not_known
        + tuple(
            f"{catalogue.inline(s)} ({s}) did not exist on {on} as foedus records it"
            for s in states
            if not catalogue.states[s].exists(on)
        )
        + notes_of_one_state({o.nature for o in obligations}),
        states=states,
        not_known=not_known,
        obligations=obligations,
        suspended=_obligations((b for b in found if not b.live), states),
        tensions=tuple(_tensions(catalogue, states, on)),
    )


def _once(found: Sequence[Bond], catalogue: Catalogue) -> list[Bond]:
    """An agreement that two frameworks list is one: that in the framework of fewer states."""
    homes: dict[tuple[str, date | None], set[str]] = {}
    for bond in found:
        instrument = bond.clause.instrument
        homes.setdefault((instrument.title, instrument.signed), set()).add(bond.clause.framework.id)

    def states_of(framework: str) -> tuple[int, str]:
        members = catalogue.members(catalogue.frameworks[framework])
        return len({party.state for party in members}), framework

    kept = {key: min(frameworks, key=states_of) for key, frameworks in homes.items()}
    return [
        bond
        for bond in found
        if kept[bond.clause.instrument.title, bond.clause.instrument.signed]
        == bond.clause.framework.id
    ]


def _obligations(found: Iterable[Bond], states: tuple[str, ...]) -> tuple[Obligation, ...]:
    """Bonds gathered by provision; what one side owes, and what is contested, stand apart."""
    grouped: dict[tuple[str, bool, Verdict], list[Bond]] = {}
    for bond in found:
        key = (bond.clause.provision.id, bond.debtor == states[0], bond.verdict)
        grouped.setdefault(key, []).append(bond)
    built = [_obligation(group) for group in grouped.values()]
    return tuple(
        sorted(_merged(built), key=lambda o: (not o.binding, -o.strength, o.provision, o.owed_by))
    )


def _merged(built: list[Obligation]) -> Iterator[Obligation]:
    """What two sides owe each other under one provision becomes one mutual obligation."""
    by_provision: dict[tuple[str, bool], list[Obligation]] = {}
    for obligation in built:
        key = (obligation.provision, bool(obligation.contested))
        by_provision.setdefault(key, []).append(obligation)
    for sides in by_provision.values():
        first, last = sides[0], sides[-1]
        if len(sides) == 2 and (first.owed_by, first.owed_to) == (last.owed_to, last.owed_by):
            notes = tuple(sorted({*first.reservations, *last.reservations}))
            reasons = "; ".join(sorted({s.suspended for s in sides if s.suspended}))
            contested = tuple(sorted({*first.contested, *last.contested}))
            yield msgspec.structs.replace(
                first, mutual=True, reservations=notes, suspended=reasons, contested=contested
            )
        else:
            yield from sides


def _obligation(group: list[Bond]) -> Obligation:
    bond = group[0]
    clause, duty = bond.clause, bond.duty
    reservations = {f"{r.state}: {r.says}" for b in group for r in b.reservations if not r.excludes}
    reasons = {b.suspension.says for b in group if b.suspension}
    reasons |= {f"{r.state}: {r.says}" for b in group for r in b.reservations if r.excludes}
    return Obligation(
        provision=clause.provision.id,
        framework=clause.framework.id,
        instrument=clause.instrument.title,
        duties=duty.kinds,
        strength=duty.strength,
        strength_words=STRENGTH_WORDS[duty.strength],
        says=clause.provision.says,
        trigger=clause.provision.trigger_words or "at all times",
        nature=clause.instrument.nature,
        binding=clause.instrument.binding,
        owed_by=tuple(sorted({b.debtor for b in group})),
        owed_to=tuple(sorted({b.creditor for b in group})),
        cite=clause.provision.cite,
        contested=tuple(sorted({b.debtor for b in group if b.verdict is None})),
        status=" and ".join(sorted({b.status for b in group})),
        reservations=tuple(sorted(reservations)),
        suspended="; ".join(sorted(reasons)),
    )


def _tensions(catalogue: Catalogue, states: tuple[str, ...], on: date) -> Iterator[Tension]:
    """Help owed to one state and restraint, or help, owed to another that it may have to face."""
    pairs = {frozenset(states)} if len(states) == 2 else None
    for state in states:
        mine = list(specific(catalogue, on, debtor=state))
        helped = {b.creditor: b for b in mine if helps(b)}
        restrained = {b.creditor: b for b in mine if restrains(b) and not helps(b)}
        for creditor, bond in helped.items():
            for facing, restraint in restrained.items():
                if facing in (creditor, *helped) or _outside(pairs, state, creditor, facing):
                    continue
                yield Tension(
                    state,
                    bond.clause.provision.id,
                    restraint.clause.provision.id,
                    f"help to {creditor}, were {facing} to attack it, against "
                    f"{'neutrality' if 'neutral' in restraint.duty.kinds else 'non-aggression'} "
                    f"owed to {facing}",
                )
        order = {creditor: n for n, creditor in enumerate(helped)}
        between = specific(catalogue, on, debtor=helped, creditor=helped, duties=RESTRAINT)
        for bond in sorted(between, key=lambda bond: order[bond.debtor]):
            one, other = bond.debtor, bond.creditor
            if other < one or _outside(pairs, state, one, other):
                continue
            pacts = {helped[c].clause.framework.id for c in (one, other)}
            if len(pacts) == 1 or bond.clause.framework.id in pacts:
                continue  # members of one alliance are at peace under it
            yield Tension(
                state,
                helped[one].clause.provision.id,
                helped[other].clause.provision.id,
                f"defence of both {one} and {other}, which owe each other non-aggression "
                f"({bond.clause.provision.id})",
            )


def _outside(pairs: "set[frozenset[str]] | None", state: str, first: str, second: str) -> bool:
    """Whether a tension lies outside the asked pair of states."""
    return pairs is not None and not any(
        {state, first} == pair or {state, second} == pair for pair in pairs
    )


def _nothing(asked: int, not_known: tuple[str, ...]) -> str:
    """That nothing here binds; on record only, where it is not known whether they are parties."""
    record = " on record" if not_known else ""
    return f"Nothing in the catalogue{record} binds {'them' if asked == 2 else 'it'} in law."


def _lead(obligations: tuple[Obligation, ...], nothing: str) -> str:
    legal = [o for o in obligations if o.binding and not o.contested]
    if not legal and any(o.contested for o in obligations):
        return "Nothing in the catalogue binds beyond dispute; what is contested is listed below."
    if not legal:
        return nothing
    kinds = sorted({kind for o in legal for kind in o.duties})
    strongest = max(legal, key=lambda o: o.strength)
    tail = (
        f"; the strongest is {strongest.provision} ({strongest.strength_words})"
        if strongest.strength
        else ""
    )
    number = counted(len({o.provision for o in legal}), "provision")
    return f"{number} in force: {', '.join(kinds)}{tail}."


def _rows(obligations: tuple[Obligation, ...]) -> tuple[Row, ...]:
    return tuple(
        Row(
            (
                o.provision,
                ", ".join(o.duties),
                f"{o.strength} {o.strength_words}" if o.strength else "",
                _direction(o),
                o.trigger,
                " ".join((o.says, *(f"[{note}]" for note in _remarks(o)))),
            ),
            cites=(o.cite,),
            tone="unsure" if o.contested else "",
        )
        for o in obligations
    )


def _remarks(o: Obligation) -> tuple[str, ...]:
    """That a duty is applied provisionally, and the reservations to it."""
    return ((o.status,) if o.status.startswith("applied") else ()) + o.reservations


def _direction(o: Obligation) -> str:
    words = f"{some(o.owed_by)} {'⇄' if o.mutual else '→'} {some(o.owed_to)}"
    return f"{words} (contested: {some(o.contested)})" if o.contested else words
