"""ATOP's alliances as frameworks, with a statement of what ATOP does not code."""

from collections.abc import Mapping

from foedus.data.store import Store
from foedus.model.actors import State
from foedus.model.frameworks import Framework

FACTS: Mapping[str, str] = {}


def frameworks(store: Store, states: Mapping[str, State]) -> dict[str, Framework]:
    """Placeholder"""
    return {}
