"""How many of ATOP's pairs bound to defence the catalogue ties too, and why not the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from foedus.catalogue.catalogue import Catalogue
from foedus.data.atop.compare import Comparison, compare
from foedus.data.atop.frameworks import Names
from foedus.data.atop.outside import OUTSIDE, Outside
from foedus.data.store.store import Store
from foedus.judging.bonds import HELP, bonds

Pair = frozenset[str]


class Left(msgspec.Struct, frozen=True):
    """Pairs of one alliance that the catalogue does not tie, and why; no reason where it is open.

    `years` are the first and the last one; a pair may be left in some of them only.
    """

    atop: int
    pairs: tuple[tuple[str, str], ...]
    years: tuple[int, int]
    pair_years: int
    reason: str = ""
    cite: str = ""


class Covered(msgspec.Struct, frozen=True):
    """Pairs on 31 December of each year: those of ATOP, those tied, and those left."""

    first: int
    last: int
    pair_years: int
    tied: int
    contested: int
    explained: int
    left: tuple[Left, ...]


def covered(catalogue: Catalogue, store: Store, first: int, last: int) -> Covered:
    """Of each year's pairs with a duty of defence in ATOP, which ones `ties` has on its last day.

    A tie that is contested counts as one, and is counted apart too. Raises MissingDataError.
    """
    alliances = _alliances(catalogue, store, first, last)
    missing: dict[int, dict[Pair, list[int]]] = defaultdict(lambda: defaultdict(list))
    why = _Why(catalogue, compare(catalogue, store))
    total = tied = contested = explained = 0
    for year in range(first, last + 1):
        ours = _tied(catalogue, date(year, 12, 31))
        for pair, numbers in alliances[year].items():
            total += 1
            if pair in ours:
                tied += 1
                contested += not ours[pair]
                continue
            explained += all(any(why.of(number, pair)) for number in numbers)
            for number in numbers:
                missing[number][pair].append(year)
    left = sorted(_left(missing, why), key=lambda one: (-one.pair_years, one.atop))
    return Covered(first, last, total, tied, contested, explained, tuple(left))


def _tied(catalogue: Catalogue, on: date) -> Mapping[Pair, bool]:
    """The pairs that `ties` has on a day, and whether any of the ties is beyond dispute."""
    found: dict[Pair, bool] = {}
    for bond in bonds(catalogue, on, duties=HELP):
        if bond.live and bond.clause.instrument.binding:
            pair = frozenset((bond.debtor, bond.creditor))
            found[pair] = found.get(pair, False) or bond.verdict is True
    return found


def _alliances(
    catalogue: Catalogue, store: Store, first: int, last: int
) -> Mapping[int, Mapping[Pair, set[int]]]:
    """By year, the pairs bound to defence in ATOP on its last day, and by which alliances."""
    import polars as pl

    names = Names(catalogue.states)
    rows = store.scan("atop", "obligations").filter(pl.col("defense") > 0).collect().to_dicts()
    found: dict[int, dict[Pair, set[int]]] = defaultdict(lambda: defaultdict(set))
    for year in range(first, last + 1):
        on = date(year, 12, 31)
        for row in rows:
            if row["start"] <= on < row["end"]:
                pair = frozenset(names.of(row[code], on) for code in ("ccode1", "ccode2"))
                found[year][pair].add(row["atopid"])
    return found


class _Why:
    """The reason why a pair of an alliance is not tied: on record, or by what was compared."""

    def __init__(self, catalogue: Catalogue, comparison: Comparison) -> None:
        self._outside: dict[int, Outside] = {n: one for one in OUTSIDE for n in one.atop}
        self._framework = {n: f.id for f in catalogue.frameworks.values() for n in f.atop}
        self._differences: dict[tuple[str, str], tuple[str, str]] = {
            (d.framework, d.state): (d.reason, d.cite)
            for d in reversed(comparison.differences)
            if d.explained
        }

    def of(self, alliance: int, pair: Iterable[str]) -> tuple[str, str]:
        """What is so, and where it stands; both empty where the reason is open."""
        if known := self._outside.get(alliance):
            return known.says, known.cite
        framework = self._framework.get(alliance, "")
        for state in sorted(pair):
            if found := self._differences.get((framework, state)):
                return found
        return "", ""


def _left(missing: Mapping[int, Mapping[Pair, list[int]]], why: _Why) -> Iterator[Left]:
    for number, pairs in missing.items():
        grouped: dict[tuple[str, str], list[Pair]] = defaultdict(list)
        for pair in pairs:
            grouped[why.of(number, pair)].append(pair)
        for (says, cite), ones in grouped.items():
            years = [year for pair in ones for year in pairs[pair]]
            yield Left(
                number,
                tuple(sorted((min(pair), max(pair)) for pair in ones)),
                (min(years), max(years)),
                len(years),
                says,
                cite,
            )
