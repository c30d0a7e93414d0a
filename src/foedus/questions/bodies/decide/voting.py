"""The positions of a vote as a question takes them, and the ballot they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from pydantic import ConfigDict, Field

from foedus.asking.declare import Inputs
from foedus.asking.names import BodyId, StateNames
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import Chamber
from foedus.catalogue.seating import Reading
from foedus.documents.numbers import Day, Flag, Moment
from foedus.errors import QuestionError
from foedus.questions.bodies.decide import silence
from foedus.reckoning.voting.ballot import Ballot, names
from foedus.reckoning.voting.rule import Rule


class DecideInput(Inputs):
    """A body, the kind of motion, and where its members stand; a member in no camp is absent."""

    model_config = ConfigDict(populate_by_name=True)

    body: BodyId = Field(
        description="Body, such as un/security-council", json_schema_extra={"positional": True}
    )
    motion: str = Field(
        "",
        description="Kind of motion, as the definition of the body names it; where left out, its "
        "usual matters",
    )
    in_favour: StateNames = Field([], alias="for", description="Names for; repeat, or use commas")
    against: StateNames = Field([], description="Names against")
    abstain: StateNames = Field([], description="Names abstaining")
    declared: StateNames = Field(
        [],
        description="Of those abstaining, who declare that it shall not bind them (TEU 31(1)); "
        "all, where left out; or none",
    )
    concerned: StateNames = Field(
        [], description="Names party to the dispute, or that the motion is about"
    )
    participants: StateNames = Field([], description="The participants of an enhanced cooperation")
    without_proposal: Flag = Field(
        False, description="Not on a proposal of the Commission or the High Representative"
    )
    population_check: Flag = Field(
        False, description="A member asked for the check of the population (Nice: 62 per cent)"
    )
    running: Flag = Field(False, description="The vote is still running")
    deadline: Moment | None = Field(
        None, description="When silence ends, with its time zone: 2020-03-05T12:00+01:00"
    )
    extended: Moment | None = Field(None, description="The later deadline, if extended")
    objected: Moment | Day | None = Field(
        None,
        description="When silence was broken, a day or a moment with its time zone; at the "
        "deadline is too late. Before it, where left out",
    )
    at: Moment | None = Field(
        None, description="The moment asked about, where the day is too coarse"
    )


@dataclass(frozen=True)
class Poll:
    """The ballot under a rule, and what else bears on the outcome.

    The `undecided` have yet to vote, those `aside` have no vote, and those `held` may not change
    theirs. Silence lasts `until` the deadline.
    """

    rule: Rule
    ballot: Ballot
    undecided: tuple[str, ...]
    aside: tuple[str, ...]
    held: frozenset[str]
    until: str
    notes: tuple[str, ...]


def poll(
    catalogue: Catalogue, inputs: DecideInput, chamber: Chamber, reading: Reading, on: date
) -> Poll:
    """Read the positions, as members count in a reading. Raises QuestionError or ChamberError."""
    rule = _rule(inputs, chamber)
    reader = _Seats(catalogue, chamber, on)
    camps = ("for", inputs.in_favour), ("against", inputs.against), ("abstain", inputs.abstain)
    yes, no, abstaining = (reader.voters(name, given) for name, given in camps)
    reader.one_camp_each(camps)
    declared = reader.voters("declared", inputs.declared)
    concerned = reader.voters("concerned", inputs.concerned)
    participants = reader.voters("participants", inputs.participants)
    notes: list[str] = []
    if rule.lets_abstain and "declared" not in inputs.model_fields_set and abstaining:
        declared = abstaining
        notes.append(
            f"assumed: {names(abstaining)} abstained by formal declaration; say otherwise "
            "with `declared`"
        )
    if declared - abstaining:
        told = f"{reader.name(declared - abstaining)} declares without abstaining"
        raise QuestionError(told, ("declared",))
    if rule.has_check and not inputs.population_check:
        notes.append("assumed: no member asks for a check of the population; see population_check")
    running = inputs.running
    if rule.written.silent:
        state = silence.stands(inputs, on, objecting=no)
        no, running = state.objecting, state.lasts
        notes += state.notes
    elif not (yes or no or abstaining or running):
        raise QuestionError("give at least one position: for, against or abstain")
    voters = _counted(chamber, reading, yes | no | abstaining, running)
    if participants:
        outside = (yes | no | abstaining) - participants
        if outside:
            told = f"{reader.name(outside)} is not a participant and has no vote"
            raise QuestionError(told, ("participants",))
        voters = tuple(v for v in voters if v in participants)
    counting = frozenset(voters)
    ballot = msgspec.structs.replace(
        chamber.ballot(voters, checked=inputs.population_check),
        yes=yes & counting,
        no=no & counting,
        abstaining=abstaining & counting,
        declared=declared & counting,
    )
    if not concerned and rule.written.least_concerned:
        concerned = _left_out(ballot, rule, chamber)
        notes.append(f"assumed: the motion concerns {names(concerned)}, listed on no side")
    ballot = _set_aside(rule, ballot, concerned & counting, notes)
    mute = frozenset(chamber.barred)
    return Poll(
        rule=rule,
        ballot=ballot,
        undecided=tuple(v for v in ballot.absent if v not in mute) if running else (),
        aside=_aside(chamber, ballot),
        held=concerned | mute,
        until=str(inputs.extended or inputs.deadline or ""),
        notes=tuple(notes),
    )


def _counted(
    chamber: Chamber, reading: Reading, named: frozenset[str], running: bool
) -> tuple[str, ...]:
    """The members that count: where it is not known who sits, those that are named."""
    voters = chamber.voters(reading)
    if not chamber.elected:
        return voters
    if running:
        told = f"running has no effect: it is not on record who sits in {chamber.body.id}"
        raise QuestionError(told, ("running",))
    if len(named) > chamber.elected:
        told = f"the {chamber.body.name} has {chamber.elected} members, and {len(named)} are given"
        raise QuestionError(told, ("for",))
    return tuple(v for v in voters if v in named)


def _aside(chamber: Chamber, ballot: Ballot) -> tuple[str, ...]:
    """Those seated without a vote; where it is not known who sits, nobody is known to be."""
    if chamber.elected:
        return tuple(chamber.barred)
    return tuple(s for s in chamber.seated if s not in ballot.voters or s in chamber.barred)


class _Seats:
    """Who sits in a chamber, and for whom."""

    def __init__(self, catalogue: Catalogue, chamber: Chamber, on: date) -> None:
        self.catalogue, self.chamber, self.on = catalogue, chamber, on
        seats = chamber.body.seats
        self.held = {seat.held_by: seat.state for seat in seats if on in seat.during}

    def voters(self, camp: str, given: Sequence[str]) -> frozenset[str]:
        """The states of a camp, which must be seated and free to vote.

        The vote of a government that holds the seat of another identity is that seat's.
        """
        chamber = self.chamber
        for number, name in enumerate(given):
            state, told = self.seat(name), ""
            if state not in chamber.seated:
                told = f"had no seat in the {chamber.body.name} on {self.on} and cannot vote"
            elif state in chamber.barred:
                why = chamber.barred[state]
                told = f"had no vote in the {chamber.body.name} on {self.on}: it {why}"
            if told:
                raise QuestionError(f"{self.name([state])} {told}", (camp, number))
        return frozenset(map(self.seat, given))

    def seat(self, state: str) -> str:
        return self.held.get(state, state)

    def one_camp_each(self, camps: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Refuse a state in two camps, where it stands again."""
        seen: dict[str, str] = {}
        for camp, given in camps:
            for number, name in enumerate(given):
                state = self.seat(name)
                if seen.setdefault(state, camp) != camp:
                    told = f"{self.name([state])} is listed on two sides"
                    raise QuestionError(told, (camp, number))

    def name(self, states: Iterable[str]) -> str:
        return " and ".join(self.catalogue.inline(state) for state in sorted(states))


