"""What the batch interpreter may ask of a table of events."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl


class Columns(Protocol):
    """A table of events as expressions, one row per pair of attacker and victim.

    States and actors are codes: states below `states`, actors from there on. Every boolean is
    nullable, null being unknown.
    """

    @property
    def on(self) -> "pl.Expr":
        """The day."""

    @property
    def victim(self) -> "pl.Expr":
        """Code of the state attacked."""

    @property
    def attacker(self) -> "pl.Expr":
        """Code of the attacker; null where unknown."""

    @property
    def states(self) -> int:
        """The number of states, which is the first code of an actor."""

    @property
    def silent_on_cyber(self) -> bool:
        """Whether the clause speaks of armed attack and says nothing of cyber attacks."""

    def codes(self, ids: Iterable[str]) -> list[int]:
        """The codes of ids."""

    def constant(self, identifier: str) -> "pl.Expr":
        """The code of an id in every row."""

    def enumerated(self, attribute: str) -> "pl.Expr":
        """`kind`, `object` or `domain` as its place in the closed set."""

    def party(self, subject: "pl.Expr") -> "pl.Expr":
        """Whether the subject is, that day, a party of the instrument being read."""

    def role(self, framework: str, role: str, subject: "pl.Expr") -> "pl.Expr":
        """Whether the subject holds a role in a framework that day."""

    def external(self, subject: "pl.Expr") -> "pl.Expr":
        """Whether the subject acts from outside the victim, by what the catalogue knows."""

    def within(self, areas: Iterable[str]) -> "pl.Expr":
        """Whether the place lies in any of the areas."""

    def coordinate(self, axis: str) -> "pl.Expr":
        """`lat` or `lon` of the place."""

    def island(self) -> "pl.Expr":
        """Whether the place is on an island."""

    def any_holder(self, test: "Callable[[pl.Expr], pl.Expr]") -> "pl.Expr":
        """Whether the test holds for any state that held the place that day."""

    def any_administrator(self, test: "Callable[[pl.Expr], pl.Expr]") -> "pl.Expr":
        """Whether the test holds for anyone who administered the place that day."""

    def any_status(self, statuses: Iterable[str]) -> "pl.Expr":
        """Whether the place was held under any of the titles that day."""

    def fact(self, name: str) -> "pl.Expr":
        """A boolean fact; null where not stated."""

    def fact_date(self, name: str) -> "pl.Expr":
        """A fact that is a date; null where not stated."""

    def any_listed(self, fact: str, test: "Callable[[pl.Expr], pl.Expr]") -> "pl.Expr":
        """Whether the test holds for any state that a fact lists; null where not stated."""

    def any_listed_text(self, fact: str, values: Iterable[str]) -> "pl.Expr":
        """Whether a fact lists any of the values; null where not stated."""

    def trigger_of(self, provision: str) -> "pl.Expr":
        """Whether another provision is triggered."""
