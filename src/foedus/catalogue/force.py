"""The time in force of an instrument, as far as it is certain."""

from collections.abc import Iterable
from datetime import date

from foedus.model.instruments import Instrument, Party
from foedus.model.time import Interval
from foedus.model.verdicts import Verdict


def in_force(instrument: Instrument, parties: Iterable[Party], on: date) -> Verdict:
    """Whether an instrument is in force on a day; None where that is contested for every party."""
    if on not in instrument.during:
        return False
    return None if _contested(parties, on) else True


def force_told(instrument: Instrument, parties: Iterable[Party], on: date) -> str:
    """The time in force, as far as it is certain, seen from a day."""
    held = tuple(parties)
    during = instrument.during
    sure = [party.during.start for party in held if not party.contested]
    if _contested(held, on):
        if not any(start <= on for start in sure):
            return f"contested, from {during.start} at the earliest"
        doubt = min(p.during.start for p in held if p.contested and on in p.during)
        return f"{during}, contested since {doubt}"
    if sure and _contested(held, during.start):
        return f"{Interval(min(sure), during.end)}, contested before"
    return str(during)


def _contested(parties: Iterable[Party], on: date) -> bool:
    """Whether there are parties that day, all of them contested."""
    now = [party.contested for party in parties if on in party.during]
    return bool(now) and all(now)
