"""`precedents`: the events of the past that an event is most like, and how they differ from it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated

import msgspec
from pydantic import Field

from foedus.asking.declare import question
from foedus.asking.world import World
from foedus.documents.numbers import WHOLE
from foedus.judging.events.finding import site_of
from foedus.judging.events.judge import Judge
from foedus.judging.kept import Called, judged
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.events import Event
from foedus.model.wording import counted
from foedus.questions.binding.casus.event import HappeningInput, read_event
from foedus.questions.binding.casus.told import title
from foedus.questions.binding.honoured.answer import done, promised, step
from foedus.questions.binding.precedents.likeness import (
    Difference,
    Traits,
    alike,
    differences,
    distance,
    traits,
)


class PrecedentsInput(HappeningInput):
    """An event, as `casus` takes it, and how many of those before it are wanted."""

    most: Annotated[int, Field(ge=1, le=50), *WHOLE] = Field(
        5, description="How many precedents to give, the nearest first"
    )


class Near(msgspec.Struct, frozen=True):
    """An event of the past: how far it is from the one asked about, and in what."""

    matched_by = ("event",)
    event: str
    title: str
    on: date
    attacked: tuple[str, ...]
    attacker: tuple[str, ...]
    distance: float
    alike: tuple[str, ...]
    differences: tuple[Difference, ...]
    called: tuple[Called, ...]
    cite: Citation
    note: str = ""


class PrecedentsAnswer(Answer, frozen=True, kw_only=True):
    """The nearest events before the day asked about, with what was done about each."""

    event: Event
    compared: int
    near: tuple[Near, ...]

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        yield Section(
            "Nearest precedents",
            ("Day", "Event", "Alike in", "Apart by"),
            tuple(
                Row((str(n.on), n.title, "; ".join(n.alike), f"{n.distance:.1f}"), cites=(n.cite,))
                for n in self.near
            ),
            "No event before that day is on record.",
        )
        for near in self.near:
            yield Section(
                f"{near.title}, {near.on}: what differs",
                ("In", "The event asked about", "The precedent"),
                tuple(Row((d.trait, d.here, d.there)) for d in near.differences),
                "Nothing that is compared.",
            )
            if near.called:
                yield Section(
                    f"{near.title}, {near.on}: what came of it",
                    COLUMNS,
                    tuple(map(_row, near.called)),
                )


COLUMNS = ("Provision", "Promised", "Invoked", "Determined", "Done")


def _row(called: Called) -> Row:
    acts = [step(taken, "") for taken in (called.invoked, called.determined)]
    cells = (called.provision, promised(called), *acts, done(called))
    return Row(cells, called.because, called.cites)


@question(
    "precedents",
    title="When did this happen before?",
    inputs=PrecedentsInput,
    answer=PrecedentsAnswer,
    example={
        "attacked": ["JPN"],
        "attacker": ["CHN"],
        "at": "Senkaku Islands",
        "on": "2026-11-28",
    },
)
def precedents(world: World, inputs: PrecedentsInput, on: date) -> PrecedentsAnswer:
    """The events of the past that an event is most like, and in what each differs from it.

    They are compared by what happened, to what, by whom, on what land and whose, and by the
    clauses that each calls on. What is not known of one of them counts half.
    """
    catalogue = world.catalogue
    event = read_event(inputs)
    event = msgspec.structs.replace(event, facts=catalogue.facts(event.facts))
    judge = Judge(catalogue)
    asked = traits(judge, event, on)
    before = [one for one in catalogue.definitions.events.values() if one.on < on]
    seen = {one.id: traits(judge, one.event, one.on) for one in before}
    nearest = sorted(before, key=lambda one: (distance(asked, seen[one.id]), one.on, one.id))
    near = tuple(
        Near(
            one.id,
            one.title,
            one.on,
            one.attacked,
            one.attacker,
            round(distance(asked, seen[one.id]), 3),
            alike(asked, seen[one.id]),
            tuple(differences(asked, seen[one.id])),
            judged(catalogue, one, on),
            one.cite,
            one.note,
        )
        for one in nearest[: inputs.most]
    )
    return PrecedentsAnswer(
        question="precedents",
        on=on,
        catalogue=catalogue.key,
        title=f"Precedents: {title(event, site_of(catalogue, event, on), on, catalogue)}",
        lead=_lead(near, asked, len(before)),
        notes=(*(f"{n.title}, {n.on}: {n.note}" for n in near if n.note), SHOWN),
        event=event,
        compared=len(before),
        near=near,
    )


SHOWN = (
    "A precedent shows what was done, and binds nobody. Which events are on record decides what "
    "can be found: the list is a choice, and not complete."
)


def _lead(near: tuple[Near, ...], asked: Traits, compared: int) -> str:
    if not near:
        return f"No event before {asked.on} is on record."
    first = near[0]
    same = "; ".join(first.alike[:3])
    return (
        f"Of {counted(compared, 'event')} on record before {asked.on}, the nearest is: "
        f"{first.title}, {first.on} ({same or 'alike in nothing that is compared'})."
    )
