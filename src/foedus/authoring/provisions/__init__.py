"""Provisions and their effects."""
