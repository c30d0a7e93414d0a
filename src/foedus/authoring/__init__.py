"""From definition files to the catalogue's definitions: a room for each concept."""
