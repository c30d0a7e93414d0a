"""A seeded fuzzer of every door: what it sends, and what it makes of what comes back."""
