"""How many take part, and on which rungs of the ladder the others stand."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.measures.measure import Each, Figure, Measure, NotKnownError, Value
from foedus.model.citations import Citation
from foedus.model.lists import ROLE
from foedus.model.wording import counted

if TYPE_CHECKING:
    from foedus.measures.seen import Seen

OURS = Citation("foedus, definitions of states, members and roles", "frameworks and states")
MEMBER = "member"
NO_RUNG = ("suspended", "command")
"""Ends of the names of roles that members alone have: being suspended, or in a command."""


class Inclusivity(Measure):
    """Inclusivity: the share of the world's states that are members."""

    name = "inclusivity"
    title = "Inclusivity"
    asks = "Does it become more inclusive?"
    order = 50
    least = 1
    figures = (
        Figure(
            "share of states",
            "share of the states of the day that are members",
            "members / states that exist",
        ),
        Figure("members", "number of members", "members", "states", 0.0, None),
    )
    papers = (OURS,)
    denominator = (
        "states of the list of foedus that exist on the day: those of ISO 3166 with a life, and "
        "the ended ones; Palestine, the Holy See and the Cook Islands are among them"
    )
    uncertainty = "None: members are counted. Those contested are told and left out."
    not_shown = (
        "Who has a say, and who is kept out against its will: a framework of neighbours is no less "
        "open for being small. See the ladder, and voice."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        number = len(seen.members)
        states = sum(state.exists(seen.on) for state in seen.catalogue.states.values())
        yield Value(
            figure="share of states",
            value=number / states,
            of=f"{counted(number, 'member')} of {states} states{seen.doubt}",
        )
        yield Value(figure="members", value=float(number), of=f"{number}{seen.doubt}")


class Ladder(Measure):
    """Inclusivity: the rungs below membership."""

    name = "ladder"
    title = "Inclusivity: the ladder"
    asks = "What is there for states that are not members?"
    order = 51
    least = 1
    figures = (
        Figure(
            "outside",
            "share of those that take part in any role that are not members",
            "states in a role that are no members / states in any role",
        ),
    )
    papers = (OURS,)
    denominator = "members, and states in any other role of the definition by which they take part"
    uncertainty = (
        "None: roles are counted. Where the list of any rung is not complete, no share is given."
    )
    not_shown = (
        "What a role is worth: a partner of one framework sits at the table, and of another gets "
        "letters. Whether a rung leads to the next."
    )

    def values(self, seen: "Seen") -> Iterator[Value]:
        catalogue, framework = seen.catalogue, seen.framework
        roles = {role.role for role in framework.roles}
        roles |= {said.of.removeprefix(ROLE) for said in framework.lists if ROLE in said.of}
        rungs = [MEMBER, *sorted(r for r in roles - {MEMBER} if not r.endswith(NO_RUNG))]
        holders = {MEMBER: set(seen.members)}
        for rung in rungs[1:]:
            spells = catalogue.spells(framework, rung)
            holders[rung] = {s.state for s in spells if seen.on in s.during and not s.contested}
        each = tuple(
            Each(rung, float(len(states)), self._rights(seen, rung))
            for rung, states in holders.items()
            if states
        )
        lists = catalogue.lists
        lacking = [r for r in rungs[1:] if not lists.complete(framework, f"{ROLE}{r}", seen.on)]
        if lacking or len(rungs) == 1:
            many = len(lacking) > 1
            told = (
                f"the {'lists' if many else 'list'} of the {'rungs' if many else 'rung'} "
                f"{' and '.join(lacking)} {'are' if many else 'is'} not complete"
            )
            why = told if lacking else "the definition says of no rung but membership who holds it"
            yield Value(figure="outside", why=why, each=each)
            return
        every = set().union(*holders.values())
        if not every:
            raise NotKnownError("nobody takes part in it that day")
        outside = len(every - holders[MEMBER])
        yield Value(
            figure="outside",
            value=outside / len(every),
            of=f"{outside} of {counted(len(every), 'state')} that take part; there are lists of: "
            f"{', '.join(rungs)}",
            each=each,
        )

    def _rights(self, seen: "Seen", rung: str) -> str:
        """The bodies in which the holders of a role sit."""
        bodies = [
            body.name
            for body in seen.framework.bodies
            if seen.on in body.during and body.composed_of == rung
        ]
        return f"sit in the {', the '.join(bodies)}" if bodies else "no body is made up of them"
