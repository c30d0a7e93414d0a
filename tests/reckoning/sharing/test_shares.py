"""Laws of shares: whole before, whole after."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.reckoning.sharing.shares import (
    SharingError,
    bounded,
    in_proportion,
    joined,
    mixed,
    without,
)

WEIGHTS = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=2), st.integers(1, 10_000), min_size=2, max_size=12
)


def whole(weights: dict[str, int]) -> dict[str, Fraction]:
    return in_proportion({state: Fraction(weight) for state, weight in weights.items()})


@given(WEIGHTS)
def test_shares_in_proportion_sum_to_one(weights: dict[str, int]) -> None:
    shares = whole(weights)
    assert sum(shares.values()) == 1
    assert all(share > 0 for share in shares.values())


@given(WEIGHTS, st.data())
def test_who_leaves_is_borne_by_the_others_in_proportion(
    weights: dict[str, int], data: st.DataObject
) -> None:
    shares = whole(weights)
    gone = data.draw(st.sets(st.sampled_from(sorted(shares)), max_size=len(shares) - 1))
    after = without(shares, gone, "leave")
    assert sum(after.values()) == 1
    assert not gone & set(after)
    assert len({after[state] / shares[state] for state in after}) == 1


@given(WEIGHTS, st.integers(1, 99))
def test_who_joins_dilutes_the_others_and_leaving_again_undoes_it(
    weights: dict[str, int], percent: int
) -> None:
    shares = whole(weights)
    after = joined(shares, {"NEW": Fraction(percent, 100)})
    assert sum(after.values()) == 1
    assert after["NEW"] == Fraction(percent, 100)
    assert without(after, ["NEW"], "leave") == shares


@given(WEIGHTS, st.data())
def test_bounds_hold_and_the_whole_stays_whole(
    weights: dict[str, int], data: st.DataObject
) -> None:
    shares = whole(weights)
    number = len(shares)
    chosen = st.sets(st.sampled_from(sorted(shares)), max_size=number)
    floors = {s: Fraction(1, 2 * number) for s in data.draw(chosen)}
    caps = {s: Fraction(2, number) for s in data.draw(chosen)}
    after = bounded(shares, floors, caps)
    assert sum(after.values()) == 1
    assert all(after[state] >= floor for state, floor in floors.items())
    assert all(after[state] <= cap for state, cap in caps.items())
    free = [s for s in after if s not in floors and s not in caps]
    assert len({after[s] / shares[s] for s in free}) <= 1


@given(WEIGHTS)
def test_a_mix_of_a_key_with_itself_is_that_key(weights: dict[str, int]) -> None:
    shares = whole(weights)
    assert mixed([(Fraction(1, 3), shares), (Fraction(2, 3), shares)]) == shares


def test_nonsense_is_refused_in_one_sentence() -> None:
    half = {"AUT": Fraction(1, 2), "BEL": Fraction(1, 2)}
    with pytest.raises(SharingError, match="nobody is left to pay"):
        without(half, ["AUT", "BEL"], "abstain")
    with pytest.raises(SharingError, match="CHE has no share and cannot leave"):
        without(half, ["CHE"], "leave")
    with pytest.raises(SharingError, match="AUT has a share already"):
        joined(half, {"AUT": Fraction(1, 10)})
    with pytest.raises(SharingError, match="above 0"):
        joined(half, {"CHE": Fraction(0)})
    with pytest.raises(SharingError, match="take the whole"):
        joined(half, {"CHE": Fraction(1)})
    with pytest.raises(SharingError, match="sum to 50 per cent"):
        mixed([(Fraction(1, 2), half)])
    with pytest.raises(SharingError, match="CHE has no share to bound"):
        bounded(half, {"CHE": Fraction(1)}, {})
    with pytest.raises(SharingError, match="floor of AUT lies above its cap"):
        bounded(half, {"AUT": Fraction(1, 2)}, {"AUT": Fraction(1, 3)})
    with pytest.raises(SharingError, match="floors sum to more"):
        bounded(half, {"AUT": Fraction(2, 3), "BEL": Fraction(2, 3)}, {})
    with pytest.raises(SharingError, match="caps leave a part"):
        bounded(half, {}, {"AUT": Fraction(1, 3), "BEL": Fraction(1, 3)})
