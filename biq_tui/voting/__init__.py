"""Pillar 2's voting: the rules and the count of ballots, the vote itself, and its urn."""
