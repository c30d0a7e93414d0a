"""The two interpreters of the rule language, explain and batch, agree on everything."""

import pytest

from foedus.catalogue.catalogue import Catalogue
from foedus.language.leaves import LEAVES
from proofs import agreement
from proofs.exploring import Part
from tests.language import made_up


def test_the_strategies_know_every_leaf() -> None:
    assert set(made_up.leaves()) == set(LEAVES)


@pytest.mark.parametrize("name", sorted(LEAVES))
def test_they_agree_on_every_leaf(name: str, part: Part) -> None:
    assert agreement.on_a_leaf(name, part) >= part.of(agreement.A_LEAF)


def test_they_agree_on_trees_of_conditions(part: Part) -> None:
    assert agreement.on_trees(part) >= part.of(agreement.TREES)


def test_they_agree_on_who_is_bound_to_whom(part: Part) -> None:
    assert agreement.on_bonds(part) >= part.of(agreement.BONDS)


def test_they_agree_on_the_shipped_provisions(part: Part, catalogue: Catalogue) -> None:
    """Events among the parties of an instrument, on its turning points and any day of its life."""
    assert agreement.on_the_shipped(catalogue, part) >= part.of(agreement.SHIPPED)
