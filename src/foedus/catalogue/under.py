"""What lies under a changed catalogue: the base, and what of it does not hold any longer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from foedus.catalogue.catalogue import Catalogue

T = TypeVar("T")


@dataclass(frozen=True)
class Under:
    """The catalogue that lies under a changed one, and what of it does not hold any longer.

    `changed` are the frameworks that stand in for others; `touched` are they, and those that take
    their parties from them. All else is the base's, and is kept there for every scenario.
    """

    base: "Catalogue"
    changed: frozenset[str]
    touched: frozenset[str]
    order: Mapping[str, int]

    @classmethod
    def of(cls, base: "Catalogue", changed: frozenset[str]) -> "Under":
        """What lies under a catalogue with changed frameworks."""
        takers = base.takers()
        touched, ahead = set(changed), list(changed)
        while ahead:
            new = takers.get(ahead.pop(), frozenset()) - touched
            touched |= new
            ahead += new
        order = {identifier: number for number, identifier in enumerate(base.frameworks)}
        return cls(base, changed, frozenset(touched), order)

    def merged(
        self,
        shared: Iterable[T],
        own: Iterable[T],
        whose: Callable[[T], str],
        replaced: frozenset[str],
    ) -> tuple[T, ...]:
        """What is shared, with one's own of the frameworks replaced, in the order of frameworks."""
        last = len(self.order)
        kept = [item for item in shared if whose(item) not in replaced]
        return tuple(sorted([*kept, *own], key=lambda item: self.order.get(whose(item), last)))
