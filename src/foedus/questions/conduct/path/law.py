"""What the law of treaties says where a text does not: readings, which foedus does not decide."""

from typing import Final

from foedus.questions.conduct.path.found import View
from foedus.reckoning.notice import vienna

CUSTOM: Final = (
    "the Vienna Convention holds among its parties for treaties made since it bound them, and "
    "otherwise as far as it is custom"
)
CONSENT: Final = View(
    "A party may leave at any time if all parties agree to it.", vienna("Art. 54(b)")
)
LEAVING: Final = (
    CONSENT,
    View(
        "A party may denounce the treaty only if the parties meant to admit that, or its nature "
        "implies it; on twelve months' notice.",
        vienna("Art. 56"),
    ),
    View(
        "After a material breach by a party the others may, by unanimous agreement, suspend or end "
        "the treaty towards it or among all; a party specially affected may suspend it towards it.",
        vienna("Art. 60"),
    ),
    View(
        "A fundamental change of circumstances that were an essential basis of consent, not "
        "foreseen and transforming radically what is still to be performed, may be a ground to "
        "leave; not of a treaty that sets a boundary, and not by whose own breach it came.",
        vienna("Art. 62"),
    ),
)
JOINING: Final = (
    View(
        "A state may accede where all the parties agree, then or later, that it may.",
        vienna("Art. 15(c)"),
    ),
    View(
        "The parties may amend the treaty by agreement so that it may.", vienna("Arts. 39 and 40")
    ),
)
AMENDING: Final = (
    View("A treaty may be amended by agreement of its parties.", vienna("Art. 39")),
    View(
        "Every contracting state takes part in the decision and the negotiation; the "
        "amendment does not bind a party that does not become a party to it.",
        vienna("Art. 40"),
    ),
    View(
        "Some parties may change the treaty among themselves alone, if it is not prohibited and "
        "touches neither the rights of the others nor the object and purpose.",
        vienna("Art. 41"),
    ),
)
SUSPENDING: Final = (
    View("The operation may be suspended if all parties agree to it.", vienna("Art. 57(b)")),
    View(
        "Some parties may suspend it among themselves alone, if that is not prohibited and touches "
        "neither the rights of the others nor the object and purpose.",
        vienna("Art. 58"),
    ),
    View(
        "After a material breach the others may suspend it by unanimous agreement, and a party "
        "specially affected towards the one in breach.",
        vienna("Art. 60"),
    ),
    View(
        "Who may invoke a fundamental change of circumstances to leave may invoke it to suspend.",
        vienna("Art. 62(3)"),
    ),
)
CONCLUDING: Final = (
    View(
        "The text is adopted by all states that take part in drawing it up, at a conference by two "
        "thirds unless they decide otherwise.",
        vienna("Art. 9"),
    ),
    View(
        "A state consents to be bound by signature, ratification or another means agreed.",
        vienna("Arts. 11 to 16"),
    ),
    View(
        "The treaty enters into force as it provides, and otherwise once all negotiating states "
        "have consented to be bound.",
        vienna("Art. 24"),
    ),
)
RESERVING: Final = (
    View(
        "A reservation is made when a state signs, ratifies, accepts, approves or accedes; not if "
        "the treaty prohibits it, or it goes against the object and purpose.",
        vienna("Art. 19"),
    ),
    View(
        "Unless the treaty provides otherwise, another state accepts it if it does not object "
        "within twelve months; one to the constitution of an organisation needs its acceptance.",
        vienna("Art. 20"),
    ),
)
