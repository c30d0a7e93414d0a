"""The question `covered`."""
