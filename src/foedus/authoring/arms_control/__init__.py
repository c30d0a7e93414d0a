"""Confidence-building measures, holdings and visits."""
