"""The day of an event: who comes is counted at the door."""
