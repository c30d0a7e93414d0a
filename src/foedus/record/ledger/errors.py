"""What the ledger refuses."""

from foedus.errors import FoedusError


class LedgerError(FoedusError):
    """A value, a key, a note or a proof that cannot be taken, in one sentence."""
