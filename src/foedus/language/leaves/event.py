"""Leaf tests on the event itself and on the two sides of it."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

from foedus.language.leaf import Leaf, Reference, sentence, strings
from foedus.language.situation import PartyTest, Situation
from foedus.language.who import CLASSES, batch_is_one_of, is_one_of, regardless, words
from foedus.model.events import DOMAINS, EFFECTS, KINDS, MAY_BE_ATTACKS, OBJECTS
from foedus.model.verdicts import Because

if TYPE_CHECKING:
    import polars as pl

    from foedus.language.columns import Columns

LESS: Final = "whether it is an attack, or the threat of one, in the sense of the clause"


@dataclass(frozen=True)
class _OneOf(Leaf):
    """A test that a closed-set attribute of the event is one of several values."""

    values: tuple[str, ...]
    attribute: ClassVar[str]
    closed_set: ClassVar[tuple[str, ...]]
    subject: ClassVar[str]
    alone = True

    @classmethod
    def parse(cls, argument: Any) -> Self:
        values = strings(argument, f"{cls.name}s")
        for value in values:
            if value not in cls.closed_set:
                raise ValueError(f"{value!r} is not one of {', '.join(cls.closed_set)}")
        return cls(values)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        value: str = getattr(seen, self.attribute)
        allowed = " or ".join(self.values)
        return sentence(
            value in self.values,
            f"{self.subject} is {value}",
            f"{self.subject} is {value}, not {allowed}",
            "",
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return columns.enumerated(self.attribute).is_in(
            [self.closed_set.index(value) for value in self.values]
        )


class KindIs(_OneOf):
    """`kind: [armed-attack, ...]`: the kind of the event.

    Sabotage and an incursion that the list does not name are an armed attack where their scale and
    effects are those of one: till that is stated it is unknown, and so it stays where they are not,
    since less than an armed attack may be a use or a threat of force. So it is of a cyber attack in
    a clause that says nothing of any. What asks for an armed attack alone is told so by the
    readings that all duties to help share.
    """

    name, attribute, closed_set, subject = "kind", "kind", KINDS, "the event"

    def _may_be(self, *, silent_on_cyber: bool) -> tuple[str, ...]:
        """The kinds that may be an armed attack, where an attack is asked for and they are not."""
        asked = "armed-attack" in self.values
        kinds = (*MAY_BE_ATTACKS, "cyber-attack") if silent_on_cyber else MAY_BE_ATTACKS
        return tuple(kind for kind in kinds if asked and kind not in self.values)

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        if seen.kind not in self._may_be(silent_on_cyber=seen.silent_on_cyber):
            return super().explain(seen, party)
        asks = LESS if "threat" in self.values else seen.lookups.asks(EFFECTS)
        verdict = True if seen.fact(EFFECTS) else None
        met = f"the event is {seen.kind} with the effects of an armed attack"
        return sentence(verdict, met, "", asks)

    def batch(self, columns: "Columns") -> "pl.Expr":
        import polars as pl

        named = super().batch(columns)
        kinds = self._may_be(silent_on_cyber=columns.silent_on_cyber)
        if not kinds:
            return named
        may_be = columns.enumerated("kind").is_in([KINDS.index(kind) for kind in kinds])
        with_effects = pl.when(columns.fact(EFFECTS)).then(True)
        return pl.when(may_be).then(with_effects).otherwise(named)


class DomainIs(_OneOf):
    """`domain: [land, sea, air, space, cyber]`: where it was fought."""

    name, attribute, closed_set, subject = "domain", "domain", DOMAINS, "the domain"


class ObjectIs(_OneOf):
    """`object: [territory, vessel, ...]`: what was attacked."""

    name, attribute, closed_set, subject = "object", "object", OBJECTS, "the object attacked"


@dataclass(frozen=True)
class _SideIs(Leaf):
    """A test that one side of the event answers to one of several who-terms."""

    terms: tuple[str, ...]

    @functools.cached_property
    def alone(self) -> bool:
        return regardless(self.terms)

    @classmethod
    def parse(cls, argument: Any) -> Self:
        return cls(strings(argument, f"ids or of the words {', '.join(CLASSES)}"))

    def references(self) -> Iterable[Reference]:
        return (Reference("who", term) for term in self.terms if term not in CLASSES)


class VictimIs(_SideIs):
    """`victim: [ids or words]`: the state attacked."""

    name = "victim"

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        verdict = is_one_of(self.terms, seen.victim, seen, party)
        name, who = seen.lookups.inline(seen.victim), words(self.terms, seen)
        return sentence(
            verdict, f"{name} is {who}", f"{name} is not {who}", f"whether {name} is {who}"
        )

    def batch(self, columns: "Columns") -> "pl.Expr":
        return batch_is_one_of(self.terms, columns.victim, columns)


class AttackerIs(_SideIs):
    """`attacker: [ids or words]`: the attacker; unknown where nobody is named."""

    name = "attacker"

    def explain(self, seen: Situation, party: PartyTest) -> Because:
        verdict = is_one_of(self.terms, seen.attacker, seen, party)
        who = words(self.terms, seen)
        if seen.attacker is None:
            attacker, settles = "the attacker", f"who attacked, and whether it is {who}"
        else:
            attacker = seen.lookups.inline(seen.attacker)
            settles = f"whether {attacker} is {who}"
        return sentence(verdict, f"{attacker} is {who}", f"{attacker} is not {who}", settles)

    def batch(self, columns: "Columns") -> "pl.Expr":
        return batch_is_one_of(self.terms, columns.attacker, columns)
