"""The acts, by family: one module each, and every door finds it there."""
