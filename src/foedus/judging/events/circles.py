"""Whom a clause takes in, where it is open whether it takes in a state that is no party."""

from datetime import date

from foedus.model.citations import Citation
from foedus.model.provisions import Kin
from foedus.model.verdicts import Because


def disputed(kin: Kin, name: str, on: date) -> Because:
    """Why it is open whether a clause takes in a state that is no party."""
    if not kin.views:
        contested = f"whether {name} was {kin.words} on {on} is contested"
        return Because(None, contested, settles=contested)
    split = "; ".join(f"{view.says} ({view.source})" for view in kin.views)
    inner = tuple(
        Because(None, view.says, role="rule", cite=Citation(view.source)) for view in kin.views
    )
    settles = f"whether {kin.words} that is not a party, as {name} on {on}, is protected: {split}"
    return Because(None, "contested", inner, role="contested", settles=settles)
