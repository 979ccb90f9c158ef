"""Shifts, and who helps in them."""
