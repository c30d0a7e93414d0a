"""The record: what nations did under frameworks, entry by entry. Pure; its database is `nodes`."""
