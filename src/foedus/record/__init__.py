"""What nations did, kept: a ledger that proves itself, and the record on top of it."""
