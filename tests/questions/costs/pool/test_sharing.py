"""Sharing a cost: the published examples, and the laws that every sharing obeys."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog  # type: ignore[import-untyped]

from foedus.questions.costs.pool.allocation import in_proportion, shapley
from foedus.questions.costs.pool.core import blocking, why_empty
from foedus.questions.costs.pool.equal_saving import equal_saving
from foedus.questions.costs.pool.game import CostGame
from foedus.questions.costs.pool.nucleolus import least_core, nucleolus
from tests.questions.costs.pool.games import (
    airport,
    bankruptcy,
    cost_games,
    excess,
    game,
    permuted,
)

TVA = game(
    {
        "N": 163_520,
        "F": 140_826,
        "P": 250_096,
        "NF": 301_607,
        "NP": 378_821,
        "FP": 367_370,
        "NFP": 412_584,
    }
)
"""Straffin and Heaney, "Game Theory and the Tennessee Valley Authority", International Journal of
Game Theory 10 (1981), 35-43: navigation, flood control and power, in thousands of dollars."""


def exact(*payments: float) -> tuple[Fraction, ...]:
    return tuple(map(Fraction, payments))


SKANE = """
    A 2195 H 1708 K 1091 L 1588 M 2081 T 2198 AH 3469 AK 3286 AL 3783 AM 4276 AT 4393 HK 2296
    HL 2500 HM 3789 HT 3906 KL 2679 KM 3145 KT 3289 LM 3110 LT 3786 MT 3941 AHK 4074 AHL 4322
    AHM 5550 AHT 5667 AKL 4874 AKM 5340 AKT 5484 ALM 5305 ALT 5981 AMT 6136 HKL 2726 HKM 4255
    HKT 4494 HLM 4581 HLT 4698 HMT 5649 KLM 4201 KLT 4877 KMT 5032 LMT 5146 AHKL 4895 AHKM 6025
    AHKT 6272 AHLM 6403 AHLT 6520 AHMT 7410 AKLM 6396 AKLT 7072 AKMT 7227 ALMT 7341 HKLM 4807
    HKLT 4924 HKMT 5935 HLMT 6441 KLMT 5661 AHKLM 6976 AHKLT 7093 AHKMT 7742 AHLMT 8300 AKLMT 7397
    HKLMT 6646 AHKLMT 8382
"""
"""Young, Okada and Hashimoto, "Cost Allocation in Water Resources Development: A Case Study of
Sweden", IIASA WP-79-77 (1979): six groups of municipalities, in 10,000 crowns."""


def test_the_tennessee_valley_authority() -> None:
    assert nucleolus(TVA) == exact(116_234, 93_540, 202_810)
    assert shapley(TVA) == exact(117_829, 100_756.5, 193_998.5)
    assert blocking(TVA, shapley(TVA)) is None


def test_the_airport_shares_each_stretch_of_runway_among_those_who_need_it() -> None:
    """Littlechild and Owen, Management Science 20 (1973), 370-372."""
    assert shapley(airport(8, 11, 13, 18)) == exact(2, 3, 4, 9)


@pytest.mark.parametrize("runways", [(8, 11, 13, 18), (1, 1, 5, 20, 21), (4, 6, 6, 7, 30, 31)])
def test_the_airport_nucleolus_is_that_of_the_formula(runways: tuple[int, ...]) -> None:
    """Littlechild, "A Simple Expression for the Nucleolus in a Special Case", International
    Journal of Game Theory 3 (1974), 21-29: again and again the group that pays least each."""
    paid: list[Fraction] = []
    while len(paid) < len(runways) - 1:
        done = sum(paid, Fraction(0))
        options = [
            (Fraction(runways[k - 1] - done) / (k - len(paid) + 1), k)
            for k in range(len(paid) + 1, len(runways))
        ]
        each, until = min(options, key=lambda option: (option[0], -option[1]))
        paid += [each] * (until - len(paid))
    paid.append(runways[-1] - sum(paid, Fraction(0)))
    assert nucleolus(airport(*runways)) == tuple(paid)


