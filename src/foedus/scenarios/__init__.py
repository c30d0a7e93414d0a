"""Sweeps: questions asked of many scenarios, each beside the world as it is."""
