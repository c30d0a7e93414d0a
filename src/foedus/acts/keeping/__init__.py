"""The record itself: what was a mistake, and what must be destroyed."""