@pytest.mark.parametrize(
    ("estate", "shares"),
    [
        (100, (Fraction(100, 3), Fraction(100, 3), Fraction(100, 3))),
        (200, (50, 75, 75)),
        (300, (50, 100, 150)),
    ],
)
def test_the_three_widows_of_the_talmud(estate: int, shares: tuple[Fraction, ...]) -> None:
    paid = nucleolus(bankruptcy(estate, 100, 200, 300))
    assert tuple(-part for part in paid) == shares


def test_the_water_of_skane() -> None:
    """The Shapley value as printed in table 7; of the nucleolus the first four.

    For M and T the table prints 18.60 and 19.21. These are not the nucleolus of the costs printed:
    they leave more aggrieved whoever comes third.
    """
    words = SKANE.split()
    water = game({k: int(v) for k, v in zip(words[::2], words[1::2], strict=True)})
    crowns = [round(float(part) / 100, 2) for part in shapley(water)]
    assert crowns == pytest.approx([20.01, 10.71, 6.61, 10.37, 16.94, 19.18], abs=0.011)
    found = nucleolus(water)
    assert [round(float(part) / 100, 2) for part in found[:4]] == [20.35, 12.06, 5.00, 8.61]
    printed = (*found[:4], found[4] + 28, found[5] - 28)
    assert aggrieved(water, found) < aggrieved(water, printed)


def aggrieved(of: CostGame, payments: tuple[Fraction, ...]) -> list[Fraction]:
    """The excesses of all coalitions, the largest first."""
    return sorted((excess(of, payments, c) for c in range(1, of.everyone)), reverse=True)


@given(cost_games())
def test_the_shapley_value_is_the_average_over_all_orders_of_joining(of: CostGame) -> None:
    players = range(len(of.players))
    sums = [0] * len(of.players)
    orders = list(permutations(players))
    for order in orders:
        before = 0
        for player in order:
            sums[player] += int(of.costs[before | 1 << player]) - int(of.costs[before])
            before |= 1 << player
    assert shapley(of) == tuple(Fraction(total, len(orders)) for total in sums)


@given(cost_games())
def test_the_nucleolus_meets_kohlbergs_criterion(of: CostGame) -> None:
    """At every level of excess, those as aggrieved or more have weights that are all positive and
    count every player once (SIAM Journal on Applied Mathematics 20 (1971), 62-66)."""
    payments = nucleolus(of)
    assert sum(payments) == of.total
    excesses = {c: excess(of, payments, c) for c in range(1, of.everyone)}
    for level in sorted(set(excesses.values()), reverse=True):
        group = [c for c, value in excesses.items() if value >= level]
        members = np.array([[c >> k & 1 for c in group] for k in range(len(of.players))])
        least = linprog(
            [0.0] * len(group) + [-1.0],
            A_ub=np.hstack((-np.eye(len(group)), np.ones((len(group), 1)))),
            b_ub=np.zeros(len(group)),
            A_eq=np.hstack((members, np.zeros((len(of.players), 1)))),
            b_eq=np.ones(len(of.players)),
        )
        assert least.status == 0
        assert -least.fun > 1e-9
        if np.linalg.matrix_rank(members) == len(of.players):
            break


@given(cost_games())
def test_the_core_is_as_the_linear_programme_says(of: CostGame) -> None:
    """HiGHS finds the same least excess; where it is above nothing, the weights prove it."""
    least = least_core(of)
    if least is None:
        assert len(of.players) == 1
        return
    proper = range(1, of.everyone)
    members = [[c >> k & 1 for k in range(len(of.players))] + [-1] for c in proper]
    solved = linprog(
        [0.0] * len(of.players) + [1.0],
        A_ub=members,
        b_ub=[int(of.costs[c]) for c in proper],
        A_eq=[[1] * len(of.players) + [0]],
        b_eq=[of.total],
        bounds=(None, None),
    )
    assert float(least.e) == pytest.approx(solved.fun, abs=1e-7)
    empty = why_empty(of)
    assert (empty is None) == (least.e <= 0)
    assert (empty is None) == (blocking(of, nucleolus(of)) is None)
    if empty is not None:
        for player in of.players:
            assert sum(w for group, w in empty.weights if player in group) == 1
        assert all(weight > 0 for _, weight in empty.weights)
        assert empty.costs == sum(w * of.cost_of(group) for group, w in empty.weights)
        assert empty.costs < of.total


