"""From what an author wrote about a provision to the frozen values of the model."""

from functools import partial

from foedus.authoring.arms_control import build as measures
from foedus.authoring.draft import Draft, citing, interval
from foedus.authoring.instruments.shape import InstrumentEntry
from foedus.authoring.provisions import shape as a
from foedus.documents.source import Location
from foedus.model.citations import Citation
from foedus.model.labels import Label
from foedus.model.provisions import (
    PARTIES,
    Apportionment,
    Circle,
    Duty,
    Effect,
    Limit,
    Notification,
    Procedure,
    Provision,
    Release,
    Right,
    Softening,
)


def provision(
    draft: Draft, entry: a.AnyProvision, instrument: InstrumentEntry, path: Location
) -> Provision:
    """Build a provision of an instrument."""

    def cite(article: str) -> Citation:
        return citing(instrument)(article, entry.confidence)

    return Provision(
        id=draft.provision_id(instrument, entry.id),
        instrument=f"{draft.file.id}/{instrument.id}",
        says=entry.says,
        effect=_effect(draft, entry, instrument),
        cite=cite(entry.article),
        title=entry.title,
        during=interval(entry),
        trigger=draft.condition(entry.trigger, (*path, "trigger")) if entry.trigger else None,
        trigger_words=entry.trigger_words,
        invoked_by=entry.invoked_by,
        body=draft.id(entry.body),
        procedure=entry.procedure,
        softened_by=tuple(
            Softening(s.clause, s.says, tuple(s.states), cite(s.article or entry.article))
            for s in entry.softened_by
        ),
        note=entry.note,
    )


def _effect(draft: Draft, entry: a.AnyProvision, instrument: InstrumentEntry) -> Effect:
    full_id = partial(draft.provision_id, instrument)
    match entry:
        case a.DutyEntry():
            return Duty(
                tuple(entry.duties),
                entry.strength,
                _circle(entry.owed_by),
                _circle(entry.owed_to),
                entry.engaged,
            )
        case a.RightEntry():
            return Right(entry.entitles, _circle(entry.held_by), _circle(entry.in_respect_of))
        case a.ProcedureEntry():
            return Procedure(draft.id(entry.body), entry.matter, entry.rule)
        case a.ReleaseEntry():
            return Release(_circle(entry.shared_with), Label(entry.up_to, tuple(entry.handling)))
        case a.ApportionmentEntry():
            return Apportionment(entry.key, entry.principle)
        case a.LimitEntry():
            return Limit(
                entry.subject,
                entry.ceiling,
                entry.unit,
                _circle(entry.binds),
                measures.counted(entry.counts, full_id) if entry.counts else None,
            )
        case a.NotificationEntry():
            return Notification(
                entry.of,
                entry.addressee,
                entry.threshold,
                measures.deadline(entry.deadline) if entry.deadline else None,
                measures.reach(entry.reach, full_id) if entry.reach else None,
                entry.report,
            )


def _circle(given: str | list[str]) -> Circle:
    return PARTIES if isinstance(given, str) else tuple(given)
