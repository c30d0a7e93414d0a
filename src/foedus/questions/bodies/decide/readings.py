"""The outcome by every way to count members that are contested or suspended, and what is told."""

from collections.abc import Iterator

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.chamber import Chamber
from foedus.catalogue.seating import Reading
from foedus.model.verdicts import Because, Verdict
from foedus.questions.bodies.decide.answer import Outcome, ReadingOutcome
from foedus.questions.bodies.decide.voting import Poll
from foedus.reckoning.voting.ballot import Ballot

OUTCOMES: dict[Verdict, Outcome] = {True: "adopted", False: "rejected", None: "open"}
CONTESTED, RUNNING, UNRECORDED = "contested", "running", "no-figure"


def judged(vote: Poll) -> Ballot:
    """The ballot that settled it: where the rest cannot save the motion, with all of them for."""
    if not vote.undecided or vote.rule.prospect(vote.ballot, vote.undecided):
        return vote.ballot
    return vote.ballot.moved(vote.undecided, "yes")


def stand(room: Chamber, reading: Reading, vote: Poll) -> ReadingOutcome:
    """How the motion stands in one reading."""
    tree = vote.rule.explain(vote.ballot, vote.undecided, room.decision.cite)
    outcome = OUTCOMES[tree.verdict]
    return ReadingOutcome(
        reading=reading.text,
        counted=reading.counted,
        out=reading.out,
        own=reading.own,
        outcome=outcome,
        grounds=_open(vote) if outcome == "open" else vote.rule.words(judged(vote)),
        because=tree,
    )


def _open(vote: Poll) -> tuple[str, ...]:
    """Why it is open: some have yet to vote, or figures that tell are not on record."""
    return (RUNNING,) if vote.undecided or vote.rule.written.silent else (UNRECORDED,)


def settle(stood: tuple[ReadingOutcome, ...]) -> tuple[Outcome, tuple[str, ...]]:
    """The outcome and its grounds; open where the readings that the body may have held differ."""
    held = [reading for reading in stood if reading.own] or list(stood)
    outcomes = {reading.outcome for reading in held}
    if len(outcomes) == 1:
        return held[0].outcome, held[0].grounds
    return "open", held[0].grounds if held[0].outcome == "open" else (CONTESTED,)


def contested_tree(stood: tuple[ReadingOutcome, ...], room: Chamber) -> Because:
    """Why it is open: a branch for each reading."""
    parts = tuple(
        Because(r.because.verdict, f"{r.reading}: {r.because.text}", r.because.parts, role="all")
        for r in stood
    )
    told = f"{room.rule.written.says}; it is not settled who counts"
    return Because(None, told, parts, role="contested", cite=room.decision.cite)


def unlike(stood: tuple[ReadingOutcome, ...], outcome: Outcome) -> Iterator[str]:
    """A sentence for each reading with another outcome than that given."""
    for reading in stood:
        if reading.outcome != outcome:
            parts = "; ".join(p.text for p in reading.because.parts if p.verdict is not True)
            told = parts or reading.because.parts[0].text
            yield f"{reading.reading[:1].upper()}{reading.reading[1:]}, {reading.outcome}: {told}."


def notes_on(
    catalogue: Catalogue, room: Chamber, stood: tuple[ReadingOutcome, ...]
) -> Iterator[str]:
    """A note on each doubt: why, how the body counted, and whether it matters."""
    alike = len({reading.outcome for reading in stood}) == 1
    for doubt in room.doubts:
        who = ", ".join(map(catalogue.name_of, doubt.states))
        told = f"{who}: {doubt.why}"
        if doubt.counted is not None and doubt.cite is not None:
            how = "counted" if doubt.counted else "did not count"
            told += f"; the {room.body.name} itself {how} it ({doubt.cite})"
        yield f"{told}; the outcome is the same either way" if alike else told


def unrecorded_notes(catalogue: Catalogue, room: Chamber, vote: Poll) -> Iterator[str]:
    """A note on the members of whom a table has no figure."""
    missing = vote.ballot.unrecorded
    for table in (room.weights, room.populations):
        states = [state for state in missing if table and state not in table.values]
        if table and states:
            who = " and ".join(catalogue.inline(state) for state in states)
            told = f"no figure of {who} is on record in {table.id} ({table.title})"
            yield f"{told}; the change amend-weight supposes one"


def idle_notes(vote: Poll) -> Iterator[str]:
    """What the motion would fail by too, were it to get so far."""
    ballot = judged(vote)
    words = ", ".join(vote.rule.words(ballot))
    for criterion in vote.rule.idle(ballot):
        told = vote.rule.tell(criterion, ballot)
        yield f"{told}; no ground, since the motion fails before that ({words})"
