"""Leaf tests on acts of states and bodies, which the event states as facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from foedus.language.leaf import Leaf, Reference, sentence, strings
from foedus.language.situation import PartyTest, Situation
from foedus.language.who import CLASSES, batch_is_one_of, is_one_of, words
from foedus.model.events import ALSO, FLAG
from foedus.model.verdicts import Because, Verdict, any_of

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns

CONSENT: Final = "consent"
REQUEST: Final = "request"
DETERMINED: Final = "determined-by"
NAMING: Final = (CONSENT, REQUEST, FLAG, ALSO)
"""The facts that name states or actors."""


@dataclass(frozen=True)
class FactHolds(Leaf):
    """`fact: name`: the event states the fact as true; unknown where it does not state it."""

    name = "fact"
    fact: str

    @classmethod
    def parse(cls, argument: Any) -> Self:
        if not isinstance(argument, str):
            raise ValueError(f"expected the name of one fact, got {argument!r}")
        return cls(argument)

    def references(self) -> Iterable[Reference]:
        return (Reference("fact", self.fact),)

    def truths(self) -> Iterable[str]:
        return (self.fact,)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        words = self.fact.replace("-", " ")
        return sentence(
            seen.fact(self.fact),
            f"stated: {words}",
            f"stated: not {words}",
            seen.lookups.asks(self.fact),
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.fact(self.fact)


class FactStated(FactHolds):
    """`stated: name`: the event states the fact as true; where it does not, the test fails.

    For what has to be shown, such as an authorisation that would excuse a use of force.
    """

    name = "stated"

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        words = self.fact.replace("-", " ")
        verdict = seen.fact(self.fact) is True
        return sentence(verdict, f"stated: {words}", f"not stated: {words}", "")

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.fact(self.fact).fill_null(value=False)


class FactDenied(FactHolds):
    """`denied: name`: the event states the fact as false; where it does not, the test fails.

    For what is taken as given until somebody says otherwise, such as that an attack was meant.
    """

    name = "denied"

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        words = self.fact.replace("-", " ")
        verdict = seen.fact(self.fact) is False
        return sentence(verdict, f"stated: not {words}", f"not denied: {words}", "")

    def batch(self, columns: "Columns") -> "pl.Expr":
        return (~columns.fact(self.fact)).fill_null(value=False)


@dataclass(frozen=True)
class _ActOf(Leaf):
    """A test that a listed fact names someone who answers to one of several who-terms."""

    terms: tuple[str, ...]
    fact: ClassVar[str]
    met: ClassVar[str]
    unmet: ClassVar[str]
    asks: ClassVar[str]

    @classmethod
    def parse(cls, argument: Any) -> Self:
        return cls(strings(argument, f"ids or of the words {', '.join(CLASSES)}"))

    def references(self) -> Iterable[Reference]:
        return (Reference("who", term) for term in self.terms if term not in CLASSES)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        listed, who = seen.listed(self.fact), words(self.terms, seen)
        verdict: Verdict = None
        if listed is not None:
            verdict = any_of(is_one_of(self.terms, state, seen, party) for state in listed)
        return sentence(
            verdict,
            self.met.format(who),
            self.unmet.format(who),
            self.asks.format(who),
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.any_listed(
            self.fact, lambda state: batch_is_one_of(self.terms, state, columns)
        )


class ConsentOf(_ActOf):
    """`consent_of: [ids or words]`: one of them consented (fact `consent`)."""

    name, fact = "consent_of", CONSENT
    met, unmet = "{} gave its consent", "{} gave no consent"
    asks = "whether there was a consent of {}"


class RequestOf(_ActOf):
    """`request_of: [ids or words]`: one of them asked for help (fact `request`)."""

    name, fact = "request_of", REQUEST
    met, unmet = "{} gave its request", "{} gave no request"
    asks = "whether there was a request of {}"


class JoinedBy(_ActOf):
    """`joined_by: [ids or words]`: one of them attacks as well (fact `also-attacked-by`).

    Where the event names several attackers, each of them is joined by the others.
    """

    name, fact = "joined_by", ALSO
    met, unmet = "{} attacks as well", "{} does not attack as well"
    asks = "whether {} attacks as well"


class FlagOf(_ActOf):
    """`flag_of: [ids or words]`: the ship or aircraft is of one of them (fact `flag`)."""

    name, fact = "flag_of", FLAG
    met, unmet = "the flag is of {}", "the flag is not of {}"
    asks = "whether the flag is of {}"


@dataclass(frozen=True)
class DeterminedBy(Leaf):
    """`determined_by: [bodies]`: one of them made the determination (fact `determined-by`)."""

    name = "determined_by"
    bodies: tuple[str, ...]

    @classmethod
    def parse(cls, argument: Any) -> Self:
        return cls(strings(argument, "bodies"))

    def references(self) -> Iterable[Reference]:
        return (Reference("body", body) for body in self.bodies)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        listed = seen.listed(DETERMINED)
        names = " or ".join(seen.lookups.name_of(body) for body in self.bodies)
        verdict = None if listed is None else any(body in self.bodies for body in listed)
        return sentence(
            verdict,
            f"{names} made the determination",
            f"{names} made no determination",
            f"whether {names} made the determination",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.any_listed_text(DETERMINED, self.bodies)


@dataclass(frozen=True)
class Authorised(Leaf):
    """`authorised_by: body`: the body authorised it (fact `<body with a dash>-authorisation`)."""

    name = "authorised_by"
    body: str

    @classmethod
    def parse(cls, argument: Any) -> Self:
        if not isinstance(argument, str):
            raise ValueError(f"expected one body, got {argument!r}")
        return cls(argument)

    @property
    def _fact(self) -> str:
        return f"{self.body.replace('/', '-')}-authorisation"

    def references(self) -> Iterable[Reference]:
        return (Reference("body", self.body),)

    def truths(self) -> Iterable[str]:
        return (self._fact,)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        body = seen.lookups.name_of(self.body)
        return sentence(
            seen.fact(self._fact),
            f"{body} authorised it",
            f"{body} did not authorise it",
            f"whether {body} authorised it",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.fact(self._fact)
