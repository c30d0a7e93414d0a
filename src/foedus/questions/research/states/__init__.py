"""The question `states`."""