def _rule(inputs: DecideInput, chamber: Chamber) -> Rule:
    """The rule, made stricter where the act is on no proposal; no input may be without effect."""
    rule, written = chamber.rule, chamber.rule.written
    motion = f"a motion of the kind {chamber.motion!r} in {chamber.body.id}"
    unused = (
        (
            inputs.declared and not rule.lets_abstain,
            "declared",
            "does not provide for declared abstentions",
        ),
        (inputs.concerned and not written.concerned, "concerned", "treats all members alike"),
        (
            inputs.participants and not written.least_participants,
            "participants",
            "is open to all members",
        ),
        (
            inputs.without_proposal and not chamber.reinforced,
            "without_proposal",
            "needs no proposal",
        ),
        (
            inputs.population_check and not rule.has_check,
            "population_check",
            "knows no check on the request of a member",
        ),
        (inputs.deadline and not written.silent, "deadline", "is not a silence procedure"),
        (inputs.objected and not written.silent, "objected", "is not a silence procedure"),
        (inputs.objected and not inputs.against, "objected", "names nobody against"),
        (inputs.extended and not inputs.deadline, "extended", "has no deadline to extend"),
        (inputs.at and not inputs.deadline, "at", "has no deadline to compare it with"),
    )
    for given, name, why in unused:
        if given:
            raise QuestionError(f"{name} has no effect: {motion} {why}", (name,))
    least, most = written.least_concerned, written.most_concerned
    if inputs.concerned and not least <= len(set(inputs.concerned)) <= most:
        many = str(least) if least == most else f"{least} or more"
        told = f"concerned: {motion} concerns {many}, got {len(inputs.concerned)}"
        raise QuestionError(told, ("concerned",))
    if len(set(inputs.participants)) < written.least_participants:
        raise QuestionError(
            f"participants: {motion} needs {written.least_participants} at least, got "
            f"{len(set(inputs.participants))}",
            ("participants",),
        )
    if written.silent and inputs.deadline is None:
        told = f"deadline is missing: {motion} is a silence procedure"
        raise QuestionError(told, ("deadline",))
    return chamber.reinforced if inputs.without_proposal and chamber.reinforced else rule


def _left_out(ballot: Ballot, rule: Rule, chamber: Chamber) -> frozenset[str]:
    """Those concerned where they are not named: the only ones in no camp."""
    doubtful = {state for doubt in chamber.doubts for state in doubt.states}
    absent = [state for state in ballot.absent if state not in doubtful]
    least = rule.written.least_concerned
    if len(absent) != least:
        many = "the state" if least == 1 else f"the {least} states"
        raise QuestionError(
            f"concerned is missing: which is {many} that the {chamber.motion} motion concerns",
            ("concerned",),
        )
    return frozenset(absent)


def _set_aside(rule: Rule, ballot: Ballot, concerned: frozenset[str], notes: list[str]) -> Ballot:
    """The ballot without the votes of those concerned; a vote they cast does not count."""
    if not concerned:
        return ballot
    what = "must abstain" if rule.written.concerned == "abstain" else "has no vote in it"
    notes += [
        f"{state} is concerned by the motion and {what}; the vote it cast is not counted"
        for state in sorted(concerned & (ballot.yes | ballot.no))
    ]
    if rule.written.concerned == "abstain":
        return ballot.moved(concerned, "abstaining")
    return ballot.without(concerned)
