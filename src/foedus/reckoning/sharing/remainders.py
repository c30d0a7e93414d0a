"""Settling remainders: shares of an amount in whole steps of money that sum to it exactly."""

from collections.abc import Mapping
from decimal import MAX_PREC, Decimal, localcontext
from fractions import Fraction
from math import floor


def largest_remainder(
    shares: Mapping[str, Fraction], amount: Decimal, step: Decimal
) -> dict[str, Decimal]:
    """Each holder's part of the amount, in whole steps (0.01 for cents); the sum is exact.

    Everyone first receives its part rounded down to a whole step. The steps left over go one each
    to the largest remainders; of equal remainders the larger share goes first, of equal shares the
    lower id. Whoever has no share receives nothing. A negative amount is settled as the positive
    one, with the sign turned, so that a refund undoes a payment.

    Raises ValueError where the shares do not sum to one, or the amount is not in whole steps.
    """
    if not (step.is_finite() and step > 0):
        raise ValueError(f"the step must be positive, got {step}")
    if not amount.is_finite():
        raise ValueError(f"the amount must be a number, got {amount}")
    steps = Fraction(amount) / Fraction(step)
    if steps.denominator != 1:
        raise ValueError(f"{amount} is not a multiple of {step}")
    total = sum(shares.values(), Fraction(0))
    if total != 1:
        raise ValueError(f"the shares sum to {total}, not to 1")
    exact = {holder: share * abs(steps) for holder, share in shares.items()}
    whole = {holder: floor(part) for holder, part in exact.items()}
    left = abs(steps.numerator) - sum(whole.values())
    ranked = sorted(exact, key=lambda h: (whole[h] - exact[h], -shares[h], h))
    for holder in ranked[:left]:
        whole[holder] += 1
    unit = step if amount >= 0 else -step
    with localcontext(prec=MAX_PREC):
        return {holder: (unit * count if count else 0 * step) for holder, count in whole.items()}
