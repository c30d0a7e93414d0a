"""What the record of a node says: what waits, what was kept, and what was done when."""
