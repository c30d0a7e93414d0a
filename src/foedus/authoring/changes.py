"""Changes that are written as definitions are, and read and checked by the same code."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from pydantic import ValidationError

from foedus.authoring.brackets import brackets_of
from foedus.authoring.compile import compile_source
from foedus.authoring.framework.named import Named
from foedus.authoring.keys import key_problems
from foedus.catalogue.catalogue import Catalogue
from foedus.catalogue.changes import Change, ChangeError
from foedus.catalogue.changes.amend import amended
from foedus.catalogue.changes.change import (
    From,
    ProvisionName,
    Subject,
    Until,
    key_of,
)
from foedus.catalogue.keys import every_key
from foedus.documents.faults import first_of, words
from foedus.documents.problems import DefinitionError, Problem
from foedus.documents.source import Source
from foedus.errors import did_you_mean, nearest, quoted
from foedus.language.tree import ConditionError, parse
from foedus.model.conditions import All, AnyOf, Condition, Contested, Not
from foedus.model.conditions import Named as NamedRule
from foedus.model.keys import Key
from foedus.model.provisions import Provision
from foedus.reckoning.sharing.kinds import KINDS
from foedus.reckoning.sharing.kinds import key_of as key_made

TOLD = 3
"""So many problems of a definition a sentence tells."""


class Define(Change, frozen=True):
    """A framework of one's own, with its instruments, or another version of one.

    `on` is the first day of its instruments and their parties, where the definition gives none.
    """

    name = "instrument"
    does = "a framework or a treaty of one's own, from its definition"
    definition: Annotated[
        Any, Meta(description="the definition of a framework: a file of it, or as it stands there")
    ]
    on: Annotated[
        date | None, Meta(description="the first day of its instruments, where it gives none")
    ] = None
    replaces: Annotated[
        bool, Meta(description="whether it stands in place of the framework of its id")
    ] = False

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the framework. Raises ChangeError with what is wrong with it."""
        source = self._source()
        known = catalogue.definitions
        if self.replaces:
            identifier = self._id(source)
            if identifier not in known.frameworks:
                told = f"there is no framework {quoted(str(identifier))} to stand in place of"
                raise ChangeError(told, ("replaces",))
            others = {i: f for i, f in known.frameworks.items() if i != identifier}
            known = msgspec.structs.replace(known, frameworks=others)
        try:
            made = compile_source(source, known)
        except DefinitionError as error:
            raise ChangeError(_together(error.problems), ("definition",)) from None
        return catalogue.with_frameworks([made], key_of(catalogue, self))

    def _source(self) -> Source:
        given = self.definition
        source = given if isinstance(given, Source) else Source("definition", given, {})
        if not isinstance(source.data, Mapping):
            told = "a definition of a framework is a mapping, with `id`, `name`, `kind` and so on"
            raise ChangeError(told, ("definition",))
        if open_ := brackets_of(source):
            names = ", ".join(bracket.name for bracket in open_)
            told = f"brackets are open in it ({names}): settle them, or ask with --brackets"
            raise ChangeError(told, ("definition",))
        if self.on is None:
            return source
        data = dict(source.data)
        entries = data.get("instruments")
        if isinstance(entries, list):
            data["instruments"] = [_dated(entry, self.on) for entry in entries]
        else:
            data.setdefault("from", self.on)
        return Source(source.file, data, source.lines)

    def _id(self, source: Source) -> Any:
        return source.data.get("id")

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("framework", str(self._id(self._source())))

    def told(self, catalogue: Catalogue) -> str:
        data = self._source().data
        verb = "stands in another version" if self.replaces else "is concluded"
        return f"{data.get('name', data.get('id'))} {verb}{f' on {self.on}' if self.on else ''}"


