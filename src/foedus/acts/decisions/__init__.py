"""Motions: tabled, taken position on, under silence, and concluded."""
