"""How unequally the members' votes count."""

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.catalogue.chamber import Chamber, ChamberError, chamber
from foedus.judging.power import game_of, readings_with_power
from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.model.citations import Citation
from foedus.reckoning.inequality import apart, gini
from foedus.reckoning.voting.coalitions import Game, count

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

PAPERS = (
    Citation(
        "Felsenthal and Machover, The Measurement of Voting Power, Edward Elgar, 1998",
        confidence="medium",
    ),
    Citation(
        "Penrose, The Elementary Statistics of Majority Voting, Journal of the Royal Statistical "
        "Society 109(1)",
        "53-57",
        confidence="medium",
    ),
)
NOT_SHOWN = (
    "Who persuades whom: power is counted from the rule alone, as if every vote were as likely as "
    "its opposite. It is of one body, the first whose rule can be counted, and of its usual "
    "matters; the question power has the others."
)


class Voice(Measure):
    """Disparity of voice: voting power in the body that decides."""

    name = "voice"
    title = "Disparity of voice"
    asks = "How unequally do the members' votes count?"
    order = 25
    figures = (
        Figure(
            "Gini of power",
            "inequality of the members' normalised Banzhaf indices",
            "Gini of swings_i / sum of swings",
        ),
        Figure(
            "largest share",
            "the largest normalised Banzhaf index",
            "max swings_i / sum of swings",
        ),
        Figure(
            "power to act",
            "share of all coalitions that carry a motion (Coleman)",
            "winning coalitions / 2^n",
        ),
    )
    papers = PAPERS
    denominator = "members of the body that may vote"
    uncertainty = (
        "None: all coalitions are counted. Contested members are counted as the body does."
    )
    not_shown = NOT_SHOWN

    def values(self, seen: "Seen") -> Iterator[Value]:
        room, power, acts = _power(seen)
        of = f"{len(power)} votes in {room.body.id} ({room.motion})"
        most = sorted(((share, member) for member, share in power.items()), reverse=True)
        yield Value(figure="Gini of power", value=gini(list(power.values())), of=of)
        each = tuple(Each(member, share, "normalised Banzhaf") for share, member in most)
        yield Value(figure="largest share", value=most[0][0], of=of, each=each)
        yield Value(figure="power to act", value=acts, of=f"{of}; of 2^{len(power)} coalitions")


class VoiceAndPeople(Measure):
    """Disparity of voice: voting power against people and military spending."""

    name = "voice-and-weight"
    title = "Disparity of voice: power against people and money"
    asks = "Does a vote count for as much as those behind it?"
    order = 26
    needs = ("nmc",)
    first, last, newer = 1816, 2016, True
    figures = (
        Figure(
            "power apart from people",
            "which part of the power would have to move for it to be spread as the people are",
            "sum |share of power - share of people| / 2",
        ),
        Figure(
            "power apart from spending",
            "which part of the power would have to move for it to be spread as the spending is",
            "sum |share of power - share of military spending| / 2",
        ),
    )
    papers = PAPERS
    denominator = "members of the body that may vote and for which the source has the number"
    uncertainty = "Every member counts, so nothing is sampled."
    not_shown = f"{NOT_SHOWN} That power should follow people, or money, is a view and no fact."

    def values(self, seen: "Seen") -> Iterator[Value]:
        room, power, _ = _power(seen)
        for figure, column in (("people", "tpop"), ("spending", "milex")):
            amounts = seen.of_states("capabilities", column)
            both = sorted(power.keys() & amounts.keys())
            if len(both) < 2 or not any(amounts[m] for m in both):
                continue
            whole, all_power = sum(amounts[m] for m in both), sum(power[m] for m in both)
            ratios = sorted(
                (power[m] / all_power - amounts[m] / whole, m) for m in both
            )  # who is left short comes first
            yield Value(
                figure=f"power apart from {figure}",
                value=apart([power[m] for m in both], [amounts[m] for m in both]),
                of=f"{seen.so_many(both)}; power in {room.body.id} ({room.motion})",
                each=tuple(
                    Each(m, more, f"share of power less share of {figure}") for more, m in ratios
                ),
            )


def _power(seen: "Seen") -> tuple[Chamber, dict[str, float], float]:
    """The first body whose rule can be counted, its members' power, and its own to act.

    Raises NotKnownError with the reason of the first body where there is none.
    """
    why = "the definition has no body with a rule of voting that day"
    for number, body in enumerate(b for b in seen.framework.bodies if seen.on in b.during):
        try:
            room = chamber(seen.catalogue, body.id, "", seen.on)
            if set(room.seated) - set(seen.members) - set(seen.contested):
                continue  # others than the members sit in it
            game, _ = game_of(room, readings_with_power(room)[0])
        except ChamberError as error:
            why = why if number else str(error)
            continue
        if len(game.players) > 1:
            shares, acts = _counted(game)
            if any(shares):
                return room, dict(zip(game.players, shares, strict=True)), acts
    raise NotKnownError(why)


@functools.lru_cache(256)
def _counted(game: Game) -> tuple[tuple[float, ...], float]:
    """The same game comes year after year."""
    counts = count(game)
    return tuple(map(float, counts.banzhaf())), counts.winning / counts.coalitions
