"""An event on record as the inputs of `casus`."""

from datetime import date
from typing import Any

from foedus.asking.recorded import FromRecord, Recorded
from foedus.asking.world import World
from foedus.errors import QuestionError
from foedus.record.crises import crisis


def _read(world: World, entry: str, _: date | None) -> Recorded:
    found = crisis(world.record, entry)
    if found is None:
        raise QuestionError(f"{entry} is not a report of an event, or it was withdrawn")
    report = found.report
    inputs: dict[str, Any] = {
        "kind": report.event,
        "attacked": list(report.attacked),
        "attacker": list(report.attacker),
        "at": report.at,
        "object": report.object,
        "domain": report.domain,
        "facts": dict(report.facts),
    }
    told = {name: value for name, value in inputs.items() if value}
    return Recorded(told, report.happened, found.read)


RECORDED = FromRecord("event", _read)
