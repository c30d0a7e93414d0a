"""What `decide` answers, and how it is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from foedus.model.answers import Answer, Row, Section, Tone
from foedus.model.charts import Chart, bars
from foedus.model.citations import Citation
from foedus.model.maps import Fill, Light, Map
from foedus.model.verdicts import Because
from foedus.reckoning.voting.turning import Turn

Outcome: TypeAlias = Literal["adopted", "rejected", "open"]
TONES: dict[Outcome, Tone] = {"adopted": "good", "rejected": "bad", "open": "unsure"}
MARKS: dict[bool | None, str] = {True: "met", False: "not met", None: "open"}


class Tally(msgspec.Struct, frozen=True):
    """Where the members stand; those aside are seated and have no vote in the matter."""

    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstaining: tuple[str, ...]
    declared: tuple[str, ...]
    absent: tuple[str, ...]
    undecided: tuple[str, ...]
    aside: tuple[str, ...]


class Suffices(msgspec.Struct, frozen=True):
    """Votes still to come that would settle an open motion, whatever the others do."""

    matched_by = ("outcome", "turn")
    outcome: Outcome
    turn: Turn


class ReadingOutcome(msgspec.Struct, frozen=True):
    """The outcome if members of whom it is not settled are `counted` in, or left `out`.

    `own` is whether the body itself counted so, as far as that is on record.
    """

    matched_by = ("reading",)
    reading: str
    counted: tuple[str, ...]
    out: tuple[str, ...]
    own: bool
    outcome: Outcome
    grounds: tuple[str, ...]
    because: Because


class DecideAnswer(Answer, frozen=True, kw_only=True):
    """The outcome of a motion.

    `because` is the first of `grounds`. `pivotal` would each have changed the outcome alone by
    voting the other way; `turn` holds the smallest groups that would. `opt_outs` are not bound.
    `readings` are the ways to count members that are contested or suspended, where there are any.
    Where they differ and the body's own practice does not settle it, the outcome is open, and the
    ground `contested`.
    """

    body: str
    motion: str
    rule: str
    outcome: Outcome
    because: str
    grounds: tuple[str, ...]
    tree: Because
    cite: Citation
    tally: Tally
    opt_outs: tuple[str, ...]
    pivotal: tuple[str, ...]
    turn: Turn | None
    settles: tuple[Suffices, ...]
    readings: tuple[ReadingOutcome, ...]

    def judged(self) -> str:
        return self.outcome

    def counts(self) -> Mapping[str, frozenset[str]]:
        t = self.tally
        voting = (t.in_favour, t.against, t.abstaining, t.absent, t.undecided)
        return {
            "member have a vote": frozenset(state for states in voting for state in states),
            "member be able to turn it alone": frozenset(self.pivotal),
        }

    def charts(self) -> Sequence[Chart]:
        rows = [
            {"Position": says, "Members": len(states), "Which": ", ".join(states)}
            for says, _, states in self._stand()
            if states
        ]
        tell = "How many members take each position"
        chart = bars("Where the members stand", rows, "Position", "Members", tell=tell, whole=True)
        return (chart,) if rows else ()

    def mapped(self) -> Map | None:
        """Where each member stands."""
        doubtful = {s for r in self.readings for s in (*r.counted, *r.out)}
        lights = []
        for says, fill, states in self._stand():
            sure = tuple(s for s in states if s not in doubtful)
            lights.append(Light(says, fill, sure))
            doubted = tuple(s for s in states if s in doubtful)
            told = f"{says}, contested or suspended as a member"
            lights.append(Light(told, fill, doubted, perhaps=True))
        rest = tuple(sorted(doubtful))
        lights.append(Light("contested or suspended", "aside", rest, perhaps=True))
        shows, others = "Where each member stands", "not seated in the body"
        return Map(shows, tuple(lights), others, cites=(self.cite,))

    def _stand(self) -> Iterator[tuple[str, Fill, tuple[str, ...]]]:
        """Each position that a member can have in a motion, with who has it."""
        tally = self.tally
        yield "for", "for", tally.in_favour
        yield "against", "against", tally.against
        yield "abstaining", "abstaining", tally.abstaining
        yield "absent", "absent", tally.absent
        yield "yet to vote", "undecided", tally.undecided
        yield "without a vote", "aside", tally.aside

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        cites = (self.cite,)
        rule = Row(
            (self.outcome, self.tree.text, ", ".join(self.grounds)),
            because=self.tree,
            cites=cites,
            tone=TONES[self.outcome],
        )
        criteria = tuple(
            Row((MARKS[part.verdict], part.text, ""), tone=_tone(part)) for part in self.tree.parts
        )
        yield Section("Outcome", ("Outcome", "Rule", "Because"), (rule, *criteria))
        if self.readings:
            columns = ("Members", "Outcome", "How it stands", "Because")
            yield Section("Contested or suspended members", columns, tuple(self._readings()))
        yield Section("Positions", ("Position", "Number", "States"), tuple(self._positions()))
        if self.turn is not None:
            adopted = self.outcome == "adopted"
            title = "Would have stopped it" if adopted else "Would have carried it"
            voting = f"States voting {'against' if adopted else 'for'} instead"
            yield Section(title, ("Size", "Groups", voting), tuple(_groups("", self.turn)))
        if self.settles:
            rows = [row for s in self.settles for row in _groups(f"{s.outcome} with ", s.turn)]
            yield Section("What would settle it", ("Size", "Groups", "States"), tuple(rows))
        if self.opt_outs:
            row = Row((", ".join(self.opt_outs),))
            yield Section("Not bound by it", ("",), (row,))

    def _readings(self) -> Iterator[Row]:
        for reading in self.readings:
            own = " (as the body itself counted)" if reading.own and not self._all_own else ""
            parts = "; ".join(part.text for part in reading.because.parts)
            yield Row(
                (f"{reading.reading}{own}", reading.outcome, parts, ", ".join(reading.grounds)),
                because=reading.because,
                tone=TONES[reading.outcome],
            )

    @property
    def _all_own(self) -> bool:
        return all(reading.own for reading in self.readings)

    def _positions(self) -> Iterator[Row]:
        tally = self.tally
        for name, states in (
            ("for", tally.in_favour),
            ("against", tally.against),
            ("abstaining", tally.abstaining),
            ("of them by declaration", tally.declared),
            ("absent", tally.absent),
            ("yet to vote", tally.undecided),
            ("without a vote", tally.aside),
        ):
            if states:
                yield Row((name, str(len(states)), ", ".join(states)))


def _tone(part: Because) -> Tone:
    tones: dict[bool | None, Tone] = {True: "good", False: "bad", None: "unsure"}
    return tones[part.verdict]


def _groups(prefix: str, turn: Turn) -> Iterator[Row]:
    number = "" if turn.number is None else str(turn.number)
    if turn.size == 1:
        states = ", ".join(group[0] for group in turn.groups)
        yield Row((f"{prefix}any one", number, states))
        return
    first, *others = turn.groups
    yield Row((f"{prefix}{turn.size} together", number, ", ".join(first)))
    for group in others:
        yield Row(("", "", ", ".join(group)), tone="quiet")
    if turn.number is not None and turn.number > len(turn.groups):
        named = f"(these are {len(turn.groups)} of the {turn.number:,} groups)"
        yield Row(("", "", named), tone="quiet")
