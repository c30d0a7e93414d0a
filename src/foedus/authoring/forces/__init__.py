"""The taxonomy of units."""
