"""Papers of an event: poster, running order, a plan for each partner, and others. German."""
