"""The adapters: one module a dataset."""
