"""Pillar 2's voting: ballots, and what they say together. Nothing in here knows a database."""
