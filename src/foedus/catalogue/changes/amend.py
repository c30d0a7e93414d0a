"""Amending what stands: the rule of a body, a weight, the area or the strength of a duty."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Annotated, Protocol

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
    Until,
    days,
    field,
    key_of,
    outside,
    with_instrument,
)
from foedus.catalogue.changes.weights import tables_of
from foedus.errors import did_you_mean, nearest, quoted
from foedus.model.conditions import All, AnyOf, Condition, Contested, Named, Not, Test
from foedus.model.frameworks import Body, DecisionRule, Quorum
from foedus.model.provisions import STRENGTH_WORDS, Duty, Provision, Strength
from foedus.model.time import Interval
from foedus.reckoning.voting.rule import rule_of


class AmendRule(Change, frozen=True):
    """A body decides a matter by another rule from a day on."""

    name = "amend-rule"
    does = "a body decides a matter by another rule"
    body: Annotated[str, Meta(description="the body, as eu/council")]
    matter: Annotated[str, Meta(description="the matter; `any` is what has no rule of its own")]
    rule: Annotated[str, Meta(description="the voting rule, as unanimity")]
    on: From
    until: Until = None
    weights: Annotated[str, Meta(description="the table of weights that the rule asks for")] = ""
    quota: Annotated[int, Meta(description="the weighted votes that the rule asks for", ge=0)] = 0
    quorum: Annotated[Quorum, Meta(description="who must be present, if the rule asks")] = ""
    checked_by: Annotated[
        str, Meta(description="the table of weights by which it is checked on demand")
    ] = ""

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the rule. Raises ChangeError for a rule that there is not."""
        body, span = self._body(catalogue), days(self.on, self.until)
        if self.on not in body.during:
            apart = body.during.apart(self.on)
            raise ChangeError(f"the {body.name} did not exist on {self.on}: {apart}", ("on",))
        framework = catalogue.framework(body.id.split("/")[0])
        self._check(catalogue)
        known = dict.fromkeys(m for r in body.rules for m in (r.matter, *r.also))
        also = next((r.also for r in body.rules if r.matter == self.matter), ())
        if self.matter != "any" and self.matter not in known:
            hint = did_you_mean(nearest(self.matter, known), f"it has {', '.join(known) or 'none'}")
            told = f"the {body.name} has no rule for the matter {quoted(self.matter)}"
            raise ChangeError(f"{told}{hint}", ("matter",))
        new = DecisionRule(
            self.matter,
            self.rule,
            SCENARIO,
            during=span,
            weights=self.weights,
            quota=self.quota,
            quorum=self.quorum,
            checked_by=self.checked_by,
            also=also,
        )
        rules = tuple(_superseded(body.rules, span, lambda r: r.matter == self.matter))
        changed = msgspec.structs.replace(body, rules=(*rules, new))
        bodies = tuple(changed if b.id == body.id else b for b in framework.bodies)
        made = msgspec.structs.replace(framework, bodies=bodies)
        return catalogue.with_frameworks([made], key_of(catalogue, self))

    def _body(self, catalogue: Catalogue) -> Body:
        with field("body"):
            return catalogue.body(self.body)

    def _check(self, catalogue: Catalogue) -> None:
        """The rule is one of those there are, and has all that it asks for, and no more."""
        known = catalogue.definitions.voting_rules
        if self.rule not in known:
            like = [name for name in known if self.rule and self.rule in name]
            hint = did_you_mean(nearest(self.rule, known) or like[:3], "such as unanimity")
            told = f"no voting rule is called {quoted(self.rule)}"
            raise ChangeError(f"{told}{hint}", ("rule",))
        rule = rule_of(known[self.rule])
        asked = {
            "weights": (rule.weighs, bool(self.weights)),
            "quota": (rule.has_quota, bool(self.quota)),
            "checked_by": (rule.has_check, bool(self.checked_by)),
        }
        for name, (needs, given) in asked.items():
            if needs != given:
                need = "needs" if needs else "asks for no"
                raise ChangeError(f"rule {self.rule!r} {need} `{name}`", (name,))
        if self.quorum and not rule.has_quorum:
            raise ChangeError(f"rule {self.rule!r} asks for no `quorum`", ("quorum",))
        tables = tables_of(catalogue)
        for name in ("weights", "checked_by"):
            given = getattr(self, name)
            if given and given not in tables:
                told = f"no table of weights is called {quoted(given)}"
                raise ChangeError(f"{told}{did_you_mean(nearest(given, tables))}", (name,))

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("rule", self._body(catalogue).id, self.matter)

    def told(self, catalogue: Catalogue) -> str:
        what = "its other matters" if self.matter == "any" else f"{self.matter} matters"
        body = self._body(catalogue)
        return f"the {body.name} decides {what} by {self.rule} from {self.on} on{_until(self)}"


