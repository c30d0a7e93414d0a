"""The question `decide`."""
