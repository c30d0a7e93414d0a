"""`decide`: the outcome of a motion in a body, by which clause, and what would change it."""

from datetime import date
from functools import partial
from itertools import starmap

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.catalogue.chamber import Chamber, chamber
from foedus.model.verdicts import Because
from foedus.questions.bodies.decide.answer import (
    DecideAnswer,
    Outcome,
    ReadingOutcome,
    Suffices,
    Tally,
)
from foedus.questions.bodies.decide.readings import (
    CONTESTED,
    contested_tree,
    idle_notes,
    judged,
    notes_on,
    settle,
    stand,
    unlike,
    unrecorded_notes,
)
from foedus.questions.bodies.decide.recorded import RECORDED
from foedus.questions.bodies.decide.voting import DecideInput, Poll, poll
from foedus.reckoning.voting.turning import Turn, smallest_turn


@question(
    "decide",
    title="Does a motion pass?",
    timed="over time",
    inputs=DecideInput,
    answer=DecideAnswer,
    example={
        "body": "un/security-council",
        "motion": "non-procedural",
        "for": ["ALB", "BRA", "FRA", "GAB", "GHA", "IRL", "KEN", "MEX", "NOR", "GBR", "USA"],
        "against": ["RUS"],
        "abstain": ["CHN", "IND", "ARE"],
        "on": "2022-02-25",
    },
    recorded=RECORDED,
)
def decide(world: World, inputs: DecideInput, on: date) -> DecideAnswer:
    """The outcome of a motion in a body: adopted, rejected or open, and what would change it."""
    catalogue = world.catalogue
    room = chamber(catalogue, inputs.body, inputs.motion, on)
    votes = [poll(catalogue, inputs, room, reading, on) for reading in room.readings]
    stood = tuple(starmap(partial(stand, room), zip(room.readings, votes, strict=True)))
    vote, first = votes[0], stood[0]
    outcome, grounds = settle(stood)
    tree = first.because if outcome == first.outcome else contested_tree(stood, room)
    turn = _turn(vote, outcome)
    settles = outcome == "open" and first.outcome == "open"
    return DecideAnswer(
        question="decide",
        on=on,
        catalogue=catalogue.key,
        title=f"Motion in the {room.body.name} on {on} ({room.motion})",
        lead=" ".join((*room.outdated, _lead(vote, stood, outcome, grounds), *room.general)),
        notes=(
            *room.notes,
            *notes_on(catalogue, room, stood),
            *unrecorded_notes(catalogue, room, vote),
            *vote.notes,
            *idle_notes(vote),
        ),
        body=room.body.id,
        motion=room.motion,
        rule=vote.rule.written.id,
        outcome=outcome,
        because=grounds[0],
        grounds=grounds,
        tree=tree,
        cite=room.decision.cite,
        tally=_tally(vote),
        opt_outs=_opt_outs(vote, room) if outcome == "adopted" else (),
        pivotal=tuple(g[0] for g in turn.groups) if turn and turn.size == 1 else (),
        turn=turn,
        settles=_settles(vote) if settles else (),
        readings=stood if room.doubts else (),
    )


def _lead(
    vote: Poll, stood: tuple[ReadingOutcome, ...], outcome: Outcome, grounds: tuple[str, ...]
) -> str:
    tree = stood[0].because
    others = " ".join(unlike(stood, outcome))
    if grounds == (CONTESTED,):
        return f"Open, since it is not settled who counts: {others}"
    return f"{_told(vote, outcome, grounds, tree)} {others}".strip()


def _told(vote: Poll, outcome: Outcome, grounds: tuple[str, ...], tree: Because) -> str:
    if outcome == "open" and vote.rule.written.silent:
        return f"Open: nobody has broken silence, which lasts until {vote.until}."
    if outcome == "open":
        telling = [part.text for part in tree.parts if part.verdict is None]
        rest = "; others have yet to vote" if vote.undecided else ""
        return f"Open: {'; '.join(telling)}{rest}."
    rule, ballot = vote.rule, judged(vote)
    failed = [rule.tell(criterion, ballot) for criterion in rule.failing(ballot)]
    telling = failed or [tree.parts[0].text]
    return f"{outcome.capitalize()} ({', '.join(grounds)}): {'; '.join(telling)}."


def _turn(vote: Poll, outcome: Outcome) -> Turn | None:
    """The smallest groups that by voting the other way would have changed the outcome."""
    ballot, rule = vote.ballot, vote.rule
    if outcome == "adopted":
        others = tuple(v for v in ballot.voters if v not in ballot.no | vote.held)
        return smallest_turn(rule, ballot, others, "no", adopts=False)
    if outcome == "rejected":
        others = tuple(v for v in ballot.voters if v not in ballot.yes | vote.held)
        return smallest_turn(rule, ballot, others, "yes", adopts=True)
    return None


def _settles(vote: Poll) -> tuple[Suffices, ...]:
    """The fewest votes to come that settle it either way, whatever the others do."""
    ballot, rule, left = vote.ballot, vote.rule, vote.undecided
    adopt = smallest_turn(rule, ballot, left, "yes", adopts=True, rest="no")
    reject = smallest_turn(rule, ballot, left, "no", adopts=False, rest="yes")
    found: list[Suffices] = []
    if adopt is not None and not rule.written.silent:
        found.append(Suffices("adopted", adopt))
    if reject is not None:
        found.append(Suffices("rejected", reject))
    return tuple(found)


def _tally(vote: Poll) -> Tally:
    ballot = vote.ballot
    return Tally(
        in_favour=tuple(sorted(ballot.yes)),
        against=tuple(sorted(ballot.no)),
        abstaining=tuple(sorted(ballot.abstaining)),
        declared=tuple(sorted(ballot.declared)),
        absent=() if vote.undecided else tuple(s for s in ballot.absent if s not in vote.aside),
        undecided=vote.undecided,
        aside=vote.aside,
    )


def _opt_outs(vote: Poll, room: Chamber) -> tuple[str, ...]:
    """Declared abstainers, members that take no part, and those outside an enhanced cooperation."""
    outside = set(room.decision.without) & set(room.seated)
    if vote.rule.written.least_participants:
        outside |= set(vote.aside)
    return tuple(sorted(vote.ballot.declared | outside))
