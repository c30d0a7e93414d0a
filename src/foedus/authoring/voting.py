"""Voting rules, of a list of their own or of one body, as an author writes them, and as built."""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

import msgspec
from pydantic import Field, model_validator

from foedus.authoring.making import Making
from foedus.documents.entry import Cited, Entry, Slug, Words
from foedus.documents.numbers import WHOLE, Flag
from foedus.documents.source import Location
from foedus.model.citations import Citation
from foedus.model.voting import Asked, Passes, VotingRule
from foedus.reckoning.voting.criteria import CriterionError, parse
from foedus.reckoning.voting.rule import rule_of

Report = Callable[[Location, str], None]
Members = Annotated[int, Field(ge=0, le=1_000), *WHOLE]


class OwnRuleEntry(Entry):
    """A voting rule that a body has to itself, written out where it decides by it."""

    says: Words
    criteria: Annotated[list[dict[str, Any]], Field(min_length=1)]
    passes: Passes = "majority"
    concerned: Literal["leave", "abstain"] | None = None
    least_concerned: Members = 0
    most_concerned: Members = 1_000
    silent: Flag = False
    reinforced: Slug | None = None
    least_participants: Members = 0
    not_modelled: str = ""

    @model_validator(mode="after")
    def _concerned_in_order(self) -> "OwnRuleEntry":
        bounds = {"least_concerned", "most_concerned"} & self.model_fields_set
        if bounds and not self.concerned:
            raise ValueError(f"`{min(bounds)}` goes with `concerned`")
        if self.least_concerned > self.most_concerned:
            raise ValueError("`least_concerned` is more than `most_concerned`")
        return self


class VotingRuleEntry(OwnRuleEntry, Cited):
    """A shorthand: a voting rule that any body may name by its id."""

    id: Slug
    cite: Words
    note: str = ""


# -- what they become ------------------------------------------------------------------------------

_RULE = Making(
    VotingRule,
    OwnRuleEntry,
    given=["id", "cite", "note"],
    criteria=lambda e: tuple(_asked(e)),
)


def _asked(entry: OwnRuleEntry) -> Iterator[Asked]:
    for data in entry.criteria:
        for name, argument in data.items():
            yield Asked(name, msgspec.json.encode(argument).decode())


def voting_rule(
    entry: OwnRuleEntry,
    identifier: str,
    cite: Citation,
    path: Location,
    report: Report,
    note: str = "",
) -> VotingRule | None:
    """Build a voting rule; None, with every fault reported, where its criteria cannot be used."""
    sound = True
    for index, data in enumerate(entry.criteria):
        try:
            parse(data, (*path, "criteria", index))
        except CriterionError as error:
            sound = False
            report(error.at, str(error))
    if not sound:
        return None
    written = _RULE(entry, id=identifier, cite=cite, note=note)
    if len(rule_of(written).measures) > 1:
        report(
            (*path, "criteria"),
            "a rule may ask for permanent seats or for weights, not for both: its coalitions "
            "could not be counted",
        )
        return None
    return written
