"""Tables for statistics, from datasets and definitions."""
