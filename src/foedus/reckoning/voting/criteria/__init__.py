"""The registry of criteria, by the name that definitions use, and reading them."""

import dataclasses
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from foedus.errors import FoedusError
from foedus.reckoning.voting.criteria.by_heads import (
    NoneAbsent,
    NoneAgainst,
    NoVeto,
    Quorum,
    Votes,
)
from foedus.reckoning.voting.criteria.by_weight import (
    AbstentionLimit,
    Population,
    PopulationCheck,
    WeightedVotes,
)
from foedus.reckoning.voting.criteria.composed import All, AnyOf
from foedus.reckoning.voting.criteria.criterion import Criterion, Plain

Path: TypeAlias = tuple[str | int, ...]
FAILS_AS: Final = "fails_as"
COMPOSED: Final[Mapping[str, type[All] | type[AnyOf]]] = {c.name: c for c in (All, AnyOf)}
CRITERIA: Final[Mapping[str, type[Plain]]] = {
    criterion.name: criterion
    for criterion in (
        Votes,
        NoneAgainst,
        NoVeto,
        NoneAbsent,
        Quorum,
        Population,
        WeightedVotes,
        PopulationCheck,
        AbstentionLimit,
    )
}


class CriterionError(FoedusError):
    """A criterion that cannot be read; `at` leads to the key at fault."""


def parse(data: Any, path: Path = ()) -> Criterion:
    """Read a criterion: a mapping of its name to its argument. Raises CriterionError."""
    if not isinstance(data, dict) or len(data) != 1:
        known = ", ".join((*COMPOSED, *CRITERIA))
        raise CriterionError(f"a criterion has exactly one key, its name: {known}", path)
    [(name, argument)] = data.items()
    here = (*path, str(name))
    if name in COMPOSED:
        if not isinstance(argument, list) or not argument:
            raise CriterionError("expected a list of criteria", here)
        parts = (parse(part, (*here, index)) for index, part in enumerate(argument))
        return COMPOSED[name](tuple(parts))
    kind = CRITERIA.get(name)
    if kind is None:
        known = ", ".join((*COMPOSED, *CRITERIA))
        raise CriterionError(f"unknown criterion {name!r}; the criteria are {known}", here)
    return _read(kind, argument, here)


def _read(kind: type[Plain], argument: Any, path: Path) -> Criterion:
    """A criterion with its argument; every one may have another word by which it fails."""
    known = (*kind.keys, FAILS_AS)
    if not isinstance(argument, dict):
        raise CriterionError(f"expected a mapping, {{}} at least, got {argument!r}", path)
    for key in argument:
        if key not in known:
            told = ", ".join(known)
            raise CriterionError(f"unknown key {key!r}; {kind.name} has {told}", (*path, key))
    own = {key: value for key, value in argument.items() if key != FAILS_AS}
    word = argument.get(FAILS_AS)
    if FAILS_AS in argument and (not isinstance(word, str) or not word):
        raise CriterionError(f"expected a word, got {word!r}", (*path, FAILS_AS))
    try:
        criterion = kind.parse(own)
    except ValueError as error:
        raise CriterionError(f"{kind.name}: {error}", path) from None
    return dataclasses.replace(criterion, word=word) if word else criterion  # type: ignore[type-var]
