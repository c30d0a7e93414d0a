"""The question `exercise`."""
