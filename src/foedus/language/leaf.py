"""What every leaf test has in common."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Literal, NamedTuple, Self, TypeAlias

from foedus.language.situation import PartyTest, Situation
from foedus.model.verdicts import Because, Verdict

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns

RefersTo: TypeAlias = Literal["who", "area", "body", "framework", "provision", "fact"]


class Reference(NamedTuple):
    """An id that a leaf's argument mentions and that the catalogue must know."""

    to: RefersTo
    id: str


class Leaf(ABC):
    """A test of one thing about a situation.

    A leaf is one class: it reads its argument from plain data, explains itself for one situation
    and compiles itself to a Polars expression for a column of them. Both must agree.
    """

    name: ClassVar[str]

    @property
    def alone(self) -> bool:
        """Whether it says the same whoever is a party: then it is asked once of a situation."""
        return False

    @classmethod
    @abstractmethod
    def parse(cls, argument: Any) -> Self:
        """Read the argument. Raises ValueError with one sentence that says what would be right."""

    @abstractmethod
    def explain(self, seen: Situation, party: PartyTest) -> Because:
        """The verdict in one situation, and the sentence that gives the reason."""

    @abstractmethod
    def batch(self, columns: "Columns") -> "pl.Expr":
        """The same verdict as a nullable boolean expression; null is unknown."""

    def references(self) -> Iterable[Reference]:
        """The ids that the argument mentions."""
        return ()

    def truths(self) -> Iterable[str]:
        """The facts of the event that it asks for as true or false."""
        return ()


def sentence(verdict: Verdict, yes: str, no: str, settles: str) -> Because:
    """The reason for a leaf's verdict."""
    if verdict is None:
        return Because(None, f"unknown: {settles}", settles=settles)
    return Because(verdict, yes if verdict else no)


def strings(argument: Any, what: str) -> tuple[str, ...]:
    """A non-empty list of strings. Raises ValueError otherwise."""
    if (
        isinstance(argument, list | tuple)
        and argument
        and all(isinstance(item, str) for item in argument)
    ):
        return tuple(argument)
    raise ValueError(f"expected a list of {what}, got {argument!r}")
