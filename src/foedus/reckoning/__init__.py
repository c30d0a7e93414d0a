"""Arithmetic that knows no catalogue: votes, shares, notice."""
