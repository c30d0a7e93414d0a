"""The question `impact`."""
