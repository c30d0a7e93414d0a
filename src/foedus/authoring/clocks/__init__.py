"""Terms, notices and prolongations."""
