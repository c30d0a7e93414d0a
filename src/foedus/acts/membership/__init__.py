"""Membership: what the depositary of an instrument enters."""
