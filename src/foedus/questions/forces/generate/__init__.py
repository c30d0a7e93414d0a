"""The question `generate`."""
