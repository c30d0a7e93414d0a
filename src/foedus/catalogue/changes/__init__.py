"""Changes that make a scenario: another catalogue that shares all it does not change.

Each kind of change is one class. Its fields, as they stand, are those of a line of a scenario
document, and in their order those of the short spelling (`foedus.asking.changes`).
"""

from foedus.catalogue.changes.amend import AmendArea, AmendDuty, AmendRule
from foedus.catalogue.changes.change import Change, ChangeError
from foedus.catalogue.changes.events import Invoke, Settle, Unsettle
from foedus.catalogue.changes.membership import Join, Leave
from foedus.catalogue.changes.parties import Ratify, Withdraw
from foedus.catalogue.changes.standing import Reserve, Suspend
from foedus.catalogue.changes.weights import AmendWeight

__all__ = [
    "AmendArea",
    "AmendDuty",
    "AmendRule",
    "AmendWeight",
    "Change",
    "ChangeError",
    "Invoke",
    "Join",
    "Leave",
    "Ratify",
    "Reserve",
    "Settle",
    "Suspend",
    "Unsettle",
    "Withdraw",
]
