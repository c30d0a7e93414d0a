"""The question `pool`."""