class AmendArea(Change, frozen=True):
    """Another area stands in the trigger of a provision from a day on."""

    name = "amend-area"
    does = "a provision covers another area"
    provision: ProvisionName
    area: Annotated[str, Meta(description="the area or territory that stands in its trigger")]
    becomes: Annotated[
        tuple[str, ...], Meta(description="the areas or territories in its place", min_length=1)
    ]
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the area. Raises ChangeError where the provision names no such."""
        d = catalogue.definitions
        places = {**d.areas, **d.territories}
        for place in self.becomes:
            if place not in places:
                told = f"no area or territory is called {quoted(place)}"
                raise ChangeError(f"{told}{did_you_mean(nearest(place, places))}", ("becomes",))

        def made(provision: Provision) -> Provision:
            if provision.trigger is None:
                return provision
            trigger = _moved(provision.trigger, self.area, self.becomes)
            return msgspec.structs.replace(provision, trigger=trigger)

        changed = amended(catalogue, self, made)
        if changed is None:
            named = sorted(_areas(catalogue, self.provision))
            there = f"it names {', '.join(named)}" if named else "it names none"
            told = f"{self.provision} names no area {quoted(self.area)} in its trigger"
            raise ChangeError(f"{told}; {there}", ("area",))
        return changed

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("area", self.provision, self.area)

    def told(self, catalogue: Catalogue) -> str:
        places = " and ".join(map(catalogue.inline, self.becomes))
        was = catalogue.inline(self.area)
        return f"{self.provision} covers {places} for {was} from {self.on} on{_until(self)}"


class AmendDuty(Change, frozen=True):
    """A duty has another strength from a day on."""

    name = "amend-duty"
    does = "a duty has another strength"
    provision: ProvisionName
    strength: Annotated[Strength, Meta(description="the strength, from 0 to 5")]
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the strength. Raises ChangeError for what is no duty."""

        def made(provision: Provision) -> Provision:
            if not isinstance(provision.effect, Duty):
                return provision
            effect = msgspec.structs.replace(provision.effect, strength=self.strength)
            return msgspec.structs.replace(provision, effect=effect)

        changed = amended(catalogue, self, made)
        if changed is None:
            told = f"{self.provision} is no duty of another strength on {self.on} or later"
            raise ChangeError(told, ("strength",))
        return changed

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("strength", self.provision)

    def told(self, catalogue: Catalogue) -> str:
        words = STRENGTH_WORDS[self.strength]
        return f"{self.provision} has strength {self.strength} ({words}) from {self.on} on"


def _until(change: "AmendRule | AmendArea") -> str:
    return f" until {change.until}" if change.until else ""


def _superseded(
    rules: Iterable[DecisionRule], span: Interval, same: Callable[[DecisionRule], bool]
) -> Iterator[DecisionRule]:
    """The rules, and of those in place of which another one stands for a time the other days."""
    for rule in rules:
        if same(rule) and rule.during.overlaps(span):
            for piece in outside(rule.during, span):
                yield msgspec.structs.replace(rule, during=piece)
        else:
            yield rule


class _OfProvision(Protocol):
    """A change of a provision for a time."""

    @property
    def provision(self) -> str: ...
    @property
    def on(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def amended(
    catalogue: Catalogue, change: _OfProvision, make: Callable[[Provision], Provision]
) -> Catalogue | None:
    """The catalogue with a provision that stands in another way for a time; None if none does."""
    span = days(change.on, change.until)
    with field("provision"):
        clauses = catalogue.matching(change.provision)
    ids = {clause.provision.id for clause in clauses}
    framework, anything = clauses[0].framework, False
    for instrument in {c.instrument.id: c.instrument for c in clauses}.values():
        found: list[Provision] = []
        for provision in instrument.provisions:
            inside = provision.during.clip(span)
            new = make(provision) if provision.id in ids and not inside.empty else provision
            if new == provision:
                found.append(provision)
                continue
            anything = True
            pieces = outside(provision.during, span)
            found += [msgspec.structs.replace(provision, during=piece) for piece in pieces]
            found.append(msgspec.structs.replace(new, during=inside))
        changed = msgspec.structs.replace(instrument, provisions=tuple(found))
        framework = with_instrument(framework, changed)
    if not anything:
        return None
    return catalogue.with_frameworks([framework], key_of(catalogue, change))


def _areas(catalogue: Catalogue, name: str) -> set[str]:
    from foedus.language.tree import references

    return {
        reference.id
        for clause in catalogue.matching(name)
        if clause.provision.trigger is not None
        for reference in references(clause.provision.trigger)
        if reference.to == "area"
    }


def _moved(condition: Condition, area: str, becomes: tuple[str, ...]) -> Condition:
    """The condition with other areas in place of one, wherever a test names it."""

    def moved(part: Condition) -> Condition:
        return _moved(part, area, becomes)

    match condition:
        case Test("within", argument):
            named = json.loads(argument)
            named = [named] if isinstance(named, str) else named
            if area not in named:
                return condition
            new = [p for name in named for p in (becomes if name == area else (name,))]
            return Test("within", msgspec.json.encode(list(dict.fromkeys(new))).decode())
        case All(parts):
            return All(tuple(map(moved, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(moved, parts)))
        case Not(part):
            return Not(moved(part))
        case Named(name, part):
            return Named(name, moved(part))
        case Contested(readings):
            return Contested(
                tuple(msgspec.structs.replace(r, when=moved(r.when)) for r in readings)
            )
        case _:
            return condition
