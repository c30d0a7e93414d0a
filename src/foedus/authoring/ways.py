"""How a state becomes a party, how a text is amended, and how a member is suspended."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from pydantic import model_validator

from foedus.authoring.clocks import FactName, PeriodField, period
from foedus.authoring.draft import Draft
from foedus.authoring.making import Making
from foedus.documents.entry import SLUG, Dated, Entry, Slug, Words
from foedus.documents.numbers import Flag
from foedus.documents.source import Location
from foedus.model.citations import Citation, Confidence
from foedus.model.ways import Deed, Effect, How, HowMany, Way, WayStep

STATE, PARTIES = "state", "parties"
ANYBODY: Final = (STATE, PARTIES)
WAYS: Final = ("accession", "amendment", "suspension")
"""The lists of ways of an instrument."""


class WayStepEntry(Entry):
    """One act on the way; `by` is state, parties, a body of this file, a state's id, or words."""

    step: Deed
    by: Words
    says: Words
    article: Words
    how_many: HowMany = "all"
    including: list[str] = []
    rule: Slug | None = None

    @model_validator(mode="after")
    def _coherent(self) -> "WayStepEntry":
        if self.by != PARTIES and (self.how_many != "all" or self.including):
            raise ValueError("`how_many` and `including` go with `by: parties`")
        return self


class WayEffectEntry(Entry):
    """When the change takes effect once the last step is taken."""

    says: Words
    article: Words
    after: PeriodField | None = None
    month_start: Flag = False
    fact: FactName | None = None

    @model_validator(mode="after")
    def _coherent(self) -> "WayEffectEntry":
        if self.month_start and not (self.after or "").endswith(("month", "months")):
            raise ValueError("`month_start` goes with `after` in months")
        return self


class WayEntry(Dated):
    """One way, as the text stood from `from` until `to`."""

    how: How
    article: Words | None = None
    says: Words
    open_to: str = ""
    within: list[str] = []
    perhaps: list[str] = []
    steps: list[WayStepEntry] = []
    effect: WayEffectEntry | None = None
    confidence: Confidence = "high"
    note: str = ""

    @model_validator(mode="after")
    def _coherent(self) -> "WayEntry":
        if self.how == "none" and (self.steps or self.effect):
            raise ValueError("`how: none` has no `steps` and no `effect`")
        if self.perhaps and not self.within:
            raise ValueError("`perhaps` goes with `within`")
        if self.how != "none" and not (self.article and self.steps):
            raise ValueError(f"`how: {self.how}` needs the `article` that says so, and its `steps`")
        names = [step.step for step in self.steps]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice:
            raise ValueError(f"the step `{twice}` is listed twice")
        return self


_STEP = Making(WayStep, WayStepEntry, given=["by", "cite"], read=["article"])
_EFFECT = Making(
    Effect, WayEffectEntry, given=["cite"], read=["article"], after=lambda e: period(e.after)
)
_WAY = Making(Way, WayEntry, given=["cite", "steps", "effect"], read=["article", "confidence"])


def is_body(by: str) -> bool:
    """Whether who acts is named as a body is: no word for a party, and no name of a person."""
    return by not in ANYBODY and re.fullmatch(rf"{SLUG[:-1]}(/[a-z0-9-]+)?$", by) is not None


def way(draft: Draft, entry: WayEntry, cite: Callable[[str, Confidence], Citation]) -> Way:
    """Build a way; `cite` makes the citation of an article of its instrument."""
    sure = entry.confidence
    return _WAY(
        entry,
        cite=cite(entry.article or "", sure),
        steps=tuple(
            _STEP(s, by=draft.id(s.by) if is_body(s.by) else s.by, cite=cite(s.article, sure))
            for s in entry.steps
        ),
        effect=_EFFECT(entry.effect, cite=cite(entry.effect.article, sure))
        if entry.effect
        else None,
    )


def named_in(ways: tuple[Way, ...], at: str) -> Iterator[tuple[Location, str, str]]:
    """What the ways of an instrument name, with its place: a kind of thing, and its id."""
    for index, one in enumerate(ways):
        for name in ("within", "perhaps"):
            yield from (((at, index, name), "area", area) for area in getattr(one, name))
        for number, step in enumerate(one.steps):
            here = (at, index, "steps", number)
            if is_body(step.by):
                yield (*here, "by"), "body", step.by
            elif step.by.isupper():
                yield (*here, "by"), "state", step.by
            for state in step.including:
                yield (*here, "including"), "state", state
            if step.rule:
                yield (*here, "rule"), "rule", step.rule
        if one.effect and one.effect.fact:
            yield (at, index, "effect", "fact"), "fact", one.effect.fact
