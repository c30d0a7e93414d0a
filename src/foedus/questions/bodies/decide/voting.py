"""The positions of a vote as a question takes them, and the ballot they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec
from pydantic import ConfigDict, Field

from foedus.asking.declare import Inputs
from foedus.asking.fields import Names
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import Chamber
from foedus.documents.numbers import Flag, Moment
from foedus.errors import QuestionError
from foedus.reckoning.voting.ballot import Ballot, names
from foedus.reckoning.voting.rule import Rule


class DecideInput(Inputs):
    """A body, the kind of motion, and where its members stand; a member in no camp is absent."""

    model_config = ConfigDict(populate_by_name=True)

    body: str = Field(
        description="Body, such as un/security-council", json_schema_extra={"positional": True}
    )
    motion: str = Field("", description="Kind of motion; where left out, the body's usual matters")
    in_favour: Names = Field([], alias="for", description="Names for; repeat, or use commas")
    against: Names = Field([], description="Names against")
    abstain: Names = Field([], description="Names abstaining")
    declared: Names = Field(
        [],
        description="Of those abstaining, who declare that it shall not bind them (TEU 31(1)); "
        "all, where left out; or none",
    )
    concerned: Names = Field(
        [], description="Names party to the dispute, or that the motion is about"
    )
    participants: Names = Field([], description="The participants of an enhanced cooperation")
    without_proposal: Flag = Field(
        False, description="Not on a proposal of the Commission or the High Representative"
    )
    running: Flag = Field(False, description="The vote is still running")
    deadline: Moment | None = Field(
        None, description="When silence ends, with its time zone: 2020-03-05T12:00+01:00"
    )
    extended: Moment | None = Field(None, description="The later deadline, if extended")
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


def poll(catalogue: Catalogue, inputs: DecideInput, chamber: Chamber, on: date) -> Poll:
    """Read the positions. Raises QuestionError, UnknownIdError or ChamberError."""
    rule = _rule(inputs, chamber)
    reader = _Reader(catalogue, chamber, on)
    yes, no, abstaining = (
        reader.states(given) for given in (inputs.in_favour, inputs.against, inputs.abstain)
    )
    reader.one_camp_each(yes=yes, no=no, abstaining=abstaining)
    declared, concerned, participants = (
        reader.states(given) for given in (inputs.declared, inputs.concerned, inputs.participants)
    )
    notes: list[str] = []
    if rule.lets_abstain and "declared" not in inputs.model_fields_set and abstaining:
        declared = abstaining
        notes.append(
            f"assumed: {names(abstaining)} abstained by formal declaration; say otherwise "
            "with `declared`"
        )
    if declared - abstaining:
        raise QuestionError(f"{reader.name(declared - abstaining)} declares without abstaining")
    running = inputs.running
    if rule.written.silent:
        running = _silence_lasts(inputs, on) and not no
    elif not (yes or no or abstaining or running):
        raise QuestionError("give at least one position: for, against or abstain")
    voters = chamber.voters
    if participants:
        outside = (yes | no | abstaining) - participants
        if outside:
            raise QuestionError(f"{reader.name(outside)} is not a participant and has no vote")
        voters = tuple(v for v in voters if v in participants)
    ballot = msgspec.structs.replace(
        chamber.ballot(voters), yes=yes, no=no, abstaining=abstaining, declared=declared
    )
    if not concerned and rule.written.least_concerned:
        concerned = _left_out(ballot, rule, chamber)
        notes.append(f"assumed: the motion concerns {names(concerned)}, listed on no side")
    ballot = _set_aside(rule, ballot, concerned, notes)
    return Poll(
        rule=rule,
        ballot=ballot,
        undecided=ballot.absent if running else (),
        aside=tuple(s for s in chamber.seated if s not in ballot.voters),
        held=concerned,
        until=str(inputs.extended or inputs.deadline or ""),
        notes=tuple(notes),
    )


class _Reader:
    def __init__(self, catalogue: Catalogue, chamber: Chamber, on: date) -> None:
        self.catalogue, self.chamber, self.on = catalogue, chamber, on

    def states(self, given: Iterable[str]) -> frozenset[str]:
        """The ids of states, which must be seated and free to vote.

        The vote of a government that holds the seat of another identity is that seat's.
        """
        seats = {s.held_by: s.state for s in self.chamber.body.seats if self.on in s.during}
        ids = (self.catalogue.state(name).id for name in given)
        found = frozenset(seats.get(state, state) for state in ids)
        body = self.chamber.body.name
        for state in sorted(found):
            if state not in self.chamber.seated:
                raise QuestionError(
                    f"{self.name([state])} had no seat in the {body} on {self.on} and cannot vote"
                )
            if state in self.chamber.barred:
                raise QuestionError(
                    f"{self.name([state])} had no vote in the {body} on {self.on}: it "
                    f"{self.chamber.barred[state]}"
                )
        return found

    def one_camp_each(self, **camps: frozenset[str]) -> None:
        seen = frozenset[str]()
        for camp in camps.values():
            if seen & camp:
                raise QuestionError(f"{self.name(seen & camp)} is listed on two sides")
            seen |= camp

    def name(self, states: Iterable[str]) -> str:
        return " and ".join(self.catalogue.name_of(state) for state in sorted(states))


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
        (inputs.deadline and not written.silent, "deadline", "is not a silence procedure"),
        (inputs.extended and not inputs.deadline, "extended", "has no deadline to extend"),
        (inputs.at and not inputs.deadline, "at", "has no deadline to compare it with"),
    )
    for given, name, why in unused:
        if given:
            raise QuestionError(f"{name} has no effect: {motion} {why}")
    least, most = written.least_concerned, written.most_concerned
    if inputs.concerned and not least <= len(set(inputs.concerned)) <= most:
        many = str(least) if least == most else f"{least} or more"
        raise QuestionError(f"concerned: {motion} concerns {many}, got {len(inputs.concerned)}")
    if len(set(inputs.participants)) < written.least_participants:
        raise QuestionError(
            f"participants: {motion} needs {written.least_participants} at least, got "
            f"{len(set(inputs.participants))}"
        )
    if written.silent and inputs.deadline is None:
        raise QuestionError(f"deadline is missing: {motion} is a silence procedure")
    return chamber.reinforced if inputs.without_proposal and chamber.reinforced else rule


def _silence_lasts(inputs: DecideInput, on: date) -> bool:
    """Whether the deadline, as extended, lies ahead."""
    assert inputs.deadline is not None
    ends = inputs.deadline
    if inputs.extended is not None:
        if inputs.extended <= ends:
            raise QuestionError(f"extended: {inputs.extended} is not after the deadline {ends}")
        ends = inputs.extended
    if inputs.at is not None:
        if inputs.at.date() != on:
            raise QuestionError(f"at: {inputs.at} is not on {on}, the day asked about")
        lasts = inputs.at < ends
    elif ends.date() == on:
        raise QuestionError(f"at is missing: the deadline {ends} falls on the day asked about")
    else:
        lasts = on < ends.date()
    if inputs.running and not lasts:
        raise QuestionError(f"deadline: {ends} has passed, so the procedure cannot be running")
    return lasts


def _left_out(ballot: Ballot, rule: Rule, chamber: Chamber) -> frozenset[str]:
    """Those concerned where they are not named: the only ones in no camp."""
    absent = ballot.absent
    least = rule.written.least_concerned
    if len(absent) != least:
        many = "the state" if least == 1 else f"the {least} states"
        raise QuestionError(
            f"concerned is missing: which is {many} that the {chamber.motion} motion concerns"
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
