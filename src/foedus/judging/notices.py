"""By when a notice is due that a clause asks for."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from foedus.documents.zones import zone_named
from foedus.model.provisions import Notice
from foedus.model.wording import counted

NOT_KNOWN: Final = "not known"


def when(notice: Notice, on: date, zone: str) -> tuple[str, datetime | None]:
    """By when a notice is due, in words, and its last moment; a day ends by the clock of the zone.

    The hour of the event is not given: hours are counted from the first moment of its day, lest the
    notice be late.
    """
    clock = zone_named(zone)
    if notice.at_once:
        return f"immediately, from {on} on ({zone})", None
    if notice.hours is not None:
        begins = datetime.combine(on, time(), clock).astimezone(UTC)
        due = (begins + timedelta(hours=notice.hours)).astimezone(clock)
        told = f"within {counted(notice.hours, 'hour')}, counted from the start of {on}"
        return f"{told}: {due:%Y-%m-%d %H:%M} ({zone})", due
    if notice.days is not None:
        last = on + timedelta(days=notice.days)
        due = datetime.combine(last + timedelta(days=1), time(), clock)
        return f"within {counted(notice.days, 'day')}: by the end of {last} ({zone})", due
    return NOT_KNOWN, None
