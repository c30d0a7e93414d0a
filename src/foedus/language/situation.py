"""What a condition is asked about: one attacker, one victim, one place, one day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from foedus.model.actors import Actor
from foedus.model.events import Domain, Fact, Kind, Object
from foedus.model.places import Site
from foedus.model.verdicts import Because, Verdict

PartyTest: TypeAlias = Callable[[str], Verdict]
"""Whether a state is a party, that day, of the instrument whose provision is being read."""


class Lookups(Protocol):
    """What the rules may ask of a catalogue."""

    def name_of(self, identifier: str) -> str:
        """The name of a state, actor, area, territory, body or framework."""

    def inline(self, identifier: str) -> str:
        """The same inside a sentence, where that of a state or place may take the article."""

    def is_state(self, identifier: str) -> bool:
        """Whether the id is a state's."""

    def actor(self, identifier: str) -> Actor | None:
        """The actor that is no state, or None."""

    def has_role(self, framework: str, state: str, role: str, on: date) -> Verdict:
        """Whether the state holds the role in the framework that day."""

    def asks(self, fact: str) -> str:
        """The question that a fact answers, as the glossary of facts puts it."""

    def trigger_of(self, provision: str, situation: "Situation") -> Because:
        """Whether another provision is triggered in the same situation, and why."""


@dataclass(frozen=True, slots=True)
class Situation:
    """An event reduced to one pair of attacker and victim; `site` and `attacker` may be unknown."""

    on: date
    kind: Kind
    object: Object
    domain: Domain
    victim: str
    attacker: str | None
    site: Site | None
    facts: Mapping[str, Fact]
    lookups: Lookups
    silent_on_cyber: bool = False
    """Whether the clause that is asked speaks of armed attack and says nothing of cyber attacks."""
    kept: dict[int, Because] = field(init=False, default_factory=dict, repr=False, compare=False)
    """What was said of this situation already, by who said it."""

    def fact(self, name: str) -> Verdict:
        """A fact that is true or false; unknown where the event does not state it."""
        value = self.facts.get(name)
        return value if isinstance(value, bool) else None

    def listed(self, fact: str) -> tuple[str, ...] | None:
        """A fact that lists states or bodies; None where the event does not state it."""
        value = self.facts.get(fact)
        if value is None or value is True:
            return None
        if value is False:
            return ()
        return value if isinstance(value, tuple) else (str(value),)
