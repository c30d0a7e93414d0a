"""Tables for statistics."""
