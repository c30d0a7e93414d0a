"""What calls an obligation that ATOP codes: its conditions as rules, the unspelt ones as facts.

ATOP says of a condition that there is one (only against certain adversaries, only in a certain
place), not always which. Such a condition is a fact that the event must state; until it does the
answer is undetermined, and says what would settle it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from foedus.model.conditions import All, AnyOf, Condition, Not, Test
from foedus.model.provisions import DutyKind

FACTS: Final[Mapping[str, str]] = {
    "atop-adversary": "whether the other side is an adversary that the alliance is limited to "
    "(ATOP codes that it is limited, and at most two states that it names)",
    "atop-location": "whether this is a place that the alliance is limited to (ATOP codes that it "
    "is limited to a place, not which)",
    "atop-conflict": "whether this belongs to the conflict that the alliance is limited to (ATOP "
    "codes that it is limited to one, not which)",
    "atop-number": "whether the number of adversaries is the one that the alliance requires (ATOP "
    "codes that it requires one, not which)",
    "atop-demand": "whether the adversary refused the demand that the alliance names (ATOP codes "
    "that there is one, not which)",
    "atop-limits": "whether the further limits of the obligation are met (ATOP codes that there "
    "are some, not which)",
    "atop-occasion": "whether the war that the ally itself began is one that help is promised for "
    "(ATOP codes that help is not only for an ally attacked, and that there are conditions)",
    "atop-among-members": "whether the obligation also holds against another member (ATOP does not "
    "code it)",
}
CONDITIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "defense": ("defcoadv", "defcoloc", "defcocon", "defconum", "defcodem", "defconpr"),
    "offense": ("offcoadv", "offcoloc", "offcocon", "offconum", "offcodem"),
    "neutral": ("neucoadv", "neucoloc", "neucocon", "neuconum", "neucodem", "neuconpr", "neucoatt"),
    "nonagg": (),
    "consul": ("concoadv", "concoloc", "concocon", "concoreq"),
}
KINDS: Final[Mapping[str, tuple[DutyKind, ...]]] = {
    "defense": ("assist", "defend"),
    "offense": ("assist",),
    "neutral": ("neutral",),
    "nonagg": ("refrain",),
    "consul": ("consult",),
}
SAYS: Final[Mapping[str, str]] = {
    "defense": "Active military help if the other is attacked.",
    "offense": "Active military help also where the other was not attacked.",
    "neutral": "No help to the other's enemies.",
    "nonagg": "No attack on the other.",
    "consul": "Consult, or cooperate, in a crisis.",
}
_FACT_OF: Final[Mapping[str, str]] = {
    "loc": "atop-location",
    "con": "atop-conflict",
    "num": "atop-number",
    "dem": "atop-demand",
}
_WORDS: Final[Mapping[str, str]] = {
    "adv": "against certain adversaries",
    "loc": "in a certain place",
    "con": "in a certain conflict",
    "num": "with a certain number of adversaries",
    "dem": "after a demand is refused",
    "npr": "unprovoked",
    "att": "if attacked",
    "req": "on request",
}
_CALLS: Final[Mapping[str, str]] = {
    "defense": "armed attack",
    "offense": "war, by whomever begun",
    "neutral": "war with a third state",
    "nonagg": "attack by a member",
    "consul": "attack or threat",
}


def _test(name: str, argument: Any) -> Test:
    return Test(name, msgspec.json.encode(argument).decode())


def engages_either(obligation: str, coded: Mapping[str, int]) -> bool:
    """Whether the obligation is owed to a member that itself attacks, too."""
    return obligation == "offense" or (obligation == "neutral" and not coded.get("neucoatt"))


def trigger(obligation: str, coded: Mapping[str, int], named: tuple[str, ...]) -> Condition:
    """When an obligation is called: the kind of event, and the conditions coded with 1.

    `named` are the states that ATOP names as the threat. The other side is the attacker, or the
    state attacked where the obligation is owed to an attacker too.
    """
    kinds = ["armed-attack", "threat"] if obligation == "consul" else ["armed-attack"]
    parts: list[Condition] = [_test("kind", kinds)]
    if obligation in ("defense", "offense", "neutral"):
        sides = ["attacker", "victim"] if engages_either(obligation, coded) else ["attacker"]
        outside = [_test(side, ["non-party"]) for side in sides]
        parts.append(AnyOf((*outside, _test("fact", "atop-among-members"))))
    conditions = list(_conditions(obligation, coded, named))
    if obligation == "offense" and conditions:
        # without conditions help is promised in every war, as in the Steel Pact of 1939 (Art. 3)
        conditions.append(AnyOf((_test("attacker", ["non-party"]), _test("fact", "atop-occasion"))))
    parts += conditions
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _conditions(
    obligation: str, coded: Mapping[str, int], named: tuple[str, ...]
) -> Iterator[Condition]:
    for column in CONDITIONS[obligation]:
        if not coded.get(column):
            continue
        match column[-3:]:
            case "adv":
                fact = _test("fact", "atop-adversary")
                either = [_test("attacker", list(named))] if named else []
                if named and obligation != "defense":
                    either.append(_test("victim", list(named)))
                yield AnyOf((*either, fact)) if either else fact
            case "npr":
                yield Not(_test("fact", "provoked"))
            case "req":
                yield _test("request_of", ["party"])
            case "att":
                pass  # whom it is owed to says so: see `engaged`
            case kind:
                yield _test("fact", _FACT_OF[kind])
    if coded.get("olimob") and obligation != "nonagg":
        yield _test("fact", "atop-limits")


def words(obligation: str, coded: Mapping[str, int]) -> str:
    """The trigger in words."""
    found = [_WORDS[c[-3:]] for c in CONDITIONS[obligation] if coded.get(c)]
    if coded.get("olimob") and obligation != "nonagg":
        found.append("within further limits")
    return ", ".join((_CALLS[obligation], *found))
