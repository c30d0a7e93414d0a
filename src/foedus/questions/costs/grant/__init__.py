"""The question `grant`."""