class AmendTrigger(Change, frozen=True):
    """A provision is called by another condition from a day on."""

    name = "amend-trigger"
    does = "a provision is called by another condition"
    provision: ProvisionName
    when: Annotated[
        dict[str, Any], Meta(description="the condition, in the language of the definitions")
    ]
    on: From
    until: Until = None

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the condition. Raises ChangeError for one that refers to nothing."""
        named: dict[str, Condition] = {}
        framework = catalogue.framework(self.provision.partition("/")[0])
        for clause in catalogue.clauses_of(framework):
            if clause.provision.trigger is not None:
                _named(clause.provision.trigger, named)
        try:
            condition = parse(self.when, named)
        except ConditionError as error:
            raise ChangeError(str(error), ("when", *error.path)) from None
        known = Named(Source("definition", {}, {}), catalogue.definitions)
        for problem in known.condition(condition, ()):
            raise ChangeError(problem.message, ("when",))

        def made(provision: Provision) -> Provision:
            return msgspec.structs.replace(provision, trigger=condition)

        changed = amended(catalogue, self, made)
        if changed is None:
            told = f"{self.provision} is called by just that condition, or by none after {self.on}"
            raise ChangeError(told, ("when",))
        return changed

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("trigger", self.provision)

    def told(self, catalogue: Catalogue) -> str:
        until = f" until {self.until}" if self.until else ""
        return f"{self.provision} is called by another condition from {self.on} on{until}"


class AmendKey(Change, frozen=True):
    """A key has other terms; it is of a time of its own, so the change has no day."""

    name = "amend-key"
    does = "a cost-sharing key has other terms"
    key: Annotated[str, Meta(description="the cost-sharing key, by its id")]
    terms: Annotated[
        dict[str, Any], Meta(description="the terms that change, as the definition has them")
    ]

    def apply(self, catalogue: Catalogue) -> Catalogue:
        """The catalogue with the key. Raises ChangeError for terms that its kind does not know."""
        keys = every_key(catalogue)
        if self.key not in keys:
            hint = did_you_mean(nearest(self.key, keys))
            raise ChangeError(f"no key is called {quoted(self.key)}{hint}", ("key",))
        old = keys[self.key]
        changed = self._changed(old)
        for path, told in key_problems(changed, catalogue.definitions):
            raise ChangeError(told, ("terms", *path))
        framework = catalogue.framework(old.id.partition("/")[0])
        made = tuple(changed if key.id == old.id else key for key in framework.keys)
        new = msgspec.structs.replace(framework, keys=made)
        return catalogue.with_frameworks([new], key_of(catalogue, self))

    def _changed(self, old: Key) -> Key:
        written = json.loads(old.terms)
        try:
            entry = KINDS[old.kind].model_validate({**written, **self.terms})
        except ValidationError as error:
            fault = first_of(error)[0][0]
            told = words(fault)
            if fault["type"] == "extra_forbidden":
                told = f"a {old.kind} key has no term {quoted(str(fault['loc'][-1]))}"
            where = tuple(fault["loc"]) if fault["loc"][:1] != () else ()
            raise ChangeError(told, ("terms", *where)) from None
        terms = key_made(old.id.partition("/")[0], entry).terms
        return msgspec.structs.replace(old, terms=terms)

    def subject(self, catalogue: Catalogue) -> Subject:
        return ("key", self.key)

    def told(self, catalogue: Catalogue) -> str:
        return f"{self.key} has other {' and '.join(self.terms)}"


def _dated(entry: Any, on: date) -> Any:
    """An instrument, in force and with parties from a day on where it does not say from when."""
    if not isinstance(entry, Mapping):
        return entry
    found = {"in_force": on, **entry}
    if isinstance(parties := entry.get("parties"), list):
        found["parties"] = [{"from": on, **p} if isinstance(p, Mapping) else p for p in parties]
    return found


def _named(condition: Condition, found: dict[str, Condition]) -> None:
    """The conditions that a framework states once and uses by name."""
    match condition:
        case NamedRule(name, part):
            found[name] = part
            _named(part, found)
        case All(parts) | AnyOf(parts):
            for part in parts:
                _named(part, found)
        case Not(part):
            _named(part, found)
        case Contested(readings):
            for reading in readings:
                _named(reading.when, found)


def _together(problems: tuple[Problem, ...]) -> str:
    told = "; ".join(str(problem) for problem in problems[:TOLD])
    others = len(problems) - TOLD
    return f"{told}; and {others} more" if others > 0 else told
