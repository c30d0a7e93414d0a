"""The question `evidence`."""
