"""The forms that the database of a node had, each made from the one before. Forwards only."""
