"""Writing an answer's days as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, time

from icalendar import Calendar, Event

import foedus
from foedus.model.answers import Answer


def to_icalendar(answer: Answer) -> bytes:
    """The calendar of an answer; the same answer gives the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", f"-//foedus//foedus {foedus.__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", answer.title)
    stamp = datetime.combine(answer.on, time(), UTC)
    for entry in answer.calendar():
        event = Event()
        event.add("uid", entry.uid if "@" in entry.uid else f"{entry.uid}@foedus")
        event.add("dtstamp", stamp)
        event.add("dtstart", entry.starts)
        if entry.ends is not None:
            event.add("dtend", entry.ends)
        event.add("summary", entry.summary)
        if entry.description:
            event.add("description", entry.description)
        if entry.location:
            event.add("location", entry.location)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
