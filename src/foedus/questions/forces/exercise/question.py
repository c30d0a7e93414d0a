"""`exercise`: the programme of exercises that best closes the gaps of a call."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import Final

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.world import World
from foedus.model.verdicts import Because
from foedus.model.wording import counted, money, percent
from foedus.questions.forces.exercise.answer import ExerciseAnswer, share
from foedus.questions.forces.exercise.call import ProgrammeCall
from foedus.questions.forces.exercise.clashes import among_candidates, in_programme, why_not
from foedus.questions.forces.exercise.findings import (
    GapClosed,
    Guests,
    Hosting,
    LeftOut,
    LiveActivity,
    PairHistory,
    PastExercise,
    PlannedExercise,
    Reminder,
    Training,
    Year,
)
from foedus.questions.forces.exercise.problem import FULL, Option, Placement, ProgrammeProblem, Want
from foedus.questions.forces.exercise.reading import read_problem

FORCES: Final = {"land": "land", "maritime": "naval", "air": "air"}
"""The kinds of activity of `notify`, by domain."""


class ExerciseInput(Inputs):
    """A call for a programme."""

    call: ProgrammeCall = Field(
        description="The call: candidates, gaps, budgets, limits, blackouts, history, lessons"
    )


@question(
    "exercise",
    title="Which exercises close the gaps",
    inputs=ExerciseInput,
    answer=ExerciseAnswer,
)
def exercise(world: World, inputs: ExerciseInput, on: date) -> ExerciseAnswer:
    """The programme of exercises that best closes interoperability and readiness gaps."""
    from foedus.questions.forces.exercise.solve import solve

    call = inputs.call
    problem = read_problem(world.catalogue, call, on)
    solution = solve(problem)
    plan = solution.plan
    return ExerciseAnswer(
        question="exercise",
        on=on,
        catalogue=world.catalogue.key,
        title=f"{call.name}, {_span(problem)}",
        lead=_lead(problem, plan, call.currency),
        notes=(*_notes(problem), *solution.notes()),
        currency=call.currency,
        programme=tuple(_planned(problem, call, plan, on)),
        activities=tuple(_activities(problem, plan)),
        left_out=tuple(_left_out(problem, plan)),
        gaps=tuple(_gaps(problem, plan)),
        training=tuple(_training(problem, plan)),
        years=tuple(_years(problem, plan)),
        hosting=tuple(_hosting(problem, plan)),
        guests=tuple(_guests(problem, plan)),
        evidence=tuple(_evidence(problem)),
        pairs=tuple(_pairs(problem, plan)),
        candidate_clashes=tuple(among_candidates(problem)),
        programme_clashes=tuple(in_programme(problem, plan)),
        coverage=problem.coverage(plan),
        coverage_before=problem.coverage(()),
        coverage_most=problem.most,
        proofs=solution.proofs,
        proven=all(proof.proven for proof in solution.proofs),
    )


def _span(problem: ProgrammeProblem) -> str:
    first, last = problem.years[0], problem.years[-1]
    return str(first) if first == last else f"{first} to {last}"


def _lead(problem: ProgrammeProblem, plan: Sequence[Placement], currency: str) -> str:
    before, after = problem.coverage(()), problem.coverage(plan)
    return (
        f"{counted(len(plan), 'exercise')} of {counted(len(problem.options), 'candidate')} for "
        f"{money(problem.cost(plan), currency)} "
        f"raise the part of the gaps closed, by weight, from {percent(before, problem.most)} "
        f"to {percent(after, problem.most)}."
    )


def _notes(problem: ProgrammeProblem) -> Iterator[str]:
    many = "a year" if problem.fades == 1 else f"{problem.fades} years"
    yield (
        "a gap is closed in full in the year in which all its nations train it together; "
        f"from then on the training fades evenly and is worth nothing after {many}"
    )
    if problem.first > date(problem.years[0], 1, 1):
        yield f"nothing is placed before {problem.first}, the day asked about"
    unmet = [w for w in problem.wants if not any(w.trained_by(o) for o in problem.options)]
    if unmet:
        yield f"no candidate trains {', '.join(map(str, unmet))}"


def _planned(
    problem: ProgrammeProblem, call: ProgrammeCall, plan: Sequence[Placement], on: date
) -> Iterator[PlannedExercise]:
    for placement in plan:
        option = problem.option(placement.option)
        rest = [p for p in plan if p != placement]
        yield PlannedExercise(
            id=option.id,
            name=option.name,
            kind=option.kind,
            starts=placement.starts,
            ends=placement.ends,
            host=placement.host,
            participants=option.participants,
            domains=option.domains,
            objectives=option.objectives,
            place=option.place,
            cost=option.cost,
            adds=problem.coverage(plan) - problem.coverage(rest),
            lessons=tuple(_reminders(problem, call, option, on)),
        )


def _reminders(
    problem: ProgrammeProblem, call: ProgrammeCall, option: Option, on: date
) -> Iterator[Reminder]:
    """Unresolved lessons of exercises with at least two of its nations, or all of a single one."""
    held = {h.id: h for h in problem.history}
    for lesson in call.lessons:
        exercise = held[lesson.exercise]
        shared = tuple(sorted(set(exercise.participants) & set(option.participants)))
        if not lesson.resolved and len(shared) >= min(2, len(exercise.participants)):
            yield Reminder(
                lesson=lesson.id,
                exercise=exercise.name,
                objective=lesson.objective,
                nations=shared,
                recommendation=lesson.recommendation or lesson.observation,
                owner=lesson.owner,
                status=lesson.status,
                due=lesson.due,
                overdue=lesson.overdue(on),
            )


def _activities(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[LiveActivity]:
    """Those in the field; where no domain says otherwise, on land."""
    for placement in plan:
        option = problem.option(placement.option)
        if option.kind == "live":
            yield LiveActivity(
                name=option.name,
                start=placement.starts,
                end=placement.ends - timedelta(days=1),
                host=(placement.host,),
                participants=option.participants,
                at=(f"{option.at[0]},{option.at[1]}",) if option.at else (),
                kind=tuple(FORCES[d] for d in option.domains if d in FORCES) or ("land",),
                troops=option.personnel,
            )


def _guests(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[Guests]:
    """Reciprocity: for each host, how often each other nation was and will be there."""
    held: Counter[tuple[str, str]] = Counter()
    planned: Counter[tuple[str, str]] = Counter()
    for exercise in problem.history:
        if exercise.host is not None:
            held.update((exercise.host, guest) for guest in exercise.participants)
    for placement in plan:
        guests = problem.option(placement.option).participants
        planned.update((placement.host, guest) for guest in guests)
    for host, guest in sorted({*held, *planned}):
        if host != guest:
            yield Guests(host, guest, held[host, guest], planned[host, guest])


def _left_out(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[LeftOut]:
    chosen = {placement.option for placement in plan}
    for option in problem.options:
        if option.id not in chosen:
            yield LeftOut(option.id, option.name, why_not(problem, plan, option))


def _gaps(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[GapClosed]:
    for want in problem.wants:
        through = [p for p in plan if want.trained_by(problem.option(p.option))]
        yield GapClosed(
            nations=want.nations,
            trains=want.trains,
            weight=want.weight,
            before=problem.levels((), want),
            after=problem.levels(plan, want),
            through=tuple(placement.option for placement in through),
            because=_because(problem, want, through),
        )


def _because(problem: ProgrammeProblem, want: Want, through: Sequence[Placement]) -> Because:
    """What the freshest training of a gap is worth at the end of the programme."""
    last = problem.years[-1]
    trained = [(h.name, h.starts.year) for h in problem.history if want.trained_by(h)]
    trained += [(problem.option(p.option).name, p.starts.year) for p in through]
    worth = [(name, problem.fresh(since, last)) for name, since in trained]
    level = max((level for _, level in worth), default=0)
    parts = tuple(
        Because(level == FULL, f"{name} is worth {share(level)} at the end of {last}")
        for name, level in worth
    )
    text = f"closed to {share(level)} at the end of {last}, by the freshest training"
    return Because(level == FULL, text if parts else "nothing trains it", parts, role="any")


def _training(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[Training]:
    """Each domain and objective: how far its gaps are closed on average over the years."""
    for trains in sorted({want.trains for want in problem.wants}):
        wants = [want for want in problem.wants if want.trains == trains]
        before, after = (
            sum(want.weight * sum(problem.levels(with_plan, want)) for want in wants)
            for with_plan in ((), plan)
        )
        weight = sum(want.weight for want in wants)
        number = sum(
            trains in (*o.domains, *o.objectives) for o in (problem.option(p.option) for p in plan)
        )
        scale = weight * len(problem.years)
        yield Training(trains, len(wants), weight, before // scale, after // scale, number)


def _years(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[Year]:
    weight = sum(want.weight for want in problem.wants)
    for index, year in enumerate(problem.years):
        begun = [placement for placement in plan if placement.starts.year == year]
        before, after = (
            sum(want.weight * problem.levels(with_plan, want)[index] for want in problem.wants)
            for with_plan in ((), plan)
        )
        budget, spent = problem.budget(year), problem.cost(begun)
        yield Year(year, budget, spent, len(begun), before // weight, after // weight)


def _hosting(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[Hosting]:
    for host in sorted({host for option in problem.options for host in option.hosts}):
        planned = tuple(p.option for p in plan if p.host == host)
        yield Hosting(host, problem.hosted_before(host), planned)


def _evidence(problem: ProgrammeProblem) -> Iterator[PastExercise]:
    for h in problem.history:
        worth = tuple(problem.fresh(h.starts.year, year) for year in problem.years)
        yield PastExercise(
            id=h.id,
            name=h.name,
            starts=h.starts,
            ends=h.ends,
            host=h.host,
            participants=tuple(h.participants),
            worth=worth,
            source=h.source,
        )


def _pairs(problem: ProgrammeProblem, plan: Sequence[Placement]) -> Iterator[PairHistory]:
    """How often each two nations have trained together, and will."""
    for one, other in combinations(problem.nations, 2):
        together = {one, other}
        held = [h for h in problem.history if together <= set(h.participants)]
        planned = [p for p in plan if together <= set(problem.option(p.option).participants)]
        last = max((h.ends for h in held), default=None)
        yield PairHistory(one, other, len(held), len(planned), last)
