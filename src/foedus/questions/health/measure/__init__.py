"""The question `measure`."""
