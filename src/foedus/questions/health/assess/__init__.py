"""The question `assess`."""
