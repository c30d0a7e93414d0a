"""How a proof tries many examples: all where a person runs it, a seeded part in the tests."""

from collections.abc import Callable
from typing import Final, NamedTuple

import hypothesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SEED: Final = 1949


class Part(NamedTuple):
    """How much of a proof is run, and which examples are drawn."""

    seed: int
    fraction: float

    def of(self, whole: int) -> int:
        """How many of so many examples; at least one."""
        return max(1, round(whole * self.fraction))


WHOLE: Final = Part(SEED, 1)
TENTH: Final = Part(SEED, 0.1)


def explore(test: Callable[[st.DataObject], None], whole: int, part: Part) -> int:
    """Run a test on examples that Hypothesis draws; how many it passed. Raises what the test does.

    A failing example is made small, and told with the seed that draws it again.
    """
    passed = 0

    @hypothesis.seed(part.seed)
    @settings(
        max_examples=part.of(whole),
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(data=st.data())
    def once(data: st.DataObject) -> None:
        nonlocal passed
        test(data)
        passed += 1

    once()
    return passed
