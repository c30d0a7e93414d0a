"""How a party leaves an instrument: by which clock, and what falls with it."""
