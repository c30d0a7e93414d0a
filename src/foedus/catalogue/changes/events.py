"""What happens, or is found out: an invocation, and facts of events settled or uncertain."""

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta

from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes.change import (
    SCENARIO,
    Change,
    ChangeError,
    From,
    ProvisionName,
    Subject,
    field,
    key_of,
    state_of,
)
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.events import Fact
from foedus.model.provisions import Invocation, Step


class Invoke(Change, frozen=True):
    """A provision is invoked about an event."""

    name = "invoke"
    does = "a provision is invoked about an event"
    provision: ProvisionName
    attacked: Annotated[tuple[str, ...], Meta(description="the states attacked", min_length=1)]
    on: From
    event: Annotated[str, Meta(description="the event, in words")] = "the event of the scenario"
    by: Annotated[tuple[str, ...], Meta(description="the states or the body that invoke it")] = ()
    determined: Annotated[
        bool, Meta(description="whether it was determined in common that the case had arisen")
    ] = False

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the invocation. Raises ChangeError where nothing is to be invoked."""
        with field("provision"):
            clauses = catalogue.matching(self.provision)
        clause = next((c for c in clauses if c.in_force(self.on)), None)
        if clause is None:
            raise ChangeError(f"{self.provision} is not in force on {self.on}", ("on",))
        attacked = tuple(state_of(catalogue, s, self.on, "attacked") for s in self.attacked)
        by = tuple(self._who(catalogue, one) for one in self.by)
        said = Step("invoked in the scenario", self.on, by, SCENARIO)
        found = Step("determined in the scenario", self.on, by, SCENARIO)
        made = Invocation(
            clause.provision.id,
            self.event,
            self.on,
            attacked,
            SCENARIO,
            invoked=said,
            determined=found if self.determined else None,
        )
        framework = clause.framework
        new = msgspec.structs.replace(framework, invocations=(*framework.invocations, made))
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def _who(self, catalogue: Catalogue, name: str) -> str:
        with field("by"):
            return catalogue.body(name).id if "/" in name else catalogue.state(name).id

    def subject(self, catalogue: Catalogue) -> Subject:
        attacked = (state_of(catalogue, state, at="attacked") for state in self.attacked)
        return ("invoked", self.provision, self.event, *sorted(attacked))

    def told(self, catalogue: Catalogue) -> str:
        whom = " and ".join(
            catalogue.inline(state_of(catalogue, s, at="attacked")) for s in self.attacked
        )
        return f"{self.provision} is invoked on {self.on} about an attack on {whom}"


class Settle(Change, frozen=True):
    """A fact of every event asked about is settled."""

    name = "settle"
    does = "a fact of the event is settled"
    fact: Annotated[str, Meta(description="the fact, as un-security-council-authorisation")]
    to: Annotated[
        str, Meta(description="true, false, a day, or states and bodies with commas between")
    ] = "true"

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue in which the fact is so. Raises ChangeError for one that nobody asks."""
        fact, value = _known(catalogue, self.fact), self._value(catalogue)
        return catalogue.with_fact(fact, value, key_of(catalogue, self))

    def _value(self, catalogue: Catalogue) -> Fact:
        if self.to in ("true", "false"):
            return self.to == "true"
        try:
            return date.fromisoformat(self.to)
        except ValueError:
            with field("to"):
                parts = [part.strip() for part in self.to.split(",") if part.strip()]
                return tuple(p if "/" in p else catalogue.someone(p) for p in parts)

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("fact", self.fact)

    def told(self, catalogue: Catalogue) -> str:
        return f"it is settled {catalogue.asks(self.fact)}: {self.to}"


class Unsettle(Change, frozen=True):
    """A fact of every event asked about is not known, whatever the event says of it."""

    name = "unsettle"
    does = "a fact of the event is made uncertain"
    fact: Annotated[str, Meta(description="the fact, as un-security-council-authorisation")]

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue in which it is not known. Raises ChangeError for a fact nobody asks."""
        return catalogue.with_fact(_known(catalogue, self.fact), None, key_of(catalogue, self))

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("fact", self.fact)

    def told(self, catalogue: Catalogue) -> str:
        return f"it is not known {catalogue.asks(self.fact)}"


def _known(catalogue: Catalogue, fact: str) -> str:
    known = catalogue.definitions.facts
    if fact not in known:
        told = f"no rule asks for a fact {quoted(fact)}"
        raise ChangeError(f"{told}{did_you_mean(nearest(fact, known))}", ("fact",))
    return fact
