"""The question `notify`."""
