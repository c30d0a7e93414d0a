"""Cycles and phases of political commitments."""
