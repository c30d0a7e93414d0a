"""Shares of a whole and how they change: who abstains, leaves or joins; mixes; floors and caps."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from foedus.errors import FoedusError

Shares = Mapping[str, Fraction]


class SharingError(FoedusError):
    """Shares that make no whole, in one sentence."""


def in_proportion(weights: Shares) -> dict[str, Fraction]:
    """Weights as shares of one. Raises SharingError where there is nothing to share by."""
    total = sum(weights.values(), Fraction(0))
    if total <= 0:
        raise SharingError("nobody is left to pay")
    return {state: weight / total for state, weight in weights.items()}


def without(shares: Shares, gone: Iterable[str], why: str) -> dict[str, Fraction]:
    """The shares of the others, raised in proportion. Raises SharingError for one with none."""
    absent = set(gone)
    for state in sorted(absent - {*shares}):
        raise SharingError(f"{state} has no share and cannot {why}")
    return in_proportion({s: share for s, share in shares.items() if s not in absent})


def joined(shares: Shares, new: Shares) -> dict[str, Fraction]:
    """New states take their shares; those of the others are diluted in proportion.

    Raises SharingError where one has a share already, or where they leave nothing to the others.
    """
    for state in sorted({*new} & {*shares}):
        raise SharingError(f"{state} has a share already and cannot join")
    for state, share in new.items():
        if share <= 0:
            raise SharingError(f"{state} must join with a share above 0")
    left = 1 - sum(new.values(), Fraction(0))
    if left <= 0:
        raise SharingError("those who join take the whole and leave nothing to the others")
    return {**{state: share * left for state, share in shares.items()}, **new}


def mixed(parts: Iterable[tuple[Fraction, Shares]]) -> dict[str, Fraction]:
    """The weighted mean of several keys; the weights must sum to one. Raises SharingError."""
    found: dict[str, Fraction] = {}
    total = Fraction(0)
    for weight, shares in parts:
        total += weight
        for state, share in shares.items():
            found[state] = found.get(state, Fraction(0)) + weight * share
    if total != 1:
        raise SharingError(f"the weights of the mix sum to {_percent(total)} per cent, not to 100")
    return found


def bounded(shares: Shares, floors: Shares, caps: Shares) -> dict[str, Fraction]:
    """Shares within floors and caps; what these move is spread over the others in proportion.

    A state at a bound stays there while the rest is spread again, until all are within theirs.
    Raises SharingError where no shares are.
    """
    for state in sorted({*floors, *caps} - {*shares}):
        raise SharingError(f"{state} has no share to bound")
    for state in shares:
        if floors.get(state, Fraction(0)) > caps.get(state, Fraction(1)):
            raise SharingError(f"the floor of {state} lies above its cap")
    if sum(floors.values(), Fraction(0)) > 1:
        raise SharingError("the floors sum to more than the whole")
    if sum((caps.get(s, Fraction(1)) for s in shares), Fraction(0)) < 1:
        raise SharingError("the caps leave a part of the whole to nobody")
    held: dict[str, Fraction] = {}
    while True:
        spread = _spread(shares, held)
        low = {s: floors[s] for s in spread if s in floors and spread[s] < floors[s]}
        high = {s: caps[s] for s in spread if s in caps and spread[s] > caps[s]}
        if not low and not high:
            return {state: held.get(state, spread.get(state, Fraction(0))) for state in shares}
        lifted = sum((bound - spread[s] for s, bound in low.items()), Fraction(0))
        cut = sum((spread[s] - bound for s, bound in high.items()), Fraction(0))
        held.update(low if lifted >= cut else high)


def _spread(shares: Shares, held: Shares) -> dict[str, Fraction]:
    """The free states' shares of what those held at a bound leave."""
    free = {s: share for s, share in shares.items() if s not in held}
    left = 1 - sum(held.values(), Fraction(0))
    total = sum(free.values(), Fraction(0))
    if not free:
        return {}
    if not total:
        return {s: left / len(free) for s in free}
    return {s: share * left / total for s, share in free.items()}


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g}"
