"""Declaring acts, and doing them: the second verb. A question reads, an act writes."""
