"""Instruments and their parties."""
