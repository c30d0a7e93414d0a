"""The question `coverage`."""
