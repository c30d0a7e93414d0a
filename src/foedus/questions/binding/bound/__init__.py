"""The question `bound`."""
