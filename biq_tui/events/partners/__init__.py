"""What institutions and neighbours give to an event, and what is still missing."""
