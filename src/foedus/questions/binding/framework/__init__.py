"""The question `framework`."""
