"""Asking a question: the world, the declarations, and one way in for every door."""