@given(cost_games())
def test_a_blocking_coalition_gains_what_is_said_and_no_other_gains_more(of: CostGame) -> None:
    payments = in_proportion(of, of.alone)
    excesses = {c: excess(of, payments, c) for c in range(1, of.everyone)}
    found = blocking(of, payments)
    if found is None:
        assert all(value <= 0 for value in excesses.values())
    else:
        coalition = sum(1 << of.players.index(member) for member in found.members)
        assert excesses[coalition] == found.gain == max(excesses.values())


@given(cost_games(4).filter(lambda of: all(of.alone)))
def test_equal_saving_has_the_least_difference_that_the_core_allows(of: CostGame) -> None:
    """HiGHS finds the same largest difference of what players pay of their cost alone."""
    payments = equal_saving(of)
    assert sum(payments) == of.total
    if why_empty(of) is not None:
        assert payments == in_proportion(of, of.alone)
        return
    assert blocking(of, payments) is None
    players = range(len(of.players))
    ratios = [paid / alone for paid, alone in zip(payments, of.alone, strict=True)]
    rows = [[float(c >> k & 1) for k in players] + [0.0] for c in range(1, of.everyone)]
    bounds = [int(of.costs[c]) for c in range(1, of.everyone)]
    for one, other in permutations(players, 2):
        row = [0.0] * len(of.players) + [-1.0]
        row[one], row[other] = 1 / of.alone[one], -1 / of.alone[other]
        rows.append(row)
        bounds.append(0)
    if not rows:
        return
    solved = linprog(
        [0.0] * len(of.players) + [1.0],
        A_ub=rows,
        b_ub=bounds,
        A_eq=[[1] * len(of.players) + [0]],
        b_eq=[of.total],
        bounds=(None, None),
    )
    assert float(max(ratios) - min(ratios)) == pytest.approx(solved.fun, abs=1e-7)


def test_equal_saving_is_equal_where_the_core_allows() -> None:
    """Costs alone of 10, 40 and 80, together 105: all save 19 per cent."""
    of = game({"A": 10, "B": 40, "C": 80, "AB": 50, "AC": 90, "BC": 120, "ABC": 104})
    assert equal_saving(of) == exact(8, 32, 64)
    dear = game({"A": 10, "B": 40, "C": 80, "AB": 50, "AC": 90, "BC": 95, "ABC": 104})
    assert equal_saving(dear) == (Fraction(9), Fraction(95, 3), Fraction(190, 3))


@given(cost_games(4), st.randoms(use_true_random=False))
def test_the_order_of_the_players_is_without_effect(of: CostGame, chance: object) -> None:
    order = list(range(len(of.players)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    other = permuted(of, tuple(order))
    savings = (equal_saving,) if all(of.alone) else ()
    for share in (shapley, nucleolus, *savings):
        assert share(other) == tuple(share(of)[k] for k in order)


@given(cost_games(4))
def test_a_player_that_never_adds_to_the_cost_pays_nothing(of: CostGame) -> None:
    joined = CostGame((*of.players, "Z"), np.concatenate((of.costs, of.costs)))
    assert shapley(joined)[-1] == 0
    if why_empty(of) is None:
        assert nucleolus(joined)[-1] == 0
    assert in_proportion(joined, joined.alone)[-1] == 0


@given(cost_games(4), st.integers(1, 20))
def test_a_player_that_adds_more_everywhere_pays_no_less(of: CostGame, more: int) -> None:
    """Strong monotonicity (Young 1985), which of all sharings only the Shapley value has."""
    costs = of.costs.copy()
    costs[1::2] += more
    dearer = CostGame(of.players, costs)
    assert shapley(dearer)[0] == shapley(of)[0] + more


def test_costs_too_large_for_64_bits_are_shared_exactly() -> None:
    vast = 10**25
    costs = np.array([0, 3 * vast, 4 * vast, 5 * vast + 1], dtype=object)
    of = CostGame(("A", "B"), costs)
    assert shapley(of) == nucleolus(of) == (Fraction(4 * vast + 1, 2), Fraction(6 * vast + 1, 2))
