"""`notify`: which notifications a military activity owes, to whom and by when, and why."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import MaybeFramework
from foedus.asking.world import World
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.clause import Clause
from foedus.documents.numbers import Moment
from foedus.errors import QuestionError, located
from foedus.model.arms_control import Activities, Deadline, Reach
from foedus.model.provisions import Limit, Notification
from foedus.model.verdicts import Because
from foedus.questions.conduct.notify.activity import Activity, ActivityFields, Planned, read
from foedus.questions.conduct.notify.answer import Due, NotifyAnswer, Routine, Standing
from foedus.questions.conduct.notify.reach import ReachJudge
from foedus.questions.conduct.notify.tally import tallies


class NotifyInput(ActivityFields, Inputs):
    """One activity by its features, or a list of them; what is left out is not known."""

    activities: list[Activity] = Field([], description="A list of activities, instead of one")
    framework: MaybeFramework = Field("", description="Only the measures of this framework")
    requested: Moment | None = Field(
        None,
        description="When an explanation of unusual activities was asked for, with its time zone: "
        "2022-02-11T12:00+01:00",
    )


@question(
    "notify",
    title="Who must be told of an activity, by when",
    inputs=NotifyInput,
    answer=NotifyAnswer,
    example={
        "name": "Zapad-2017",
        "start": "2017-09-14",
        "end": "2017-09-20",
        "host": ["BLR", "RUS"],
        "at": ["Belarus"],
        "contingents": {"BLR": 7200, "RUS": 5500},
        "tanks": 250,
        "acv": 231,
        "artillery": 241,
        "on": "2017-07-20",
    },
)
def notify(world: World, inputs: NotifyInput, on: date) -> NotifyAnswer:
    """Notifications that a military activity owes: to whom, by when, over which threshold.

    The measures are those of the activity's first day. The day asked about tells what is overdue.
    """
    catalogue = world.catalogue
    planned = _planned(inputs, catalogue)
    clauses = tuple(_regimes(catalogue, planned, inputs.framework))
    judge = ReachJudge(catalogue)
    found = [
        due
        for activity in planned
        for clause in clauses
        if clause.in_force(activity.start)
        for due in _judged(activity, clause, judge, catalogue, on)
    ]
    by_deadline = sorted(
        (d for d in found if d.verdict is True),
        key=lambda d: (d.deadline or date.max, d.activity),
    )
    limits = () if inputs.requested else tuple(tallies(catalogue, clauses, planned))
    return NotifyAnswer(
        question="notify",
        on=on,
        catalogue=catalogue.key,
        title=_heading(planned),
        lead=_lead(by_deadline, clauses, [d for d in found if d.verdict is None]),
        notes=tuple(note for activity in planned for note in activity.notes),
        due=tuple(by_deadline),
        undetermined=tuple(d for d in found if d.verdict is None),
        not_due=tuple(d for d in found if d.verdict is False),
        limits=limits,
        routine=tuple(_routine(clauses, on)),
        several=len(planned) > 1,
    )


def _planned(inputs: NotifyInput, catalogue: Catalogue) -> tuple[Planned, ...]:
    """The activities, one or several; a mere request needs no activity."""
    own = set(ActivityFields.model_fields) & inputs.model_fields_set
    if inputs.activities:
        if own:
            told = f"{min(own)}: give either one activity or `activities`, not both"
            raise QuestionError(told, (min(own),))
        if inputs.requested:
            told = "requested: a request is about one activity, not about several"
            raise QuestionError(told, ("requested",))
        for number, activity in enumerate(inputs.activities):
            if activity in inputs.activities[:number]:
                told = f"activities[{number}]: {activity.name} is listed twice"
                raise QuestionError(told, ("activities", number))
        return tuple(_lines(inputs.activities, catalogue))
    given: ActivityFields = inputs
    if inputs.requested and inputs.start is None:
        given = inputs.model_copy(update={"start": inputs.requested.date()})
    return (read(given, catalogue, inputs.requested),)


def _lines(activities: list[Activity], catalogue: Catalogue) -> Iterator[Planned]:
    for number, activity in enumerate(activities):
        with located("activities", number):
            yield read(activity, catalogue)


def _regimes(
    catalogue: Catalogue, planned: tuple[Planned, ...], framework: str
) -> Iterator[Clause]:
    """The provisions of the frameworks with measures that bind a state that has a part in it."""
    wanted = {framework} if framework else set(catalogue.frameworks)
    found = False
    for identifier in sorted(wanted):
        clauses = catalogue.clauses_of(catalogue.frameworks[identifier])
        if any(_measures(clause) for clause in clauses):
            found = True
            if any(_concerns(catalogue, c, a) for c in clauses for a in planned if _measures(c)):
                yield from clauses
    if not found:
        raise QuestionError(
            f"{framework} has no measures about military activities", ("framework",)
        )


def _measures(clause: Clause) -> bool:
    effect = clause.provision.effect
    if isinstance(effect, Limit):
        return isinstance(effect.counts, Activities)
    return isinstance(effect, Notification) and effect.reach is not None


def _concerns(catalogue: Catalogue, clause: Clause, activity: Planned) -> bool:
    """Whether the clause binds a state that has a part in it, or may where none is named."""
    if not clause.in_force(activity.start):
        return False
    standing = catalogue.standing(clause, activity.start)
    return not activity.states or any(
        standing.party(state) is not False for state in activity.states
    )


def _judged(
    activity: Planned, clause: Clause, judge: ReachJudge, catalogue: Catalogue, on: date
) -> Iterator[Due]:
    effect = clause.provision.effect
    if not isinstance(effect, Notification) or effect.reach is None or effect.deadline is None:
        return
    if effect.reach.on_request is not (activity.requested is not None):
        return
    tree = judge.judge(activity, effect.reach, clause)
    p = clause.provision
    moment = None
    deadline = effect.deadline.before(activity.start, snap=activity.snap)
    if activity.requested is not None and effect.deadline.hours is not None:
        moment = activity.requested + timedelta(hours=effect.deadline.hours)
        deadline = moment.date()
    standing, days = _standing(deadline, activity, effect.deadline, on)
    yield Due(
        activity=activity.name,
        provision=p.id,
        title=p.title,
        says=p.says,
        verdict=tree.verdict,
        owed_by=_owed_by(activity, clause, effect.reach, catalogue),
        addressee=effect.addressee,
        by=str(effect.deadline),
        deadline=deadline,
        moment=moment,
        standing=standing if tree.verdict is True else "",
        days=days,
        reached=tuple(dict.fromkeys(_reached(tree))) if tree.verdict is True else (),
        short=tree.failures(),
        settles=tree.open_questions(),
        tree=tree,
        cite=p.cite,
    )


def _standing(
    deadline: date | None, activity: Planned, rule: Deadline, on: date
) -> tuple[Standing, int]:
    """How the deadline lies: to the day the activity was notified, else to the day asked about."""
    if deadline is None:
        return "", 0
    made = None if rule.each else activity.notified
    if made is not None:
        days = (deadline - made).days
        return ("in time", days) if days >= 0 else ("late", -days)
    days = (deadline - on).days
    return ("ahead", days) if days >= 0 else ("overdue", -days)


def _owed_by(
    activity: Planned, clause: Clause, reach: Reach, catalogue: Catalogue
) -> tuple[str, ...]:
    """The hosts, and every other state whose own contingent reaches the threshold in troops."""
    standing = catalogue.standing(clause, activity.start)
    enough = [t for t in reach.any_of if t.quantity == "troops"]
    others = (
        state
        for state, troops in activity.contingents.items()
        if any(threshold.met(troops) for threshold in enough) and not reach.of
    )
    owing = dict.fromkeys((*activity.hosts, *others))
    return tuple(state for state in owing if standing.party(state) is not False)


def _reached(tree: Because) -> Iterator[str]:
    """The thresholds that are met: its own, or those of the provisions on which it rests."""
    groups = [part for part in tree.parts if part.role == "any" and part.verdict is True]
    own = [group for group in groups if not any(leaf.parts for leaf in group.parts)]
    for group in own or groups:
        for part in group.parts:
            if part.verdict is True and part.parts:
                yield from _reached(part)
            elif part.verdict is True:
                yield part.text


def _routine(clauses: Iterable[Clause], on: date) -> Iterator[Routine]:
    for clause in clauses:
        p, effect = clause.provision, clause.provision.effect
        if isinstance(effect, Notification) and effect.reach is None and clause.in_force(on):
            yield Routine(
                provision=p.id,
                title=p.title,
                says=p.says,
                addressee=effect.addressee,
                by=str(effect.deadline or "each year"),
                next=effect.deadline.next(on) if effect.deadline else None,
                cite=p.cite,
            )


def _heading(planned: tuple[Planned, ...]) -> str:
    if len(planned) > 1:
        return f"Notifications for {len(planned)} activities"
    [activity] = planned
    when = (
        f"{activity.start} to {activity.end}" if activity.end > activity.start else activity.start
    )
    if activity.requested is not None and not activity.quantities:
        return f"Notifications after the request of {activity.requested}"
    return f"Notifications for {activity.name}, {when}"


def _lead(due: list[Due], clauses: tuple[Clause, ...], unsettled: list[Due]) -> str:
    if not clauses:
        return "No measures in the catalogue bound a state that takes part, on that day."
    number = {0: "No notification is due", 1: "1 notification is due"}.get(
        len(due), f"{len(due)} notifications are due"
    )
    parts = [number]
    late = [d for d in due if d.standing == "overdue"]
    ahead = [d for d in due if d.standing == "ahead"]
    if ahead:
        parts.append(f"the next by {ahead[0].due_text}")
    if late:
        parts.append(f"{len(late)} overdue")
    if unsettled:
        parts.append(f"{len(unsettled)} cannot be settled from what is given")
    return f"{'; '.join(parts)}."
