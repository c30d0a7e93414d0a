"""Captures and records of simulators and training systems."""
