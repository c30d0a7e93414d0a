"""`member`: whether a state holds a role in a framework on a day, and how it came by it."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec
from pydantic import Field

from foedus.asking.declare import Inputs, question
from foedus.asking.names import FrameworkId, StateName
from foedus.asking.world import World
from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.catalogue.standing import SUSPENDED
from foedus.errors import QuestionError, did_you_mean, nearest, quoted
from foedus.judging.membership import CONTESTED, Suspended, suspensions
from foedus.model.answers import Answer, Row, Section
from foedus.model.citations import Citation
from foedus.model.frameworks import Framework, Role
from foedus.model.instruments import PROVISIONAL, Party
from foedus.model.lists import ROLE, Listed
from foedus.model.time import Interval
from foedus.model.verdicts import Verdict
from foedus.model.wording import in_role, inline, opening

WORDS = {True: "yes", False: "no", None: "undetermined"}


class MemberInput(Inputs):
    """A framework, a state and a role."""

    framework: FrameworkId = Field(
        description="Framework, such as nato", json_schema_extra={"positional": True}
    )
    state: StateName = Field(
        description="State (id or name)", json_schema_extra={"positional": True}
    )
    role: str = Field(
        "member", description="Role: member, observer, partner, associate, candidate, ..."
    )


class Spell(msgspec.Struct, frozen=True):
    """A time in the role, how it began and ended, and the source."""

    matched_by = ("began",)
    held: Interval
    began: str
    ended: str
    contested: str
    cite: Citation | None
    provisional: bool = False


class MemberAnswer(Answer, frozen=True, kw_only=True):
    """Whether the role was held that day (None: contested or not known), and every spell of it.

    `open` says why the verdict is None. `listing` is how the list stands that the answer rests on.
    """

    framework: str
    state: str
    role: str
    verdict: Verdict
    spells: tuple[Spell, ...]
    open: str
    listing: Listed
    never: bool
    suspended: tuple[Suspended, ...]

    def judged(self) -> str:
        held = in_role(self.role)
        words = {True: held, False: f"not {held}", None: f"perhaps {held}"}
        return f"{words[self.verdict]} {self.framework}"

    def sections(self) -> Sequence[Section]:
        return tuple(self._sections())

    def _sections(self) -> Iterator[Section]:
        rows = tuple(
            Row(
                (str(s.held), s.began, s.ended, s.contested),
                cites=(s.cite,) if s.cite else (),
                tone="good" if self.on in s.held else "quiet",
            )
            for s in self.spells
        )
        columns = ("Held", "Began by", "Ended by", "Contested because")
        yield Section(_title(self.role), columns, rows, self._empty())
        if self.suspended:
            yield Section(
                "Suspended",
                ("Since", "What is said", "Contested because"),
                tuple(
                    Row((str(s.since), s.says, s.contested), cites=(s.cite,) if s.cite else ())
                    for s in self.suspended
                ),
                tone="unsure",
            )

    def _empty(self) -> str:
        if self.never:
            return "Never."
        if self.open:
            return f"Nothing is on record; {self.open}."
        return "Nothing is on record; for other days it is not said that this list is complete."


def _title(role: str) -> str:
    """The heading of the times in a role: `As member`, `Suspended`."""
    if role == SUSPENDED:
        return "Suspended from it"
    words = role.replace("-", " ")
    return f"In the {words}" if role.endswith("-command") else f"As {words}"


@question(
    "member",
    title="Is this state a member?",
    timed="over time",
    inputs=MemberInput,
    answer=MemberAnswer,
    example={"framework": "nato", "state": "FIN", "on": "2023-04-04"},
)
def member(world: World, inputs: MemberInput, on: date) -> MemberAnswer:
    """Whether a state is a member (or holds another role) on a day, and since when."""
    catalogue = world.catalogue
    framework = catalogue.frameworks[inputs.framework]
    state = catalogue.states[inputs.state]
    role, name = inputs.role, f"{ROLE}{inputs.role}"
    nowhere = _nowhere(catalogue, framework, role)
    verdict = catalogue.has_role(framework.id, state.id, role, on)
    listing = catalogue.lists.listed(framework, name, on)
    spells = _spells(catalogue, framework, state.id, role)
    unlisted = verdict is None and all(on not in spell.held for spell in spells)
    why = "" if verdict is not None else listing.unknown() if unlisted else CONTESTED
    suspended = (
        tuple(suspensions(catalogue, framework, on, (state.id,)))
        if role == MEMBER and verdict is not False
        else ()
    )
    return MemberAnswer(
        question="member",
        on=on,
        catalogue=catalogue.key,
        title=f"{state.name} in the {framework.name} on {on}",
        lead=_lead(
            inline(state.name),
            f"{in_role(role)} the {framework.name} on {on}{_so_far(spells, on)}",
            verdict,
            why,
        )
        + nowhere,
        notes=(
            *dict.fromkeys(_suspended(inline(state.name), s) for s in suspended),
            *catalogue.lists.aged(on, (listing.checked,)),
        ),
        framework=framework.id,
        state=state.id,
        role=role,
        verdict=verdict,
        spells=spells,
        open=why,
        listing=listing,
        never=verdict is False and not spells and catalogue.lists.throughout(framework, name),
        suspended=suspended,
    )


def _nowhere(catalogue: Catalogue, asked: Framework, given: str) -> str:
    """That no framework has a role; one that is surely a slip of the pen is refused.

    Raises QuestionError.
    """
    if given in (MEMBER, SUSPENDED) or given in _roles_of(asked):  # then none other need be read
        return ""
    roles = {MEMBER, SUSPENDED}.union(*map(_roles_of, catalogue.frameworks.values()))
    if given in roles:
        return ""
    close = nearest(given, roles, least=0.8)
    told = f"no framework has the role {quoted(given)}"
    if close:
        raise QuestionError(f"{told}{did_you_mean(close)}", ("role",))
    return f" {opening(told)}; the roles are {', '.join(sorted(roles))}."


def _roles_of(framework: Framework) -> set[str]:
    """The roles that some state holds in a framework, or of which it has a list."""
    listed = (said.of for said in framework.lists if said.of.startswith(ROLE))
    return {role.role for role in framework.roles} | {name.removeprefix(ROLE) for name in listed}


def _suspended(name: str, suspended: Suspended) -> str:
    if suspended.contested:
        return f"whether the part of {name} is suspended is contested: {suspended.contested}"
    return f"{name} is a member whose part is suspended since {suspended.since}"


def _lead(name: str, role: str, verdict: Verdict, why: str) -> str:
    if verdict is None and why != CONTESTED:
        reason = why.removeprefix("not known: ")
        return f"It is not known whether {name} was {role}: {reason}."
    verb = {True: "was", False: "was not", None: f"may or may not have been ({why})"}[verdict]
    return opening(f"{name} {verb} {role}.")


def _so_far(spells: tuple[Spell, ...], on: date) -> str:
    """That the state is one by provisional application, and since when."""
    early = next((s for s in spells if s.provisional and on in s.held), None)
    return f" (applied provisionally from {early.held.start})" if early else ""


def _spells(catalogue: Catalogue, framework: Framework, state: str, role: str) -> tuple[Spell, ...]:
    return tuple(
        Spell(
            s.during,
            _began(s),
            getattr(s, "ended_by", ""),
            s.contested,
            s.cite,
            s.basis == PROVISIONAL,
        )
        for s in catalogue.spells(framework, role)
        if s.state == state
    )


def _began(spell: Party | Role) -> str:
    """By which act a state became a party; a role has none on record."""
    return spell.basis if spell.basis != "role" else ""
