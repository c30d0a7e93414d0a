"""Why the catalogue and ATOP differ on a member, where it is known; with the source of the reason.

What follows from the records themselves (a signature that both know, a day counted differently, a
state that ATOP has no number for) is told by `foedus.data.atop.compare`; here stands the rest.
"""

from typing import Final

from foedus.data.atop import reasons_a_d, reasons_e_m, reasons_n_z
from foedus.data.atop.reason import Reason

REASONS: Final[tuple[Reason, ...]] = (
    *reasons_a_d.REASONS,
    *reasons_e_m.REASONS,
    *reasons_n_z.REASONS,
)
