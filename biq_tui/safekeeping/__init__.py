"""Backups while the program runs, going back to one, and the hand-over on a stick."""
