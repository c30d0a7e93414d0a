"""The question `reimburse`."""
