"""A body as a game of voting: what the power of its members is counted from."""

from fractions import Fraction
from typing import Final

import msgspec

from foedus.catalogue.chamber import Chamber, ChamberError
from foedus.catalogue.seating import Reading
from foedus.model.wording import some
from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.coalitions import Game

FINE: Final = 20_000
HUNDREDTHS: Final = 10_000


def readings_with_power(room: Chamber) -> list[Reading]:
    """The ways to count members, but for those that count one suspended without a vote.

    Such a member has no power however it is counted.
    """
    mute = {state for doubt in room.doubts if not doubt.can_vote for state in doubt.states}
    return [reading for reading in room.readings if not mute & {*reading.counted}]


def game_of(room: Chamber, reading: Reading) -> tuple[Game, tuple[str, ...]]:
    """The game of a reading, and what is to be said of it. Raises ChamberError.

    Populations are counted in hundredths of a per cent, as the Council prints them.
    """
    written = room.rule.written
    if written.least_concerned or written.least_participants:
        raise ChamberError(
            f"{room.body.id} decides a {room.motion} motion among members that the motion names; "
            "ask for the power of each in another"
        )
    if room.elected:
        raise ChamberError(
            f"who of the states that may be elected sat in the {room.body.name} is not on record; "
            f"its rule treats its {room.elected} members alike",
            ("body",),
        )
    body = room.ballot(room.voters(reading))
    if room.rule.measure == "weights" and room.weights and body.unrecorded:
        missing = f"no figure of {some(body.unrecorded)} is on record in {room.weights.title}"
        raise ChamberError(
            f"{missing}, and the power of all depends on it; the change amend-weight supposes one"
        )
    told = ("the check of the population that a member may ask for is left out",)
    if room.rule.measure != "weights" or body.total <= FINE:
        return room.rule.game(body), told if room.rule.has_check else ()
    total = body.total
    rounded = {
        state: int(Fraction(weight * HUNDREDTHS, total) + Fraction(1, 2))
        for state, weight in body.weights.items()
    }
    fine: Ballot = msgspec.structs.replace(body, weights=rounded)
    return room.rule.game(fine), ("populations are rounded to hundredths of a per cent",)
