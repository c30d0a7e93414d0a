"""Declaring an act once, so that every door can open on it.

An act is one module of a group of `foedus.acts`: typed inputs, who may do it, and a pure function
of world, inputs, actor and moment that gives what is to be recorded, or refuses in one sentence.
Doors find it through `every` and `find`. Another package declares acts by entry points of the group
`foedus.acts`.
"""

import functools
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar

from pydantic import Field

from foedus.acting.names import Readers
from foedus.asking.declared import Declared, Inputs, homes_in
from foedus.asking.extras import advice
from foedus.asking.world import World
from foedus.documents.numbers import Day
from foedus.errors import FoedusError, QuestionError, quoted
from foedus.extensions import extensions
from foedus.model.entries import Audience, Content, Draft, Entry, Level
from foedus.model.people import SECRETARIAT, Person, Post
from foedus.record.standing import stands

GROUP: Final = "foedus.acts"
"""The package of foedus's own, and the entry points by which other packages declare acts."""


class ActInputs(Inputs):
    """What every act takes beside its own inputs."""

    on: Day | None = Field(
        None, description="The day from which it counts; the day of the act where left out"
    )
    to: Readers = Field(
        [],
        description="Who may see it: states, bodies such as nato/nac, a framework for its members, "
        "secretariat; the members of the framework and its secretariat where left out",
    )
    level: Level = Field("unclassified", description="The level of what it says")
    corrects: str = Field("", description="The entry that it stands in place of, by its id")
    reason: str = Field("", max_length=2_000, description="Why; needed where it corrects an entry")


F = TypeVar("F", bound=ActInputs)


class ActError(QuestionError):
    """An act that is refused, in one sentence, with the provision that forbids it if one does."""


@dataclass(frozen=True)
class Act(Declared[F], Generic[F]):
    """A declared act: who may do it, by their posts, and what it writes."""

    who: tuple[Post, ...]

    def drafts(
        self, world: World, given: Any, actor: Person, moment: datetime
    ) -> tuple[Draft, ...]:
        """What is to be recorded: the act first, then what follows from it.

        Pure: nothing is written. Whether the actor may do it at all is not decided here but by
        `foedus.identity.authority`. Raises QuestionError, at the place of what is refused.
        """
        inputs = self.read(given, {}, world.catalogue)
        if inputs.corrects and not inputs.reason:
            raise ActError(f"say why it corrects {inputs.corrects}", ("reason",))
        try:
            if inputs.corrects:
                _correctable(world, inputs.corrects, actor)
            found: Draft | tuple[Draft, ...] = self.function(world, inputs, actor, moment)
        except QuestionError:
            raise
        except FoedusError as error:
            raise ActError(str(error), error.at) from None
        except ModuleNotFoundError as error:
            missing = advice(error)
            if missing is None:
                raise
            raise ActError(f"{self.name}: {missing}") from None
        drafts = (found,) if isinstance(found, Draft) else found
        if inputs.corrects:
            corrected = world.record.find(inputs.corrects)
            _same_kind(corrected, drafts[0])
            check_reaches(drafts[0], corrected.draft.audience, inputs.corrects)
        return drafts


def _correctable(world: World, entry: str, actor: Person) -> None:
    """An entry is corrected by its own party, and where it stands. Raises ActError."""
    corrected = world.record.find(entry)
    if corrected.by != actor.party:
        raise ActError(f"{entry} is {corrected.by}'s, who alone may correct it", ("corrects",))
    if stands(world.record, corrected) is None:
        raise ActError(f"{entry} does not stand any more", ("corrects",))
    later = [e for e in world.record.about(entry) if e.draft.corrects == entry]
    if later:
        told = f"{entry} was corrected already, by {later[-1].id}; correct that one"
        raise ActError(told, ("corrects",))


def _same_kind(corrected: Entry, draft: Draft) -> None:
    kind = corrected.content.kind
    if kind != draft.content.kind:
        told = f"{corrected.id} is a {kind}, and this is a {draft.content.kind}"
        raise ActError(told, ("corrects",))
    about, other = corrected.content.about[:1], draft.content.about[:1]
    if about != other:  # what stands is looked for where it was first said
        told = f"{corrected.id} is about {about[0]}, and this is about {other[0]}"
        raise ActError(f"{told}; annul that one, and do this anew", ("corrects",))


def check_reaches(draft: Draft, readers: Audience, entry: str) -> None:
    """Refuse a draft that not all readers of an entry may see, where it changes how that stands.

    What some of them do not know, they judge wrongly. Raises ActError.
    """
    mine = (draft.audience.originator, *draft.audience.to)
    left_out = [name for name in (readers.originator, *readers.to) if name not in mine]
    if left_out:
        told = f"it changes how {entry} stands, so whoever may see that must see it"
        raise ActError(f"{told}: leave `to` out, or add {', '.join(left_out)}", ("to",))


def drafted(
    inputs: ActInputs,
    actor: Person,
    moment: datetime,
    *,
    framework: str,
    content: Content,
    told: str,
    within: Audience | None = None,
) -> Draft:
    """The draft of an act: for its day, and for whom the inputs say.

    Where they do not say, what speaks of another entry is for those who may see that one, `within`,
    and what speaks of none for the members of the framework and its secretariat.
    """
    if within is None:
        within = Audience(SECRETARIAT, (framework,))
    to = inputs.to or (within.originator, *within.to)
    level = inputs.level if "level" in inputs.model_fields_set else within.level
    others = tuple(dict.fromkeys(name for name in to if name != actor.party))
    return Draft(
        framework=framework,
        by=actor.party,
        valid=day_of(inputs, moment),
        audience=Audience(actor.party, others, level),
        content=content,
        corrects=inputs.corrects,
        reason=inputs.reason,
        told=told,
    )


def day_of(inputs: ActInputs, moment: datetime) -> date:
    """The day from which an act counts."""
    return inputs.on or moment.date()


def act(
    name: str,
    *,
    inputs: type[F],
    who: tuple[Post, ...],
    example: Mapping[str, Any],
) -> Callable[[Callable[[World, F, Person, datetime], Draft | tuple[Draft, ...]]], Act[F]]:
    """Declare an act; its summary is the first line of the function's docstring.

    `who` are the posts one of which a person must hold. `example` is inputs that a door can show.
    """

    def declare(
        function: Callable[[World, F, Person, datetime], Draft | tuple[Draft, ...]],
    ) -> Act[F]:
        summary = (function.__doc__ or "").strip().splitlines()[0]
        return Act(name, summary, inputs, function, example, who)

    return declare


@functools.cache
def every() -> Mapping[str, Act[Any]]:
    """Every act by name; none of another package stands in for one of foedus's own."""
    others = {found.name: found for found in extensions(GROUP, Act)}
    return others | {found.name: found for found in _declared()}


def find(name: str) -> Act[Any]:
    """An act by name. Raises ActError, naming those there are."""
    found = every().get(name)
    if found is None:
        raise ActError(f"no act is called {quoted(name)}; there are {', '.join(every())}")
    return found


def _declared() -> Iterator[Act[Any]]:
    for module in homes_in(GROUP).values():
        loaded = importlib.import_module(module)
        for value in vars(loaded).values():
            if isinstance(value, Act) and value.function.__module__ == loaded.__name__:
                yield value


def forget() -> None:
    """Look for the acts anew, where one came or went since the start."""
    homes_in.cache_clear()
    every.cache_clear()
