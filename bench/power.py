"""How long exact power indices take, and that they equal counting every coalition.

Run: python bench/power.py
"""

import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from itertools import product

import foedus
from foedus.catalogue.chamber import chamber
from foedus.reckoning.voting.ballot import Ballot
from foedus.reckoning.voting.coalitions import Counts, Game, count
from foedus.reckoning.voting.rule import rule_of

LIMITS = {27: 3.0, 32: 10.0}


def brute_force(game: Game) -> Counts:
    """Every coalition, one by one."""
    players = range(len(game.players))
    swings = [[0] * len(game.players) for _ in players]
    winning = 0
    for members in product((False, True), repeat=len(game.players)):
        size, weight = sum(members), sum(w for w, m in zip(game.weights, members, strict=True) if m)
        if game.wins(size, weight):
            winning += 1
            for p in players:
                if members[p] and not game.wins(size - 1, weight - game.weights[p]):
                    swings[p][size - 1] += 1
    return Counts(game.players, winning, tuple(map(tuple, swings)))


def union(members: int, seed: int = 1) -> Game:
    """An EU of so many members with made-up populations, in hundredths of a per cent."""
    chance = random.Random(seed)
    raw = [chance.paretovariate(0.9) for _ in range(members)]
    shares = [max(1, round(10_000 * r / sum(raw))) for r in raw]
    states = tuple(f"S{n:02}" for n in range(members))
    weights = dict(zip(states, shares, strict=True))
    rule = foedus.load().catalogue.definitions.voting_rules["qualified-majority"]
    return rule_of(rule).game(Ballot(states, weights=weights))


def council(on: date, body: str) -> Game:
    room = chamber(foedus.load().catalogue, body, "", on)
    ballot = room.ballot()
    return room.rule.game(ballot)


def timed(work: Callable[[], Counts]) -> tuple[float, Counts]:
    start = time.perf_counter()
    counts = work()
    counts.banzhaf()
    counts.shapley()
    return time.perf_counter() - start, counts


def games() -> Iterator[tuple[str, Game]]:
    yield "UN Security Council 2020 (15)", council(date(2020, 1, 1), "un/security-council")
    yield "UN Security Council 1950 (11)", council(date(1950, 1, 1), "un/security-council")
    yield "Council of the EU 1996 (15)", council(date(1996, 1, 1), "eu/council")
    yield "Council of the EU 2025 (27)", council(date(2025, 6, 1), "eu/council")
    yield "North Atlantic Council 2025 (32)", council(date(2025, 1, 1), "nato/nac")
    for members in (8, 12, 16, 27, 32, 40):
        yield f"EU rule, {members} members", union(members)
    yield "UN General Assembly 2025 (193)", council(date(2025, 1, 1), "un/general-assembly")


def main() -> None:
    print(f"{'body':34} {'seconds':>8} {'limit':>6}  {'brute force':>12}  equal")
    for name, game in games():
        seconds, counts = timed(lambda game=game: count(game))  # type: ignore[misc]
        limit = LIMITS.get(len(game.players))
        peer, equal = "", ""
        if len(game.players) <= 16:
            slow, counted = timed(lambda game=game: brute_force(game))  # type: ignore[misc]
            peer, equal = f"{slow:.3f}", "yes" if counted == counts else "NO"
            assert counted == counts, name
        assert sum(counts.shapley()) == Fraction(1)
        assert limit is None or seconds < limit, name
        print(f"{name:34} {seconds:8.3f} {limit or '':>6}  {peer:>12}  {equal}")


if __name__ == "__main__":
    main()
