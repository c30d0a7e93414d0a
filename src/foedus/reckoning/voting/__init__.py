"""Ballots, criteria, and the rules and coalitions made of them."""
