"""Shares under a key on a day."""
