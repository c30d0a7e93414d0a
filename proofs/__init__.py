"""Proofs that take long by nature; a person runs them whole, and the tests run a part of each."""
