"""The question `path`."""
