"""Examples that are too long to stand in the declarations of their questions."""
