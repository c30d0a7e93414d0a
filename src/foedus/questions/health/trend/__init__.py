"""The question `trend`."""
