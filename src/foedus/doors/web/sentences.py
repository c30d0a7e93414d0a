"""The sentence that a page leads with: generated and dated, as the atlas in the browser says it."""

from collections.abc import Iterator
from datetime import date

from foedus.catalogue.catalogue import MEMBER, Catalogue
from foedus.doors.web.asked import spoken
from foedus.judging.promises import standing
from foedus.model.actors import State
from foedus.model.frameworks import Framework
from foedus.model.wording import counted, inline


def world_told(catalogue: Catalogue, on: date) -> str:
    """How many states owe another help that day, and how many can count on it."""
    duties = [held for _, _, held in standing(catalogue, on)]
    owing = {
        state
        for held in duties
        for state, _ in held.debtors
        if any(other != state and (state, other) not in held.but for other, _ in held.creditors)
    }
    owed = {state for held in duties for state, _ in held.creditors}
    if not owing:
        return f"On {spoken(on)}, no state on record owed another help."
    clauses = counted(len(duties), "clause")
    return (
        f"On {spoken(on)}, {counted(len(owing), 'state')} owe another state help, "
        f"and {len(owed)} can count on it, under {clauses}."
    )


def absent(catalogue: Catalogue, state: State, on: date) -> str:
    """Why a state is not there on a day, and which came after it; empty where it is."""
    if state.exists(on):
        return ""
    lives = "; ".join(map(str, state.lives))
    who = inline(state.called(on))
    told = f"On {spoken(on)}, {who} was not in being as a state of its own (in being: {lives})."
    after = [
        inline(catalogue.states[found.state].name)
        for found in state.successors
        if found.on <= on and found.state in catalogue.states
    ]
    return f"{told} After it came {', '.join(after)}." if after else told


def state_told(catalogue: Catalogue, state: State, on: date) -> str:
    """What one state owes and is owed that day."""
    if missing := absent(catalogue, state, on):
        return missing
    who = inline(state.called(on))
    owed = {debtor for debtor, creditor in pairs(catalogue, on) if creditor == state.id}
    owes = {creditor for debtor, creditor in pairs(catalogue, on) if debtor == state.id}
    if not owed and not owes:
        return f"On {spoken(on)}, no duty of help on record ties {who}."
    verb = "owes" if len(owed) == 1 else "owe"
    return (
        f"On {spoken(on)}, {counted(len(owed), 'state')} {verb} {who} help, "
        f"and {who} owes it to {counted(len(owes), 'state')}."
    )


def attacked_told(catalogue: Catalogue, state: State, on: date) -> str:
    """How many would owe a state help if it were attacked by whomever."""
    if missing := absent(catalogue, state, on):
        return missing
    event = f"If {inline(state.called(on))} were attacked on {spoken(on)},"
    owed = {debtor for debtor, creditor in pairs(catalogue, on) if creditor == state.id}
    if not owed:
        return f"{event} nobody on record would owe it help."
    return (
        f"{event} {counted(len(owed), 'state')} would owe it help. "
        "Whether help must come turns on who attacks, and where."
    )


def framework_told(catalogue: Catalogue, framework: Framework, on: date) -> str:
    """How many members a framework has that day, and what it is."""
    if on not in framework.during:
        return (
            f"On {spoken(on)}, the {framework.name} was not in being "
            f"(in being: {framework.during}). {framework.summary}"
        )
    members = len(set(catalogue.members_on(framework, on)))
    told = counted(members, MEMBER)
    return f"On {spoken(on)}, the {framework.name} had {told}. {framework.summary}"


def pairs(catalogue: Catalogue, on: date) -> Iterator[tuple[str, str]]:
    """Who owes whom help that day, in law: debtor and creditor, once for each clause."""
    for _, _, held in standing(catalogue, on):
        for debtor, _ in held.debtors:
            for creditor, _ in held.creditors:
                if debtor != creditor and (debtor, creditor) not in held.but:
                    yield debtor, creditor
