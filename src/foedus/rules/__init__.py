"""The rule language: what conditions mean, for one event (explain) and for millions (batch)."""
