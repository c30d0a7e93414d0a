"""The question `commitments`."""
